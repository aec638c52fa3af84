package dev.dormouse.image;

/**
 * The version of the format this code writes and reads. Nothing else is in this file, so that its
 * history is the format's.
 */
public final class FormatVersion {
  private FormatVersion() {}

  public static final int CURRENT = 1;
}
