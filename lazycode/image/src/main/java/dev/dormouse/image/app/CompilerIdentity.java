package dev.dormouse.image.app;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Which compiler made an image's code, for deciding whether unchanged modules can be taken over.
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
      byte[] hash = ClassesHash.of(CodeObject.class, Compiler.class);
      return HexFormat.of().formatHex(hash, 0, 8) + " -O" + optimize;
    } catch (IOException e) {
      return null;
    }
  }
}
