package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.importer.report.Json;
import dev.dormouse.importer.report.Phases;
import dev.dormouse.importer.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as one page of HTML that needs nothing but itself: a map of what is awake and asleep, the
 * imports, the slowest wakes, and a table of all functions. The page is {@code report.html} among
 * the resources, this puts the figures in.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * @param command what ran, for the title
   * @param images whose code is shown, whether it woke or not
   * @param phases where the time went, or null
   */
  public static String page(Profile profile, String command, List<Image> images, Phases phases)
      throws IOException {
    String page;
    try (InputStream in = RunReport.class.getResourceAsStream("report.html")) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    // In a script element only the sign that could begin a tag means anything.
    String data = data(profile, command, images, phases).replace("<", "\\u003c");
    int at = page.indexOf("@DATA@");
    return page.substring(0, at) + data + page.substring(at + "@DATA@".length());
  }

  private static String data(Profile profile, String command, List<Image> images, Phases phases) {
    StringBuilder out = new StringBuilder(1 << 20);
    out.append("{\"command\": ");
    Json.quote(out, command);
    out.append(", \"nanoseconds\": ").append(profile.nanoseconds());
    out.append(", \"phases\": [");
    for (int i = 0; phases != null && i < phases.count(); i++) {
      out.append(i == 0 ? "[" : ", [");
      Json.quote(out, phases.name(i));
      out.append(", ").append(phases.nanoseconds(i)).append(']');
    }
    out.append("],\n\"parts\": [");
    String separator = "";
    for (Profile.Part p : profile.parts().values()) {
      out.append(separator).append('[');
      Json.quote(out, p.image());
      out.append(", ");
      Json.quote(out, p.part());
      out.append(", ").append(p.size()).append(", ").append(p.read()).append(']');
      separator = ", ";
    }
    out.append("],\n\"imports\": [");
    separator = "\n";
    for (ImportTree.Node node : new ImportTree(profile).all()) {
      out.append(separator).append('[');
      Json.quote(out, node.line.module());
      out.append(", ").append(node.depth).append(", ").append(node.line.at());
      out.append(", ").append(node.self()).append(", ").append(node.total()).append(", ");
      Json.quote(out, node.line.by());
      out.append(']');
      separator = ",\n";
    }
    out.append("],\n\"modules\": [");
    separator = "\n";
    for (Map.Entry<String, Map<Key, Long>> module : modules(profile, images).entrySet()) {
      out.append(separator).append('[');
      Json.quote(out, module.getKey());
      out.append(", [");
      String comma = "";
      for (Map.Entry<Key, Long> code : module.getValue().entrySet()) {
        out.append(comma);
        function(out, code.getKey(), code.getValue(), profile.code().get(code.getKey()));
        comma = ", ";
      }
      out.append("]]");
      separator = ",\n";
    }
    return out.append("]}").toString();
  }

  /** What the page calls a function: name, state, bytes, and for awake ones the rest. */
  private static void function(StringBuilder out, Key key, long size, Profile.Code code) {
    out.append('[');
    Json.quote(out, key.qualname() + (key.number() > 1 ? "#" + key.number() : ""));
    out.append(code == null ? ", 0, " : code.awake() ? ", 2, " : ", 1, ").append(size);
    if (code != null && code.awake()) {
      out.append(", ").append(Columns.mean(code.took(), code.runs()));
      out.append(", ").append(code.at()).append(", ");
      Json.quote(out, code.why());
      out.append(", ");
      Json.quote(out, code.by());
      out.append(", ").append(code.calls());
    }
    out.append(']');
  }

  /** All code of the images, and what woke besides, with sizes; by module. */
  private static Map<String, Map<Key, Long>> modules(Profile profile, List<Image> images) {
    Map<String, Map<Key, Long>> modules = new TreeMap<>();
    for (Image image : images) {
      for (int i = 0; i < image.moduleCount(); i++) {
        ImageModule module = image.module(i);
        // The first image that has a module is the one it comes from.
        if (!modules.containsKey(module.name())) {
          Map<Key, Long> sizes = new LinkedHashMap<>();
          for (Map.Entry<Key, ImageCode> code : ImageKeys.codeOf(module).entrySet()) {
            sizes.put(code.getKey(), code.getValue().wakingSize());
          }
          if (!sizes.isEmpty()) {
            modules.put(module.name(), sizes);
          }
        }
      }
    }
    for (Profile.Code code : profile.code().values()) {
      modules
          .computeIfAbsent(code.key().module(), name -> new LinkedHashMap<>())
          .putIfAbsent(code.key(), code.size());
    }
    return modules;
  }
}
