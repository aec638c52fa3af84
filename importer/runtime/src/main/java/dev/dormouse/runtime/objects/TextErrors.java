package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.TextError;

/** Turns the failures of {@code dev.dormouse.runtime.text} into Python exceptions. */
public final class TextErrors {
  private TextErrors() {}

  public static PyException python(TextError e) {
    return switch (e.kind()) {
      case VALUE_ERROR -> Errors.valueError(e.getMessage());
      case OVERFLOW_ERROR -> Errors.overflowError(e.getMessage());
      case TYPE_ERROR -> Errors.typeError(e.getMessage());
    };
  }

  /**
   * {@code text} is the str that was being encoded, if the caller has it, so that the exception
   * shows the same object.
   */
  public static PyException python(CodecFailure e, PyObject input) {
    if (e.bytes != null) {
      PyObject object =
          input instanceof PyBytes b && b.value == e.bytes ? input : PyBytes.of(e.bytes);
      return new PyException(
          PyUnicodeError.decode(e.encoding, object, e.start, e.end, e.getMessage()));
    }
    PyStr text = input instanceof PyStr s && s.value().equals(e.text) ? s : PyStr.of(e.text);
    return new PyException(
        PyUnicodeError.encode(
            e.encoding,
            text,
            text.codePointIndex(e.start),
            text.codePointIndex(e.end),
            e.getMessage()));
  }
}
