package dev.dormouse.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The measurement behind a decision in FORMAT.md: does an interpreter read wordcode where it is
 * mapped, or from an array copied when code wakes? Run it by hand, in a fresh JVM per figure:
 * {@code WordcodeBenchmark IMAGE mapped|copied}.
 *
 * <p>It walks the wordcode of 300 code objects spread over the image as an interpreter would,
 * opcode by opcode, first once (cold: nothing is compiled yet, and the copies are paid for), then
 * many times (steady).
 */
public final class WordcodeBenchmark {
  private WordcodeBenchmark() {}

  private static final int CODES = 300;
  private static final int PASSES = 2000;

  public static void main(String[] args) throws IOException {
    Image image = Image.open(Path.of(args[0]));
    boolean mapped = args[1].equals("mapped");
    Part part = image.part(PartKind.WORDCODE);
    int step = image.codeCount() / CODES;
    int[] starts = new int[CODES];
    int[] lengths = new int[CODES];
    for (int i = 0; i < CODES; i++) {
      Part headers = image.part(PartKind.CODE);
      starts[i] = headers.i32(i * step * ImageFormat.CODE_SIZE + ImageFormat.CODE_WORDCODE);
      lengths[i] = headers.i32(i * step * ImageFormat.CODE_SIZE + ImageFormat.CODE_WORDCODE_LENGTH);
    }
    long checksum = 0;
    long units = 0;
    long start = System.nanoTime();
    byte[][] copies = new byte[CODES][];
    for (int i = 0; i < CODES; i++) {
      if (mapped) {
        checksum += walk(image.bytes(), part.start + starts[i], lengths[i]);
      } else {
        copies[i] = part.bytes(starts[i], lengths[i]);
        checksum += walk(copies[i]);
      }
      units += lengths[i] / 2;
    }
    long cold = System.nanoTime() - start;
    start = System.nanoTime();
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < CODES; i++) {
        checksum +=
            mapped ? walk(image.bytes(), part.start + starts[i], lengths[i]) : walk(copies[i]);
      }
    }
    long steady = System.nanoTime() - start;
    System.out.println(
        args[1]
            + ": "
            + units
            + " instructions, cold "
            + cold / 1000
            + " us ("
            + (float) cold / units
            + " ns each), steady "
            + (float) steady / units / PASSES
            + " ns each, checksum "
            + checksum);
  }

  private static long walk(ByteBuffer code, int start, int length) {
    long sum = 0;
    for (int i = start; i < start + length; i += 2) {
      sum += step(code.get(i) & 0xFF, code.get(i + 1) & 0xFF);
    }
    return sum;
  }

  private static long walk(byte[] code) {
    long sum = 0;
    for (int i = 0; i < code.length; i += 2) {
      sum += step(code[i] & 0xFF, code[i + 1] & 0xFF);
    }
    return sum;
  }

  /** Stands for the work of an instruction. */
  private static int step(int opcode, int oparg) {
    switch (opcode) {
      case 100:
        return oparg;
      case 124:
        return oparg + 1;
      case 0:
        return 1;
      default:
        return opcode;
    }
  }
}
