package dev.dormouse.importer.state;

import dev.dormouse.runtime.objects.PyObject;

/** Something that cannot be in a snapshot: a file, a lock that is held, a running generator. */
final class NotWritable extends Exception {
  private static final long serialVersionUID = 1L;

  NotWritable(String what) {
    super(what, null, false, false);
  }

  static NotWritable object(PyObject o) {
    return new NotWritable("a " + o.type.fullName());
  }

  /** The same, with where it was found in front. */
  NotWritable in(String place) {
    return new NotWritable(place + ": " + getMessage());
  }
}
