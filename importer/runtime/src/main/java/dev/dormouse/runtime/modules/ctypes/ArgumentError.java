package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyType;

/** {@code ctypes.ArgumentError}. */
final class ArgumentError {
  private static final PyType TYPE =
      Exceptions.define("ctypes", "ArgumentError", Exceptions.Exception);

  private ArgumentError() {}

  static PyType type() {
    return TYPE;
  }
}
