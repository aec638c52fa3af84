package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A replacement template such as {@code "\1-\g<name>"}: literal texts with group numbers between
 * them.
 *
 * <p>Like {@link SreParser}, it declines whatever is wrong or rare; the library's {@code
 * re._parser.parse_template} then has the word.
 */
final class SreTemplate {
  /** {@code literals[i]} stands before {@code groups[i]}; the last one ends the template. */
  private String[] literals = new String[4];

  private int[] groups = new int[4];
  private int count;

  private final String source;
  private int at;

  private SreTemplate(String source) {
    this.source = source;
  }

  /** Reads a str or bytes template for {@code pattern}; null if the library has to. */
  static SreTemplate parse(PyPattern pattern, PyObject template) {
    String source;
    if (template instanceof PyStr s) {
      source = s.value();
    } else if (template instanceof PyBytes b) {
      source = new String(b.value, StandardCharsets.ISO_8859_1);
    } else {
      return null;
    }
    SreTemplate parsed = new SreTemplate(source);
    return parsed.read(pattern) ? parsed : null;
  }

  private int peek() {
    return at < source.length() ? source.charAt(at) : -1;
  }

  private boolean read(PyPattern pattern) {
    StringBuilder literal = new StringBuilder();
    while (at < source.length()) {
      char ch = source.charAt(at++);
      if (ch != '\\') {
        literal.append(ch);
        continue;
      }
      if (at == source.length()) {
        return false;
      }
      ch = source.charAt(at++);
      int group = -1;
      if (ch == 'g') {
        group = named(pattern);
        if (group < 0) {
          return false;
        }
      } else if (ch == '0') {
        literal.append((char) (octal(0) & 255));
      } else if (isDigit(ch)) {
        int value = ch - '0';
        if (isDigit(peek())) {
          char second = source.charAt(at++);
          if (isOctal(ch) && isOctal(second) && isOctal(peek())) {
            value = value * 64 + (second - '0') * 8 + source.charAt(at++) - '0';
            if (value > 255) {
              return false;
            }
            literal.append((char) value);
            continue;
          }
          value = value * 10 + second - '0';
        }
        group = value;
      } else if (!escape(ch, literal)) {
        return false;
      }
      if (group >= 0) {
        if (group > pattern.code.groups) {
          return false;
        }
        add(literal.toString(), group);
        literal.setLength(0);
      }
    }
    add(literal.toString(), 0);
    count--;
    return true;
  }

  private static boolean isDigit(int ch) {
    return ch >= '0' && ch <= '9';
  }

  private static boolean isOctal(int ch) {
    return ch >= '0' && ch <= '7';
  }

  /** Continues an octal number by at most two digits. */
  private int octal(int value) {
    for (int i = 0; i < 2 && isOctal(peek()); i++) {
      value = value * 8 + source.charAt(at++) - '0';
    }
    return value;
  }

  /** An escaped character; false for letters without a meaning. */
  private static boolean escape(char ch, StringBuilder out) {
    int special = "abfnrtv\\".indexOf(ch);
    if (special >= 0) {
      out.append("\u0007\b\f\n\r\t\u000b\\".charAt(special));
      return true;
    }
    if (SreUnicode.asciiIsCased(ch)) {
      return false;
    }
    out.append('\\').append(ch);
    return true;
  }

  /** The group in {@code <…>}, by number or by name; -1 to decline. */
  private int named(PyPattern pattern) {
    int end = peek() == '<' ? source.indexOf('>', at) : -1;
    if (end < 0) {
      return -1;
    }
    String name = source.substring(at + 1, end);
    at = end + 1;
    int number = 0;
    boolean digits = !name.isEmpty() && name.length() < 9;
    for (int i = 0; i < name.length(); i++) {
      char ch = name.charAt(i);
      if (ch > 127) {
        return -1;
      }
      digits &= isDigit(ch);
      number = number * 10 + ch - '0';
    }
    if (digits) {
      return number;
    }
    return pattern.groupindex.get(name) instanceof PyInt n ? (int) n.longValue() : -1;
  }

  private void add(String literal, int group) {
    if (count == groups.length) {
      literals = Arrays.copyOf(literals, 2 * count);
      groups = Arrays.copyOf(groups, 2 * count);
    }
    literals[count] = literal;
    groups[count++] = group;
  }

  /** Appends what the template stands for where {@code spans} matched. */
  void expand(StringBuilder out, SreSubject subject, int[] spans) {
    for (int i = 0; i < count; i++) {
      out.append(literals[i]);
      int start = spans[2 * groups[i]];
      if (start >= 0) {
        subject.appendTo(out, start, spans[2 * groups[i] + 1]);
      }
    }
    out.append(literals[count]);
  }
}
