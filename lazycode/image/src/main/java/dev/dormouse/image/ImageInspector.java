package dev.dormouse.image;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Disassembler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Shows what is in an image, as text. It reads lazily like everybody else, so that it shows what it
 * can of damage.
 */
public final class ImageInspector {
  private ImageInspector() {}

  /** Header and parts. */
  public static String summary(Image image) {
    StringBuilder out = new StringBuilder();
    out.append(image.name()).append('\n');
    line(out, "format version", "" + FormatVersion.CURRENT);
    line(out, "bytecode magic", "" + ImageFormat.PYTHON_MAGIC);
    line(out, "content id", image.contentId());
    line(out, "size", image.size() + " bytes");
    line(out, "modules", "" + image.moduleCount());
    line(out, "code objects", "" + image.codeCount());
    line(out, "resources", "" + image.resourceCount());
    String main = image.info(ImageBuilder.INFO_MAIN);
    if (main != null) {
      line(out, "main module", main);
    }
    String optimize = image.info(ImageBuilder.INFO_OPTIMIZE);
    if (optimize != null) {
      line(out, "optimized", "-" + optimize);
    }
    String without = image.info(ImageBuilder.INFO_WITHOUT);
    if (without != null) {
      line(out, "without", without);
    }
    String hot = image.info(ImageBuilder.INFO_HOT);
    if (hot != null) {
      line(out, "by profile", hot + " code objects first");
    }
    if (image.prefix() != null) {
      line(out, "program", "starts itself, behind " + ImageFormat.PREFIX_SIZE + " bytes of script");
    }
    for (int i = 0; i < image.signatureCount(); i++) {
      line(out, "signed by", HexFormat.of().formatHex(image.signatureKey(i)));
    }
    if (image.isSplit()) {
      line(out, "second file", image.coldName());
    }
    out.append('\n').append("part                  offset      length    count    crc-32c\n");
    for (int i = 0; i < image.partCount(); i++) {
      part(out, image.partAt(i));
    }
    if (image.isSplit()) {
      out.append("\nin the second file\n");
      try {
        for (Part part : image.cold().parts()) {
          part(out, part);
        }
      } catch (DamagedImageException e) {
        out.append("  ").append(e.getMessage()).append('\n');
      }
    }
    return out.toString();
  }

  private static void part(StringBuilder out, Part part) {
    out.append(left(PartKind.name(part.kind), 18))
        .append(right("" + part.start, 10))
        .append(right("" + part.here, 12))
        .append(right("" + part.count, 9))
        .append("   ")
        .append(zeros(Integer.toHexString(part.crc), 8))
        .append('\n');
  }

  /** One line for each module, sorted by name: name, kind, number of its code, origin. */
  public static String modules(Image image) {
    String[] lines = new String[image.moduleCount()];
    for (int i = 0; i < lines.length; i++) {
      ImageModule module = image.module(i);
      ImageCode code = module.code();
      lines[i] =
          left(module.name(), 40)
              + " "
              + left(
                  module.isNamespace() ? "namespace" : module.isPackage() ? "package" : "module",
                  10)
              + right(code == null ? "-" : "" + code.index(), 8)
              + (module.origin() == null ? "" : "  " + module.origin())
              + "\n";
    }
    Arrays.sort(lines);
    return String.join("", lines);
  }

  /** One line for each resource, sorted by path: length and path. */
  public static String resources(Image image) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < image.resourceCount(); i++) {
      paths.add(image.resource(i).path());
    }
    paths.sort(null);
    StringBuilder out = new StringBuilder();
    for (String path : paths) {
      ImageResource resource = image.resource(path);
      out.append(right(resource.isDirectory() ? "" : "" + resource.length(), 10))
          .append("  ")
          .append(path)
          .append(resource.isDirectory() ? "/\n" : "\n");
    }
    return out.toString();
  }

  /**
   * Header and disassembly of one code object.
   *
   * @param name {@code module} for its body, {@code module:qualname} for code inside ({@code
   *     json.decoder:JSONDecoder.decode}), or a number
   * @return null if there is none of that name
   */
  public static String code(Image image, String name) {
    List<ImageCode> found = find(image, name);
    if (found.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (ImageCode code : found) {
      if (out.length() > 0) {
        out.append('\n');
      }
      describe(code, out);
    }
    return out.toString();
  }

  /**
   * Several code objects may have one name: a property's getter and setter, functions defined in an
   * if.
   */
  private static List<ImageCode> find(Image image, String name) {
    List<ImageCode> found = new ArrayList<>();
    if (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(name);
      if (number < image.codeCount()) {
        found.add(image.code(number));
      }
      return found;
    }
    int colon = name.indexOf(':');
    ImageModule module = image.find(colon < 0 ? name : name.substring(0, colon));
    ImageCode body = module == null ? null : module.code();
    if (body == null) {
      return found;
    }
    if (colon < 0) {
      found.add(body);
      return found;
    }
    String qualname = name.substring(colon + 1);
    findBelow(body, qualname, found);
    return found;
  }

  private static void findBelow(ImageCode code, String qualname, List<ImageCode> found) {
    for (ImageCode child : code.children()) {
      if (child.qualname().equals(qualname)) {
        found.add(child);
      }
      findBelow(child, qualname, found);
    }
  }

  private static void describe(ImageCode code, StringBuilder out) {
    out.append("code ").append(code.index()).append(": ").append(code.qualname()).append('\n');
    line(out, "file", code.filename() + ", line " + code.firstlineno());
    line(out, "parent", code.parent() == ImageFormat.NONE ? "none" : "code " + code.parent());
    line(
        out,
        "arguments",
        code.argcount()
            + ", of them positional-only "
            + code.posonlyargcount()
            + "; keyword-only "
            + code.kwonlyargcount());
    line(out, "flags", "0x" + Integer.toHexString(code.flags()) + flagNames(code.flags()));
    line(out, "stack size", "" + code.stacksize());
    line(out, "fast locals", code.nlocalsplus() + ", of them free " + code.nfreevars());
    out.append('\n').append(Disassembler.dis(code, 0, false));
  }

  private static String flagNames(int flags) {
    StringBuilder names = new StringBuilder();
    flag(names, flags, CodeUnit.CO_OPTIMIZED, "OPTIMIZED");
    flag(names, flags, CodeUnit.CO_NEWLOCALS, "NEWLOCALS");
    flag(names, flags, CodeUnit.CO_VARARGS, "VARARGS");
    flag(names, flags, CodeUnit.CO_VARKEYWORDS, "VARKEYWORDS");
    flag(names, flags, CodeUnit.CO_NESTED, "NESTED");
    flag(names, flags, CodeUnit.CO_GENERATOR, "GENERATOR");
    flag(names, flags, CodeUnit.CO_COROUTINE, "COROUTINE");
    flag(names, flags, CodeUnit.CO_ITERABLE_COROUTINE, "ITERABLE_COROUTINE");
    flag(names, flags, CodeUnit.CO_ASYNC_GENERATOR, "ASYNC_GENERATOR");
    flag(names, flags, CodeUnit.CO_FUTURE_ANNOTATIONS, "FUTURE_ANNOTATIONS");
    return names.toString();
  }

  private static void flag(StringBuilder names, int flags, int bit, String name) {
    if ((flags & bit) != 0) {
      names.append(' ').append(name);
    }
  }

  private static void line(StringBuilder out, String label, String value) {
    out.append("  ").append(left(label, 16)).append(value).append('\n');
  }

  private static String left(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
  }

  private static String zeros(String text, int width) {
    return "0".repeat(width - text.length()) + text;
  }
}
