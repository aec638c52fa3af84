package dev.dormouse.runtime.modules.readline;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.OsError;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Files of lines, in the file system's encoding: histories and inputrc. */
final class HistoryFile {
  private static final int OWNER_ONLY = 0600;

  private HistoryFile() {}

  /** The lines, without their ends; the errors name no file, as in CPython. */
  static List<String> read(String path) {
    byte[] bytes;
    Fds fds = Host.os().fds();
    try {
      int fd = fds.open(FileSystem.AT_FDCWD, path, Fds.O_RDONLY | Fds.O_CLOEXEC, 0);
      try {
        bytes = readAll(fds, fd);
      } finally {
        fds.close(fd);
      }
    } catch (OsError e) {
      throw PyOSError.of(e.errno());
    }
    List<String> lines = new ArrayList<>();
    String text = FsEncoding.decode(bytes);
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    return lines;
  }

  private static byte[] readAll(Fds fds, int fd) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int n;
    while ((n = fds.read(fd, buffer, 0, buffer.length)) > 0) {
      all.write(buffer, 0, n);
    }
    return all.toByteArray();
  }

  /**
   * Replaces a file's lines.
   *
   * @param most how many of the last ones to keep; negative for all
   */
  static void write(String path, List<String> lines, int most) {
    int from = most < 0 ? 0 : Math.max(0, lines.size() - most);
    put(path, Fds.O_WRONLY | Fds.O_CREAT | Fds.O_TRUNC, lines.subList(from, lines.size()));
  }

  /** Adds lines to a file that exists, and cuts it to the last {@code most}. */
  static void append(String path, List<String> lines, int most) {
    put(path, Fds.O_WRONLY | Fds.O_APPEND, lines);
    if (most >= 0) {
      write(path, read(path), most);
    }
  }

  private static void put(String path, int flags, List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    byte[] bytes = FsEncoding.encode(text.toString());
    Fds fds = Host.os().fds();
    try {
      int fd = fds.open(FileSystem.AT_FDCWD, path, flags | Fds.O_CLOEXEC, OWNER_ONLY);
      try {
        int done = 0;
        while (done < bytes.length) {
          done += fds.write(fd, bytes, done, bytes.length - done);
        }
      } finally {
        fds.close(fd);
      }
    } catch (OsError e) {
      throw PyOSError.of(e.errno());
    }
  }
}
