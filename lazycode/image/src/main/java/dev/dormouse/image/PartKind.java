package dev.dormouse.image;

/**
 * The kinds of parts, and the one definition of their order: writer, reader, verifier and inspector
 * all walk {@link #inOrder}. First in the file is what start-up touches first.
 *
 * <p>Plain ints rather than an enum: kinds index arrays on the start-up path.
 */
final class PartKind {
  private PartKind() {}

  static final int INFO = 1;
  static final int MODULES = 2;
  static final int CODE = 3;
  static final int TABLES = 4;
  static final int WORDCODE = 5;
  static final int STRINGS = 6;
  static final int CONSTANTS = 7;
  static final int EXCEPTION_TABLES = 8;
  static final int RESOURCES = 9;
  static final int RESOURCE_DATA = 10;
  static final int LINE_TABLES = 11;
  static final int DOCSTRINGS = 12;

  /** What an image with a second file has in front of all others; see {@link ColdFile}. */
  static final int COLD = 13;

  /** What modules are after their bodies ran, if somebody put that in; see {@link ImageState}. */
  static final int STATE = 14;

  /** Kinds known to this version lie below this. */
  static final int LIMIT = 15;

  /**
   * Every kind of part but {@link #COLD} and {@link #STATE}, in the order in which they stand in
   * the directory and in the file.
   */
  static int[] inOrder() {
    return new int[] {
      INFO,
      MODULES,
      CODE,
      TABLES,
      WORDCODE,
      STRINGS,
      CONSTANTS,
      EXCEPTION_TABLES,
      RESOURCES,
      RESOURCE_DATA,
      LINE_TABLES,
      DOCSTRINGS
    };
  }

  /** Whether every image has a part of this kind. */
  static boolean known(int kind) {
    return kind > 0 && kind < COLD;
  }

  static String name(int kind) {
    switch (kind) {
      case INFO:
        return "info";
      case MODULES:
        return "modules";
      case CODE:
        return "code";
      case TABLES:
        return "tables";
      case WORDCODE:
        return "wordcode";
      case STRINGS:
        return "strings";
      case CONSTANTS:
        return "constants";
      case EXCEPTION_TABLES:
        return "exception tables";
      case RESOURCES:
        return "resources";
      case RESOURCE_DATA:
        return "resource data";
      case LINE_TABLES:
        return "line tables";
      case DOCSTRINGS:
        return "docstrings";
      case COLD:
        return "second file";
      case STATE:
        return "state";
      default:
        return "unknown part " + kind;
    }
  }
}
