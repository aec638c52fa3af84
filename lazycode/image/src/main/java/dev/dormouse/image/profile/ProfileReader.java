package dev.dormouse.image.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what {@link ProfileWriter} wrote, or anybody else by PROFILE.md: lines in any order, blank
 * lines and comments between. Anything else gives {@link ProfileFormatException}.
 */
public final class ProfileReader {
  /** More than any start-up has; keeps a wrong file from filling the memory. */
  private static final long MAX_BYTES = 256L << 20;

  private final String file;
  private final Profile profile = new Profile();
  private final Set<String> seen = new HashSet<>();

  /** The line being read, counted from 1. */
  private int number;

  // fields of the line being read

  private String by;
  private String why;
  private String inside;
  private long at;
  private long self;
  private long total;
  private long took;
  private long size;
  private long read;
  private long calls;
  private long runs;

  private ProfileReader(String file) {
    this.file = file;
  }

  /**
   * @throws ProfileFormatException if the file is no profile
   * @throws IOException if it cannot be read
   */
  public static Profile read(Path path) throws IOException {
    long bytes = Files.size(path);
    if (bytes > MAX_BYTES) {
      throw new ProfileFormatException(
          path.toString(), 1, "a file of at most " + MAX_BYTES + " bytes", bytes + " bytes");
    }
    return read(path.toString(), Files.readAllBytes(path));
  }

  /** Reads a profile from memory; {@code name} is for messages. */
  public static Profile read(String name, byte[] bytes) throws ProfileFormatException {
    return new ProfileReader(name).parse(bytes);
  }

  private Profile parse(byte[] bytes) throws ProfileFormatException {
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      int text = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
      line(decode(bytes, start, text - start));
      start = end + 1;
    }
    if (number == 0) {
      number = 1;
      throw bad(ProfileLines.MAGIC + " " + ProfileLines.VERSION, "an empty file");
    }
    return profile;
  }

  private String decode(byte[] bytes, int from, int length) throws ProfileFormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad(number == 1 ? first() : "text in UTF-8", "other bytes");
    }
  }

  private static String first() {
    return "'" + ProfileLines.MAGIC + " " + ProfileLines.VERSION + "'";
  }

  private void line(String line) throws ProfileFormatException {
    if (number == 1) {
      if (!line.equals(ProfileLines.MAGIC + " " + ProfileLines.VERSION)) {
        throw bad(first(), quoted(line));
      }
      return;
    }
    String[] words = line.strip().split("[ \t]+");
    if (words[0].isEmpty() || words[0].charAt(0) == '#') {
      return;
    }
    if (words.length < 2) {
      throw bad("a word and a name or number", quoted(line));
    }
    switch (words[0]) {
      case "runs", "time" -> {
        once(words[0]);
        long value = number(words[0], words[1]);
        if (words.length > 2) {
          throw bad("nothing behind the number", quoted(words[2]));
        }
        if (words[0].equals("runs")) {
          profile.addRuns(count("runs", value), 0);
        } else {
          profile.addRuns(0, value);
        }
      }
      case "part" -> part(words);
      case "import" -> {
        fields(words, " by in at self total runs ");
        String module = unescape(words[1]);
        once("import " + module);
        profile.add(new Profile.Import(module, by, inside, at, self, total, count("runs", runs)));
      }
      case "awake", "bound" -> code(words);
      default ->
          throw bad("'runs', 'time', 'part', 'import', 'awake' or 'bound'", quoted(words[0]));
    }
  }

  private void part(String[] words) throws ProfileFormatException {
    fields(words, " size read ");
    String name = unescape(words[1]);
    int colon = name.lastIndexOf(':');
    if (colon < 0) {
      throw bad("IMAGE:PART", quoted(name));
    }
    once("part " + name);
    profile.add(new Profile.Part(name.substring(0, colon), name.substring(colon + 1), size, read));
  }

  private void code(String[] words) throws ProfileFormatException {
    boolean awake = words[0].equals("awake");
    fields(words, awake ? " why by at took size calls runs " : " size runs ");
    String name = unescape(words[1]);
    Key key = Key.parse(name);
    if (key == null) {
      throw bad("MODULE:QUALNAME or MODULE:QUALNAME#NUMBER", quoted(name));
    }
    once("code " + name);
    profile.add(new Profile.Code(key, awake, why, by, at, took, size, calls, count("runs", runs)));
  }

  private void once(String name) throws ProfileFormatException {
    if (!seen.add(name)) {
      throw bad("each name once", "a second '" + name + "'");
    }
  }

  private void fields(String[] words, String allowed) throws ProfileFormatException {
    by = "";
    why = "";
    inside = "";
    at = 0;
    self = 0;
    total = 0;
    took = 0;
    size = 0;
    read = 0;
    calls = 0;
    runs = 1;
    Set<String> given = new HashSet<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      String name = equals < 0 ? words[i] : words[i].substring(0, equals);
      if (equals < 0 || !allowed.contains(" " + name + " ")) {
        throw bad("one of the fields" + allowed.stripTrailing(), quoted(words[i]));
      }
      if (!given.add(name)) {
        throw bad("each field once", "a second '" + name + "'");
      }
      field(name, words[i].substring(equals + 1));
    }
  }

  private void field(String name, String value) throws ProfileFormatException {
    switch (name) {
      case "by" -> by = unescape(value);
      case "in" -> inside = unescape(value);
      case "why" -> why = unescape(value);
      case "at" -> at = number(name, value);
      case "self" -> self = number(name, value);
      case "total" -> total = number(name, value);
      case "took" -> took = number(name, value);
      case "size" -> size = number(name, value);
      case "read" -> read = number(name, value);
      case "calls" -> calls = number(name, value);
      default -> runs = number(name, value);
    }
  }

  private long number(String name, String value) throws ProfileFormatException {
    // Long.parseLong would take a sign and digits of other scripts.
    boolean digits = !value.isEmpty() && value.length() <= 18;
    for (int i = 0; i < value.length(); i++) {
      digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!digits) {
      throw bad("a number of at most 18 digits for '" + name + "'", quoted(value));
    }
    return Long.parseLong(value);
  }

  private int count(String name, long value) throws ProfileFormatException {
    if (value > Profile.MAX_RUNS) {
      throw bad("at most " + Profile.MAX_RUNS + " for '" + name + "'", "" + value);
    }
    return (int) value;
  }

  private String unescape(String word) throws ProfileFormatException {
    int percent = word.indexOf('%');
    if (percent < 0) {
      return word;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (percent >= 0) {
      out.append(word, from, percent);
      int c = 0;
      for (int i = percent + 1; i <= percent + 4; i++) {
        int digit = i < word.length() ? Character.digit(word.charAt(i), 16) : -1;
        if (digit < 0) {
          throw bad("four hexadecimal digits behind '%'", quoted(word));
        }
        c = c << 4 | digit;
      }
      out.append((char) c);
      from = percent + 5;
      percent = word.indexOf('%', from);
    }
    return out.append(word, from, word.length()).toString();
  }

  private ProfileFormatException bad(String expected, String actual) {
    return new ProfileFormatException(file, number, expected, actual);
  }

  /** For a message: shortened, on one line. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length() && i < 60; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return out.append(text.length() > 60 ? "…'" : "'").toString();
  }
}
