package dev.dormouse.image.profile;

import dev.dormouse.image.ImageFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A profile as text, as PROFILE.md describes it. Lines come sorted by name, so that a line keeps
 * its place in a version control's diff.
 */
public final class ProfileWriter {
  private ProfileWriter() {}

  /** Replaces the file whole: it may be one of those that went into the profile. */
  public static void write(Profile profile, Path path) throws IOException {
    ImageFiles.write(path, false, ByteBuffer.wrap(lines(profile).toBytes()));
  }

  /**
   * For the end of a run. Overwrites a file that is there and cuts off what is left of it: Linux's
   * ext4 starts to write a file to the disk if it was emptied first, which costs 1 ms.
   */
  public static void write(ProfileLines lines, String path) throws IOException {
    // Cheaper than Files in a JVM that is cold.
    try (RandomAccessFile out = new RandomAccessFile(path, "rw")) {
      int size = lines.writeTo(out);
      if (out.length() > size) {
        out.setLength(size);
      }
    }
  }

  public static String text(Profile profile) {
    return new String(lines(profile).toBytes(), StandardCharsets.UTF_8);
  }

  /** All of a profile; more lines may follow. */
  public static ProfileLines lines(Profile profile) {
    ProfileLines out = new ProfileLines(profile.runs(), profile.nanoseconds());
    for (Profile.Part p : profile.parts().values()) {
      out.part(p);
    }
    for (Profile.Import i : profile.imports().values()) {
      out.imported(i);
    }
    for (Profile.Code c : profile.code().values()) {
      out.code(c);
    }
    return out;
  }
}
