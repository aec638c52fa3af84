package dev.dormouse.runtime.modules;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PySyntaxErrorObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.nio.charset.StandardCharsets;

/** Turns what the compiler throws into Python exceptions. */
public final class SyntaxErrorObjects {
  private SyntaxErrorObjects() {}

  /** As below; a text that cannot be encoded is what its error is about. */
  static PyException toPython(PySyntaxError e, PyObject source) {
    if (e.type == PySyntaxError.Type.UNICODE_ENCODE_ERROR && source instanceof PyStr) {
      try {
        Abstract.callMethod(source, "encode");
      } catch (PyException real) {
        return real;
      }
    }
    return toPython(e);
  }

  /** What decoding the bytes raises. */
  private static PyException undecodable(PySyntaxError e) {
    try {
      byte[] bytes = e.text.getBytes(StandardCharsets.ISO_8859_1);
      Abstract.callMethod(PyBytes.of(bytes), "decode");
    } catch (PyException real) {
      return real;
    }
    return Errors.of(Exceptions.UnicodeError, e.getMessage());
  }

  public static PyException toPython(PySyntaxError e) {
    String message = e.getMessage();
    switch (e.type) {
      case VALUE_ERROR:
        return Errors.valueError(message);
      case MEMORY_ERROR:
        return Errors.memoryError(message == null ? "" : message);
      case RECURSION_ERROR:
        return Errors.recursionError(message);
      case OVERFLOW_ERROR:
        return Errors.overflowError(message);
      case UNICODE_DECODE_ERROR:
        return undecodable(e);
      case UNICODE_ENCODE_ERROR:
        return Errors.of(Exceptions.UnicodeError, message);
      default:
        break;
    }
    PyType type =
        e.type == PySyntaxError.Type.TAB_ERROR
            ? Exceptions.TabError
            : e.type == PySyntaxError.Type.INDENTATION_ERROR
                ? Exceptions.IndentationError
                : Exceptions.SyntaxError;
    PyObject words = PyStr.of(message);
    if (e.lineno == PySyntaxError.ABSENT) {
      return new PyException((PyBaseException) Abstract.call(type, words));
    }
    PyObject file = e.filename == null ? PyObject.NONE : PyStr.of(e.filename);
    PyObject line = PyInt.of(e.lineno);
    PyObject offset = PyInt.of(e.offset);
    PyObject text = e.text == null ? PyObject.NONE : PyStr.of(e.text);
    if (e.endLineno == PySyntaxError.ABSENT) {
      PyObject where = PyTuple.of(file, line, offset, text);
      return new PyException((PyBaseException) Abstract.call(type, words, where));
    }
    PyObject endLine = PyInt.of(e.endLineno);
    PyObject endOffset =
        e.endOffset == PySyntaxError.ABSENT ? PyObject.NONE : PyInt.of(e.endOffset);
    if (e.placedLater) {
      PySyntaxErrorObject error = (PySyntaxErrorObject) Abstract.call(type, words);
      error.filename = file;
      error.lineno = line;
      error.offset = offset;
      error.text = text;
      error.endLineno = endLine;
      error.endOffset = endOffset;
      return new PyException(error);
    }
    PyObject where = PyTuple.of(file, line, offset, text, endLine, endOffset);
    return new PyException((PyBaseException) Abstract.call(type, words, where));
  }
}
