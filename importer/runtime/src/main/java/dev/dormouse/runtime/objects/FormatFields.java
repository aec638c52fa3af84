package dev.dormouse.runtime.objects;

/**
 * Splits the text of {@code str.format} into literal text and replacement fields, one pair per
 * {@link #next}.
 */
final class FormatFields {
  private final String text;
  private int position;

  String literal;

  /** Whether a field follows the literal text; the rest is only set if so. */
  boolean hasField;

  String name;

  /** The format behind the colon, fields in it not yet replaced. */
  String spec;

  boolean specHasFields;

  /** The code point behind '!', or 0. */
  int conversion;

  FormatFields(String text) {
    this.text = text;
  }

  boolean next() {
    int n = text.length();
    if (position >= n) {
      return false;
    }
    hasField = false;
    int start = position;
    int i = start;
    while (i < n && text.charAt(i) != '{' && text.charAt(i) != '}') {
      i++;
    }
    if (i == n) {
      literal = text.substring(start);
      position = n;
      return true;
    }
    char brace = text.charAt(i++);
    if (i < n && text.charAt(i) == brace) {
      // A doubled brace ends the literal text, which includes one of them.
      literal = text.substring(start, i);
      position = i + 1;
      return true;
    }
    if (brace == '}') {
      throw Errors.valueError("Single '}' encountered in format string");
    }
    if (i == n) {
      throw Errors.valueError("Single '{' encountered in format string");
    }
    literal = text.substring(start, i - 1);
    position = i;
    hasField = true;
    readField();
    return true;
  }

  private void readField() {
    int n = text.length();
    int start = position;
    spec = "";
    specHasFields = false;
    conversion = 0;
    int end = nameEnd(start);
    if (end == n) {
      throw Errors.valueError("expected '}' before end of string");
    }
    name = text.substring(start, end);
    position = end + 1;
    char c = text.charAt(end);
    if (c == '}') {
      return;
    }
    if (c == '!' && readConversion()) {
      return;
    }
    int depth = 1;
    for (int i = position; i < n; i++) {
      if (text.charAt(i) == '{') {
        specHasFields = true;
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        spec = text.substring(position, i);
        position = i + 1;
        return;
      }
    }
    throw Errors.valueError("unmatched '{' in format spec");
  }

  /** Where the '}', ':' or '!' behind the name is; what is in brackets does not count. */
  private int nameEnd(int i) {
    int n = text.length();
    for (; i < n; i++) {
      switch (text.charAt(i)) {
        case '{' -> throw Errors.valueError("unexpected '{' in field name");
        case '[' -> {
          while (i < n && text.charAt(i) != ']') {
            i++;
          }
        }
        case '}', ':', '!' -> {
          return i;
        }
        default -> {}
      }
    }
    return n;
  }

  /** True if the field ends behind the conversion. */
  private boolean readConversion() {
    int n = text.length();
    if (position >= n) {
      throw Errors.valueError("end of string while looking for conversion specifier");
    }
    conversion = text.codePointAt(position);
    position += Character.charCount(conversion);
    if (position < n) {
      char c = text.charAt(position++);
      if (c == '}') {
        return true;
      }
      if (c != ':') {
        throw Errors.valueError("expected ':' after conversion specifier");
      }
    }
    return false;
  }
}
