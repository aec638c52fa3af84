package dev.dormouse.code;

import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * {@code repr()} of constants, for people who read disassembly. Two things cannot be as in CPython:
 * a frozenset shows its items in the order in which they were written, and a code object's address
 * is its ordinal among those shown.
 */
public final class ConstantRepr {
  private final Map<CodeUnit, Integer> addresses = new IdentityHashMap<>();

  /** Appends what {@code repr} gives for a value of the {@link Constants} domain. */
  public void append(StringBuilder out, Object constant) {
    if (constant instanceof String s) {
      appendText(out, s.codePoints().toArray());
    } else if (constant instanceof Long || constant instanceof BigInteger) {
      out.append(constant);
    } else if (constant instanceof Constants.Singleton s) {
      out.append(
          switch (s) {
            case NONE -> "None";
            case ELLIPSIS -> "Ellipsis";
            case STOP_ITERATION -> "<class 'StopIteration'>";
          });
    } else if (constant instanceof CodeUnit unit) {
      appendCode(out, unit);
    } else if (constant instanceof Constants.Tuple t) {
      out.append('(');
      appendItems(out, t.items);
      out.append(t.items.length == 1 ? ",)" : ")");
    } else if (constant instanceof Boolean b) {
      out.append(b ? "True" : "False");
    } else if (constant instanceof Double d) {
      out.append(of(d));
    } else if (constant instanceof Constants.Bytes b) {
      appendBytes(out, b.value);
    } else if (constant instanceof Constants.Complex c) {
      appendComplex(out, c);
    } else if (constant instanceof Constants.FrozenSet f) {
      if (f.items.length == 0) {
        out.append("frozenset()");
        return;
      }
      out.append("frozenset({");
      appendItems(out, f.items);
      out.append("})");
    } else if (constant instanceof Constants.WideText w) {
      appendText(out, w.codePoints());
    } else {
      throw new IllegalArgumentException("not a constant: " + constant.getClass().getName());
    }
  }

  /** {@code repr} of a float: the shortest digits that read back as the same number. */
  public static String of(double value) {
    String text = shortest(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'n') {
        return text;
      }
    }
    return text + ".0";
  }

  /** The same without the {@code .0} of whole numbers, as the parts of a complex are shown. */
  private static String shortest(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    // Java finds the shortest digits too, but never less than two, and arranges them differently.
    String java = Double.toString(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    int exponent = (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1))) + point - 1;
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
      exponent--;
    }
    int end = digits.length();
    while (end > first + 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    digits = digits.substring(first, end);
    if (digits.length() == 2) {
      // Next to the smallest number one digit may be enough.
      int rounded = (Integer.parseInt(digits) + 5) / 10;
      if (Double.parseDouble(rounded + "E" + exponent) == Math.abs(value)) {
        exponent += rounded / 10;
        digits = rounded == 10 ? "1" : Integer.toString(rounded);
      }
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0";
    }
    int count = digits.length();
    if (exponent < -4 || exponent >= 16) {
      String fraction = count > 1 ? "." + digits.substring(1) : "";
      int size = Math.abs(exponent);
      return sign
          + digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (size < 10 ? "0" : "")
          + size;
    }
    if (exponent < 0) {
      return sign + "0." + "0".repeat(-exponent - 1) + digits;
    }
    if (count <= exponent + 1) {
      return sign + digits + "0".repeat(exponent + 1 - count);
    }
    return sign + digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
  }

  private void appendItems(StringBuilder out, Object[] items) {
    for (int i = 0; i < items.length; i++) {
      if (i > 0) {
        out.append(", ");
      }
      append(out, items[i]);
    }
  }

  private void appendCode(StringBuilder out, CodeUnit unit) {
    Integer address = addresses.get(unit);
    if (address == null) {
      address = addresses.size() + 1;
      addresses.put(unit, address);
    }
    int line = unit.firstlineno() == 0 ? -1 : unit.firstlineno();
    out.append("<code object ").append(unit.name());
    out.append(" at 0x").append(Integer.toHexString(address));
    out.append(", file \"").append(unit.filename());
    out.append("\", line ").append(line).append('>');
  }

  private static void appendComplex(StringBuilder out, Constants.Complex c) {
    String imag = shortest(c.imag);
    if (Double.doubleToRawLongBits(c.real) == 0) {
      out.append(imag).append('j');
      return;
    }
    out.append('(').append(shortest(c.real));
    if (!imag.startsWith("-")) {
      out.append('+');
    }
    out.append(imag).append("j)");
  }

  private static void appendBytes(StringBuilder out, byte[] bytes) {
    boolean single = false;
    boolean twice = false;
    for (byte b : bytes) {
      single |= b == '\'';
      twice |= b == '"';
    }
    char quote = single && !twice ? '"' : '\'';
    out.append('b').append(quote);
    for (byte b : bytes) {
      int c = b & 0xFF;
      if (c < 0x20 || c >= 0x7F || c == '\\' || c == quote) {
        escape(out, c);
      } else {
        out.append((char) c);
      }
    }
    out.append(quote);
  }

  private static void appendText(StringBuilder out, int[] codePoints) {
    boolean single = false;
    boolean twice = false;
    for (int c : codePoints) {
      single |= c == '\'';
      twice |= c == '"';
    }
    char quote = single && !twice ? '"' : '\'';
    out.append(quote);
    for (int c : codePoints) {
      if (c == '\\' || c == quote || !isPrintable(c)) {
        escape(out, c);
      } else {
        out.appendCodePoint(c);
      }
    }
    out.append(quote);
  }

  /**
   * By the JDK's Unicode data, which is newer than that of 3.11 and so knows some more characters.
   */
  private static boolean isPrintable(int c) {
    if (c < 0x7F) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '\\', '\'', '"' -> out.append('\\').append((char) c);
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        out.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 15, 16));
        }
      }
    }
  }
}
