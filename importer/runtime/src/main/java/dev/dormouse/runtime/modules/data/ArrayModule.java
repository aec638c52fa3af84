package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.NativeItems;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.Utf16;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.math.BigInteger;

/** {@code array}. Compare CPython's {@code Modules/arraymodule.c}. */
@BuiltinModule(
    name = "array",
    doc =
        "This module defines an object type which can efficiently represent an array of basic"
            + " values.")
public final class ArrayModule {
  private ArrayModule() {}

  static final String TYPECODES = "bBuhHiIlLqQfd";

  public static BuiltinTable table() {
    return new ArrayModuleTable();
  }

  static void exec(PyModule m) {
    m.set("array", PyArray.TYPE);
    m.set("ArrayType", PyArray.TYPE);
    m.set("typecodes", PyStr.of(TYPECODES));
    PyObject abc = Interpreter.current().importer().importModule("collections.abc");
    Abstract.callMethod(Abstract.getAttribute(abc, "MutableSequence"), "register", PyArray.TYPE);
  }

  /**
   * How items may be laid out in a pickle from another machine; the number is its {@code
   * mformat_code}.
   */
  private static final String FORMATS = "BbHHhhIIiiQQqqffdduuuu";

  /** The machine format of this platform's items of a type code. */
  static int machineFormat(char code) {
    return switch (code) {
      case 'B' -> 0;
      case 'b' -> 1;
      case 'H' -> 2;
      case 'h' -> 4;
      case 'I' -> 6;
      case 'i' -> 8;
      case 'L', 'Q' -> 10;
      case 'l', 'q' -> 12;
      case 'f' -> 14;
      case 'd' -> 16;
      default -> 20;
    };
  }

  @Function(
      name = "_array_reconstructor",
      signature = "(arraytype, typecode, mformat_code, items, /)",
      doc = "Internal. Used for pickling support.")
  static PyObject reconstruct(PyObject type, PyObject typecode, int format, PyObject items) {
    if (!(type instanceof PyType t)) {
      throw Errors.typeError("first argument must be a type object, not " + type.type.name());
    }
    if (!t.isSubtype(PyArray.TYPE)) {
      throw Errors.typeError(t.name() + " is not a subtype of array.array");
    }
    if (!(typecode instanceof PyStr code)
        || code.length() != 1
        || TYPECODES.indexOf(code.value().charAt(0)) < 0) {
      throw Errors.valueError("second argument must be a valid type code");
    }
    if (format < 0 || format >= FORMATS.length()) {
      throw Errors.valueError("third argument must be a valid machine format code.");
    }
    if (!(items instanceof PyBytes b)) {
      throw Errors.typeError("fourth argument should be bytes, not " + items.type.name());
    }
    char c = code.value().charAt(0);
    PyArray a = new PyArray(t, c);
    if (format == machineFormat(c)) {
      a.appendBytes(b.value);
    } else {
      convert(a, format, b.value);
    }
    return a;
  }

  private static void convert(PyArray a, int format, byte[] b) {
    if (format == 18 || format == 19) {
      if (b.length % 4 != 0) {
        throw Errors.valueError("string length not a multiple of item size");
      }
      try {
        String s =
            Utf16.decode16(
                b, new int[] {format == 19 ? Utf16.BIG : Utf16.LITTLE}, null, true, null);
        a.appendText(s);
      } catch (CodecFailure e) {
        throw dev.dormouse.runtime.objects.TextErrors.python(e, null);
      }
      return;
    }
    char code = FORMATS.charAt(format);
    int size = code == 'u' ? 4 : NativeItems.size(code);
    if (b.length % size != 0) {
      throw Errors.valueError("string length not a multiple of item size");
    }
    boolean big = format > 1 && format % 2 == 1;
    byte[] item = new byte[size];
    for (int at = 0; at < b.length; at += size) {
      for (int i = 0; i < size; i++) {
        item[i] = b[at + (big ? size - 1 - i : i)];
      }
      a.append(
          code == 'u'
              ? PyStr.ofChar((int) NativeItems.readLong(item, 0, 4))
              : NativeItems.get(item, 0, code));
    }
  }

  /** Stores a value as an item of a type code, with array's words for what does not fit. */
  static void set(byte[] b, int at, char code, PyObject o) {
    switch (code) {
      case 'u' -> {
        if (!(o instanceof PyStr s) || s.length() != 1) {
          throw Errors.typeError("array item must be unicode character");
        }
        NativeItems.writeLong(b, at, 4, s.codePointAt(0));
      }
      case 'f', 'd' ->
          NativeItems.writeDouble(b, at, code, dev.dormouse.runtime.objects.ArgParser.toDouble(o));
      default -> {
        PyInt n = Abstract.index(o);
        check(n, code);
        NativeItems.writeLong(b, at, NativeItems.size(code), n.bigValue().longValue());
      }
    }
  }

  private static void check(PyInt n, char code) {
    BigInteger v = n.bigValue();
    boolean negative = v.signum() < 0;
    switch (code) {
      case 'b', 'h', 'B', 'H', 'i' -> {
        if (n.isBig()) {
          throw Errors.overflowError("Python int too large to convert to C long");
        }
        long x = n.longValue();
        boolean unsigned = code == 'B' || code == 'H';
        int bits = code == 'b' || code == 'B' ? 8 : code == 'i' ? 32 : 16;
        long high = (1L << (unsigned ? bits : bits - 1)) - 1;
        long low = unsigned ? 0 : -high - 1;
        if (x < low || x > high) {
          String name =
              switch (code) {
                case 'b' -> "signed char";
                case 'B' -> "unsigned byte integer";
                case 'h' -> "signed short integer";
                case 'i' -> "signed integer";
                default -> "unsigned short";
              };
          throw Errors.overflowError(
              name + " is " + (x < low ? "less than minimum" : "greater than maximum"));
        }
      }
      case 'l' -> Abstract.toJavaLong(n);
      case 'I', 'L' -> {
        if (negative) {
          throw Errors.overflowError("can't convert negative value to unsigned int");
        }
        if (v.bitLength() > 64) {
          throw Errors.overflowError("Python int too large to convert to C unsigned long");
        }
        if (code == 'I' && v.bitLength() > 32) {
          throw Errors.overflowError("unsigned int is greater than maximum");
        }
      }
      case 'q' -> {
        if (n.isBig()) {
          throw Errors.overflowError("int too big to convert");
        }
      }
      default -> {
        if (negative) {
          throw Errors.overflowError("can't convert negative int to unsigned");
        }
        if (v.bitLength() > 64) {
          throw Errors.overflowError("int too big to convert");
        }
      }
    }
  }

  static PyObject get(byte[] b, int at, char code) {
    if (code != 'u') {
      return NativeItems.get(b, at, code);
    }
    long cp = NativeItems.readLong(b, at, 4);
    if (cp < 0 || cp > 0x10ffff) {
      String hex = Integer.toHexString((int) cp);
      throw Errors.valueError("character U+" + hex + " is not in range [U+0000; U+10ffff]");
    }
    return PyStr.ofChar((int) cp);
  }
}
