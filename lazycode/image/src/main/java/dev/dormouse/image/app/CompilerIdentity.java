package dev.dormouse.image.app;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which compiler made an image's code, for deciding whether unchanged modules can be taken over: a
 * hash of its classes, since a version alone stays the same while it is worked on.
 */
public final class CompilerIdentity {
  /** The key under which an image records it. */
  public static final String INFO = "compiler";

  private CompilerIdentity() {}

  /**
   * A few characters that are equal for equal classes and optimization levels; null if the classes
   * cannot be read.
   */
  public static String of(int optimize) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      update(digest, CodeObject.class);
      update(digest, Compiler.class);
      return HexFormat.of().formatHex(digest.digest(), 0, 8) + " -O" + optimize;
    } catch (IOException | URISyntaxException e) {
      return null;
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
