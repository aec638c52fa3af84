package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMemoryView;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One load: executes the opcodes of a pickle. */
final class Loader {
  private static final PyStr APPEND = PyStr.interned("append");
  private static final PyStr EXTEND = PyStr.interned("extend");
  private static final PyStr ADD = PyStr.interned("add");
  private static final PyStr SETSTATE = PyStr.interned("__setstate__");
  private static final PyStr GETINITARGS = PyStr.interned("__getinitargs__");

  private final PyUnpickler unpickler;
  private final PickleInput in;
  private final UnpicklerMemo memo;
  private final UnpicklerStack stack = new UnpicklerStack();

  Loader(PyUnpickler unpickler) {
    this.unpickler = unpickler;
    in = unpickler.input;
    memo = unpickler.memo;
  }

  PyObject load() {
    int opcode = in.opcode();
    while (opcode != Opcodes.STOP) {
      execute((char) opcode);
      opcode = in.opcode();
    }
    return stack.pop();
  }

  private void execute(char opcode) {
    switch (opcode) {
      case Opcodes.NONE -> stack.push(PyObject.NONE);
      case Opcodes.BININT -> stack.push(PyInt.of(in.unsigned(4)));
      case Opcodes.BININT1 -> stack.push(PyInt.of(in.unsigned(1)));
      case Opcodes.BININT2 -> stack.push(PyInt.of(in.unsigned(2)));
      case Opcodes.INT -> stack.push(intOf(in.line()));
      case Opcodes.LONG -> stack.push(longOf(in.line()));
      case Opcodes.LONG1 -> stack.push(counted(in.unsigned(1)));
      case Opcodes.LONG4 -> stack.push(counted(in.unsigned(4)));
      case Opcodes.FLOAT -> stack.push(floatOf(in.line()));
      case Opcodes.BINFLOAT ->
          stack.push(PyFloat.of(Double.longBitsToDouble(Long.reverseBytes(in.eight()))));
      case Opcodes.SHORT_BINBYTES -> stack.push(PyBytes.of(in.block(in.unsigned(1))));
      case Opcodes.BINBYTES -> stack.push(PyBytes.of(in.block(size(4, "BINBYTES"))));
      case Opcodes.BINBYTES8 -> stack.push(PyBytes.of(in.block(size(8, "BINBYTES"))));
      case Opcodes.BYTEARRAY8 -> stack.push(new PyByteArray(in.block(size(8, "BYTEARRAY8"))));
      case Opcodes.NEXT_BUFFER -> stack.push(nextBuffer());
      case Opcodes.READONLY_BUFFER -> makeReadonly();
      case Opcodes.SHORT_BINSTRING -> stack.push(oldText(in.block(in.unsigned(1))));
      case Opcodes.BINSTRING -> stack.push(oldText(in.block(size(4, "BINSTRING"))));
      case Opcodes.STRING -> stack.push(quoted(in.line()));
      case Opcodes.UNICODE -> stack.push(rawText(in.line()));
      case Opcodes.SHORT_BINUNICODE -> stack.push(text(in.unsigned(1)));
      case Opcodes.BINUNICODE -> stack.push(text(size(4, "BINUNICODE")));
      case Opcodes.BINUNICODE8 -> stack.push(text(size(8, "BINUNICODE")));
      case Opcodes.NEWTRUE -> stack.push(PyBool.TRUE);
      case Opcodes.NEWFALSE -> stack.push(PyBool.FALSE);
      case Opcodes.EMPTY_TUPLE -> stack.push(PyTuple.EMPTY);
      case Opcodes.TUPLE1 -> tuple(1);
      case Opcodes.TUPLE2 -> tuple(2);
      case Opcodes.TUPLE3 -> tuple(3);
      case Opcodes.TUPLE -> stack.push(PyTuple.of(popMarked()));
      case Opcodes.EMPTY_LIST -> stack.push(new PyList());
      case Opcodes.LIST -> stack.push(PyList.of(popMarked()));
      case Opcodes.EMPTY_DICT -> stack.push(new PyDict());
      case Opcodes.DICT -> dict();
      case Opcodes.EMPTY_SET -> stack.push(new PySet());
      case Opcodes.FROZENSET -> stack.push(PySet.frozen(popMarked()));
      case Opcodes.APPEND -> append(stack.size() - 1);
      case Opcodes.APPENDS -> append(stack.popMark());
      case Opcodes.SETITEM -> setItems(stack.size() - 2);
      case Opcodes.SETITEMS -> setItems(stack.popMark());
      case Opcodes.ADDITEMS -> addItems(stack.popMark());
      case Opcodes.MARK -> stack.mark();
      case Opcodes.POP -> pop();
      case Opcodes.POP_MARK -> stack.dropTo(stack.popMark());
      case Opcodes.DUP -> stack.push(stack.top());
      default -> executeRarer(opcode);
    }
  }

  private void executeRarer(char opcode) {
    switch (opcode) {
      case Opcodes.GET -> get(index(requireLine()));
      case Opcodes.BINGET -> get(in.unsigned(1));
      case Opcodes.LONG_BINGET -> get(in.unsigned(4) & 0xffffffffL);
      case Opcodes.PUT -> putByLine(requireLine());
      case Opcodes.BINPUT -> put(in.unsigned(1));
      case Opcodes.LONG_BINPUT -> put(in.unsigned(4) & 0xffffffffL);
      case Opcodes.MEMOIZE -> put(memo.size());
      case Opcodes.GLOBAL -> global();
      case Opcodes.STACK_GLOBAL -> stackGlobal();
      case Opcodes.REDUCE -> reduce();
      case Opcodes.BUILD -> build();
      case Opcodes.NEWOBJ -> newObject(false);
      case Opcodes.NEWOBJ_EX -> newObject(true);
      case Opcodes.OBJ -> obj();
      case Opcodes.INST -> inst();
      case Opcodes.EXT1 -> extension(in.unsigned(1));
      case Opcodes.EXT2 -> extension(in.unsigned(2));
      case Opcodes.EXT4 -> extension(in.unsigned(4));
      case Opcodes.PERSID -> asciiPersistent();
      case Opcodes.BINPERSID -> binaryPersistent();
      case Opcodes.PROTO -> protocol(in.unsigned(1));
      case Opcodes.FRAME -> in.frame(size(8, "FRAME length"));
      default -> throw invalidKey(opcode);
    }
  }

  private static PyException invalidKey(char c) {
    boolean shown = c >= ' ' && c <= '~' && c != '\'' && c != '\\';
    String key =
        shown ? "" + c : "\\x" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16);
    return PickleErrors.unpickling("invalid load key, '" + key + "'.");
  }

  // atoms

  private static PyObject intOf(String line) {
    if (line.isEmpty()) {
      throw PickleErrors.unpickling("pickle data was truncated");
    }
    long value = 0;
    int i = line.startsWith("-") ? 1 : 0;
    boolean plain = line.length() - i > 0 && line.length() < 18;
    // A number that begins with 0 is octal, as for C.
    plain &= line.charAt(i < line.length() ? i : 0) != '0' || line.length() - i == 1;
    for (int k = i; plain && k < line.length(); k++) {
      char c = line.charAt(k);
      plain = c >= '0' && c <= '9';
      value = value * 10 + c - '0';
    }
    if (plain) {
      return PyInt.of(i == 1 ? -value : value);
    }
    if (line.equals("00") || line.equals("01")) {
      return PyBool.of(line.equals("01"));
    }
    PyObject octal = octal(line, i);
    try {
      return octal != null ? octal : parsedInt(PyStr.of(line));
    } catch (PyException e) {
      throw e.matches(Exceptions.ValueError)
          ? Errors.valueError("could not convert string to int")
          : e;
    }
  }

  private static PyObject octal(String line, int from) {
    long value = 0;
    for (int k = from; k < line.length(); k++) {
      char c = line.charAt(k);
      if (c < '0' || c > '7' || line.length() > 20) {
        return null;
      }
      value = value * 8 + c - '0';
    }
    return line.length() == from ? null : PyInt.of(from == 1 ? -value : value);
  }

  private static PyObject parsedInt(PyObject text) {
    String s = ((PyStr) text).value();
    boolean prefixed = s.startsWith("0") || s.startsWith("-0");
    return Abstract.call(PyInt.TYPE, text, prefixed ? PyInt.ZERO : PyInt.of(10));
  }

  private static PyObject longOf(String line) {
    if (line.isEmpty()) {
      throw PickleErrors.unpickling("pickle data was truncated");
    }
    return parsedInt(
        nameIn(line.endsWith("L") ? line.substring(0, line.length() - 1) : line + "\n"));
  }

  private PyObject counted(int size) {
    if (size < 0) {
      throw PickleErrors.unpickling("LONG pickle has negative byte count");
    }
    if (size == 0) {
      return PyInt.ZERO;
    }
    byte[] little = in.block(size);
    for (int i = 0, k = size - 1; i < k; i++, k--) {
      byte b = little[i];
      little[i] = little[k];
      little[k] = b;
    }
    return PyInt.of(new BigInteger(little));
  }

  private static PyObject floatOf(String line) {
    if (line.isEmpty()) {
      throw PickleErrors.unpickling("pickle data was truncated");
    }
    try {
      return Abstract.call(PyFloat.TYPE, PyStr.of(line));
    } catch (PyException e) {
      if (!e.matches(Exceptions.ValueError)) {
        throw e;
      }
      int digit = line.startsWith("-") || line.startsWith("+") ? 1 : 0;
      boolean begins = digit < line.length() && Character.isDigit(line.charAt(digit));
      // C tells apart what begins with a number; the line still has its end.
      throw Errors.valueError(
          "could not convert string to float" + (begins ? "" : ": '" + line + "\n'"));
    }
  }

  /** The length of what follows. */
  private long size(int width, String what) {
    long size = width == 8 ? in.eight() : in.unsigned(width) & 0xffffffffL;
    if (size < 0) {
      throw Errors.overflowError(
          what
              + " exceeds system's maximum "
              + (what.equals("FRAME length") ? "of " : "size of ")
              + Long.MAX_VALUE
              + " bytes");
    }
    return size;
  }

  /** A str of Python 2. */
  private PyObject oldText(byte[] bytes) {
    return unpickler.encoding.equals("bytes")
        ? PyBytes.of(bytes)
        : Codecs.decodeText(PyBytes.of(bytes), unpickler.encoding, unpickler.errors);
  }

  private PyObject quoted(String s) {
    int n = s.length();
    if (n < 2 || s.charAt(0) != s.charAt(n - 1) || s.charAt(0) != '\'' && s.charAt(0) != '"') {
      throw PickleErrors.unpickling("the STRING opcode argument must be quoted");
    }
    PyBytes inner = PyBytes.of(s.substring(1, n - 1).getBytes(StandardCharsets.ISO_8859_1));
    PyObject codecs = Interpreter.current().importer().importModule("_codecs");
    PyTuple both = (PyTuple) Abstract.callMethod(codecs, "escape_decode", inner);
    return oldText(((PyBytes) both.items[0]).value);
  }

  private static PyObject rawText(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return Codecs.decodeText(PyBytes.of(bytes), "raw-unicode-escape", "strict");
  }

  private PyObject text(long size) {
    if (size > Integer.MAX_VALUE - 8) {
      return Codecs.decodeText(PyBytes.of(in.block(size)), "utf-8", "surrogatepass");
    }
    int start = in.need((int) size);
    int end = start + (int) size;
    byte[] bytes = in.buffer();
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        byte[] copy = Arrays.copyOfRange(bytes, start, end);
        return Codecs.decodeText(PyBytes.of(copy), "utf-8", "surrogatepass");
      }
    }
    return PyStr.of(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
  }

  private PyObject nextBuffer() {
    if (unpickler.buffers == null) {
      throw PickleErrors.unpickling(
          "pickle stream refers to out-of-band data but no *buffers* argument was given");
    }
    PyObject buffer = Abstract.next(unpickler.buffers);
    if (buffer == null) {
      throw PickleErrors.unpickling("not enough out-of-band buffers");
    }
    return buffer;
  }

  private void makeReadonly() {
    PyMemoryView view = PyMemoryView.of(stack.top());
    if (view.isWritable()) {
      stack.replaceTop(Abstract.callMethod(view, "toreadonly"));
    }
    view.release();
  }

  // containers

  private PyObject[] popMarked() {
    return stack.popFrom(stack.popMark());
  }

  private void tuple(int n) {
    stack.require(stack.size() - n);
    stack.push(PyTuple.of(stack.popFrom(stack.size() - n)));
  }

  private void dict() {
    PyObject[] items = popMarked();
    if (items.length % 2 != 0) {
      throw PickleErrors.unpickling("odd number of items for DICT");
    }
    PyDict d = new PyDict();
    for (int i = 0; i < items.length; i += 2) {
      d.put(items[i], items[i + 1]);
    }
    stack.push(d);
  }

  /** The items from an index on go to the list before them. */
  private void append(int start) {
    stack.require(start - 1);
    if (stack.size() == start) {
      return;
    }
    PyObject list = stack.get(start - 1);
    PyObject[] items = stack.popFrom(start);
    if (list.type == PyList.TYPE) {
      ((PyList) list).addAll(items, items.length);
      return;
    }
    PyObject extend = Abstract.getAttributeOrNull(list, EXTEND);
    if (extend != null) {
      Abstract.call(extend, PyList.of(items));
      return;
    }
    PyObject append = Abstract.getAttribute(list, APPEND);
    for (PyObject item : items) {
      Abstract.call(append, item);
    }
  }

  private void setItems(int start) {
    stack.require(start - 1);
    int n = stack.size() - start;
    if (n == 0) {
      return;
    }
    if (n % 2 != 0) {
      throw PickleErrors.unpickling("odd number of items for SETITEMS");
    }
    PyObject dict = stack.get(start - 1);
    PyObject[] items = stack.popFrom(start);
    for (int i = 0; i < n; i += 2) {
      if (dict.type == PyDict.TYPE) {
        ((PyDict) dict).put(items[i], items[i + 1]);
      } else {
        Abstract.setItem(dict, items[i], items[i + 1]);
      }
    }
  }

  private void addItems(int start) {
    stack.require(start - 1);
    if (stack.size() == start) {
      return;
    }
    PyObject set = stack.get(start - 1);
    PyObject[] items = stack.popFrom(start);
    if (set instanceof PySet s && set.type == PySet.TYPE) {
      for (PyObject item : items) {
        s.add(item);
      }
      return;
    }
    PyObject add = Abstract.getAttribute(set, ADD);
    for (PyObject item : items) {
      Abstract.call(add, item);
    }
  }

  private void pop() {
    if (stack.isMarkOnTop()) {
      stack.popMark();
    } else {
      stack.pop();
    }
  }

  // memo

  private static long index(String line) {
    PyInt i = (PyInt) Abstract.call(PyInt.TYPE, nameIn(line + "\n"));
    return i.isBig() ? -1 : i.longValue();
  }

  private void get(long index) {
    PyObject o = memo.get(index);
    if (o == null) {
      throw PickleErrors.unpickling("Memo value not found at index " + index);
    }
    stack.push(o);
  }

  private void putByLine(String line) {
    stack.top();
    put(index(line));
  }

  private void put(long index) {
    PyObject o = stack.top();
    if (index < 0) {
      throw Errors.valueError("negative PUT argument");
    }
    memo.put(index, o);
  }

  // by name

  private static PyObject nameIn(String line) {
    return Codecs.decodeText(
        PyBytes.of(line.getBytes(StandardCharsets.ISO_8859_1)), "utf-8", "strict");
  }

  private PyObject find(PyObject module, PyObject name) {
    return unpickler.type == PyUnpickler.TYPE
        ? unpickler.findClass(module, name)
        : Abstract.callMethod(unpickler, "find_class", module, name);
  }

  private void global() {
    PyObject module = nameIn(requireLine());
    stack.push(find(module, nameIn(requireLine())));
  }

  private String requireLine() {
    String line = in.line();
    if (line.isEmpty()) {
      throw PickleErrors.unpickling("pickle data was truncated");
    }
    return line;
  }

  private void stackGlobal() {
    PyObject name = stack.popOrNull();
    PyObject module = stack.popOrNull();
    if (module == null || name.type != PyStr.TYPE || module.type != PyStr.TYPE) {
      throw PickleErrors.unpickling("STACK_GLOBAL requires str");
    }
    stack.push(find(module, name));
  }

  private void extension(int code) {
    if (code <= 0) {
      throw PickleErrors.unpickling("EXT specifies code <= 0");
    }
    PickleRegistries registries = PickleRegistries.current();
    PyObject key = PyInt.of(code);
    PyObject found = registries.extensionCache.get(key);
    if (found == null) {
      PyObject pair = registries.inverted.get(key);
      if (pair == null) {
        throw Errors.valueError("unregistered extension code " + code);
      }
      if (!(pair instanceof PyTuple t)
          || t.items.length != 2
          || !(t.items[0] instanceof PyStr)
          || !(t.items[1] instanceof PyStr)) {
        throw Errors.valueError("_inverted_registry[" + code + "] isn't a 2-tuple of strings");
      }
      found = find(t.items[0], t.items[1]);
      registries.extensionCache.put(key, found);
    }
    stack.push(found);
  }

  private void asciiPersistent() {
    requirePersistentLoad();
    String line = in.line();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) > 127) {
        throw PickleErrors.unpickling("persistent IDs in protocol 0 must be ASCII strings");
      }
    }
    persistent(PyStr.of(line));
  }

  private void binaryPersistent() {
    requirePersistentLoad();
    persistent(stack.pop());
  }

  private void requirePersistentLoad() {
    if (unpickler.persistentLoad == null) {
      throw PickleErrors.unpickling(
          "A load persistent id instruction was encountered,\n"
              + "but no persistent_load function was specified.");
    }
  }

  private void persistent(PyObject id) {
    stack.push(Abstract.call(unpickler.persistentLoad, id));
  }

  private void protocol(int version) {
    if (version > Opcodes.HIGHEST_PROTOCOL) {
      throw Errors.valueError("unsupported pickle protocol: " + version);
    }
    unpickler.protocol = version;
  }

  // objects

  private void reduce() {
    PyObject arguments = stack.pop();
    PyObject function = stack.pop();
    if (!(arguments instanceof PyTuple t)) {
      throw Errors.typeError("argument list must be a tuple");
    }
    stack.push(Abstract.call(function, ItemArrays.copy(t.items), null));
  }

  /** What INST and OBJ make: the constructor runs only if there are arguments, or if wished. */
  private static PyObject instantiate(PyObject cls, PyObject[] arguments) {
    if (arguments.length == 0
        && cls instanceof PyType t
        && Abstract.getAttributeOrNull(cls, GETINITARGS) == null) {
      return make(t, arguments, null);
    }
    return Abstract.call(cls, arguments, null);
  }

  private static PyObject make(PyType cls, PyObject[] arguments, PyDict keywords) {
    PyObject[] all = new PyObject[arguments.length + 1];
    all[0] = cls;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Abstract.callWithDict(Abstract.getAttribute(cls, Names.NEW), all, keywords);
  }

  private void obj() {
    PyObject[] items = popMarked();
    if (items.length == 0) {
      throw stack.underflow();
    }
    stack.push(instantiate(items[0], Abstract.tail(items)));
  }

  private void inst() {
    int mark = stack.popMark();
    PyObject module = nameIn(requireLine());
    PyObject cls = find(module, nameIn(requireLine()));
    stack.push(instantiate(cls, stack.popFrom(mark)));
  }

  private void newObject(boolean extended) {
    PyObject keywords = extended ? stack.pop() : null;
    PyObject arguments = stack.pop();
    PyObject cls = stack.pop();
    String opcode = extended ? "NEWOBJ_EX" : "NEWOBJ";
    if (!(cls instanceof PyType t)) {
      throw PickleErrors.unpickling(
          opcode + " class argument must be a type, not " + cls.type.fullName());
    }
    if (!t.has(Slot.NEW)) {
      throw PickleErrors.unpickling(
          opcode + " class argument '" + t.fullName() + "' doesn't have __new__");
    }
    if (!(arguments instanceof PyTuple a)) {
      throw PickleErrors.unpickling(
          opcode + " args argument must be a tuple, not " + arguments.type.fullName());
    }
    if (extended && !(keywords instanceof PyDict)) {
      throw PickleErrors.unpickling(
          opcode + " kwargs argument must be a dict, not " + keywords.type.fullName());
    }
    stack.push(make(t, a.items, (PyDict) keywords));
  }

  private void build() {
    PyObject state = stack.pop();
    PyObject o = stack.top();
    PyObject setState = Abstract.getAttributeOrNull(o, SETSTATE);
    if (setState != null) {
      Abstract.call(setState, state);
      return;
    }
    PyObject slots = PyObject.NONE;
    if (state instanceof PyTuple t && t.items.length == 2) {
      state = t.items[0];
      slots = t.items[1];
    }
    if (state != PyObject.NONE) {
      if (!(state instanceof PyDict from)) {
        throw PickleErrors.unpickling("state is not a dictionary");
      }
      PyObject dict = Abstract.getAttribute(o, Names.DICT);
      for (int i = 0; i < from.slotLimit(); i++) {
        PyObject key = from.keyAt(i);
        if (key != null) {
          // As the names that code uses.
          key = key.type == PyStr.TYPE ? PyStr.interned((PyStr) key) : key;
          Abstract.setItem(dict, key, from.valueAt(i));
        }
      }
    }
    if (slots != PyObject.NONE) {
      if (!(slots instanceof PyDict from)) {
        throw PickleErrors.unpickling("slot state is not a dictionary");
      }
      for (int i = 0; i < from.slotLimit(); i++) {
        if (from.keyAt(i) != null) {
          Abstract.setAttribute(o, Abstract.attributeName(from.keyAt(i)), from.valueAt(i));
        }
      }
    }
  }
}
