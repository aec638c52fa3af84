package dev.dormouse.runtime.objects;

/**
 * The name in a replacement field of {@code str.format}: a first part, then attributes ({@code
 * .name}) and items ({@code [key]}), read one by one.
 */
final class FieldName {
  private final String text;
  private int position;

  /** The part before the first '.' or '['. */
  final String first;

  /** {@link #first} as a number, or -1. */
  final int index;

  /** What {@link #next} read: the name of an attribute, or a key. */
  String part;

  /** {@link #part} as a number if it is a key and one, or -1. */
  int partIndex;

  boolean isAttribute;

  FieldName(String text) {
    this.text = text;
    int i = 0;
    while (i < text.length() && text.charAt(i) != '.' && text.charAt(i) != '[') {
      i++;
    }
    first = text.substring(0, i);
    position = i;
    index = number(first);
  }

  boolean next() {
    if (position >= text.length()) {
      return false;
    }
    char c = text.charAt(position++);
    if (c == '.') {
      isAttribute = true;
      int start = position;
      while (position < text.length()
          && text.charAt(position) != '.'
          && text.charAt(position) != '[') {
        position++;
      }
      part = text.substring(start, position);
      partIndex = -1;
    } else if (c == '[') {
      isAttribute = false;
      int end = text.indexOf(']', position);
      if (end < 0) {
        throw Errors.valueError("Missing ']' in format string");
      }
      part = text.substring(position, end);
      position = end + 1;
      partIndex = number(part);
    } else {
      throw Errors.valueError("Only '.' or '[' may follow ']' in format field specifier");
    }
    if (part.isEmpty()) {
      throw Errors.valueError("Empty attribute in format string");
    }
    return true;
  }

  private static int number(String s) {
    if (s.isEmpty()) {
      return -1;
    }
    long n = 0;
    for (int i = 0; i < s.length(); i++) {
      int digit = dev.dormouse.runtime.text.UnicodeProperties.decimalValue(s.charAt(i));
      if (digit < 0) {
        return -1;
      }
      if (n > (Long.MAX_VALUE - digit) / 10) {
        throw Errors.valueError("Too many decimal digits in format string");
      }
      n = n * 10 + digit;
    }
    return (int) Math.min(n, Integer.MAX_VALUE);
  }
}
