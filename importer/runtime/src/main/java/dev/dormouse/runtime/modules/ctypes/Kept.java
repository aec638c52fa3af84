package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.PyObject;

/**
 * What must live as long as memory that holds its address.
 *
 * @param visible what {@code _objects} shows; None for nothing
 * @param hidden memory or an object of the JVM; null for none
 */
record Kept(PyObject visible, Object hidden) {
  static final Kept NOTHING = new Kept(PyObject.NONE, null);
}
