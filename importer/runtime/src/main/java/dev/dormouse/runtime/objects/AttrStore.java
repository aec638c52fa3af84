package dev.dormouse.runtime.objects;

/**
 * What {@link PyObject#attrs} holds for an instance of a class with {@code __slots__}: the slots
 * and maybe a dict.
 */
final class AttrStore {
  final PyObject[] slots;

  /** Null until first needed, or for ever if the class has no {@code __dict__}. */
  PyDict dict;

  AttrStore(int count) {
    slots = new PyObject[count];
  }
}
