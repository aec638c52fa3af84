package dev.dormouse.runtime.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.zip.InflaterInputStream;

/**
 * The Unicode character database of version 14 and, as {@code ucd_3_2_0}, of version 3.2:
 * properties, decompositions and normal forms. {@link UnicodeNames} has the names.
 *
 * <p>Read from the resource {@code unicodedata.bin}, which {@code tools/unicode_data.py} writes, on
 * first use: a zlib stream of varints. Words, numbers (doubles), records (per version: category,
 * bidirectional class, combining class, mirrored, width, decimal + 1, digit + 1, number + 1), runs
 * (record, length), tags, decompositions (distance, tag and whether the pair composes, code
 * points), corrections of normal forms in 3.2.
 */
public final class UnicodeData {
  private static final int FIELDS = 8;

  private static final int CATEGORY = 0;
  private static final int BIDIRECTIONAL = 1;
  private static final int COMBINING = 2;
  private static final int MIRRORED = 3;
  private static final int WIDTH = 4;
  private static final int DECIMAL = 5;
  private static final int DIGIT = 6;
  private static final int NUMERIC = 7;

  /** The current version. */
  public static final UnicodeData CURRENT = new UnicodeData(false);

  /** {@code ucd_3_2_0}. */
  public static final UnicodeData OLD = new UnicodeData(true);

  private final boolean old;

  private UnicodeData(boolean old) {
    this.old = old;
  }

  public boolean isOld() {
    return old;
  }

  private static final class Loaded {
    static final String[] WORDS;
    static final double[] NUMBERS;
    static final int[] RECORDS;
    static final int[] STARTS;
    static final char[] IDS;
    static final String[] TAGS;

    /**
     * Code points that decompose, ascending; beside each its tag (times two, plus one if it
     * composes) and mapping.
     */
    static final int[] DECOMPOSED;

    static final char[] KINDS;
    static final int[][] MAPPINGS;

    /** From the two code points of a canonical decomposition to what composes from them. */
    static final HashMap<Long, Integer> PAIRS = new HashMap<>(2048);

    static final int[] CORRECTED;
    static final int[] CORRECTIONS;

    static {
      Input in = new Input(inflate("unicodedata.bin"));
      WORDS = in.texts();
      NUMBERS = new double[in.next()];
      for (int i = 0; i < NUMBERS.length; i++) {
        NUMBERS[i] = in.number();
      }
      RECORDS = new int[in.next() * FIELDS * 2];
      for (int i = 0; i < RECORDS.length; i++) {
        RECORDS[i] = in.next();
      }
      int runs = in.next();
      STARTS = new int[runs];
      IDS = new char[runs];
      int start = 0;
      for (int i = 0; i < runs; i++) {
        IDS[i] = (char) in.next();
        STARTS[i] = start;
        start += in.next();
      }
      TAGS = in.texts();
      int count = in.next();
      DECOMPOSED = new int[count];
      KINDS = new char[count];
      MAPPINGS = new int[count][];
      int cp = 0;
      for (int i = 0; i < count; i++) {
        cp += in.next();
        DECOMPOSED[i] = cp;
        KINDS[i] = (char) in.next();
        int[] mapping = new int[in.next()];
        for (int k = 0; k < mapping.length; k++) {
          mapping[k] = in.next();
        }
        MAPPINGS[i] = mapping;
        if ((KINDS[i] & 1) != 0) {
          PAIRS.put((long) mapping[0] << 32 | mapping[1], cp);
        }
      }
      int corrections = in.next();
      CORRECTED = new int[corrections];
      CORRECTIONS = new int[corrections];
      for (int i = 0; i < corrections; i++) {
        CORRECTED[i] = in.next();
        CORRECTIONS[i] = in.next();
      }
    }

    static int field(int cp, int field) {
      int run = Arrays.binarySearch(STARTS, cp);
      return RECORDS[IDS[run < 0 ? -run - 2 : run] * FIELDS * 2 + field];
    }
  }

  /** The whole content of a resource of this package that is a zlib stream. */
  static byte[] inflate(String resource) {
    try (InputStream in = UnicodeData.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      return new InflaterInputStream(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource, e);
    }
  }

  private static final class Input {
    private final byte[] bytes;
    private int position;

    Input(byte[] bytes) {
      this.bytes = bytes;
    }

    int next() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int b = bytes[position++];
        value |= (b & 127) << shift;
        if (b >= 0) {
          return value;
        }
      }
    }

    double number() {
      long bits = 0;
      for (int i = 0; i < 8; i++) {
        bits = bits << 8 | bytes[position++] & 0xff;
      }
      return Double.longBitsToDouble(bits);
    }

    String[] texts() {
      String[] all = new String[next()];
      for (int i = 0; i < all.length; i++) {
        int n = next();
        all[i] = Charmap.decodeLatin1(Arrays.copyOfRange(bytes, position, position + n));
        position += n;
      }
      return all;
    }
  }

  private int field(int cp, int field) {
    return Loaded.field(cp, old ? field + FIELDS : field);
  }

  public String category(int cp) {
    return Loaded.WORDS[field(cp, CATEGORY)];
  }

  public String bidirectional(int cp) {
    return Loaded.WORDS[field(cp, BIDIRECTIONAL)];
  }

  public int combining(int cp) {
    return field(cp, COMBINING);
  }

  public int mirrored(int cp) {
    return field(cp, MIRRORED);
  }

  public String eastAsianWidth(int cp) {
    return Loaded.WORDS[field(cp, WIDTH)];
  }

  /** The value of a decimal digit, or -1. */
  public int decimal(int cp) {
    return field(cp, DECIMAL) - 1;
  }

  /** The value of a digit, or -1. */
  public int digit(int cp) {
    return field(cp, DIGIT) - 1;
  }

  /** The value of a numeric character, or NaN. */
  public double numeric(int cp) {
    int id = field(cp, NUMERIC);
    return id == 0 ? Double.NaN : Loaded.NUMBERS[id - 1];
  }

  private boolean isAssigned(int cp) {
    return !old || !category(cp).equals("Cn");
  }

  /**
   * The decomposition as the database writes it: a tag and code points in hexadecimal; empty for
   * none.
   */
  public String decomposition(int cp) {
    int i = Arrays.binarySearch(Loaded.DECOMPOSED, cp);
    if (i < 0 || !isAssigned(cp)) {
      return "";
    }
    StringBuilder out = new StringBuilder(Loaded.TAGS[Loaded.KINDS[i] >> 1]);
    for (int part : Loaded.MAPPINGS[i]) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      String hex = CaseMapping.upper(Integer.toHexString(part));
      FormatSpec.repeat(out, '0', 4 - hex.length());
      out.append(hex);
    }
    return out.toString();
  }

  /**
   * Normalizes.
   *
   * @param compatible for NFKC and NFKD
   * @param compose for NFC and NFKC
   */
  public String normalize(String s, boolean compatible, boolean compose) {
    int stable = compatible ? 0xa0 : compose ? 0x300 : 0xc0;
    int i = 0;
    while (i < s.length() && s.charAt(i) < stable) {
      i++;
    }
    if (i == s.length()) {
      return s;
    }
    Sequence out = new Sequence(s.length() + 16);
    for (i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      decompose(out, cp, compatible);
    }
    out.reorder();
    if (compose) {
      out.compose();
    }
    return new String(out.codePoints, 0, out.size);
  }

  private static final int S_BASE = 0xac00;
  private static final int L_BASE = 0x1100;
  private static final int V_BASE = 0x1161;
  private static final int T_BASE = 0x11a7;
  private static final int V_COUNT = 21;
  private static final int T_COUNT = 28;
  private static final int S_COUNT = 19 * V_COUNT * T_COUNT;

  private void decompose(Sequence out, int cp, boolean compatible) {
    if (cp < 0xa0) {
      out.add(cp);
      return;
    }
    if (cp >= S_BASE && cp < S_BASE + S_COUNT) {
      int s = cp - S_BASE;
      out.add(L_BASE + s / (V_COUNT * T_COUNT));
      out.add(V_BASE + s / T_COUNT % V_COUNT);
      if (s % T_COUNT != 0) {
        out.add(T_BASE + s % T_COUNT);
      }
      return;
    }
    if (old) {
      int corrected = Arrays.binarySearch(Loaded.CORRECTED, cp);
      if (corrected >= 0) {
        out.add(Loaded.CORRECTIONS[corrected]);
        return;
      }
    }
    int i = Arrays.binarySearch(Loaded.DECOMPOSED, cp);
    if (i < 0 || Loaded.KINDS[i] > 1 && !compatible || !isAssigned(cp)) {
      out.add(cp);
      return;
    }
    for (int part : Loaded.MAPPINGS[i]) {
      decompose(out, part, compatible);
    }
  }

  /** Code points being normalized. */
  private static final class Sequence {
    int[] codePoints;
    int size;

    Sequence(int capacity) {
      codePoints = new int[capacity];
    }

    void add(int cp) {
      if (size == codePoints.length) {
        codePoints = Arrays.copyOf(codePoints, size * 2);
      }
      codePoints[size++] = cp;
    }

    private static int combiningClass(int cp) {
      return cp < 0x300 ? 0 : Loaded.field(cp, COMBINING);
    }

    /** Sorts each run of combining characters by class, keeping equals in order. */
    void reorder() {
      for (int i = 1; i < size; i++) {
        int cp = codePoints[i];
        int c = combiningClass(cp);
        if (c == 0) {
          continue;
        }
        int k = i;
        while (k > 0 && combiningClass(codePoints[k - 1]) > c) {
          codePoints[k] = codePoints[k - 1];
          k--;
        }
        codePoints[k] = cp;
      }
    }

    void compose() {
      int to = 0;
      int starter = -1;
      int lastClass = 0; // of what was kept since the starter; 0 for nothing
      for (int i = 0; i < size; i++) {
        int cp = codePoints[i];
        int c = combiningClass(cp);
        boolean blocked = starter >= 0 && to - starter > 1 && (lastClass >= c || lastClass == 0);
        if (starter >= 0 && !blocked) {
          int pair = pair(codePoints[starter], cp);
          if (pair >= 0) {
            codePoints[starter] = pair;
            continue;
          }
        }
        if (c == 0) {
          starter = to;
        }
        lastClass = c;
        codePoints[to++] = cp;
      }
      size = to;
    }

    private static int pair(int a, int b) {
      if (a >= L_BASE && a < L_BASE + 19 && b >= V_BASE && b < V_BASE + V_COUNT) {
        return S_BASE + ((a - L_BASE) * V_COUNT + b - V_BASE) * T_COUNT;
      }
      if (a >= S_BASE
          && a < S_BASE + S_COUNT
          && (a - S_BASE) % T_COUNT == 0
          && b > T_BASE
          && b < T_BASE + T_COUNT) {
        return a + b - T_BASE;
      }
      Integer composed = Loaded.PAIRS.get((long) a << 32 | b);
      return composed == null ? -1 : composed;
    }
  }
}
