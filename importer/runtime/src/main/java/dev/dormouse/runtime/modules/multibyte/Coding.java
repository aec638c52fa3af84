package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;

/**
 * One encoding, a character at a time: immutable, with what must be remembered between characters
 * in a {@link Shift}.
 */
abstract class Coding {
  /** What {@link #read} and {@link #write} return when more input has to decide. */
  static final int MORE = 0;

  /** What is remembered; the bits are what {@code getstate} shows. */
  static final class Shift {
    long bits;

    Shift(long bits) {
      this.bits = bits;
    }
  }

  /**
   * Reads one character, or a sequence that only changes the state.
   *
   * @return how many bytes it was, {@link #MORE}, or minus the number of bytes that are illegal
   */
  abstract int read(byte[] in, int at, Shift shift, StringBuilder out);

  /**
   * Writes one character.
   *
   * @param last whether nothing follows {@code in}, so that {@link #MORE} is no answer
   * @return how many UTF-16 units of it were written, {@link #MORE}, or minus the number of those
   *     that have no code
   */
  abstract int write(String in, int at, boolean last, Shift shift, ByteSink out);

  /** The state at the beginning of writing. */
  long initial() {
    return 0;
  }

  /** The state at the beginning of reading. */
  long initialReading() {
    return initial();
  }

  /** Back to the beginning while reading. */
  void resetReading(Shift shift) {
    shift.bits = initialReading();
  }

  /** Back to the beginning while writing, saying so in the output. */
  void resetWriting(Shift shift, ByteSink out) {}

  static int unsigned(byte[] in, int at) {
    return in[at] & 0xff;
  }

  static int pair(byte[] in, int at) {
    return (in[at] & 0xff) << 8 | in[at + 1] & 0xff;
  }

  static void addPair(ByteSink out, int code) {
    out.add(code >> 8).add(code);
  }

  /** Minus the units of the character at a position: it has no code. */
  static int refused(String in, int at) {
    return -Character.charCount(in.codePointAt(at));
  }
}
