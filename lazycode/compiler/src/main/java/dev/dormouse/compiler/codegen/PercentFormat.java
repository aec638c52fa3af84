package dev.dormouse.compiler.codegen;

import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;

/**
 * Turns {@code "…%s…" % (a, b)} into the f-string that means the same, if only %s, %r and %a occur.
 */
final class PercentFormat {
  private static final int MAX_DIGITS = 3;

  private final String format;
  private int position;

  private PercentFormat(String format) {
    this.format = format;
  }

  /** The f-string for {@code node}, which formats {@code elts}; null if there is none. */
  static Expr.JoinedStr convert(Expr.BinOp node, String format, Expr[] elts) {
    return new PercentFormat(format).convert(node, elts);
  }

  private Expr.JoinedStr convert(Expr.BinOp node, Expr[] elts) {
    ArrayList<Expr> values = new ArrayList<>();
    int used = 0;
    while (true) {
      Expr literal = literal();
      if (literal != null) {
        values.add(literal);
      }
      if (position >= format.length()) {
        break;
      }
      if (used == elts.length) {
        return null;
      }
      position++;
      Expr field = field(elts[used++]);
      if (field == null) {
        return null;
      }
      values.add(field);
    }
    if (used < elts.length) {
      return null;
    }
    return new Expr.JoinedStr(
        values.toArray(Expr.EMPTY), node.lineno, node.colOffset, node.endLineno, node.endColOffset);
  }

  /** The text up to the next field; null if there is none. */
  private Expr literal() {
    int start = position;
    boolean percents = false;
    while (position < format.length()) {
      if (format.charAt(position) != '%') {
        position++;
      } else if (position + 1 < format.length() && format.charAt(position + 1) == '%') {
        percents = true;
        position += 2;
      } else {
        break;
      }
    }
    if (position == start) {
      return null;
    }
    String text = format.substring(start, position);
    return constant(percents ? text.replace("%%", "%") : text);
  }

  private static Expr constant(String text) {
    return new Expr.Constant(text, null, -1, -1, -1, -1);
  }

  private Expr field(Expr value) {
    boolean left = false;
    int c = next();
    while (c == '-' || c == '+' || c == ' ' || c == '#' || c == '0' || c == 'z') {
      left |= c == '-';
      c = next();
    }
    StringBuilder spec = new StringBuilder();
    if (isDigit(c)) {
      position--;
      int width = number();
      if (width < 0) {
        return null;
      }
      if (!left && width > 0) {
        spec.append('>');
      }
      spec.append(width);
      c = next();
    }
    if (c == '.') {
      int precision = 0;
      c = next();
      if (isDigit(c)) {
        position--;
        precision = number();
        if (precision < 0) {
          return null;
        }
        c = next();
      }
      spec.append('.').append(precision);
    }
    if (c != 's' && c != 'r' && c != 'a') {
      return null;
    }
    return new Expr.FormattedValue(
        value,
        c,
        spec.isEmpty() ? null : constant(spec.toString()),
        value.lineno,
        value.colOffset,
        value.endLineno,
        value.endColOffset);
  }

  /** The next character, or -1 at the end, which is no field either. */
  private int next() {
    return position < format.length() ? format.charAt(position++) : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The number that starts here; -1 if it is too long. */
  private int number() {
    int value = 0;
    int digits = 0;
    while (position < format.length() && isDigit(format.charAt(position))) {
      value = value * 10 + format.charAt(position++) - '0';
      if (++digits >= MAX_DIGITS) {
        return -1;
      }
    }
    return value;
  }
}
