package dev.dormouse.image;

/**
 * What is recorded of a module's source, to tell later whether a source file is still the one
 * compiled.
 */
public final class SourceStamp {
  /** For modules whose source is not known. */
  public static final SourceStamp NONE = new SourceStamp(0, 0, false, 0, false);

  final long size;
  final long hash;
  final boolean known;
  final long mtime;
  final boolean hasMtime;

  private SourceStamp(long size, long hash, boolean known, long mtime, boolean hasMtime) {
    this.size = size;
    this.hash = hash;
    this.known = known;
    this.mtime = mtime;
    this.hasMtime = hasMtime;
  }

  /** Size in bytes and the hash that hash-based {@code .pyc} files use. Reproducible. */
  public static SourceStamp of(long size, long hash) {
    return new SourceStamp(size, hash, true, 0, false);
  }

  /**
   * The same with the time of the file in seconds since 1970, which makes a fresh image cheaper to
   * recognise.
   */
  public static SourceStamp of(long size, long hash, long mtime) {
    return new SourceStamp(size, hash, true, mtime, true);
  }
}
