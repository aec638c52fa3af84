package dev.dormouse.integration.compiler;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.WarningSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One source to compile: a file, a text, or bytes.
 *
 * @param mode as {@link Compiler} numbers them
 * @param flags bits of {@link dev.dormouse.compiler.CompilerFlags}
 * @param optimize 0, 1 or 2
 * @param source a {@code Path}, a {@code String} or a {@code byte[]}
 */
record Request(int mode, int flags, int optimize, Object source) {
  private static final Pattern COOKIE =
      Pattern.compile("\\A(.*[\r\n])?.*coding[:=][ \t]*(?!utf)[-\\w.]");
  private static final String[] MODES = {"exec", "eval", "single"};

  static Request of(Object source) {
    return new Request(Compiler.MODE_EXEC, 0, 0, source);
  }

  Request at(int level) {
    return new Request(mode, flags, level, source);
  }

  /** What the reference's script reads. */
  String line() {
    String kind = source instanceof Path ? "file" : source instanceof String ? "text" : "bytes";
    byte[] what =
        source instanceof byte[] bytes
            ? bytes
            : utf8(source instanceof Path ? filename() : (String) source);
    return MODES[mode]
        + " "
        + flags
        + " "
        + optimize
        + " "
        + kind
        + " "
        + HexFormat.of().formatHex(what);
  }

  String filename() {
    return source instanceof Path path ? path.toString() : "<test>";
  }

  /** Whether these are bytes with a cookie that names another encoding than UTF-8. */
  boolean isRecoded() {
    return source instanceof byte[] bytes
        && COOKIE.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
  }

  CodeObject compile(WarningSink warnings) throws IOException {
    if (source instanceof String text) {
      return Compiler.compile(text, filename(), mode, flags, optimize, warnings);
    }
    byte[] bytes = source instanceof Path path ? Files.readAllBytes(path) : (byte[]) source;
    return Compiler.compile(bytes, filename(), mode, flags, optimize, warnings);
  }

  /** Lone surrogates are encoded as three bytes each, as by Python's "surrogatepass". */
  private static byte[] utf8(String text) {
    boolean lone = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    if (!lone) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (c >= 0xD800 && c <= 0xDFFF) {
                out.write(0xE0 | c >> 12);
                out.write(0x80 | c >> 6 & 0x3F);
                out.write(0x80 | c & 0x3F);
              } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  @Override
  public String toString() {
    String where =
        source instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.ISO_8859_1)
            : source.toString();
    String special = mode == 0 && flags == 0 ? "" : " " + MODES[mode] + " 0x" + hex(flags);
    return where + " -O" + optimize + special;
  }

  private static String hex(int number) {
    return Integer.toHexString(number);
  }
}
