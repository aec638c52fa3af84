package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyType;

/** The exceptions of {@code _pickle}. */
final class PickleErrors {
  static final PyType PICKLE = Exceptions.define("_pickle", "PickleError", Exceptions.Exception);
  static final PyType PICKLING = Exceptions.define("_pickle", "PicklingError", PICKLE);
  static final PyType UNPICKLING = Exceptions.define("_pickle", "UnpicklingError", PICKLE);

  private PickleErrors() {}

  static PyException pickling(String message) {
    return Errors.of(PICKLING, message);
  }

  static PyException unpickling(String message) {
    return Errors.of(UNPICKLING, message);
  }
}
