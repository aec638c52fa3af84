package dev.dormouse.runtime.objects;

/**
 * Subclasses of a class that are in a snapshot and that nobody has asked for yet. Who wants to know
 * the subclasses has them made first.
 */
public interface DormantClasses {
  void wake();
}
