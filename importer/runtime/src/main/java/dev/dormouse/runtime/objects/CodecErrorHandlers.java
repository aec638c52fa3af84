package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * Python's own error handlers as functions, for {@code codecs.lookup_error}. They are in no
 * module's namespace.
 */
@BuiltinModule(name = "_codecs")
final class CodecErrorHandlers {
  private CodecErrorHandlers() {}

  /** The handler of a name, or null. */
  static PyObject find(String name) {
    BuiltinTable table = new CodecErrorHandlersTable();
    String function =
        switch (name) {
          case "xmlcharrefreplace" -> "xmlcharrefreplace_errors";
          case "strict", "ignore", "replace", "backslashreplace", "namereplace" -> name + "_errors";
          default -> name;
        };
    int id = CodecErrors.policy(name) < 0 ? -1 : table.find(function);
    return id < 0 ? null : new PyBuiltinFunction(table, id, null, null);
  }

  @Function(name = "strict_errors", signature = "(exception, /)")
  static PyObject strict(PyObject e) {
    if (e instanceof PyBaseException b) {
      throw new PyException(b);
    }
    throw Errors.typeError("codec must pass exception instance");
  }

  @Function(name = "ignore_errors", signature = "(exception, /)")
  static PyObject ignore(PyObject e) {
    return handle(e, CodecErrors.IGNORE);
  }

  @Function(name = "replace_errors", signature = "(exception, /)")
  static PyObject replace(PyObject e) {
    return handle(e, CodecErrors.REPLACE);
  }

  @Function(name = "backslashreplace_errors", signature = "(exception, /)")
  static PyObject backslashreplace(PyObject e) {
    return handle(e, CodecErrors.BACKSLASHREPLACE);
  }

  @Function(name = "xmlcharrefreplace_errors", signature = "(exception, /)")
  static PyObject xmlcharrefreplace(PyObject e) {
    return handle(e, CodecErrors.XMLCHARREFREPLACE);
  }

  @Function(name = "namereplace_errors", signature = "(exception, /)")
  static PyObject namereplace(PyObject e) {
    return handle(e, CodecErrors.NAMEREPLACE);
  }

  @Function(name = "surrogateescape", signature = "(exception, /)")
  static PyObject surrogateescape(PyObject e) {
    return handle(e, CodecErrors.SURROGATEESCAPE);
  }

  @Function(name = "surrogatepass", signature = "(exception, /)")
  static PyObject surrogatepass(PyObject e) {
    return handle(e, CodecErrors.SURROGATEPASS);
  }

  private static PyObject handle(PyObject o, int policy) {
    if (!(o instanceof PyUnicodeError e) || !supports(e, policy)) {
      throw Errors.typeError("don't know how to handle " + o.type.name() + " in error callback");
    }
    if (e.object == null) {
      throw Errors.typeError("object attribute not set");
    }
    if (e.isDecode() ? !(e.object instanceof PyBytes) : !(e.object instanceof PyStr)) {
      throw Errors.typeError("object attribute must be " + (e.isDecode() ? "bytes" : "unicode"));
    }
    CodecErrors errors = CodecErrors.of(policy);
    int start = e.clippedStart();
    int end = e.clippedEnd();
    if (e.isTranslate() && policy == CodecErrors.REPLACE) {
      return PyTuple.of(PyStr.of("\ufffd".repeat(end - start)), PyInt.of(end));
    }
    try {
      String encoding = e.encoding == null ? "" : Abstract.str(e.encoding).value();
      if (e.object instanceof PyBytes b) {
        String text = errors.decode(encoding, b.value, start, end, "");
        return PyTuple.of(PyStr.of(text), PyInt.of(errors.resume));
      }
      PyStr s = (PyStr) e.object;
      String text = errors.encode(encoding, s.value(), s.unitIndex(start), s.unitIndex(end), "");
      PyObject replacement = text != null ? PyStr.of(text) : PyBytes.of(errors.replacementBytes);
      return PyTuple.of(replacement, PyInt.of(s.codePointIndex(errors.resume)));
    } catch (CodecFailure f) {
      throw new PyException(e);
    }
  }

  private static boolean supports(PyUnicodeError e, int policy) {
    return switch (policy) {
      case CodecErrors.XMLCHARREFREPLACE, CodecErrors.NAMEREPLACE ->
          !e.isDecode() && !e.isTranslate();
      case CodecErrors.SURROGATEESCAPE, CodecErrors.SURROGATEPASS -> !e.isTranslate();
      default -> true;
    };
  }
}
