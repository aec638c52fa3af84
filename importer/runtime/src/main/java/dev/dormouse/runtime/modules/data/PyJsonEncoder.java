package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.text.FloatText;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.util.IdentityHashMap;

/**
 * {@code _json.Encoder}: writes an object as JSON with the settings of a {@code JSONEncoder},
 * without indentation.
 */
@BuiltinType(
    name = "Encoder",
    ops = PyJsonEncoder.EncoderOps.class,
    doc =
        "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys,"
            + " skipkeys, allow_nan)")
final class PyJsonEncoder extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Encoder", PyType.OBJECT, new EncoderOps(), new PyJsonEncoderTable())
          .in("_json")
          .with(PyType.BASETYPE);

  private static final int CALL = 0;
  private static final int ASCII = 1;
  private static final int PLAIN = 2;

  private final PyObject markers;
  private final PyObject fallback;
  private final PyObject encoder;
  private final PyObject indent;
  private final PyStr keySeparator;
  private final PyStr itemSeparator;
  private final boolean sortKeys;
  private final boolean skipKeys;
  private final boolean allowNan;

  /** Whether {@link #encoder} is one of ours and need not be called. */
  private final int quoting;

  private PyJsonEncoder(PyType type, PyObject[] p) {
    super(type);
    markers = p[0];
    fallback = p[1];
    encoder = p[2];
    indent = p[3];
    keySeparator = (PyStr) p[4];
    itemSeparator = (PyStr) p[5];
    sortKeys = Abstract.isTrue(p[6]);
    skipKeys = Abstract.isTrue(p[7]);
    allowNan = Abstract.isTrue(p[8]);
    String name = encoder instanceof PyBuiltinFunction f ? f.name() : "";
    quoting =
        name.equals("encode_basestring_ascii")
            ? ASCII
            : name.equals("encode_basestring") ? PLAIN : CALL;
  }

  @Getter(name = "markers", member = true)
  PyObject getMarkers() {
    return markers;
  }

  @Getter(name = "default", member = true)
  PyObject getDefault() {
    return fallback;
  }

  @Getter(name = "encoder", member = true)
  PyObject getEncoder() {
    return encoder;
  }

  @Getter(name = "indent", member = true)
  PyObject getIndent() {
    return indent;
  }

  @Getter(name = "key_separator", member = true)
  PyObject getKeySeparator() {
    return keySeparator;
  }

  @Getter(name = "item_separator", member = true)
  PyObject getItemSeparator() {
    return itemSeparator;
  }

  @Getter(name = "sort_keys", member = true)
  PyObject getSortKeys() {
    return PyBool.of(sortKeys);
  }

  @Getter(name = "skipkeys", member = true)
  PyObject getSkipKeys() {
    return PyBool.of(skipKeys);
  }

  static final class EncoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "make_encoder",
              "markers\0default\0encoder\0indent\0key_separator\0item_separator\0sort_keys\0skipkeys\0allow_nan",
              0,
              9,
              9,
              args,
              kwnames);
      if (p[0] != NONE && !(p[0] instanceof PyDict)) {
        throw Errors.typeError(
            "make_encoder() argument 1 must be dict or None, not " + p[0].type.name());
      }
      for (int i = 4; i < 6; i++) {
        if (!(p[i] instanceof PyStr)) {
          throw Errors.typeError(
              "make_encoder() argument " + (i + 1) + " must be str, not " + p[i].type.name());
        }
      }
      return new PyJsonEncoder(cls, p);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("_iterencode", "obj\0_current_indent_level", 0, 2, 2, args, kwnames);
      Writer w = new Writer((PyJsonEncoder) o);
      w.value(p[0]);
      return PyList.of(PyStr.of(w.out.toString()));
    }
  }

  /** One document being written. */
  private static final class Writer {
    private final PyJsonEncoder e;
    private final StringBuilder out = new StringBuilder();

    /** The containers that are being written, to notice cycles; null if nobody wants to know. */
    private final IdentityHashMap<PyObject, PyObject> open;

    Writer(PyJsonEncoder e) {
      this.e = e;
      this.open = e.markers == NONE ? null : new IdentityHashMap<>();
    }

    void value(PyObject o) {
      if (o == NONE) {
        out.append("null");
      } else if (o == PyBool.TRUE) {
        out.append("true");
      } else if (o == PyBool.FALSE) {
        out.append("false");
      } else if (o instanceof PyStr s) {
        string(s);
      } else if (o instanceof PyInt) {
        out.append(integer(o));
      } else if (o instanceof PyFloat f) {
        out.append(floating(f));
      } else {
        container(o);
      }
    }

    /** A subclass's own repr does not count. */
    private static String integer(PyObject o) {
      return ((PyStr) PyInt.TYPE.ops.repr(o)).value();
    }

    private String floating(PyFloat f) {
      double x = f.value;
      if (Double.isNaN(x) || Double.isInfinite(x)) {
        if (!e.allowNan) {
          throw Errors.valueError("Out of range float values are not JSON compliant");
        }
        return Double.isNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
      }
      return FloatText.repr(x);
    }

    private void string(PyStr s) {
      if (e.quoting != CALL) {
        out.append(JsonModule.quote(s.value(), e.quoting == ASCII));
        return;
      }
      PyObject r = Abstract.call(e.encoder, s);
      if (!(r instanceof PyStr q)) {
        throw Errors.typeError("encoder() must return a string, not " + r.type.name());
      }
      out.append(q.value());
    }

    private void container(PyObject o) {
      ThreadState ts = ThreadState.current();
      ts.enterRecursive(" while encoding a JSON object");
      try {
        if (open != null && open.put(o, o) != null) {
          throw Errors.valueError("Circular reference detected");
        }
        if (o instanceof PyList l) {
          array(l);
        } else if (o instanceof PyTuple t) {
          array(PyList.of(t.items));
        } else if (o instanceof PyDict d) {
          object(d);
        } else {
          value(Abstract.call(e.fallback, o));
        }
        if (open != null) {
          open.remove(o);
        }
      } finally {
        ts.leaveRecursive();
      }
    }

    private void array(PyList items) {
      out.append('[');
      // The size is asked again each time: writing an item may run code that changes the list.
      for (int i = 0; i < items.size(); i++) {
        if (i > 0) {
          out.append(e.itemSeparator.value());
        }
        value(items.get(i));
      }
      out.append(']');
    }

    private void object(PyDict d) {
      out.append('{');
      if (d.size() > 0) {
        PyObject view = Abstract.callMethod(d, "items");
        PyList items = PyList.of(Abstract.toArray(view));
        if (e.sortKeys) {
          Abstract.callMethod(items, "sort");
        }
        boolean first = true;
        for (PyObject item : items.toArray()) {
          if (!(item instanceof PyTuple pair) || pair.items.length != 2) {
            throw Errors.valueError("items must return 2-tuples");
          }
          first = entry(pair.items[0], pair.items[1], first);
        }
      }
      out.append('}');
    }

    private boolean entry(PyObject key, PyObject value, boolean first) {
      PyStr name;
      if (key instanceof PyStr s) {
        name = s;
      } else if (key instanceof PyFloat f) {
        name = PyStr.of(floating(f));
      } else if (key == PyBool.TRUE || key == PyBool.FALSE || key == NONE) {
        name = PyStr.of(key == NONE ? "null" : key == PyBool.TRUE ? "true" : "false");
      } else if (key instanceof PyInt) {
        name = PyStr.of(integer(key));
      } else if (e.skipKeys) {
        return first;
      } else {
        throw Errors.typeError(
            "keys must be str, int, float, bool or None, not " + key.type.name());
      }
      if (!first) {
        out.append(e.itemSeparator.value());
      }
      string(name);
      out.append(e.keySeparator.value());
      value(value);
      return false;
    }
  }
}
