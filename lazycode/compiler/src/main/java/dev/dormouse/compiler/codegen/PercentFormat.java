package dev.dormouse.compiler.codegen;

import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;

/**
 * Turns {@code "…%s…" % (a, b)} into the f-string that means the same, if only %s, %r and %a occur.
 * A format is read into pieces, which are then joined with what they format.
 */
final class PercentFormat {
  private static final String FLAGS = "-+ #0z";
  private static final String CONVERSIONS = "sra";
  private static final String DIGITS = "0123456789";

  /** Longer numbers are left to the program, which may raise an error about them. */
  private static final int MAX_DIGITS = 2;

  private static final int ABSENT = -1;

  /** A text between fields, or a field. */
  private sealed interface Piece permits Text, Field {}

  private record Text(String text) implements Piece {}

  /**
   * @param left whether the value is padded on the right
   * @param width {@link #ABSENT} if none is given, like {@code precision}
   * @param conversion a character of {@link #CONVERSIONS}
   */
  private record Field(boolean left, int width, int precision, char conversion) implements Piece {
    /** The format specification that pads and cuts a str the same way; empty for none. */
    String spec() {
      String padding = width == ABSENT ? "" : (left || width == 0 ? "" : ">") + width;
      return precision == ABSENT ? padding : padding + "." + precision;
    }
  }

  private final String format;
  private int position;

  private PercentFormat(String format) {
    this.format = format;
  }

  /** The f-string for {@code node}, which formats {@code elts}; null if there is none. */
  static Expr.JoinedStr convert(Expr.BinOp node, String format, Expr[] elts) {
    ArrayList<Piece> pieces = new PercentFormat(format).pieces();
    if (pieces == null) {
      return null;
    }
    Expr[] values = new Expr[pieces.size()];
    int used = 0;
    for (int i = 0; i < values.length; i++) {
      if (pieces.get(i) instanceof Field field) {
        if (used == elts.length) {
          return null;
        }
        values[i] = formatted(elts[used++], field);
      } else {
        values[i] = constant(((Text) pieces.get(i)).text);
      }
    }
    return used < elts.length
        ? null
        : new Expr.JoinedStr(
            values, node.lineno, node.colOffset, node.endLineno, node.endColOffset);
  }

  private static Expr formatted(Expr value, Field field) {
    String spec = field.spec();
    return new Expr.FormattedValue(
        value,
        field.conversion,
        spec.isEmpty() ? null : constant(spec),
        value.lineno,
        value.colOffset,
        value.endLineno,
        value.endColOffset);
  }

  private static Expr constant(String text) {
    return new Expr.Constant(text, null, -1, -1, -1, -1);
  }

  /** The whole format; null if a field is not of the simple kind. */
  private ArrayList<Piece> pieces() {
    ArrayList<Piece> pieces = new ArrayList<>();
    while (position < format.length()) {
      String text = text();
      if (!text.isEmpty()) {
        pieces.add(new Text(text));
      } else {
        Field field = field();
        if (field == null) {
          return null;
        }
        pieces.add(field);
      }
    }
    return pieces;
  }

  /** What stands before the next field, with single percent signs for the doubled ones. */
  private String text() {
    StringBuilder text = new StringBuilder();
    while (position < format.length()) {
      int percent = format.indexOf('%', position);
      if (percent < 0) {
        percent = format.length();
      }
      text.append(format, position, percent);
      position = percent;
      if (!format.startsWith("%%", percent)) {
        break;
      }
      text.append('%');
      position += 2;
    }
    return text.toString();
  }

  /** The field that starts here; null if it is another kind. */
  private Field field() {
    String flags = many(FLAGS, position + 1);
    String width = many(DIGITS, position);
    boolean point = position < format.length() && format.charAt(position) == '.';
    String precision = point ? many(DIGITS, position + 1) : "";
    boolean known = position < format.length() && CONVERSIONS.indexOf(format.charAt(position)) >= 0;
    if (!known || width.length() > MAX_DIGITS || precision.length() > MAX_DIGITS) {
      return null;
    }
    return new Field(
        flags.indexOf('-') >= 0,
        number(width, ABSENT),
        number(precision, point ? 0 : ABSENT),
        format.charAt(position++));
  }

  /** Moves over as many of {@code characters} as stand at {@code from}, and returns them. */
  private String many(String characters, int from) {
    position = from;
    while (position < format.length() && characters.indexOf(format.charAt(position)) >= 0) {
      position++;
    }
    return format.substring(from, position);
  }

  private static int number(String digits, int otherwise) {
    return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }
}
