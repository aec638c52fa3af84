package dev.dormouse.code;

/**
 * Makes a runtime's objects out of everything that marshal can carry, which is more than code
 * constants. Containers that can hold themselves are made empty and filled afterwards.
 *
 * <p>Exceptions that these methods throw (an unhashable key, say) pass through {@link
 * MarshalReader} untouched.
 */
public interface MarshalFactory extends ConstantFactory {
  /** The exception class {@code StopIteration}, which marshal treats as a constant. */
  Object stopIteration();

  /** The array for {@link #unfilledTuple}: of the type that the runtime's tuples hold. */
  default Object[] tupleItems(int count) {
    return new Object[count];
  }

  /**
   * A tuple over {@code items}, which are null for now and filled in before anyone else sees the
   * tuple: it may contain itself by way of a list. The callee owns the array but must neither copy
   * nor read it yet.
   */
  Object unfilledTuple(Object[] items);

  /** An empty list. {@code size} items will follow. */
  Object list(int size);

  void append(Object list, Object item);

  Object dict();

  void put(Object dict, Object key, Object value);

  Object set();

  void add(Object set, Object item);
}
