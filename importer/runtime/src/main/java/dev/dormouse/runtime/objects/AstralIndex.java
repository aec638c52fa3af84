package dev.dormouse.runtime.objects;

/**
 * Where the code points are in a string with surrogate pairs. Marks every few code points make
 * either direction cost the same everywhere in the text: a loop that searches onward from where it
 * found something must not count from the beginning each time.
 */
final class AstralIndex {
  private static final int SHIFT = 6;

  private final String text;
  final int[] codePoints;

  /** The UTF-16 unit where code point {@code i << SHIFT} begins; the end of the text included. */
  private final int[] marks;

  AstralIndex(String text) {
    this.text = text;
    int n = text.codePointCount(0, text.length());
    codePoints = new int[n];
    marks = new int[(n >> SHIFT) + 1];
    int unit = 0;
    for (int i = 0; i < n; i++) {
      if ((i & (1 << SHIFT) - 1) == 0) {
        marks[i >> SHIFT] = unit;
      }
      int cp = codePoints[i] = text.codePointAt(unit);
      unit += Character.charCount(cp);
    }
    if ((n & (1 << SHIFT) - 1) == 0) {
      marks[n >> SHIFT] = unit;
    }
  }

  int unitIndex(int index) {
    int mark = index >> SHIFT;
    return text.offsetByCodePoints(marks[mark], index - (mark << SHIFT));
  }

  int codePointIndex(int unit) {
    int low = 0;
    int high = marks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (marks[middle] <= unit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return (low << SHIFT) + text.codePointCount(marks[low], unit);
  }
}
