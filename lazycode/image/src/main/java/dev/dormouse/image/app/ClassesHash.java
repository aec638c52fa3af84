package dev.dormouse.image.app;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells one build of some code from another by its classes, since a version alone stays the same
 * while it is worked on.
 */
public final class ClassesHash {
  private ClassesHash() {}

  /**
   * SHA-256 of the jars that hold these classes, or of the folders they are in.
   *
   * @throws IOException if the classes cannot be read
   */
  public static byte[] of(Class<?>... classes) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> each : classes) {
        update(digest, each);
      }
      return digest.digest();
    } catch (URISyntaxException e) {
      throw new IOException("no file name: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, Class<?> of)
      throws IOException, URISyntaxException {
    // By its own file: a class on the boot class path has no code source.
    URL file = of.getResource(of.getSimpleName() + ".class");
    if (file == null) {
      throw new IOException("no file of " + of);
    }
    if (file.openConnection() instanceof JarURLConnection jar) {
      digest.update(Files.readAllBytes(Path.of(jar.getJarFileURL().toURI())));
      return;
    }
    Path folder = Path.of(file.toURI()).getParent();
    List<Path> classes;
    try (Stream<Path> all = Files.walk(folder)) {
      classes = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path each : classes) {
      digest.update(folder.relativize(each).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(each));
    }
  }
}
