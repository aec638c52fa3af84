package dev.dormouse.importer.profile;

import static dev.dormouse.importer.profile.Columns.left;
import static dev.dormouse.importer.profile.Columns.mean;
import static dev.dormouse.importer.profile.Columns.micros;
import static dev.dormouse.importer.profile.Columns.millis;
import static dev.dormouse.importer.profile.Columns.right;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Profiles for people: one shown, two compared. Of several runs, times are means. */
public final class ProfileText {
  private static final class Module {
    int awake;
    int bound;
    long wakeTime;

    /** Null where no image that was given has the module. */
    List<Key> untouched;
  }

  private ProfileText() {}

  /**
   * @param images where to look for code that was never touched; may be empty
   * @param top how many lines of each table
   * @param untouched whether to list the code that was never touched by name
   */
  public static String show(Profile profile, List<Image> images, int top, boolean untouched) {
    StringBuilder out = new StringBuilder();
    int woken = profile.wokenCount();
    line(out, "runs", "" + profile.runs());
    line(out, "milliseconds", millis(mean(profile.nanoseconds(), profile.runs())));
    line(out, "modules imported", "" + profile.imports().size());
    line(out, "code awake", "" + woken);
    line(out, "bound only", "" + (profile.code().size() - woken));
    line(out, "waking took", millis(wakeTime(profile)) + " ms");
    for (Map.Entry<String, long[]> image : byImage(profile).entrySet()) {
      long[] sums = image.getValue();
      line(out, "read", sums[0] + " of " + sums[1] + " bytes of " + image.getKey());
    }
    wakes(profile, top, out);
    imports(profile, top, out);
    Map<String, Module> modules = modules(profile, images);
    modules(modules, top, out);
    if (untouched) {
      untouched(modules, out);
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String label, String value) {
    out.append(left(label, 18)).append(value).append('\n');
  }

  private static long wakeTime(Profile profile) {
    long sum = 0;
    for (Profile.Code c : profile.code().values()) {
      sum += mean(c.took(), c.runs());
    }
    return sum;
  }

  private static Map<String, long[]> byImage(Profile profile) {
    Map<String, long[]> images = new LinkedHashMap<>();
    for (Profile.Part p : profile.parts().values()) {
      long[] sums = images.computeIfAbsent(p.image(), i -> new long[2]);
      sums[0] += mean(p.read(), profile.runs());
      sums[1] += p.size();
    }
    return images;
  }

  private static void wakes(Profile profile, int top, StringBuilder out) {
    List<Profile.Code> slowest = profile.woken();
    slowest.sort(Comparator.comparingLong((Profile.Code c) -> mean(c.took(), c.runs())).reversed());
    out.append("\nslowest wakes\n");
    out.append("     took us       at ms   size  why            function\n");
    for (Profile.Code c : slowest.subList(0, Math.min(top, slowest.size()))) {
      out.append(right(micros(mean(c.took(), c.runs())), 12))
          .append(right(millis(c.at()), 12))
          .append(right(c.size(), 7))
          .append("  ")
          .append(left(c.why(), 13))
          .append("  ")
          .append(c.key())
          .append(c.by().isEmpty() ? "" : "  by " + c.by())
          .append('\n');
    }
  }

  private static void imports(Profile profile, int top, StringBuilder out) {
    List<Profile.Import> slowest = profile.importsInOrder();
    slowest.sort(
        Comparator.comparingLong((Profile.Import i) -> mean(i.self(), i.runs())).reversed());
    out.append("\nslowest imports\n");
    out.append("     self us    total us  module\n");
    for (Profile.Import i : slowest.subList(0, Math.min(top, slowest.size()))) {
      out.append(right(micros(mean(i.self(), i.runs())), 12))
          .append(right(micros(mean(i.total(), i.runs())), 12))
          .append("  ")
          .append(i.module())
          .append(i.by().isEmpty() ? "" : "  by " + i.by())
          .append('\n');
    }
  }

  private static Map<String, Module> modules(Profile profile, List<Image> images) {
    Map<String, Module> modules = new TreeMap<>();
    for (Profile.Code c : profile.code().values()) {
      Module m = modules.computeIfAbsent(c.key().module(), name -> new Module());
      if (c.awake()) {
        m.awake++;
        m.wakeTime += mean(c.took(), c.runs());
      } else {
        m.bound++;
      }
    }
    for (Map.Entry<String, Module> entry : modules.entrySet()) {
      for (Image image : images) {
        ImageModule found = image.find(entry.getKey());
        if (found != null && found.code() != null) {
          List<Key> all = new ArrayList<>(ImageKeys.of(found));
          all.removeIf(profile.code()::containsKey);
          entry.getValue().untouched = all;
          break;
        }
      }
    }
    return modules;
  }

  private static void modules(Map<String, Module> modules, int top, StringBuilder out) {
    List<Map.Entry<String, Module>> sorted = new ArrayList<>(modules.entrySet());
    sorted.sort(Comparator.comparingLong(e -> -e.getValue().wakeTime));
    out.append("\nby module\n");
    out.append("  waking us  awake  bound  never touched  module\n");
    for (Map.Entry<String, Module> entry : sorted.subList(0, Math.min(top, sorted.size()))) {
      Module m = entry.getValue();
      out.append(right(micros(m.wakeTime), 11))
          .append(right(m.awake, 7))
          .append(right(m.bound, 7))
          .append(right(m.untouched == null ? "-" : "" + m.untouched.size(), 15))
          .append("  ")
          .append(entry.getKey())
          .append('\n');
    }
    if (sorted.size() > top) {
      out.append("  and ").append(sorted.size() - top).append(" more\n");
    }
  }

  private static void untouched(Map<String, Module> modules, StringBuilder out) {
    out.append("\nnever touched, of the modules imported\n");
    for (Module m : modules.values()) {
      if (m.untouched != null) {
        for (Key key : m.untouched) {
          out.append("  ").append(key).append('\n');
        }
      }
    }
  }

  /** What changed from {@code a} to {@code b}. */
  public static String diff(Profile a, Profile b) {
    StringBuilder out = new StringBuilder();
    out.append(left("", 20)).append("      before       after      change\n");
    compare(out, "modules imported", a.imports().size(), b.imports().size());
    compare(out, "code awake", a.wokenCount(), b.wokenCount());
    compare(out, "bound only", a.code().size() - a.wokenCount(), b.code().size() - b.wokenCount());
    compare(out, "waking, us", wakeTime(a) / 1000, wakeTime(b) / 1000);
    compare(
        out,
        "whole run, us",
        mean(a.nanoseconds(), a.runs()) / 1000,
        mean(b.nanoseconds(), b.runs()) / 1000);
    importsOnlyIn(out, "imported newly", b, a);
    importsOnlyIn(out, "no longer imported", a, b);
    wokenOnlyIn(out, "woke newly", b, a);
    wokenOnlyIn(out, "no longer wakes", a, b);
    return out.toString();
  }

  private static void compare(StringBuilder out, String label, long before, long after) {
    long change = after - before;
    out.append(left(label, 20))
        .append(right(before, 12))
        .append(right(after, 12))
        .append(right((change > 0 ? "+" : "") + change, 12))
        .append('\n');
  }

  private static void importsOnlyIn(StringBuilder out, String title, Profile in, Profile not) {
    List<Profile.Import> all = in.importsInOrder();
    all.removeIf(i -> not.imports().containsKey(i.module()));
    if (all.isEmpty()) {
      return;
    }
    out.append('\n').append(title).append(" (").append(all.size()).append(")\n");
    for (Profile.Import i : all) {
      out.append(right(micros(mean(i.self(), i.runs())), 12))
          .append(" us  ")
          .append(i.module())
          .append(i.by().isEmpty() ? "" : "  by " + i.by())
          .append('\n');
    }
  }

  private static void wokenOnlyIn(StringBuilder out, String title, Profile in, Profile not) {
    List<Profile.Code> all = in.woken();
    all.removeIf(
        c -> {
          Profile.Code other = not.code().get(c.key());
          return other != null && other.awake();
        });
    if (all.isEmpty()) {
      return;
    }
    long sum = 0;
    for (Profile.Code c : all) {
      sum += mean(c.took(), c.runs());
    }
    out.append('\n').append(title).append(" (").append(all.size());
    out.append(", ").append(micros(sum)).append(" us)\n");
    for (Profile.Code c : all) {
      out.append(right(micros(mean(c.took(), c.runs())), 12))
          .append(" us  ")
          .append(c.key())
          .append("  ")
          .append(c.why())
          .append(c.by().isEmpty() ? "" : " by " + c.by())
          .append('\n');
    }
  }
}
