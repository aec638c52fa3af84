package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Reads the value of an environment variable {@code TZ}, {@code
 * std[offset[dst[offset],start[/time],end[/time]]]}, by POSIX (8.3 of the Base Definitions) and RFC
 * 8536, 3.3.
 */
final class TzString {
  private final PyBytes all;
  private final byte[] text;
  private final ZoneState state;
  private int at;

  private TzString(PyBytes all, ZoneState state) {
    this.all = all;
    this.text = all.value;
    this.state = state;
  }

  /** Throws ValueError. */
  static ZoneRule parse(PyObject bytes, ZoneState state) {
    if (!(bytes instanceof PyBytes b)) {
      throw Errors.typeError("expected bytes, " + bytes.type.fullName() + " found");
    }
    return new TzString(b, state).parse();
  }

  /** Something cannot be read; what it is part of says what. Stackless. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private PyException invalid(String what) {
    return Errors.valueError(what + " " + Abstract.repr(all).value());
  }

  /** The byte that is next; 0 at the end, as for C. */
  private int peek() {
    return at < text.length ? text[at] : 0;
  }

  private boolean skip(char c) {
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private ZoneRule parse() {
    PyStr name = name("Invalid STD format in");
    long offset = offset("Invalid STD offset in");
    TimeType standard = state.timeType(offset, 0, name);
    if (peek() == 0) {
      return new ZoneRule(standard, null, null, null);
    }
    PyStr summerName = name("Invalid DST format in");
    long summerOffset = offset + 3600;
    if (peek() != ',') {
      summerOffset = offset("Invalid DST offset in");
    }
    TimeType summer = state.timeType(summerOffset, summerOffset - offset, summerName);
    YearlyDate start = date();
    YearlyDate end = date();
    if (peek() != 0) {
      throw invalid("Extraneous characters at end of TZ string:");
    }
    return new ZoneRule(standard, summer, start, end);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private PyStr name(String problem) {
    boolean quoted = skip('<');
    int from = at;
    while (isLetter(peek()) || quoted && (isDigit(peek()) || peek() == '+' || peek() == '-')) {
      at++;
    }
    int to = at;
    if (quoted ? !skip('>') : to == from) {
      throw invalid(problem);
    }
    return PyStr.of(
        new String(text, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  private int digit() {
    int c = peek();
    if (!isDigit(c)) {
      throw new Malformed();
    }
    at++;
    return c - '0';
  }

  private int twoDigits() {
    int tens = digit();
    return tens * 10 + digit();
  }

  private int oneOrTwoDigits() {
    int n = digit();
    return isDigit(peek()) ? n * 10 + digit() : n;
  }

  /** The offset of local time, whose sign is the other way round than in the text. */
  private long offset(String problem) {
    boolean east = skip('-');
    if (!east) {
      skip('+');
    }
    try {
      long hours = oneOrTwoDigits();
      if (hours > 24) {
        throw new Malformed();
      }
      long total = hours * 3600;
      if (skip(':')) {
        total += twoDigits() * 60;
        if (skip(':')) {
          total += twoDigits();
        }
      }
      return east ? total : -total;
    } catch (Malformed e) {
      throw invalid(problem);
    }
  }

  private YearlyDate date() {
    if (!skip(',')) {
      throw invalid("Missing transition rules in TZ string:");
    }
    try {
      return rule();
    } catch (Malformed e) {
      throw invalid("Malformed transition rule in TZ string:");
    } catch (PyException e) {
      throw invalid("Malformed transition rule in TZ string:");
    }
  }

  private YearlyDate rule() {
    if (skip('M')) {
      int month = digit();
      if (peek() != '.') {
        month = month * 10 + digit();
      }
      int week = afterDot();
      int day = afterDot();
      return YearlyDate.ofMonth(month, week, day, time());
    }
    boolean julian = skip('J');
    int day = digit();
    for (int i = 1; i < 3 && isDigit(peek()); i++) {
      day = day * 10 + digit();
    }
    return YearlyDate.ofYear(julian, day, time());
  }

  private int afterDot() {
    if (!skip('.')) {
      throw new Malformed();
    }
    return digit();
  }

  /** Two o'clock if none is given. */
  private long time() {
    if (!skip('/')) {
      return 7200;
    }
    boolean before = skip('-');
    if (!before) {
      skip('+');
    }
    long total = oneOrTwoDigits() * 3600L;
    if (skip(':')) {
      total += twoDigits() * 60;
      if (skip(':')) {
        total += twoDigits();
      }
    }
    return before ? -total : total;
  }
}
