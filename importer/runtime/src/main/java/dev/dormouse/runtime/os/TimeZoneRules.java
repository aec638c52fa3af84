package dev.dormouse.runtime.os;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A time zone as glibc sees it: the transitions of a TZif file and the POSIX rule for the time
 * after them.
 *
 * <p>The system's own files are read instead of the JDK's copy, so that Python agrees with the
 * machine; a missing or malformed file means UTC, as in glibc.
 */
public final class TimeZoneRules {
  /** Seconds of UTC at which {@link #types} take effect; ascending, may be empty. */
  private final long[] transitions;

  /** For each transition, an index into the three arrays below. */
  private final int[] types;

  private final int[] offsets;
  private final boolean[] daylight;
  private final String[] names;

  /** The rule after the last transition; null if there is none. */
  private final PosixRule rule;

  private TimeZoneRules(
      long[] transitions,
      int[] types,
      int[] offsets,
      boolean[] daylight,
      String[] names,
      PosixRule rule) {
    this.transitions = transitions;
    this.types = types;
    this.offsets = offsets;
    this.daylight = daylight;
    this.names = names;
    this.rule = rule;
  }

  private static TimeZoneRules fixed(PosixRule rule) {
    return new TimeZoneRules(
        new long[0],
        new int[0],
        new int[] {rule.offset},
        new boolean[] {false},
        new String[] {rule.name},
        rule);
  }

  /**
   * What {@code tzset} reads.
   *
   * @param tz the variable TZ, or null if unset
   */
  public static TimeZoneRules load(String tz) {
    String name = tz;
    if (name == null) {
      name = "/etc/localtime";
    } else if (name.startsWith(":")) {
      name = name.substring(1);
    }
    if (!name.isEmpty()) {
      String path = name.startsWith("/") ? name : "/usr/share/zoneinfo/" + name;
      try (FileInputStream in = new FileInputStream(path)) {
        TimeZoneRules rules = parse(in.readAllBytes());
        if (rules != null) {
          return rules;
        }
      } catch (IOException missing) {
        // Then it may be a rule.
      }
      if (tz != null) {
        PosixRule rule = PosixRule.parse(name);
        if (rule != null) {
          return fixed(rule);
        }
        // glibc takes UTC then, but calls it by what it could read.
        String letters = new Scanner(name).name();
        if (letters != null) {
          return fixed(new PosixRule(letters, 0));
        }
      }
    }
    return fixed(new PosixRule("UTC", 0));
  }

  /** Null if the bytes are no TZif file. */
  static TimeZoneRules parse(byte[] file) {
    try {
      ByteBuffer in = ByteBuffer.wrap(file);
      int version = header(in);
      if (version < 0) {
        return null;
      }
      int[] counts = counts(in);
      if (version == 0) {
        return body(in, counts, 4);
      }
      in.position(in.position() + size(counts, 4));
      if (header(in) < 0) {
        return null;
      }
      counts = counts(in);
      return body(in, counts, 8);
    } catch (RuntimeException truncated) {
      return null;
    }
  }

  /**
   * Moves behind magic, version and reserved bytes; the version digit's value, 0 for none, -1 if it
   * is no TZif.
   */
  private static int header(ByteBuffer in) {
    if (in.getInt() != 0x545A6966) {
      return -1;
    }
    int version = in.get();
    in.position(in.position() + 15);
    return version == 0 ? 0 : version - '0';
  }

  /** isutc, isstd, leap, time, type, char. */
  private static int[] counts(ByteBuffer in) {
    int[] counts = new int[6];
    for (int i = 0; i < 6; i++) {
      counts[i] = in.getInt();
    }
    return counts;
  }

  private static int size(int[] c, int width) {
    return c[3] * width + c[3] + c[4] * 6 + c[5] + c[2] * (width + 4) + c[1] + c[0];
  }

  private static TimeZoneRules body(ByteBuffer in, int[] c, int width) {
    int end = in.position() + size(c, width);
    long[] transitions = new long[c[3]];
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] = width == 8 ? in.getLong() : in.getInt();
    }
    int[] types = new int[c[3]];
    for (int i = 0; i < types.length; i++) {
      types[i] = in.get() & 0xFF;
    }
    int[] offsets = new int[c[4]];
    boolean[] daylight = new boolean[c[4]];
    int[] nameStarts = new int[c[4]];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = in.getInt();
      daylight[i] = in.get() != 0;
      nameStarts[i] = in.get() & 0xFF;
    }
    byte[] chars = new byte[c[5]];
    in.get(chars);
    String[] names = new String[c[4]];
    for (int i = 0; i < names.length; i++) {
      int stop = nameStarts[i];
      while (chars[stop] != 0) {
        stop++;
      }
      names[i] =
          new String(chars, nameStarts[i], stop - nameStarts[i], StandardCharsets.ISO_8859_1);
    }
    PosixRule rule = null;
    if (width == 8 && end < in.limit() && in.get(end) == '\n') {
      int stop = end + 1;
      while (stop < in.limit() && in.get(stop) != '\n') {
        stop++;
      }
      byte[] text = new byte[stop - end - 1];
      in.position(end + 1);
      in.get(text);
      rule = PosixRule.parse(new String(text, StandardCharsets.ISO_8859_1));
    }
    return new TimeZoneRules(transitions, types, offsets, daylight, names, rule);
  }

  /** {@code tzname}: what a time of unknown zone is taken to be in. */
  public String abbreviation(boolean dst) {
    if (rule != null) {
      return dst && rule.dstName != null ? rule.dstName : rule.name;
    }
    for (int i = types.length - 1; i >= 0; i--) {
      if (daylight[types[i]] == dst) {
        return names[types[i]];
      }
    }
    return names[firstStandard()];
  }

  /** {@code localtime}. */
  public Tm local(long seconds) {
    int n = transitions.length;
    if (rule != null && (n == 0 || seconds >= transitions[n - 1])) {
      return rule.local(seconds);
    }
    int type;
    if (n == 0 || seconds < transitions[0]) {
      type = firstStandard();
    } else {
      int low = 0;
      int high = n;
      while (high - low > 1) {
        int mid = (low + high) >>> 1;
        if (transitions[mid] <= seconds) {
          low = mid;
        } else {
          high = mid;
        }
      }
      type = types[low];
    }
    Tm tm = Tm.at(seconds, offsets[type]);
    tm.dst = daylight[type] ? 1 : 0;
    tm.zone = names[type];
    return tm;
  }

  private int firstStandard() {
    for (int i = 0; i < offsets.length; i++) {
      if (!daylight[i]) {
        return i;
      }
    }
    return 0;
  }

  /**
   * {@code mktime}: the seconds at which a local clock shows these fields. Where two do, {@code
   * tm.dst} decides, and without it standard time; where none does, the time is moved by the gap,
   * as glibc does.
   */
  public long toSeconds(Tm tm) {
    long asUtc = tm.toUtcSeconds();
    Tm before = local(asUtc - 86400);
    Tm after = local(asUtc + 86400);
    long early = asUtc - before.gmtoff;
    long late = asUtc - after.gmtoff;
    boolean earlyFits = local(early).gmtoff == before.gmtoff;
    boolean lateFits = local(late).gmtoff == after.gmtoff;
    if (tm.dst >= 0) {
      // A wish for daylight saving or standard time that is not in force shifts the clock by the
      // difference, an hour
      // where there is never any.
      if (earlyFits && local(early).dst == Math.min(tm.dst, 1)) {
        return early;
      }
      if (lateFits && local(late).dst == Math.min(tm.dst, 1)) {
        return late;
      }
      Tm there = local(earlyFits || !lateFits ? early : late);
      int wanted = offsetFor(asUtc - there.gmtoff, tm.dst);
      if (wanted == Integer.MIN_VALUE) {
        wanted = there.gmtoff + (tm.dst > 0 ? 3600 : -3600);
      }
      return asUtc - wanted;
    }
    if (earlyFits && lateFits && early != late) {
      return local(early).dst == 0 ? early : late;
    }
    if (earlyFits) {
      return early;
    }
    return lateFits ? late : early;
  }

  /**
   * The offset in force nearest to a time with daylight saving or without, looked for as glibc
   * does, in steps of about a week for 17 years in both directions; MIN_VALUE if there is none.
   */
  private int offsetFor(long near, int dst) {
    int want = dst > 0 ? 1 : 0;
    for (long delta = 601_200; delta < 536_454_000 / 2 + 601_200; delta += 601_200) {
      Tm a = local(near - delta);
      if (a.dst == want) {
        return a.gmtoff;
      }
      Tm b = local(near + delta);
      if (b.dst == want) {
        return b.gmtoff;
      }
    }
    return Integer.MIN_VALUE;
  }

  /** A POSIX TZ string such as {@code CET-1CEST,M3.5.0,M10.5.0/3}. */
  private static final class PosixRule {
    final String name;
    final int offset;

    /** Null without daylight saving. */
    String dstName;

    int dstOffset;

    /** Kind ('M', 'J', or '0'), month or day, week, weekday, time; for start and end. */
    final int[] start = {'M', 3, 2, 0, 7200};

    final int[] end = {'M', 11, 1, 0, 7200};

    PosixRule(String name, int offset) {
      this.name = name;
      this.offset = offset;
    }

    static PosixRule parse(String text) {
      Scanner in = new Scanner(text);
      String name = in.name();
      if (name == null || !in.more()) {
        return null;
      }
      PosixRule rule = new PosixRule(name, -in.time());
      if (in.failed) {
        return null;
      }
      if (in.more()) {
        rule.dstName = in.name();
        if (rule.dstName == null) {
          return null;
        }
        rule.dstOffset = in.more() && in.peek() != ',' ? -in.time() : rule.offset + 3600;
        if (in.more() && !(in.date(rule.start) && in.date(rule.end))) {
          return null;
        }
      }
      return in.failed || in.more() ? null : rule;
    }

    Tm local(long seconds) {
      boolean dst = false;
      if (dstName != null) {
        // As glibc: before 1970 the changes are those of 1970, so it is always the season of that
        // January.
        long year = Math.max(Tm.at(seconds, offset).year, 1970);
        long from = moment(year, start) - offset;
        long to = moment(year, end) - dstOffset;
        dst = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
      }
      Tm tm = Tm.at(seconds, dst ? dstOffset : offset);
      tm.dst = dst ? 1 : 0;
      tm.zone = dst ? dstName : name;
      return tm;
    }

    private static long moment(long year, int[] date) {
      long day;
      if (date[0] == 'M') {
        long first = Tm.daysFromEpoch(year, date[1], 1);
        int weekday = (int) Math.floorMod(first + 4, 7L);
        day = first + Math.floorMod(date[3] - weekday, 7) + (date[2] - 1) * 7L;
        long next =
            date[1] == 12
                ? Tm.daysFromEpoch(year + 1, 1, 1)
                : Tm.daysFromEpoch(year, date[1] + 1, 1);
        while (day >= next) {
          day -= 7;
        }
      } else {
        day = Tm.daysFromEpoch(year, 1, 1) + date[1];
        if (date[0] == 'J') {
          day += Tm.isLeap(year) && date[1] >= 60 ? 0 : -1;
        }
      }
      return day * 86400 + date[4];
    }
  }

  private static final class Scanner {
    private final String text;
    private int at;
    boolean failed;

    Scanner(String text) {
      this.text = text;
    }

    boolean more() {
      return at < text.length();
    }

    char peek() {
      return more() ? text.charAt(at) : 0;
    }

    /** Letters, or anything in angle brackets; null if there are fewer than three. */
    String name() {
      int start = at;
      if (peek() == '<') {
        int close = text.indexOf('>', at);
        if (close < 0) {
          return null;
        }
        at = close + 1;
        return text.substring(start + 1, close);
      }
      while (more() && Character.isLetter(peek())) {
        at++;
      }
      return at - start < 3 ? null : text.substring(start, at);
    }

    int number() {
      int start = at;
      int value = 0;
      while (peek() >= '0' && peek() <= '9') {
        value = value * 10 + peek() - '0';
        at++;
      }
      failed |= start == at;
      return value;
    }

    /** {@code [+-]hh[:mm[:ss]]} in seconds. */
    int time() {
      int sign = 1;
      if (peek() == '-' || peek() == '+') {
        sign = peek() == '-' ? -1 : 1;
        at++;
      }
      int value = number() * 3600;
      if (peek() == ':') {
        at++;
        value += number() * 60;
        if (peek() == ':') {
          at++;
          value += number();
        }
      }
      return sign * value;
    }

    boolean date(int[] into) {
      if (peek() != ',') {
        return false;
      }
      at++;
      if (peek() == 'M') {
        at++;
        into[0] = 'M';
        into[1] = number();
        at++;
        into[2] = number();
        at++;
        into[3] = number();
      } else if (peek() == 'J') {
        at++;
        into[0] = 'J';
        into[1] = number();
      } else {
        into[0] = '0';
        into[1] = number();
      }
      into[4] = 7200;
      if (peek() == '/') {
        at++;
        into[4] = time();
      }
      return !failed;
    }
  }
}
