package dev.dormouse.runtime.modules.zoneinfo;

/** What a zone answers after the last of its transitions, year after year. */
final class ZoneRule {
  final TimeType standard;

  /** Null if the clock is never set; then the two dates are too. */
  private final TimeType summer;

  private final YearlyDate start;
  private final YearlyDate end;

  ZoneRule(TimeType standard, TimeType summer, YearlyDate start, YearlyDate end) {
    this.standard = standard;
    this.summer = summer;
    this.start = start;
    this.end = end;
  }

  boolean isFixed() {
    return summer == null;
  }

  private long difference() {
    return summer.seconds - standard.seconds;
  }

  private TimeType at(long time, long from, long to) {
    boolean isSummer = from < to ? time >= from && time < to : time < to || time >= from;
    return isSummer ? summer : standard;
  }

  /** At the local time of a clock. */
  TimeType atLocal(long clock, boolean fold, long year) {
    if (isFixed()) {
      return standard;
    }
    long from = start.in(year);
    long to = end.in(year);
    // Of the times that the clock shows twice or not at all, the first half belongs to the time
    // before it is set.
    if (fold == difference() >= 0) {
      to -= difference();
    } else {
      from += difference();
    }
    return at(clock, from, to);
  }

  /** At a time in UTC. */
  TimeType atUtc(long time, long year) {
    return isFixed() ? standard : at(time, startUtc(year), endUtc(year));
  }

  /** Whether the clock shows this time, in UTC, for the second time. */
  boolean isFold(long time, long year) {
    if (isFixed()) {
      return false;
    }
    long again = difference() > 0 ? endUtc(year) : startUtc(year);
    return time >= again && time < again + Math.abs(difference());
  }

  private long startUtc(long year) {
    return start.in(year) - standard.seconds;
  }

  private long endUtc(long year) {
    return end.in(year) - summer.seconds;
  }
}
