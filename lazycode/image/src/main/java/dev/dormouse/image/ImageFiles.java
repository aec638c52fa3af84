package dev.dormouse.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces files whole: whoever opens the path, now or after a crash at any moment, sees the old
 * file or the new one, complete. Processes that have the old one mapped keep it.
 */
public final class ImageFiles {
  private static final String SUFFIX = ".tmp";

  private ImageFiles() {}

  /**
   * Writes to a temporary file beside the target, forces it to disk and renames it over the target.
   * Not {@link Files#createTempFile}: that one makes files which only their owner may read.
   *
   * <p>What a symbolic link leads to is replaced, not the link. What is neither a file nor a
   * directory, a device or a pipe, is written to as it is.
   *
   * @param executable whether those may execute the file who may read it
   * @param pieces what the file consists of
   * @throws IOException that names {@code path} or the temporary file beside it
   */
  public static void write(Path path, boolean executable, ByteBuffer... pieces) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "Is a directory");
    }
    boolean there = Files.exists(path);
    if (there && !Files.isRegularFile(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        write(channel, path, pieces);
      }
      return;
    }
    Path target = there ? path.toRealPath() : path.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null || !Files.exists(directory)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isDirectory(directory)) {
      throw new FileSystemException(path.toString(), null, "Not a directory");
    }
    long pid = ProcessHandle.current().pid();
    removeLeftovers(target);
    Path temporary = directory.resolve(prefix(target) + pid + "-" + System.nanoTime() + SUFFIX);
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      // The umask takes its part of either.
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              create,
              PosixFilePermissions.asFileAttribute(
                  PosixFilePermissions.fromString(executable ? "rwxrwxrwx" : "rw-rw-rw-")))) {
        write(channel, path, pieces);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceDirectory(directory);
  }

  /** The JDK's exception says only that there is no space left, say. */
  private static void write(FileChannel channel, Path path, ByteBuffer[] pieces)
      throws IOException {
    try {
      for (ByteBuffer piece : pieces) {
        ByteBuffer out = piece.duplicate();
        while (out.hasRemaining()) {
          channel.write(out);
        }
      }
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  /** Deletes what earlier writers of this file left that were killed meanwhile. */
  private static void removeLeftovers(Path target) {
    String prefix = prefix(target);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(
            target.getParent(),
            p -> {
              String name = p.getFileName().toString();
              return name.startsWith(prefix) && name.endsWith(SUFFIX);
            })) {
      for (Path left : all) {
        String rest = left.getFileName().toString().substring(prefix.length());
        int dash = rest.indexOf('-');
        if (rest.matches("\\d{1,18}-\\d+\\.tmp")
            && ProcessHandle.of(Long.parseLong(rest.substring(0, dash))).isEmpty()) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      // They only take room; that the directory cannot be written shows soon enough.
    }
  }

  /**
   * Makes the rename itself durable where directories can be opened, as on Linux; elsewhere there
   * is no such call.
   */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // The image is complete either way; only a crash right now could bring the old one back.
    }
  }
}
