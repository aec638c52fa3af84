package dev.dormouse.image.app;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import java.io.IOException;
import java.net.URISyntaxException;
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
    Path place = Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!Files.isDirectory(place)) {
      digest.update(Files.readAllBytes(place));
      return;
    }
    Path folder = place.resolve(of.getPackageName().replace('.', '/'));
    List<Path> classes;
    try (Stream<Path> all = Files.walk(folder)) {
      classes = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : classes) {
      digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
  }
}
