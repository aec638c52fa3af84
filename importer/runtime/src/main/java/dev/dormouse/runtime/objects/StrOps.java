package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.TextOps;
import dev.dormouse.runtime.text.TextRepr;

/** The slots of {@code str}. */
final class StrOps extends Ops {
  @Override
  public PyObject str(PyObject o) {
    return o.type == PyStr.TYPE ? o : PyStr.of(((PyStr) o).value());
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of(TextRepr.repr(((PyStr) o).value()));
  }

  @Override
  public long hash(PyObject o) {
    return Hashes.mix(((PyStr) o).value().hashCode());
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyStr x) || !(b instanceof PyStr y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (op == Abstract.EQ) {
      return PyBool.of(x.value().equals(y.value()));
    }
    if (op == Abstract.NE) {
      return PyBool.of(!x.value().equals(y.value()));
    }
    return PyBool.of(Abstract.compareOutcome(compare(x, y), op));
  }

  private static int compare(PyStr x, PyStr y) {
    if (!x.isAstral() && !y.isAstral()) {
      return x.value().compareTo(y.value());
    }
    return java.util.Arrays.compare(x.codePoints(), y.codePoints());
  }

  @Override
  public int length(PyObject o) {
    return ((PyStr) o).length();
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    if (!(w instanceof PyStr y)) {
      throw Errors.typeError("can only concatenate str (not \"" + w.type.fullName() + "\") to str");
    }
    PyStr x = (PyStr) v;
    if (y.value().isEmpty() && x.type == PyStr.TYPE) {
      return x;
    }
    if (x.value().isEmpty() && y.type == PyStr.TYPE) {
      return y;
    }
    return PyStr.of(x.value().concat(y.value()));
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    PyStr s = (PyStr) o;
    if (count == 1 && s.type == PyStr.TYPE) {
      return s;
    }
    if (count <= 0 || s.value().isEmpty()) {
      return Names.EMPTY;
    }
    Sequences.repeatedLength(s.value().length(), count);
    return PyStr.of(s.value().repeat(count));
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    if (!(item instanceof PyStr sub)) {
      throw Errors.typeError(
          "'in <string>' requires string as left operand, not " + item.type.name());
    }
    String s = ((PyStr) o).value();
    return TextOps.find(s, sub.value(), 0, s.length()) >= 0;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyStr s = (PyStr) o;
    if (key instanceof PySlice slice) {
      return getSlice(s, slice);
    }
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("string indices must be integers, not '" + key.type.name() + "'");
    }
    int i = Abstract.toIndex(key);
    int n = s.length();
    if (i < 0) {
      i += n;
    }
    if (i < 0 || i >= n) {
      throw Errors.indexError("string index out of range");
    }
    return PyStr.ofChar(s.codePointAt(i));
  }

  private static PyObject getSlice(PyStr s, PySlice slice) {
    Slices range = Slices.of(slice, s.length());
    if (range.count == 0) {
      return Names.EMPTY;
    }
    if (range.step == 1) {
      return s.substring(range.start, range.start + range.count);
    }
    if (s.isAstral()) {
      int[] out = new int[range.count];
      for (int i = 0, at = range.start; i < out.length; i++, at += range.step) {
        out[i] = s.codePointAt(at);
      }
      return PyStr.of(out);
    }
    char[] out = new char[range.count];
    for (int i = 0, at = range.start; i < out.length; i++, at += range.step) {
      out[i] = s.value().charAt(at);
    }
    return PyStr.of(new String(out));
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyStrIterator((PyStr) o);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return v instanceof PyStr format
        ? PercentFormatting.format(format, w)
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (args.length == 1 && (kwnames == null || kwnames.length == 0) && cls == PyStr.TYPE) {
      return Abstract.str(args[0]);
    }
    PyObject[] parsed = ArgParser.parse("str", "object\0encoding\0errors", 0, 3, 0, args, kwnames);
    String encoding = ArgParser.toName(parsed[1], "str", "'encoding'");
    String errors = ArgParser.toName(parsed[2], "str", "'errors'");
    PyStr s;
    if (parsed[0] == null) {
      s = Names.EMPTY;
    } else if (encoding == null && errors == null) {
      s = Abstract.str(parsed[0]);
    } else {
      s = decode(parsed[0], encoding, errors);
    }
    return cls == PyStr.TYPE ? s : new PyStr(cls, s.value());
  }

  private static PyStr decode(PyObject o, String encoding, String errors) {
    if (o instanceof PyStr) {
      throw Errors.typeError("decoding str is not supported");
    }
    if (!o.type.has(Slot.BUFFER)) {
      throw Errors.typeError(
          "decoding to str: need a bytes-like object, " + o.type.name() + " found");
    }
    return Codecs.decodeText(o, encoding, errors);
  }
}
