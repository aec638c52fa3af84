package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/** {@code bytes}. The array is owned by this object and never changes. */
@BuiltinType(
    name = "bytes",
    ops = BytesOps.class,
    parts = {BytesMethods.class},
    doc =
        "bytes(iterable_of_ints) -> bytes\n"
            + "bytes(string, encoding[, errors]) -> bytes\n"
            + "bytes(bytes_or_buffer) -> copy of it\n"
            + "bytes(int) -> as many zero bytes\n"
            + "bytes() -> empty bytes\n\n"
            + "An immutable array of bytes.")
public class PyBytes extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("bytes", PyType.OBJECT, new BytesOps(), new PyBytesTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.VARIABLE_SIZE);

  public static final PyBytes EMPTY = new PyBytes(TYPE, new byte[0]);

  public final byte[] value;

  public PyBytes(PyType type, byte[] value) {
    super(type);
    this.value = value;
  }

  /** Takes ownership of {@code value}. */
  public static PyBytes of(byte[] value) {
    return value.length == 0 ? EMPTY : new PyBytes(TYPE, value);
  }

  @ClassMethod(
      signature = "(string, /)",
      doc = "Make bytes from hexadecimal digits; spaces between bytes are ignored.")
  static PyObject fromhex(PyType cls, String string) {
    PyBytes b = of(Bytes.fromHex(string));
    return cls == TYPE ? b : Abstract.call(cls, b);
  }

  @Method(name = "__bytes__", doc = "Convert this value to exact type bytes.")
  static PyObject bytes(PyBytes self) {
    return self.type == TYPE ? self : of(self.value);
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyBytes self) {
    return PyTuple.of(of(self.value));
  }

  @Method(name = "__sizeof__", doc = "Size in memory, in bytes; an estimate.")
  static int sizeof(PyBytes self) {
    return 33 + self.value.length;
  }
}
