package dev.dormouse.importer.report;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.image.Image;
import dev.dormouse.importer.ImportSystem;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot of what a run has done so far.
 *
 * <p>Counts of code objects come from the images' own counters, and each counts once: woken means
 * that its wordcode was read, bound that a function was made from it and it sleeps on, whether the
 * body of its module made the function or it came out of the module's state; the rest is asleep and
 * untouched. Code compiled from source is not counted, since it never sleeps.
 */
public final class RunReport {
  private final Interpreter interpreter;
  private final List<Image> images;
  private final Phases phases;

  public RunReport(Interpreter interpreter, List<Image> images, Phases phases) {
    this.interpreter = interpreter;
    this.images = images;
    this.phases = phases;
  }

  /**
   * Names in {@code sys.modules}, in order of import: those of dormant modules, or those of all
   * others.
   */
  private List<String> moduleNames(boolean dormant) {
    List<String> names = new ArrayList<>();
    PyDict modules = interpreter.modules;
    for (int i = 0; i < modules.slotLimit(); i++) {
      if (modules.keyAt(i) instanceof PyStr s
          && dormant == (modules.valueAt(i) instanceof PyModule m && m.isDormant())) {
        names.add(s.value());
      }
    }
    return names;
  }

  /** Modules in {@code sys.modules} whose bodies have run or run right now. */
  public int moduleCount() {
    return moduleNames(false).size();
  }

  /** Modules in {@code sys.modules} that nobody has looked at yet. */
  public int dormantModuleCount() {
    return moduleNames(true).size();
  }

  public int codeCount() {
    int n = 0;
    for (Image i : images) {
      n += i.codeCount();
    }
    return n;
  }

  public int boundCount() {
    int n = 0;
    for (Image i : images) {
      n += i.boundCount();
    }
    return n;
  }

  public int wokenCount() {
    int n = 0;
    for (Image i : images) {
      n += i.wokenCount();
    }
    return n;
  }

  public long bytesMapped() {
    long n = 0;
    for (Image i : images) {
      n += i.size();
    }
    return n;
  }

  public long bytesRead() {
    long n = 0;
    for (Image i : images) {
      for (int p = 0; p < i.partCount(); p++) {
        n += i.partBytesRead(p);
      }
    }
    return n;
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("modules imported   ").append(moduleCount()).append('\n');
    out.append("modules asleep     ").append(dormantModuleCount()).append('\n');
    for (Image i : images) {
      out.append("image              ").append(i.name()).append('\n');
      out.append("  code objects     ").append(i.codeCount()).append('\n');
      out.append("  bound            ").append(i.boundCount()).append('\n');
      out.append("  woken            ").append(i.wokenCount()).append('\n');
      out.append("  asleep           ").append(i.asleepCount()).append('\n');
      String states = ImportSystem.of(interpreter).describeStates(i);
      if (states != null) {
        out.append("  module states    ").append(states).append('\n');
      }
      out.append("  bytes mapped     ").append(i.size()).append('\n');
      for (int p = 0; p < i.partCount(); p++) {
        out.append("  part ")
            .append(pad(i.partName(p), 16))
            .append("read ")
            .append(i.partBytesRead(p));
        out.append(" of ").append(i.partLength(p)).append('\n');
      }
    }
    for (int p = 0; p < phases.count(); p++) {
      out.append("phase ")
          .append(pad(phases.name(p), 13))
          .append(phases.nanoseconds(p) / 1000)
          .append(" us\n");
    }
    return out.toString();
  }

  private static String pad(String s, int width) {
    StringBuilder out = new StringBuilder(s);
    while (out.length() < width) {
      out.append(' ');
    }
    return out.toString();
  }

  /** For machines: one object; see the user guide for its members. */
  public String json() {
    StringBuilder out = new StringBuilder("{\n  \"modules\": ");
    quote(out, moduleNames(false));
    quote(out.append(",\n  \"dormant_modules\": "), moduleNames(true));
    out.append(",\n  \"images\": [");
    for (int n = 0; n < images.size(); n++) {
      image(out.append(n == 0 ? "\n" : ",\n"), images.get(n));
    }
    out.append("\n  ],\n  \"phases\": {");
    for (int p = 0; p < phases.count(); p++) {
      out.append(p == 0 ? "" : ", ");
      Json.quote(out, phases.name(p));
      out.append(": ").append(phases.nanoseconds(p));
    }
    return out.append("}\n}\n").toString();
  }

  private static void image(StringBuilder out, Image image) {
    out.append("    {\"file\": ");
    Json.quote(out, image.name());
    out.append(", \"content_id\": ");
    Json.quote(out, image.contentId());
    out.append(",\n     \"bytes_mapped\": ").append(image.size());
    out.append(", \"code\": ").append(image.codeCount());
    out.append(", \"bound\": ").append(image.boundCount());
    out.append(", \"woken\": ").append(image.wokenCount());
    out.append(", \"asleep\": ").append(image.asleepCount());
    out.append(",\n     \"parts\": {");
    for (int p = 0; p < image.partCount(); p++) {
      out.append(p == 0 ? "" : ", ");
      Json.quote(out, image.partName(p));
      out.append(": {\"bytes\": ").append(image.partLength(p));
      out.append(", \"read\": ").append(image.partBytesRead(p)).append('}');
    }
    out.append("},\n     \"woken_functions\": [");
    String separator = "";
    for (int c = 0; c < image.codeCount(); c++) {
      if (image.isWoken(c)) {
        out.append(separator).append("\n       ");
        function(out, image.code(c));
        separator = ",";
      }
    }
    out.append("]}");
  }

  private static void function(StringBuilder out, CodeUnit code) {
    out.append("{\"file\": ");
    Json.quote(out, code.filename());
    out.append(", \"line\": ").append(code.firstlineno());
    out.append(", \"qualname\": ");
    Json.quote(out, code.qualname());
    out.append('}');
  }

  private static void quote(StringBuilder out, List<String> all) {
    String separator = "[";
    for (String s : all) {
      Json.quote(out.append(separator), s);
      separator = ", ";
    }
    out.append(all.isEmpty() ? "[]" : "]");
  }
}
