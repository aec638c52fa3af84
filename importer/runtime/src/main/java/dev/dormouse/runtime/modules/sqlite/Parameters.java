package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;
import java.util.ArrayList;
import java.util.List;

/** From Python values to what SQLite stores: null, Long, Double, String or byte[]; and literals. */
final class Parameters {
  private Parameters() {}

  /** The values for a statement's parameters, given as a sequence or a mapping. */
  static Object[] of(PyStatement statement, PyObject given) {
    List<String> names = statement.parameters;
    Object[] values = new Object[names.size()];
    boolean exact = given instanceof PyTuple || given instanceof PyList;
    if (exact || !(given instanceof PyDict) && Abstract.isSequence(given)) {
      int n = Abstract.length(given);
      if (n != values.length) {
        throw SqliteErrors.programming(
            "Incorrect number of bindings supplied. The current statement uses "
                + values.length
                + ", and there are "
                + n
                + " supplied.");
      }
      for (int i = 0; i < n; i++) {
        values[i] = value(Abstract.getItem(given, PyInt.of(i)), i);
      }
      return values;
    }
    if (!Abstract.isMapping(given)) {
      throw SqliteErrors.programming("parameters are of unsupported type");
    }
    for (int i = 0; i < values.length; i++) {
      String name = names.get(i);
      if (name == null) {
        throw SqliteErrors.programming(
            "Binding "
                + (i + 1)
                + " has no name, but you supplied a dictionary (which has only names).");
      }
      values[i] = value(named(given, name.substring(1)), i);
    }
    return values;
  }

  private static PyObject named(PyObject mapping, String name) {
    try {
      return Abstract.getItem(mapping, PyStr.of(name));
    } catch (PyException e) {
      if (e.matches(Exceptions.LookupError)) {
        throw SqliteErrors.programming(
            "You did not supply a value for binding parameter :" + name + ".");
      }
      throw e;
    }
  }

  private static boolean needsAdapting(PyObject o) {
    return SqliteModule.State.current().plainTypesAdapted
        || o.type != PyInt.TYPE
            && o.type != PyFloat.TYPE
            && o.type != PyStr.TYPE
            && o.type != PyByteArray.TYPE;
  }

  private static Object value(PyObject given, int index) {
    PyObject o =
        needsAdapting(given) ? SqliteModule.adaptTo(given, PyPrepareProtocol.TYPE, given) : given;
    Object v = plain(o);
    if (v == o) {
      throw SqliteErrors.programming(
          "Error binding parameter "
              + (index + 1)
              + ": type '"
              + o.type.fullName()
              + "' is not supported");
    }
    return v;
  }

  /** {@code o} itself if SQLite cannot store such a thing. */
  static Object plain(PyObject o) {
    if (o == PyObject.NONE) {
      return null;
    }
    if (o instanceof PyInt n) {
      if (n.isBig()) {
        throw Errors.overflowError("Python int too large to convert to SQLite INTEGER");
      }
      return n.longValue();
    }
    if (o instanceof PyFloat f) {
      return f.value;
    }
    if (o instanceof PyStr s) {
      checkText(s);
      return s.value();
    }
    return o.type.has(Slot.BUFFER) ? bytes(o) : o;
  }

  /** The bytes of a buffer, whose items must lie side by side. */
  static byte[] bytes(PyObject o) {
    if (o instanceof PyMemoryView && !Abstract.isTrue(Abstract.getAttribute(o, "c_contiguous"))) {
      throw Errors.bufferError("memoryview: underlying buffer is not C-contiguous");
    }
    return Bytes.of(o);
  }

  /** Raises UnicodeEncodeError for what UTF-8 cannot say. */
  static void checkText(PyStr s) {
    String v = s.value();
    for (int i = 0; i < v.length(); i++) {
      if (Character.isSurrogate(v.charAt(i))) {
        Codecs.encodeText(s, "utf-8", "strict");
        return;
      }
    }
  }

  static PyObject python(Object v) {
    return switch (v) {
      case null -> PyObject.NONE;
      case Long n -> PyInt.of(n);
      case Double d -> PyFloat.of(d);
      case Database.Text t -> Codecs.decodeText(PyBytes.of(t.utf8()), "utf-8", "strict");
      default -> PyBytes.of((byte[]) v);
    };
  }

  /** SQL literals, for traces. */
  static List<String> literals(Object[] values) {
    List<String> all = new ArrayList<>(values.length);
    for (Object v : values) {
      all.add(
          switch (v) {
            case null -> "NULL";
            case String s -> "'" + s.replace("'", "''") + "'";
            case byte[] b -> "x'" + java.util.HexFormat.of().formatHex(b) + "'";
            default -> v.toString();
          });
    }
    return all;
  }
}
