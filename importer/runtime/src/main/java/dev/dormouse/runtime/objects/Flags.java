package dev.dormouse.runtime.objects;

/**
 * Switches of an interpreter, as on CPython's command line. Set before the interpreter starts;
 * {@code sys.flags} shows them.
 */
public final class Flags {
  public int debug;
  public int inspect;
  public int interactive;
  public int optimize;
  public boolean dontWriteBytecode;
  public boolean noUserSite;
  public boolean noSite;
  public boolean ignoreEnvironment;
  public int verbose;
  public int bytesWarning;
  public boolean quiet;
  public boolean isolated;
  public boolean devMode;
  public int utf8Mode;
  public boolean warnDefaultEncoding;
  public boolean safePath;
  public int intMaxStrDigits = -1;
  public boolean unbuffered;

  /** Code objects tell no columns ({@code -X no_debug_ranges}). */
  public boolean noDebugRanges;

  /** Materialize every code object at import ({@code --eager}). */
  public boolean eager;
}
