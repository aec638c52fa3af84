package dev.dormouse.importer.profile;

import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.importer.report.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Profiles in other tools' formats. Of several runs, times are means. Imports are stacks of the
 * modules being imported, with the time of each by itself; wakes are stacks of who woke whom. The
 * time of wakes is part of that of imports.
 */
public final class ProfileExport {
  /** One stack, outermost first, and how long its innermost took by itself. */
  private record Sample(List<String> stack, long nanoseconds) {}

  private ProfileExport() {}

  /** The formats that {@link #export} knows. */
  public static List<String> formats() {
    return List.of("speedscope", "collapsed", "importtime", "json");
  }

  /**
   * @param format one of {@link #formats}
   */
  public static String export(Profile profile, String format) {
    return switch (format) {
      case "speedscope" -> speedscope(profile);
      case "collapsed" -> collapsed(profile);
      case "importtime" -> importTime(profile);
      case "json" -> json(profile);
      default -> throw new IllegalArgumentException("unknown format " + format);
    };
  }

  private static List<Sample> imports(Profile profile) {
    List<Sample> samples = new ArrayList<>();
    for (ImportTree.Node node : new ImportTree(profile).all()) {
      samples.add(new Sample(ImportTree.path(node), node.self()));
    }
    return samples;
  }

  private static List<Sample> wakes(Profile profile) {
    SortedMap<Key, Profile.Code> code = profile.code();
    Map<String, Profile.Code> byName = new LinkedHashMap<>();
    for (Profile.Code c : code.values()) {
      byName.put(c.key().toString(), c);
    }
    List<Sample> samples = new ArrayList<>();
    for (Profile.Code c : profile.woken()) {
      List<String> stack = new ArrayList<>();
      Set<String> above = new HashSet<>();
      String name = c.key().toString();
      // What was merged may go in circles.
      while (!name.isEmpty() && above.add(name)) {
        stack.add(name);
        Profile.Code waker = byName.get(name);
        name = waker == null ? "" : waker.by();
      }
      samples.add(new Sample(stack.reversed(), Columns.mean(c.took(), c.runs())));
    }
    return samples;
  }

  /** https://www.speedscope.app/file-format-schema.json */
  private static String speedscope(Profile profile) {
    Map<String, Integer> frames = new LinkedHashMap<>();
    StringBuilder profiles = new StringBuilder();
    sampled(profiles, "imports", imports(profile), frames);
    profiles.append(",\n");
    sampled(profiles, "wakes", wakes(profile), frames);
    StringBuilder out = new StringBuilder();
    out.append("{\"$schema\": \"https://www.speedscope.app/file-format-schema.json\",\n");
    out.append("\"exporter\": \"dormouse\",\n\"name\": \"startup profile\",\n");
    out.append("\"activeProfileIndex\": 0,\n\"shared\": {\"frames\": [");
    String separator = "\n";
    for (String name : frames.keySet()) {
      out.append(separator).append("{\"name\": ");
      Json.quote(out, name);
      out.append('}');
      separator = ",\n";
    }
    return out.append("]},\n\"profiles\": [\n").append(profiles).append("]}\n").toString();
  }

  private static void sampled(
      StringBuilder out, String name, List<Sample> samples, Map<String, Integer> frames) {
    long sum = 0;
    StringBuilder stacks = new StringBuilder();
    StringBuilder weights = new StringBuilder();
    for (Sample sample : samples) {
      String separator = stacks.isEmpty() ? "" : ", ";
      stacks.append(separator).append('[');
      for (int i = 0; i < sample.stack.size(); i++) {
        String frame = sample.stack.get(i);
        Integer number = frames.get(frame);
        if (number == null) {
          frames.put(frame, number = frames.size());
        }
        stacks.append(i == 0 ? "" : ", ").append(number);
      }
      stacks.append(']');
      weights.append(separator).append(sample.nanoseconds);
      sum += sample.nanoseconds;
    }
    out.append("{\"type\": \"sampled\", \"name\": \"").append(name);
    out.append("\", \"unit\": \"nanoseconds\", \"startValue\": 0, \"endValue\": ").append(sum);
    out.append(",\n\"samples\": [").append(stacks);
    out.append("],\n\"weights\": [").append(weights).append("]}");
  }

  /** Lines of {@code frame;frame;frame microseconds}, as flame graph tools read them. */
  private static String collapsed(Profile profile) {
    StringBuilder out = new StringBuilder();
    collapsed(out, "imports", imports(profile));
    collapsed(out, "wakes", wakes(profile));
    return out.toString();
  }

  private static void collapsed(StringBuilder out, String root, List<Sample> samples) {
    for (Sample sample : samples) {
      out.append(root);
      for (String frame : sample.stack) {
        out.append(';').append(frame.replace(';', '_').replace(' ', '_'));
      }
      out.append(' ').append((sample.nanoseconds + 999) / 1000).append('\n');
    }
  }

  /** What {@code -X importtime} prints. */
  private static String importTime(Profile profile) {
    StringBuilder out = new StringBuilder(ImportTimeLine.HEADER);
    for (ImportTree.Node node : new ImportTree(profile).asEnded()) {
      ImportTimeLine.append(out, node.line.module(), node.depth, node.self(), node.total());
    }
    return out.toString();
  }

  private static String json(Profile profile) {
    StringBuilder out = new StringBuilder();
    out.append("{\"runs\": ").append(profile.runs());
    out.append(", \"nanoseconds\": ").append(profile.nanoseconds());
    out.append(",\n \"parts\": [");
    String separator = "\n  ";
    for (Profile.Part p : profile.parts().values()) {
      out.append(separator).append("{\"image\": ");
      Json.quote(out, p.image());
      out.append(", \"part\": ");
      Json.quote(out, p.part());
      out.append(", \"size\": ").append(p.size()).append(", \"read\": ").append(p.read());
      out.append('}');
      separator = ",\n  ";
    }
    out.append("],\n \"imports\": [");
    separator = "\n  ";
    for (Profile.Import i : profile.importsInOrder()) {
      out.append(separator).append("{\"module\": ");
      Json.quote(out, i.module());
      out.append(", \"by\": ");
      Json.quote(out, i.by());
      out.append(", \"inside\": ");
      Json.quote(out, i.inside());
      out.append(", \"at\": ").append(i.at()).append(", \"self\": ").append(i.self());
      out.append(", \"total\": ").append(i.total());
      out.append(", \"runs\": ").append(i.runs()).append('}');
      separator = ",\n  ";
    }
    out.append("],\n \"code\": [");
    separator = "\n  ";
    for (Profile.Code c : profile.code().values()) {
      out.append(separator).append("{\"module\": ");
      Json.quote(out, c.key().module());
      out.append(", \"qualname\": ");
      Json.quote(out, c.key().qualname());
      out.append(", \"number\": ").append(c.key().number());
      out.append(", \"awake\": ").append(c.awake());
      out.append(", \"why\": ");
      Json.quote(out, c.why());
      out.append(", \"by\": ");
      Json.quote(out, c.by());
      out.append(", \"at\": ").append(c.at()).append(", \"took\": ").append(c.took());
      out.append(", \"size\": ").append(c.size()).append(", \"calls\": ").append(c.calls());
      out.append(", \"runs\": ").append(c.runs()).append('}');
      separator = ",\n  ";
    }
    return out.append("]}\n").toString();
  }
}
