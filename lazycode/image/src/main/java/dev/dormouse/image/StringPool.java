package dev.dormouse.image;

import dev.dormouse.code.Constants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the strings of an image, then numbers and writes them as {@link StringTable} reads them:
 * sorted by how they are stored, and within that by first appearance, so that strings of one module
 * stay neighbours.
 *
 * <p>Used in two phases: {@link #add} everything, {@link #freeze}, then ask for {@link #id}s.
 */
final class StringPool {
  private static final int LATIN1_NAME = 0;
  private static final int LATIN1 = 1;
  private static final int UTF16_NAME = 2;
  private static final int UTF16 = 3;
  private static final int WIDE = 4;
  private static final int CLASSES = 5;

  /** {@link String} or {@link Constants.WideText} to whether it was used as a name. */
  private final Map<Object, Boolean> texts = new LinkedHashMap<>();

  /** Null until frozen. */
  private Map<Object, Integer> ids;

  private byte[] written;

  /** A name: attribute, variable, keyword. */
  void addName(String name) {
    texts.put(name, true);
  }

  /** Any other string: {@link String} or {@link Constants.WideText}. */
  void add(Object text) {
    texts.putIfAbsent(text, text instanceof String s && looksLikeName(s));
  }

  /** A docstring: never a name, whatever it looks like. */
  void addText(String text) {
    texts.putIfAbsent(text, false);
  }

  void freeze() {
    List<List<Object>> classes = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      classes.add(new ArrayList<>());
    }
    for (Map.Entry<Object, Boolean> text : texts.entrySet()) {
      classes.get(classOf(text.getKey(), text.getValue())).add(text.getKey());
    }
    ids = new HashMap<>();
    PartOutput out = new PartOutput();
    for (int i = 0; i < CLASSES; i++) {
      for (Object text : classes.get(i)) {
        ids.put(text, ids.size());
      }
      if (i < CLASSES - 1) {
        out.i32(ids.size());
      }
    }
    if (ids.size() >= ImageFormat.MAX_INDEX) {
      throw new ImageLimitException("more than " + ImageFormat.MAX_INDEX + " strings");
    }
    PartOutput data = new PartOutput();
    for (List<Object> oneClass : classes) {
      for (Object text : oneClass) {
        out.i32(data.size());
        data.bytes(encode(text));
      }
    }
    out.i32(data.size());
    out.bytes(data.toByteArray());
    written = out.toByteArray();
  }

  int id(Object text) {
    return ids.get(text);
  }

  int count() {
    return ids.size();
  }

  byte[] toByteArray() {
    return written;
  }

  private static int classOf(Object text, boolean name) {
    if (!(text instanceof String s)) {
      return WIDE;
    }
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) > 0xFF) {
        return name ? UTF16_NAME : UTF16;
      }
    }
    return name ? LATIN1_NAME : LATIN1;
  }

  private static byte[] encode(Object text) {
    PartOutput out = new PartOutput();
    if (text instanceof String s) {
      boolean latin1 = classOf(s, false) == LATIN1;
      for (int i = 0; i < s.length(); i++) {
        if (latin1) {
          out.u8(s.charAt(i));
        } else {
          out.u16(s.charAt(i));
        }
      }
    } else {
      for (int point : ((Constants.WideText) text).codePoints()) {
        out.i32(point);
      }
    }
    return out.toByteArray();
  }

  /**
   * CPython interns constants of ASCII letters, digits and underscores too, and programs see that
   * through {@code is}.
   */
  private static boolean looksLikeName(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
        return false;
      }
    }
    return true;
  }
}
