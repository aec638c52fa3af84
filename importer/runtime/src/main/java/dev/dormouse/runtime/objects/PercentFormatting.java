package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.runtime.text.PercentFormat;
import dev.dormouse.runtime.text.TextError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The operator '%' of str, and of bytes and bytearray, whose formats are read as Latin-1. */
final class PercentFormatting extends PercentFormat {
  private final String text;
  private final boolean bytes;

  /** The right operand. */
  private final PyObject operand;

  /** Null if there is one argument only, the operand. */
  private final PyObject[] items;

  /** Number of arguments taken. */
  private int taken;

  /** The value of the last key; it then is the only argument. */
  private PyObject selected;

  private final boolean isMapping;

  private PercentFormatting(String text, boolean bytes, PyObject operand) {
    super(text);
    this.text = text;
    this.bytes = bytes;
    this.operand = operand;
    this.items = operand instanceof PyTuple t ? t.items : null;
    this.isMapping =
        items == null
            && Abstract.isMapping(operand)
            && !(operand instanceof PyStr)
            && !(bytes && (operand instanceof PyBytes || operand instanceof PyByteArray));
  }

  static PyStr format(PyStr format, PyObject operand) {
    PercentFormatting f = new PercentFormatting(format.value(), false, operand);
    StringBuilder out = new StringBuilder(format.value().length() + 32);
    try {
      while (f.next()) {
        out.append(f.text, f.literalStart, f.literalEnd);
        f.append(out);
      }
      out.append(f.text, f.literalStart, f.literalEnd);
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
    f.checkAllTaken();
    return out.length() == format.value().length()
            && format.type == PyStr.TYPE
            && format.value().contentEquals(out)
        ? format
        : PyStr.of(out.toString());
  }

  static byte[] format(byte[] format, PyObject operand) {
    String text = new String(format, StandardCharsets.ISO_8859_1);
    PercentFormatting f = new PercentFormatting(text, true, operand);
    ByteSink out = new ByteSink(format.length + 32);
    try {
      while (f.next()) {
        out.add(format, f.literalStart, f.literalEnd);
        f.append(out);
      }
      out.add(format, f.literalStart, f.literalEnd);
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
    f.checkAllTaken();
    return out.toBytes();
  }

  private void checkAllTaken() {
    int count = items == null ? 1 : items.length;
    if (taken < count && !isMapping) {
      throw Errors.typeError(
          "not all arguments converted during " + (bytes ? "bytes" : "string") + " formatting");
    }
  }

  @Override
  protected void select() {
    if (!isMapping) {
      throw Errors.typeError("format requires a mapping");
    }
    if (key == null) {
      throw incompleteKey();
    }
    PyObject name = bytes ? PyBytes.of(key.getBytes(StandardCharsets.ISO_8859_1)) : PyStr.of(key);
    selected = Abstract.getItem(operand, name);
  }

  private PyObject take() {
    if (selected != null) {
      PyObject o = selected;
      selected = null;
      taken = 1;
      return o;
    }
    if (taken >= (items == null ? 1 : items.length)) {
      throw Errors.typeError("not enough arguments for format string");
    }
    return items == null ? tookOperand() : items[taken++];
  }

  private PyObject tookOperand() {
    taken++;
    return operand;
  }

  @Override
  protected int star(boolean isPrecision) {
    PyObject o = take();
    if (!(o instanceof PyInt n)) {
      throw Errors.typeError("* wants int");
    }
    if (n.isBig()) {
      throw Errors.overflowError(
          "Python int too large to convert to C " + (isPrecision ? "int" : "ssize_t"));
    }
    long v = n.longValue();
    if (isPrecision && v != (int) v) {
      throw Errors.overflowError("Python int too large to convert to C int");
    }
    return Sequences.clip(v);
  }

  private void append(StringBuilder out) {
    if (conversion == '%' && conversionIndex == literalEnd + 1) {
      out.append('%');
      return;
    }
    PyObject o = take();
    switch (conversion) {
      case 's' -> out.append(text(Abstract.str(o).value()));
      case 'r' -> out.append(text(Abstract.repr(o).value()));
      case 'a' -> out.append(text(Abstract.ascii(o).value()));
      case 'c' -> out.append(text(character(o)));
      default -> out.append(number(o));
    }
  }

  private static String character(PyObject o) {
    if (o instanceof PyStr s) {
      if (s.length() != 1) {
        throw Errors.typeError("%c requires int or char");
      }
      return s.value();
    }
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError("%c requires int or char");
    }
    PyInt n = Abstract.index(o);
    if (n.isBig() || n.longValue() < 0 || n.longValue() > 0x10ffff) {
      throw Errors.overflowError("%c arg not in range(0x110000)");
    }
    return Character.toString((int) n.longValue());
  }

  private void append(ByteSink out) {
    if (conversion == '%' && conversionIndex == literalEnd + 1) {
      out.add('%');
      return;
    }
    PyObject o = take();
    switch (conversion) {
      case 's', 'b' -> out.addLatin1(latin1(toBytes(o)));
      case 'r', 'a' -> out.addLatin1(text(Abstract.ascii(o).value()));
      case 'c' -> out.addLatin1(latin1(singleByte(o)));
      default -> out.addLatin1(number(o));
    }
  }

  private String latin1(byte[] b) {
    return text(new String(b, StandardCharsets.ISO_8859_1));
  }

  private static byte[] toBytes(PyObject o) {
    if (o instanceof PyBytes b && b.type == PyBytes.TYPE) {
      return b.value;
    }
    if (o instanceof PyByteArray a) {
      return a.toBytes();
    }
    PyObject method = Abstract.lookupSpecial(o, Names.BYTES);
    if (method != null) {
      PyObject r = Abstract.call(method);
      if (!(r instanceof PyBytes b)) {
        throw Errors.typeError("__bytes__ returned non-bytes (type " + r.type.name() + ")");
      }
      return b.value;
    }
    if (o.type.has(Slot.BUFFER)) {
      return Bytes.of(o);
    }
    throw Errors.typeError(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '"
            + o.type.fullName()
            + "'");
  }

  private static byte[] singleByte(PyObject o) {
    byte[] value =
        o instanceof PyBytes b ? b.value : o instanceof PyByteArray a ? a.toBytes() : null;
    if (value != null && value.length == 1) {
      return value;
    }
    if (value == null && Abstract.hasIndex(o)) {
      PyInt n = Abstract.index(o);
      if (n.isBig() || n.longValue() < 0 || n.longValue() > 255) {
        throw Errors.overflowError("%c arg not in range(256)");
      }
      return new byte[] {(byte) n.longValue()};
    }
    throw Errors.typeError("%c requires an integer in range(256) or a single byte");
  }

  private String number(PyObject o) {
    switch (conversion) {
      case 'd', 'i', 'u', 'o', 'x', 'X' -> {
        PyInt n = toInt(o);
        Number value = n.isBig() ? (Number) n.bigValue() : (Number) n.longValue();
        return integer(value, value instanceof BigInteger ? IntDigits.limit() : 0);
      }
      case 'e', 'E', 'f', 'F', 'g', 'G' -> {
        return floating(toDouble(o));
      }
      default -> throw unsupported();
    }
  }

  private double toDouble(PyObject o) {
    if (!bytes) {
      return ArgParser.toDouble(o);
    }
    try {
      return ArgParser.toDouble(o);
    } catch (PyException e) {
      // Bytes say this in place of whatever went wrong.
      throw Errors.typeError("float argument required, not " + o.type.fullName());
    }
  }

  private PyInt toInt(PyObject o) {
    if (o instanceof PyInt n) {
      return n;
    }
    boolean exact = conversion == 'x' || conversion == 'X' || conversion == 'o';
    PyException failure = null;
    try {
      if (exact && Abstract.hasIndex(o)) {
        return Abstract.index(o);
      }
      if (!exact && o.type.has(Slot.INT) && o.type.ops.toInt(o) instanceof PyInt n) {
        return n;
      }
      if (!exact && Abstract.hasIndex(o)) {
        return Abstract.index(o);
      }
    } catch (PyException e) {
      if (!e.matches(Exceptions.TypeError)) {
        throw e;
      }
      failure = e;
    }
    PyException error =
        Errors.typeError(
            "%"
                + (bytes && conversion == 'i' ? 'd' : (char) conversion)
                + " format: "
                + (exact ? "an integer" : "a real number")
                + " is required, not "
                + o.type.fullName());
    if (failure != null) {
      error.value.context = failure.value;
    }
    throw error;
  }
}
