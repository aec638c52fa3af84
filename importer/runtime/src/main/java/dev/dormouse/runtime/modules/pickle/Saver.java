package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.text.FloatText;
import java.nio.charset.StandardCharsets;

/** One dump: writes objects of exact builtin types, and finds out how to write others. */
final class Saver {
  /** How many items one opcode takes. */
  private static final int BATCH = 1000;

  /** From this depth on a pickler without a memo looks out for cycles. */
  private static final int FAST_NESTING_LIMIT = 50;

  final PyPickler pickler;
  final PickleOutput out;
  final int protocol;
  final PickleRegistries registries = PickleRegistries.current();
  private final ThreadState thread = ThreadState.current();
  private final ReducedSaver reduced = new ReducedSaver(this);

  /** {@code reducer_override} of a subclass; null for none. */
  private final PyObject override;

  /** The containers around, once {@link #FAST_NESTING_LIMIT} is exceeded; null before. */
  private PicklerMemo around;

  private int nesting;

  Saver(PyPickler pickler, PickleOutput out, PyObject override) {
    this.pickler = pickler;
    this.out = out;
    this.override = override;
    protocol = pickler.protocol;
  }

  boolean isBinary() {
    return pickler.binary != 0;
  }

  void save(PyObject o) {
    save(o, true);
  }

  /** {@code persistent} is false for what persistent_id returned, which is not asked about. */
  void save(PyObject o, boolean persistent) {
    out.boundary();
    if (persistent && pickler.persistentId != null && savePersistent(o)) {
      return;
    }
    PyType t = o.type;
    if (o == PyObject.NONE) {
      out.op(Opcodes.NONE);
    } else if (t == PyBool.TYPE) {
      saveBool(o == PyBool.TRUE);
    } else if (t == PyInt.TYPE) {
      saveInt((PyInt) o);
    } else if (t == PyFloat.TYPE) {
      saveFloat(((PyFloat) o).value);
    } else if (!getMemo(o)) {
      saveNew(o, t);
    }
  }

  private void saveNew(PyObject o, PyType t) {
    if (t == PyStr.TYPE) {
      saveStr((PyStr) o);
    } else if (t == PyBytes.TYPE) {
      saveBytes((PyBytes) o);
    } else {
      thread.enterRecursive(" while pickling an object");
      try {
        saveDeep(o, t);
      } finally {
        thread.leaveRecursive();
      }
    }
  }

  private void saveDeep(PyObject o, PyType t) {
    if (t == PyDict.TYPE) {
      saveDict((PyDict) o);
    } else if (t == PyTuple.TYPE) {
      saveTuple((PyTuple) o);
    } else if (t == PyList.TYPE) {
      saveList((PyList) o);
    } else if (t == PySet.TYPE) {
      saveSet((PySet) o);
    } else if (t == PySet.FROZEN) {
      saveFrozenSet((PySet) o);
    } else if (t == PyByteArray.TYPE) {
      saveByteArray((PyByteArray) o);
    } else if (t == PyPickleBuffer.TYPE) {
      saveBuffer((PyPickleBuffer) o);
    } else {
      saveOther(o, t);
    }
  }

  private void saveOther(PyObject o, PyType t) {
    if (override != null) {
      PyObject value = Abstract.call(override, o);
      if (value != PyObject.NOT_IMPLEMENTED) {
        saveValue(value, o);
        return;
      }
    }
    if (t == PyType.TYPE) {
      reduced.saveType((PyType) o);
      return;
    }
    if (t == PyFunction.TYPE) {
      reduced.saveGlobal(o, null);
      return;
    }
    PyObject function = reducer(t);
    if (function != null) {
      saveValue(Abstract.call(function, o), o);
    } else if (t.isSubtype(PyType.TYPE)) {
      reduced.saveGlobal(o, null);
    } else {
      PyObject method = Abstract.getAttributeOrNull(o, Names.REDUCE_EX);
      if (method != null) {
        saveValue(Abstract.call(method, PyInt.of(protocol)), o);
        return;
      }
      method = Abstract.getAttributeOrNull(o, Names.REDUCE);
      if (method == null) {
        throw PickleErrors.pickling(
            "can't pickle '" + t.fullName() + "' object: " + Abstract.repr(o).value());
      }
      saveValue(Abstract.call(method), o);
    }
  }

  /** What the dispatch table has for a type; null for nothing. */
  private PyObject reducer(PyType t) {
    PyObject table = pickler.dispatchTable;
    if (table == null) {
      return registries.dispatchTable.get((PyObject) t);
    }
    if (table.type == PyDict.TYPE) {
      return ((PyDict) table).get((PyObject) t);
    }
    try {
      return Abstract.getItem(table, t);
    } catch (PyException e) {
      if (e.matches(Exceptions.KeyError)) {
        return null;
      }
      throw e;
    }
  }

  private void saveValue(PyObject value, PyObject o) {
    if (value instanceof PyStr name) {
      reduced.saveGlobal(o, name);
    } else if (value instanceof PyTuple t) {
      reduced.saveReduce(t, o);
    } else {
      throw PickleErrors.pickling("__reduce__ must return a string or tuple");
    }
  }

  private boolean savePersistent(PyObject o) {
    PyObject id = Abstract.call(pickler.persistentId, o);
    if (id == PyObject.NONE) {
      return false;
    }
    if (isBinary()) {
      save(id, false);
      out.op(Opcodes.BINPERSID);
      return true;
    }
    PyStr text = Abstract.str(id);
    if (!text.isAscii()) {
      throw PickleErrors.pickling("persistent IDs in protocol 0 must be ASCII strings");
    }
    out.line(Opcodes.PERSID, text.value());
    return true;
  }

  // memo

  /** Writes a reference to what was written before; false if it was not. */
  boolean getMemo(PyObject o) {
    int number = pickler.memo.get(o);
    if (number < 0) {
      return false;
    }
    if (!isBinary()) {
      out.line(Opcodes.GET, Integer.toString(number));
    } else if (number < 256) {
      out.op(Opcodes.BINGET, number, 1);
    } else {
      out.op(Opcodes.LONG_BINGET, number, 4);
    }
    return true;
  }

  boolean isInMemo(PyObject o) {
    return pickler.memo.get(o) >= 0;
  }

  void putMemo(PyObject o) {
    if (pickler.fast != 0) {
      return;
    }
    int number = pickler.memo.size();
    pickler.memo.put(o, number);
    if (protocol >= 4) {
      out.op(Opcodes.MEMOIZE);
    } else if (!isBinary()) {
      out.line(Opcodes.PUT, Integer.toString(number));
    } else if (number < 256) {
      out.op(Opcodes.BINPUT, number, 1);
    } else {
      out.op(Opcodes.LONG_BINPUT, number, 4);
    }
  }

  /** Without a memo nothing else would end a cycle. */
  private void enterFast(PyObject o) {
    if (++nesting < FAST_NESTING_LIMIT) {
      return;
    }
    if (around == null) {
      around = new PicklerMemo();
    }
    if (around.get(o) >= 0) {
      throw Errors.valueError(
          "fast mode: can't pickle cyclic objects including object type "
              + o.type.fullName()
              + " at "
              + Generic.address(o));
    }
    around.put(o, 0);
  }

  private void leaveFast(PyObject o) {
    if (nesting-- >= FAST_NESTING_LIMIT) {
      around.put(o, -1);
    }
  }

  // atoms

  private void saveBool(boolean value) {
    if (protocol >= 2) {
      out.op(value ? Opcodes.NEWTRUE : Opcodes.NEWFALSE);
    } else {
      out.line(Opcodes.INT, value ? "01" : "00");
    }
  }

  private void saveInt(PyInt i) {
    long n = i.isBig() ? Long.MIN_VALUE : i.longValue();
    if (n == (int) n) {
      if (!isBinary()) {
        out.line(Opcodes.INT, Long.toString(n));
      } else if (n >= 0 && n < 256) {
        out.op(Opcodes.BININT1, n, 1);
      } else if (n >= 0 && n < 65536) {
        out.op(Opcodes.BININT2, n, 2);
      } else {
        out.op(Opcodes.BININT, n, 4);
      }
      return;
    }
    if (protocol < 2) {
      out.line(Opcodes.LONG, Abstract.repr(i).value() + "L");
      return;
    }
    byte[] big = i.bigValue().toByteArray();
    byte[] little = new byte[big.length];
    for (int k = 0; k < big.length; k++) {
      little[k] = big[big.length - 1 - k];
    }
    if (little.length < 256) {
      out.op(Opcodes.LONG1, little.length, 1);
    } else {
      out.op(Opcodes.LONG4, little.length, 4);
    }
    out.write(little);
  }

  private void saveFloat(double value) {
    if (isBinary()) {
      out.opBigEndian(Opcodes.BINFLOAT, Double.doubleToRawLongBits(value));
    } else {
      out.line(Opcodes.FLOAT, FloatText.repr(value));
    }
  }

  private void saveBytes(PyBytes b) {
    if (protocol < 3) {
      saveOldBytes(b);
      return;
    }
    writeBytes(b.value, b);
    putMemo(b);
  }

  /** Python 2 has no bytes: its codecs make them of a text. */
  private void saveOldBytes(PyBytes b) {
    PyTuple value;
    if (b.value.length == 0) {
      value = PyTuple.of(PyBytes.TYPE, PyTuple.EMPTY);
    } else {
      String text = new String(b.value, StandardCharsets.ISO_8859_1);
      value =
          PyTuple.of(
              PickleRegistries.attribute("codecs", "encode"),
              PyTuple.of(PyStr.of(text), PyStr.interned("latin1")));
    }
    reduced.saveReduce(value, b);
  }

  private void writeBytes(byte[] data, PyObject whole) {
    if (data.length < 256) {
      out.block(Opcodes.SHORT_BINBYTES, 1, data, whole);
    } else {
      out.block(Opcodes.BINBYTES, 4, data, whole);
    }
  }

  private void saveByteArray(PyByteArray b) {
    byte[] data = b.toBytes();
    if (protocol < 5) {
      PyTuple arguments = data.length == 0 ? PyTuple.EMPTY : PyTuple.of(PyBytes.of(data));
      reduced.saveReduce(PyTuple.of(PyByteArray.TYPE, arguments), b);
      return;
    }
    out.block(Opcodes.BYTEARRAY8, 8, data, b);
    putMemo(b);
  }

  private void saveBuffer(PyPickleBuffer b) {
    if (protocol < 5) {
      throw PickleErrors.pickling("PickleBuffer can only pickled with protocol >= 5");
    }
    PyMemoryView view = b.view();
    try {
      if (!view.isContiguous() && !view.isFortranContiguous()) {
        throw PickleErrors.pickling(
            "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
      }
      boolean inBand =
          pickler.bufferCallback == null
              || Abstract.isTrue(Abstract.call(pickler.bufferCallback, b));
      if (!inBand) {
        out.op(Opcodes.NEXT_BUFFER);
        if (!view.isWritable()) {
          out.op(Opcodes.READONLY_BUFFER);
        }
        return;
      }
      PyMemoryView raw = view.raw();
      byte[] data = Bytes.of(raw);
      raw.release();
      if (!view.isWritable()) {
        writeBytes(data, null);
      } else {
        out.block(Opcodes.BYTEARRAY8, 8, data, null);
      }
      putMemo(b);
    } finally {
      view.release();
    }
  }

  private void saveStr(PyStr s) {
    if (!isBinary()) {
      out.line(Opcodes.UNICODE, rawEscaped(s.value()));
    } else {
      byte[] data = Codecs.encodeText(s, "utf-8", "surrogatepass").value;
      if (data.length < 256 && protocol >= 4) {
        out.block(Opcodes.SHORT_BINUNICODE, 1, data, null);
      } else {
        out.block(Opcodes.BINUNICODE, 4, data, null);
      }
    }
    putMemo(s);
  }

  /** A line in Latin-1; all that a line cannot hold is escaped. */
  static String rawEscaped(String s) {
    StringBuilder escaped = new StringBuilder(s.length() + 8);
    for (int i = 0; i < s.length(); ) {
      int c = s.codePointAt(i);
      i += Character.charCount(c);
      boolean special = c == '\\' || c == 0 || c == '\n' || c == '\r' || c == 0x1a;
      if (c < 256 && !special) {
        escaped.append((char) c);
        continue;
      }
      int digits = c > 0xffff ? 8 : 4;
      escaped.append('\\').append(digits == 8 ? 'U' : 'u');
      for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
        escaped.append("0123456789abcdef".charAt(c >> shift & 15));
      }
    }
    return escaped.toString();
  }

  // containers

  private void saveTuple(PyTuple t) {
    PyObject[] items = t.items;
    int n = items.length;
    if (n == 0) {
      if (protocol > 0) {
        out.op(Opcodes.EMPTY_TUPLE);
      } else {
        out.op(Opcodes.MARK);
        out.op(Opcodes.TUPLE);
      }
      return;
    }
    boolean counted = n <= 3 && protocol >= 2;
    if (!counted) {
      out.op(Opcodes.MARK);
    }
    for (PyObject item : items) {
      save(item);
    }
    if (isInMemo(t)) {
      // It was written while its items were, which refer to it: those here are in excess.
      if (counted || !isBinary()) {
        for (int i = counted ? 0 : -1; i < n; i++) {
          out.op(Opcodes.POP);
        }
      } else {
        out.op(Opcodes.POP_MARK);
      }
      getMemo(t);
      return;
    }
    if (counted) {
      out.op((char) (Opcodes.TUPLE1 + n - 1));
    } else {
      out.op(Opcodes.TUPLE);
    }
    putMemo(t);
  }

  private void begin(PyObject o, char empty, char make) {
    if (pickler.fast != 0) {
      enterFast(o);
    }
    if (isBinary()) {
      out.op(empty);
    } else {
      out.op(Opcodes.MARK);
      out.op(make);
    }
    putMemo(o);
  }

  private void end(PyObject o) {
    if (pickler.fast != 0) {
      leaveFast(o);
    }
  }

  private void saveList(PyList l) {
    begin(l, Opcodes.EMPTY_LIST, Opcodes.LIST);
    if (l.size() > 0) {
      if (protocol == 0) {
        appendAll(Abstract.iter(l));
      } else {
        appendExact(l);
      }
    }
    end(l);
  }

  private void appendExact(PyList l) {
    if (l.size() == 1) {
      save(l.get(0));
      out.op(Opcodes.APPEND);
      return;
    }
    int at = 0;
    do {
      out.op(Opcodes.MARK);
      int batch = 0;
      // Saving an item may change the list.
      while (at < l.size() && batch < BATCH) {
        save(l.get(at++));
        batch++;
      }
      out.op(Opcodes.APPENDS);
    } while (at < l.size());
  }

  /** The items of an iterator for the list that is on the stack. */
  void appendAll(PyObject it) {
    saveRuns(it, false);
  }

  /**
   * What an iterator yields, for the container on the stack: in runs, each of which one operation
   * puts in. A run of one needs no mark, so the first item is held back until a second one comes.
   */
  private void saveRuns(PyObject it, boolean pairs) {
    char one = pairs ? Opcodes.SETITEM : Opcodes.APPEND;
    char many = pairs ? Opcodes.SETITEMS : Opcodes.APPENDS;
    int longest = protocol == 0 ? 1 : BATCH;
    PyObject held = null;
    int length = 0;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (pairs) {
        checkPair(x);
      }
      if (++length == 1 && longest > 1) {
        held = x;
        continue;
      }
      if (length == 2) {
        out.op(Opcodes.MARK);
        saveItem(held, pairs);
      }
      saveItem(x, pairs);
      if (length == longest) {
        out.op(length == 1 ? one : many);
        length = 0;
      }
    }
    if (length == 1) {
      saveItem(held, pairs);
      out.op(one);
    } else if (length > 1) {
      out.op(many);
    }
  }

  private void saveDict(PyDict d) {
    begin(d, Opcodes.EMPTY_DICT, Opcodes.DICT);
    if (d.size() > 0) {
      if (protocol > 0) {
        setExact(d);
      } else {
        setAll(Abstract.iter(Abstract.callMethod(d, "items")));
      }
    }
    end(d);
  }

  private void setExact(PyDict d) {
    int size = d.size();
    int at = 0;
    int left = size;
    while (left > 0) {
      int batch = Math.min(left, BATCH);
      if (size > 1) {
        out.op(Opcodes.MARK);
      }
      for (int i = 0; i < batch; at++) {
        if (at >= d.slotLimit()) {
          throw changed("dictionary");
        }
        PyObject key = d.keyAt(at);
        if (key != null) {
          PyObject value = d.valueAt(at);
          save(key);
          save(value);
          if (d.size() != size) {
            throw changed("dictionary");
          }
          i++;
        }
      }
      out.op(size > 1 ? Opcodes.SETITEMS : Opcodes.SETITEM);
      left -= batch;
    }
  }

  private static PyException changed(String what) {
    return Errors.runtimeError(what + " changed size during iteration");
  }

  /** The pairs of an iterator for the dict that is on the stack. */
  void setAll(PyObject it) {
    saveRuns(it, true);
  }

  private static void checkPair(PyObject o) {
    if (!(o instanceof PyTuple t) || t.items.length != 2) {
      throw Errors.typeError("dict items iterator must return 2-tuples");
    }
  }

  private void saveItem(PyObject o, boolean pair) {
    if (pair) {
      PyTuple t = (PyTuple) o;
      save(t.items[0]);
      save(t.items[1]);
    } else {
      save(o);
    }
  }

  /** Before protocol 4 a set is made of a list. */
  private void saveOldSet(PySet s) {
    PyList items = PyList.of(s.toArray());
    reduced.saveReduce(PyTuple.of(s.type, PyTuple.of(items)), s);
  }

  private void saveSet(PySet s) {
    if (protocol < 4) {
      saveOldSet(s);
      return;
    }
    out.op(Opcodes.EMPTY_SET);
    putMemo(s);
    PyObject[] items = s.toArray();
    for (int at = 0; at < items.length; ) {
      out.op(Opcodes.MARK);
      for (int i = 0; i < BATCH && at < items.length; i++) {
        save(items[at++]);
        if (s.size() != items.length) {
          throw changed("set");
        }
      }
      out.op(Opcodes.ADDITEMS);
    }
  }

  private void saveFrozenSet(PySet s) {
    if (protocol < 4) {
      saveOldSet(s);
      return;
    }
    if (pickler.fast != 0) {
      enterFast(s);
    }
    out.op(Opcodes.MARK);
    for (PyObject item : s.toArray()) {
      save(item);
    }
    if (isInMemo(s)) {
      out.op(Opcodes.POP_MARK);
      getMemo(s);
    } else {
      out.op(Opcodes.FROZENSET);
      putMemo(s);
    }
    end(s);
  }
}
