package dev.dormouse.image.profile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A profile as text, as PROFILE.md describes it. Lines come sorted by name, so that a line keeps
 * its place in a version control's diff.
 */
public final class ProfileWriter {
  static final String MAGIC = "dormouse profile";
  static final int VERSION = 1;

  private ProfileWriter() {}

  public static void write(Profile profile, Path path) throws IOException {
    byte[] text = text(profile).getBytes(StandardCharsets.UTF_8);
    // Cheaper than Files in a JVM that is cold.
    try (FileOutputStream out = new FileOutputStream(path.toString())) {
      out.write(text);
    }
  }

  public static String text(Profile profile) {
    StringBuilder out = new StringBuilder(64 * profile.code().size() + 4096);
    out.append(MAGIC).append(' ').append(VERSION).append('\n');
    out.append("runs ").append(profile.runs()).append('\n');
    out.append("time ").append(profile.nanoseconds()).append('\n');
    for (Profile.Part p : profile.parts().values()) {
      out.append("part ");
      escape(out, p.image() + ":" + p.part());
      field(out, "size", p.size());
      field(out, "read", p.read());
      out.append('\n');
    }
    for (Profile.Import i : profile.imports().values()) {
      out.append("import ");
      escape(out, i.module());
      field(out, "by", i.by());
      field(out, "in", i.inside());
      field(out, "at", i.at());
      field(out, "self", i.self());
      field(out, "total", i.total());
      runs(out, i.runs());
    }
    for (Profile.Code c : profile.code().values()) {
      out.append(c.awake() ? "awake " : "bound ");
      escape(out, c.key().toString());
      field(out, "why", c.why());
      field(out, "by", c.by());
      field(out, "at", c.at());
      field(out, "took", c.took());
      field(out, "size", c.size());
      field(out, "calls", c.calls());
      runs(out, c.runs());
    }
    return out.toString();
  }

  private static void runs(StringBuilder out, int runs) {
    if (runs != 1) {
      field(out, "runs", runs);
    }
    out.append('\n');
  }

  private static void field(StringBuilder out, String name, long value) {
    if (value != 0) {
      out.append(' ').append(name).append('=').append(value);
    }
  }

  private static void field(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(' ').append(name).append('=');
      escape(out, value);
    }
  }

  /** Names hold no white space and no control characters on a line; they come as %XXXX. */
  private static void escape(StringBuilder out, String name) {
    // Most names need nothing of what follows, and it is slow while the JVM is cold.
    int n = 0;
    while (n < name.length()
        && name.charAt(n) > ' '
        && name.charAt(n) < 0x7F
        && name.charAt(n) != '%') {
      n++;
    }
    if (n == name.length()) {
      out.append(name);
      return;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > ' ' && c < 0x7F && c != '%') {
        out.append(c);
      } else if (plain(name, i)) {
        out.append(c);
      } else {
        out.append('%');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.toUpperCase(Character.forDigit(c >> shift & 15, 16)));
        }
      }
    }
  }

  /** Beyond ASCII: everything but white space, controls and lone surrogates. */
  private static boolean plain(String name, int i) {
    char c = name.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
    }
    return c > 0xA0 && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
