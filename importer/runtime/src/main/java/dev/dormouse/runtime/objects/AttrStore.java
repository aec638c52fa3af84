package dev.dormouse.runtime.objects;

/**
 * What {@link PyObject#attrs} holds for an instance of a class with {@code __slots__}, the slots
 * and maybe a dict, or of a class that derives from a builtin type and has {@code __del__}.
 */
final class AttrStore {
  final PyObject[] slots;

  /** Null until first needed, or for ever if the class has no {@code __dict__}. */
  PyDict dict;

  /** See {@link Finalizers#adopt}; null for nearly all. */
  Object trigger;

  AttrStore(int count) {
    slots = new PyObject[count];
  }
}
