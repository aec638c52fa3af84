package dev.dormouse.runtime.objects;

/** The exception being handled by a thread or a generator; a stack through {@link #previous}. */
public final class ExcInfo {
  /** Null when nothing is being handled at this level. */
  public PyBaseException value;

  /** The level below while a generator runs; null at the bottom. */
  public ExcInfo previous;
}
