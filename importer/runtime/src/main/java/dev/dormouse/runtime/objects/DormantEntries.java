package dev.dormouse.runtime.objects;

/**
 * Entries of a dict that exist only as a snapshot until somebody asks for one of them: the
 * namespace of a module that was not run, of a class that no class statement made. The dict that
 * has them ({@link PyDict#setDormant}) takes an entry over when its key is first looked up, and all
 * of them when somebody looks at the dict as a whole, so that nobody can tell.
 *
 * <p>Used with the interpreter lock held. Making a value runs no Python code.
 */
public abstract class DormantEntries {
  /** How many there are. Their order is that in which the keys were first set. */
  protected abstract int count();

  /** The number of the entry with this key, or -1. */
  protected abstract int find(PyStr key);

  /** What is wrong if {@link #find} does not find the key of this entry; for damaged snapshots. */
  protected abstract RuntimeException notFound(int entry);

  /** An exact, interned str. */
  protected abstract PyStr key(int entry);

  /** The value, the same object each time. */
  protected abstract PyObject value(int entry);
}
