package dev.dormouse.runtime.objects;

import dev.dormouse.tables.Getter;

/** The methods and attributes of asynchronous generators. */
final class AsyncGeneratorMethods {
  private AsyncGeneratorMethods() {}

  @Getter(name = "ag_code", member = true)
  static PyObject getCode(PyAsyncGenerator g) {
    return g.code;
  }
}
