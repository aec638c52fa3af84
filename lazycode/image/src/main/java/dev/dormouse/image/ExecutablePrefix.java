package dev.dormouse.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The shell script in front of an image that starts itself. It looks for the {@code dormouse}
 * command and has it run the file that the script is in.
 */
public final class ExecutablePrefix {
  private ExecutablePrefix() {}

  /**
   * The script, {@link ImageFormat#PREFIX_SIZE} bytes of it.
   *
   * @param command where to look for {@code dormouse} after the variable DORMOUSE and before the
   *     PATH; null for nowhere else
   */
  public static byte[] of(String command) {
    String place = command == null ? "" : " '" + command.replace("'", "'\\''") + "'";
    String script =
        "#!/bin/sh\n"
            + "# A Dormouse image that starts itself: the image is what follows at byte "
            + ImageFormat.PREFIX_SIZE
            + ".\n"
            + "for d in \"$DORMOUSE\""
            + place
            + " \"$(command -v dormouse)\"; do\n"
            + "  if [ -n \"$d\" ] && [ -x \"$d\" ]; then exec \"$d\" -- \"$0\" \"$@\"; fi\n"
            + "done\n"
            + "echo \"$0: the dormouse command is missing: put it on the PATH, or its place in"
            + " DORMOUSE\" >&2\n"
            + "exit 127\n";
    byte[] text = script.getBytes(StandardCharsets.UTF_8);
    if (text.length > ImageFormat.PREFIX_SIZE) {
      throw new ImageLimitException(
          "a prefix of " + text.length + " bytes; the limit is " + ImageFormat.PREFIX_SIZE);
    }
    byte[] prefix = Arrays.copyOf(text, ImageFormat.PREFIX_SIZE);
    Arrays.fill(prefix, text.length, prefix.length, (byte) '\n');
    return prefix;
  }
}
