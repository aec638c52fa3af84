package dev.dormouse.image;

import dev.dormouse.code.CodeObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says in what two images differ: facts, modules and in them functions, resources, sizes of parts.
 * A line per difference, {@code -} for what only the first has, {@code +} for what only the second
 * has, {@code ~} for what both have but not alike.
 */
public final class ImageDiff {
  private final Image a;
  private final Image b;
  private final StringBuilder out = new StringBuilder();

  private ImageDiff(Image a, Image b) {
    this.a = a;
    this.b = b;
  }

  /** Empty if they hold the same. */
  public static String of(Image a, Image b) {
    if (a.contentId().equals(b.contentId()) && a.contents().equals(b.contents())) {
      return "";
    }
    ImageDiff diff = new ImageDiff(a, b);
    diff.info();
    diff.modules();
    diff.resources();
    diff.parts();
    return diff.out.toString();
  }

  private void info() {
    Map<String, String> before = facts(a);
    Map<String, String> after = facts(b);
    for (String key : both(before.keySet(), after.keySet())) {
      String one = before.get(key);
      String two = after.get(key);
      if (one == null) {
        line('+', "info", key + " = " + two);
      } else if (two == null) {
        line('-', "info", key + " = " + one);
      } else if (!one.equals(two)) {
        line('~', "info", key + " = " + one + " -> " + two);
      }
    }
  }

  private static Map<String, String> facts(Image image) {
    Map<String, String> facts = new TreeMap<>();
    Part info = image.part(PartKind.INFO);
    for (int i = 0; i < info.count; i++) {
      facts.put(
          image.strings().string(info.i32(8 * i)), image.strings().string(info.i32(8 * i + 4)));
    }
    return facts;
  }

  private void modules() {
    Set<String> names = new TreeSet<>();
    for (Image image : new Image[] {a, b}) {
      for (int i = 0; i < image.moduleCount(); i++) {
        names.add(image.module(i).name());
      }
    }
    for (String name : names) {
      ImageModule one = a.find(name);
      ImageModule two = b.find(name);
      if (one == null) {
        line('+', "module", name);
      } else if (two == null) {
        line('-', "module", name);
      } else {
        String how = difference(one, two);
        if (!how.isEmpty()) {
          line('~', "module", name + ": " + how);
        }
      }
    }
  }

  private static String difference(ImageModule one, ImageModule two) {
    StringBuilder how = new StringBuilder();
    if (one.isPackage() != two.isPackage()) {
      add(how, two.isPackage() ? "now a package" : "no longer a package");
    }
    if (one.origin() == null ? two.origin() != null : !one.origin().equals(two.origin())) {
      add(how, "file " + one.origin() + " -> " + two.origin());
    }
    if (one.code() == null || two.code() == null) {
      if (one.code() != two.code()) {
        add(how, two.code() == null ? "no code any more" : "now with code");
      }
      return how.toString();
    }
    Map<String, CodeObject> before = functions(one);
    Map<String, CodeObject> after = functions(two);
    for (String name : both(before.keySet(), after.keySet())) {
      CodeObject f = before.get(name);
      CodeObject g = after.get(name);
      if (f == null || g == null) {
        add(how, (f == null ? "+" : "-") + name);
      } else if (!sameInstructions(f, g)) {
        add(how, "~" + name);
      }
    }
    if (how.isEmpty() && !sameLines(before, after)) {
      add(how, "line numbers");
    }
    if (how.isEmpty()
        && (one.sourceHash() != two.sourceHash() || one.sourceSize() != two.sourceSize())) {
      add(how, "source, with the same code");
    }
    return how.toString();
  }

  private static void add(StringBuilder how, String what) {
    how.append(how.isEmpty() ? "" : ", ").append(what);
  }

  /** By qualified name; those that share one are told apart by their order. */
  private static Map<String, CodeObject> functions(ImageModule module) {
    Map<String, CodeObject> all = new TreeMap<>();
    collect(module.code().toStoredCodeObject(), all);
    return all;
  }

  private static void collect(CodeObject code, Map<String, CodeObject> all) {
    String name = code.qualname;
    for (int i = 2; all.containsKey(name); i++) {
      name = code.qualname + "#" + i;
    }
    all.put(name, code);
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject child) {
        collect(child, all);
      }
    }
  }

  private static boolean sameInstructions(CodeObject f, CodeObject g) {
    return f.argcount == g.argcount
        && f.posonlyargcount == g.posonlyargcount
        && f.kwonlyargcount == g.kwonlyargcount
        && f.stacksize == g.stacksize
        && f.flags == g.flags
        && f.filename.equals(g.filename)
        && Arrays.equals(f.code, g.code)
        && Arrays.equals(f.names, g.names)
        && Arrays.equals(f.localsplusnames, g.localsplusnames)
        && Arrays.equals(f.localspluskinds, g.localspluskinds)
        && Arrays.equals(f.exceptiontable, g.exceptiontable)
        && sameConstants(f.consts, g.consts);
  }

  private static boolean sameConstants(Object[] f, Object[] g) {
    if (f.length != g.length) {
      return false;
    }
    for (int i = 0; i < f.length; i++) {
      // Code inside is compared as a function of its own.
      if (f[i] instanceof CodeObject ? !(g[i] instanceof CodeObject) : !f[i].equals(g[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLines(Map<String, CodeObject> f, Map<String, CodeObject> g) {
    for (String name : f.keySet()) {
      CodeObject one = f.get(name);
      CodeObject two = g.get(name);
      if (one.firstlineno != two.firstlineno || !Arrays.equals(one.linetable, two.linetable)) {
        return false;
      }
    }
    return true;
  }

  private void resources() {
    Map<String, ImageResource> before = files(a);
    Map<String, ImageResource> after = files(b);
    for (String path : both(before.keySet(), after.keySet())) {
      ImageResource one = before.get(path);
      ImageResource two = after.get(path);
      if (one == null) {
        line('+', "resource", path);
      } else if (two == null) {
        line('-', "resource", path);
      } else if (one.isDirectory() != two.isDirectory()) {
        line('~', "resource", path + ": " + (two.isDirectory() ? "now a" : "no") + " directory");
      } else if (!one.isDirectory()
          && !ByteBuffer.wrap(one.bytes()).equals(ByteBuffer.wrap(two.bytes()))) {
        line(
            '~',
            "resource",
            path + ": " + one.bytes().length + " -> " + two.bytes().length + " bytes");
      }
    }
  }

  private static Map<String, ImageResource> files(Image image) {
    Map<String, ImageResource> all = new TreeMap<>();
    for (int i = 0; i < image.resourceCount(); i++) {
      all.put(image.resource(i).path(), image.resource(i));
    }
    return all;
  }

  private void parts() {
    Map<String, Long> before = sizes(a);
    Map<String, Long> after = sizes(b);
    for (String part : both(before.keySet(), after.keySet())) {
      long one = before.getOrDefault(part, 0L);
      long two = after.getOrDefault(part, 0L);
      if (one != two) {
        line('~', "part", part + ": " + one + " -> " + two + " bytes");
      }
    }
  }

  private static Map<String, Long> sizes(Image image) {
    Map<String, Long> all = new TreeMap<>();
    for (int i = 0; i < image.partCount(); i++) {
      all.put(image.partName(i), image.partLength(i));
    }
    return all;
  }

  private static Set<String> both(Set<String> one, Set<String> two) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(two);
    return all;
  }

  private void line(char sign, String what, String how) {
    out.append(sign).append(what).append(' ').append(how).append('\n');
  }
}
