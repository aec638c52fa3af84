package dev.dormouse.image.app;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a distribution, in the order of PEP 440: epoch, release, pre-release, post-release,
 * development release. A local part ({@code +cu117}) is kept for equality only.
 */
final class VersionNumber implements Comparable<VersionNumber> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\\d*))?"
              + "(-\\d+|[-_.]?(?:post|rev|r)[-_.]?\\d*)?"
              + "(?:[-_.]?(dev)[-_.]?(\\d*))?"
              + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private final BigInteger epoch;
  private final List<BigInteger> release = new ArrayList<>();

  /** Stage of the pre-release: a, b or c; null if it is none. */
  private final String stage;

  private final BigInteger stageNumber;

  /** Null if there is none. */
  private final BigInteger post;

  private final BigInteger dev;
  private final String local;

  private VersionNumber(Matcher m) {
    epoch = number(m.group(1));
    for (String part : m.group(2).split("\\.")) {
      release.add(new BigInteger(part));
    }
    String s = m.group(3);
    stage = s == null ? null : s.startsWith("a") ? "a" : s.startsWith("b") ? "b" : "c";
    stageNumber = number(m.group(4));
    post = m.group(5) == null ? null : number(m.group(5).replaceAll("\\D", ""));
    dev = m.group(6) == null ? null : number(m.group(7));
    local = m.group(8);
  }

  /** Null if the text is no version. */
  static VersionNumber parse(String text) {
    Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    return m.matches() ? new VersionNumber(m) : null;
  }

  private static BigInteger number(String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  @Override
  public int compareTo(VersionNumber o) {
    int c = epoch.compareTo(o.epoch);
    for (int i = 0; c == 0 && i < Math.max(release.size(), o.release.size()); i++) {
      c = part(i).compareTo(o.part(i));
    }
    c = c != 0 ? c : phase() - o.phase();
    c = c != 0 || stage == null ? c : stage.compareTo(o.stage);
    c = c != 0 ? c : stageNumber.compareTo(o.stageNumber);
    c = c != 0 ? c : compare(post, o.post, -1);
    return c != 0 ? c : compare(dev, o.dev, 1);
  }

  private BigInteger part(int i) {
    return i < release.size() ? release.get(i) : BigInteger.ZERO;
  }

  /** A development release of the final one comes before its pre-releases. */
  private int phase() {
    return stage != null ? 1 : dev != null && post == null ? 0 : 2;
  }

  /** {@code absent} is how one without compares to one with. */
  private static int compare(BigInteger a, BigInteger b, int absent) {
    return a == null ? b == null ? 0 : absent : b == null ? -absent : a.compareTo(b);
  }

  /** Whether this satisfies one clause such as {@code >=} with {@code 1.2}. */
  boolean satisfies(String operator, String wanted) {
    String text = wanted.strip();
    if (operator.equals("===")) {
      return toString().equalsIgnoreCase(text);
    }
    boolean prefix = text.endsWith(".*");
    VersionNumber v = parse(prefix ? text.substring(0, text.length() - 2) : text);
    if (v == null) {
      return false;
    }
    return switch (operator) {
      case "==" -> equalTo(v, prefix);
      case "!=" -> !equalTo(v, prefix);
      case ">=" -> compareTo(v) >= 0;
      case "<=" -> compareTo(v) <= 0;
      case ">" -> compareTo(v) > 0 && (v.post != null || post == null || !sameRelease(v));
      case "<" -> compareTo(v) < 0 && (v.phase() < 2 || phase() == 2 || !sameRelease(v));
      case "~=" -> compareTo(v) >= 0 && startsLike(v, v.release.size() - 1);
      default -> false;
    };
  }

  private boolean equalTo(VersionNumber v, boolean prefix) {
    return prefix
        ? startsLike(v, v.release.size())
        : compareTo(v) == 0 && (v.local == null || v.local.equals(local));
  }

  private boolean sameRelease(VersionNumber v) {
    return startsLike(v, Math.max(release.size(), v.release.size()));
  }

  private boolean startsLike(VersionNumber v, int parts) {
    for (int i = 0; i < parts; i++) {
      if (!part(i).equals(v.part(i))) {
        return false;
      }
    }
    return epoch.equals(v.epoch);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof VersionNumber v && compareTo(v) == 0;
  }

  @Override
  public int hashCode() {
    return epoch.hashCode() * 31 + release.getFirst().hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (epoch.signum() != 0) {
      text.append(epoch).append('!');
    }
    for (int i = 0; i < release.size(); i++) {
      text.append(i == 0 ? "" : ".").append(release.get(i));
    }
    if (stage != null) {
      text.append(stage.equals("c") ? "rc" : stage).append(stageNumber);
    }
    text.append(post == null ? "" : ".post" + post).append(dev == null ? "" : ".dev" + dev);
    return text + (local == null ? "" : "+" + local);
  }
}
