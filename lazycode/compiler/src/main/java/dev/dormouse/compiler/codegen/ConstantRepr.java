package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import java.math.BigDecimal;

/** Python's {@code repr} of constants. */
final class ConstantRepr {
  private static final String HEX = "0123456789abcdef";

  private ConstantRepr() {}

  static String repr(Object v) {
    StringBuilder out = new StringBuilder();
    append(out, v);
    return out.toString();
  }

  static void append(StringBuilder out, Object v) {
    if (v instanceof String || v instanceof Constants.WideText) {
      appendText(out, SequenceOperations.codePoints(v));
    } else if (v instanceof Boolean b) {
      out.append(b ? "True" : "False");
    } else if (v instanceof Double d) {
      appendFloat(out, d);
    } else if (v instanceof Constants.Complex c) {
      appendComplex(out, c);
    } else if (v instanceof Constants.Bytes b) {
      appendBytes(out, b.value);
    } else if (v instanceof Constants.Tuple t) {
      out.append('(');
      for (int i = 0; i < t.items.length; i++) {
        out.append(i == 0 ? "" : ", ");
        append(out, t.items[i]);
      }
      out.append(t.items.length == 1 ? ",)" : ")");
    } else if (v == Constants.Singleton.NONE) {
      out.append("None");
    } else if (v == Constants.Singleton.ELLIPSIS) {
      out.append("Ellipsis");
    } else {
      // Long and BigInteger.
      out.append(v);
    }
  }

  private static void appendText(StringBuilder out, int[] points) {
    boolean single = false;
    boolean twofold = false;
    for (int c : points) {
      single |= c == '\'';
      twofold |= c == '"';
    }
    char quote = single && !twofold ? '"' : '\'';
    out.append(quote);
    for (int c : points) {
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c >= ' ' && c < 0x7F) {
        out.append((char) c);
      } else if (!appendControl(out, c)) {
        if (c < 0x7F || !isPrintable(c)) {
          appendHex(out, c);
        } else {
          out.appendCodePoint(c);
        }
      }
    }
    out.append(quote);
  }

  private static boolean appendControl(StringBuilder out, int c) {
    switch (c) {
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void appendHex(StringBuilder out, int c) {
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
    for (int shift = digits * 4 - 4; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >>> shift & 15));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          c == ' ';
      default -> true;
    };
  }

  private static void appendBytes(StringBuilder out, byte[] bytes) {
    boolean single = false;
    boolean twofold = false;
    for (byte b : bytes) {
      single |= b == '\'';
      twofold |= b == '"';
    }
    char quote = single && !twofold ? '"' : '\'';
    out.append('b').append(quote);
    for (byte b : bytes) {
      int c = b & 0xFF;
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c >= ' ' && c < 0x7F) {
        out.append((char) c);
      } else if (!appendControl(out, c)) {
        appendHex(out, c);
      }
    }
    out.append(quote);
  }

  private static void appendFloat(StringBuilder out, double d) {
    int start = out.length();
    appendNumber(out, d);
    if (!Double.isFinite(d)) {
      return;
    }
    for (int i = start; i < out.length(); i++) {
      if (out.charAt(i) == '.' || out.charAt(i) == 'e') {
        return;
      }
    }
    out.append(".0");
  }

  /** The shortest digits that give {@code d} back, without ".0" for whole numbers. */
  private static void appendNumber(StringBuilder out, double d) {
    if (Double.isNaN(d)) {
      out.append("nan");
      return;
    }
    if (d < 0 || d == 0 && 1 / d < 0) {
      out.append('-');
      d = -d;
    }
    if (Double.isInfinite(d)) {
      out.append("inf");
      return;
    }
    if (d == 0) {
      out.append('0');
      return;
    }
    // Java finds the same digits and writes them differently.
    BigDecimal decimal = new BigDecimal(Double.toString(d)).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    if (point > 16 || point < -3) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      int exponent = point - 1;
      out.append(exponent < 0 ? "e-" : "e+");
      exponent = Math.abs(exponent);
      if (exponent < 10) {
        out.append('0');
      }
      out.append(exponent);
    } else if (point <= 0) {
      out.append("0.").repeat('0', -point).append(digits);
    } else if (point >= digits.length()) {
      out.append(digits).repeat('0', point - digits.length());
    } else {
      out.append(digits, 0, point).append('.').append(digits, point, digits.length());
    }
  }

  private static void appendComplex(StringBuilder out, Constants.Complex c) {
    if (c.real == 0 && 1 / c.real > 0) {
      appendNumber(out, c.imag);
      out.append('j');
      return;
    }
    out.append('(');
    appendNumber(out, c.real);
    int at = out.length();
    appendNumber(out, c.imag);
    if (out.charAt(at) != '-') {
      out.insert(at, '+');
    }
    out.append("j)");
  }
}
