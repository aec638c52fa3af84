package dev.dormouse.cli;

import dev.dormouse.runtime.os.FsEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The command line as the kernel has it. The JVM decodes arguments by the locale and replaces what
 * is no text there, in the C locale everything that is not ASCII; Python keeps such bytes as
 * surrogates.
 */
final class RawArguments {
  private RawArguments() {}

  /** The arguments again, each byte accounted for; as they are where there is no {@code /proc}. */
  static String[] read(String[] args) {
    byte[] all;
    try {
      all = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    } catch (IOException e) {
      return args;
    }
    String[] raw = new String[args.length];
    // From the end, since the JVM's own options come first. Each argument ends with a zero.
    int end = all.length - 1;
    for (int i = args.length - 1; i >= 0; i--) {
      int start = end;
      while (start > 0 && all[start - 1] != 0) {
        start--;
      }
      if (end < 0 || start == 0) {
        return args;
      }
      raw[i] = FsEncoding.decode(Arrays.copyOfRange(all, start, end));
      end = start - 1;
    }
    return raw;
  }
}
