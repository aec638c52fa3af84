package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;
import java.util.Arrays;

/** The mainland's encodings that are more than a table. */
final class Chinese {
  private Chinese() {}

  /** GB 18030, which has four bytes for every character of Unicode that has not two. */
  static final class Gb18030 extends Coding {
    /** The characters below U+10000 that have four bytes, in their order, which is Unicode's. */
    private static final class Four {
      static final char[] CHARACTERS = characters();

      private static char[] characters() {
        char[] all = new char[0x10000];
        int n = 0;
        for (int c = 0x80; c < 0x10000; c++) {
          if (!Character.isSurrogate((char) c) && CodeTables.Gb18030.TABLE.encode(c) == 0) {
            all[n++] = (char) c;
          }
        }
        return Arrays.copyOf(all, n);
      }
    }

    /** The number of the first code beyond U+FFFF. */
    private static final int SUPPLEMENTARY = 15 * 12600;

    @Override
    int read(byte[] in, int at, Shift shift, StringBuilder out) {
      int b = unsigned(in, at);
      if (b < 0x80) {
        out.append((char) b);
        return 1;
      }
      if (in.length - at < 2) {
        return MORE;
      }
      int second = unsigned(in, at + 1);
      if (second < '0' || second > '9') {
        return CodeTables.Gb18030.TABLE.decode(pair(in, at), out);
      }
      if (in.length - at < 4) {
        return MORE;
      }
      int third = unsigned(in, at + 2);
      int fourth = unsigned(in, at + 3);
      if (b < 0x81 || b > 0xfe || third < 0x81 || third > 0xfe || fourth < '0' || fourth > '9') {
        return -1;
      }
      int n = (((b - 0x81) * 10 + second - '0') * 126 + third - 0x81) * 10 + fourth - '0';
      if (n < Four.CHARACTERS.length) {
        out.append(Four.CHARACTERS[n]);
        return 4;
      }
      int cp = n - SUPPLEMENTARY + 0x10000;
      if (cp < 0x10000 || cp > Character.MAX_CODE_POINT) {
        return -1;
      }
      out.appendCodePoint(cp);
      return 4;
    }

    @Override
    int write(String in, int at, boolean last, Shift shift, ByteSink out) {
      int cp = in.codePointAt(at);
      if (cp < 0x80) {
        out.add(cp);
        return 1;
      }
      int code = CodeTables.Gb18030.TABLE.encode(cp);
      if (code != 0) {
        addPair(out, code);
        return 1;
      }
      int n;
      if (cp >= 0x10000) {
        n = cp - 0x10000 + SUPPLEMENTARY;
      } else {
        n = Arrays.binarySearch(Four.CHARACTERS, (char) cp);
        if (n < 0) {
          return -1; // a lone surrogate
        }
      }
      out.add(0x81 + n / 12600).add('0' + n / 1260 % 10);
      out.add(0x81 + n / 10 % 126).add('0' + n % 10);
      return Character.charCount(cp);
    }
  }

  /** HZ, seven-bit: tildes switch to GB 2312 and back. The state is 1 in GB 2312. */
  static final class Hz extends Coding {
    @Override
    int read(byte[] in, int at, Shift shift, StringBuilder out) {
      int b = unsigned(in, at);
      boolean chinese = shift.bits != 0;
      if (b == '~') {
        if (in.length - at < 2) {
          return MORE;
        }
        int next = unsigned(in, at + 1);
        if (next == '}' && chinese) {
          shift.bits = 0;
        } else if (next == '{' && !chinese) {
          shift.bits = 1;
        } else if (next == '~' && !chinese) {
          out.append('~');
        } else if (next != '\n' || chinese) {
          return -1;
        }
        return 2;
      }
      if (b >= 0x80) {
        return -1;
      }
      if (!chinese) {
        out.append((char) b);
        return 1;
      }
      if (in.length - at < 2) {
        return MORE;
      }
      return CodeTables.Gb2312.TABLE.decode(pair(in, at), out);
    }

    @Override
    int write(String in, int at, boolean last, Shift shift, ByteSink out) {
      int cp = in.codePointAt(at);
      if (cp < 0x80) {
        resetWriting(shift, out);
        out.add(cp);
        if (cp == '~') {
          out.add('~');
        }
        return 1;
      }
      int code = CodeTables.Gb2312.TABLE.encode(cp);
      if (code == 0) {
        return refused(in, at);
      }
      if (shift.bits == 0) {
        out.add('~').add('{');
        shift.bits = 1;
      }
      addPair(out, code);
      return 1;
    }

    @Override
    void resetWriting(Shift shift, ByteSink out) {
      if (shift.bits != 0) {
        out.add('~').add('}');
        shift.bits = 0;
      }
    }
  }
}
