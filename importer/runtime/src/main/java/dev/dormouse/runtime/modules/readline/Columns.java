package dev.dormouse.runtime.modules.readline;

import java.util.List;

/** Words in columns, sorted downwards, as readline lists what completes a word. */
final class Columns {
  private Columns() {}

  static String of(List<String> words, int width) {
    int widest = 0;
    for (String word : words) {
      widest = Math.max(widest, word.length());
    }
    widest += 2;
    int columns = Math.max(1, width / widest);
    int rows = (words.size() + columns - 1) / columns;
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      int start = out.length();
      for (int i = row; i < words.size(); i += rows) {
        if (i >= rows) {
          while ((out.length() - start) % widest != 0) {
            out.append(' ');
          }
        }
        out.append(words.get(i));
      }
      out.append('\n');
    }
    return out.toString();
  }
}
