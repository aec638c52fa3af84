package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.LazyText;
import dev.dormouse.code.MarshalReader;
import dev.dormouse.image.DamagedImageException;
import dev.dormouse.image.ImageState;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.functools.FunctoolsModule;
import dev.dormouse.runtime.modules.sre.SreAccelerator;
import dev.dormouse.runtime.modules.thread.PyLocal;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyClassMethod;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyGenericAlias;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMappingProxy;
import dev.dormouse.runtime.objects.PyMethod;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PySimpleNamespace;
import dev.dormouse.runtime.objects.PyStaticMethod;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Makes objects of their records, which {@link Encoder} wrote. An object that can be part of itself
 * is entered before its parts are made.
 *
 * <p>For one thread at a time: a record is read to its end before another one begins, so the
 * position is kept while parts are made.
 */
final class Decoder {
  private final ModuleStates states;

  // The record at hand and the word that comes next; saved while a part is made.
  private byte[] record;
  private int at;

  Decoder(ModuleStates states) {
    this.states = states;
  }

  /** What a reference means that needs nothing but itself. */
  static PyObject atom(int reference) {
    int value = reference >> TAG_BITS;
    if ((reference & TAG_MASK) == TAG_INT) {
      return PyInt.of(value);
    }
    switch (value) {
      case NONE:
        return PyObject.NONE;
      case TRUE:
        return PyBool.TRUE;
      case FALSE:
        return PyBool.FALSE;
      case ELLIPSIS:
        return PyObject.ELLIPSIS;
      case NOT_IMPLEMENTED:
        return PyObject.NOT_IMPLEMENTED;
      default:
        return null;
    }
  }

  PyObject code(int number) {
    return new PyCode(states.image.code(number));
  }

  PyObject text(int number) {
    return Anatomy.unread(new Text(number));
  }

  private final class Text implements LazyText {
    private final int number;

    Text(int number) {
      this.number = number;
    }

    @Override
    public String read() {
      return states.text(number);
    }
  }

  PyObject outsider(int kind, int name, int attribute) {
    if (kind == OUTSIDE_MODULE) {
      PyObject m = states.interpreter.modules.get(states.string(name));
      return m instanceof PyModule ? m : null;
    }
    if (kind == OUTSIDE_NATIVE_MODULE) {
      return NativeAttributes.module(states.interpreter.modules.get(states.string(name)));
    }
    if (kind == OUTSIDE_UNNAMED) {
      return NativeAttributes.unnamed(states.string(name).value());
    }
    if (kind != OUTSIDE_NATIVE) {
      return elsewhere(kind, name, attribute);
    }
    PyModule module = states.module(name);
    return NativeAttributes.find(module, states.string(attribute));
  }

  /** What is the same for one import after another, but not for every one. */
  private PyObject elsewhere(int kind, int name, int attribute) {
    switch (kind) {
      case OUTSIDE_LIBRARY:
        return states.library.get(name << TAG_BITS | TAG_OBJECT);
      case OUTSIDE_LIBRARY_CODE:
        return new PyCode(states.library.image.code(name));
      case OUTSIDE_ATTRIBUTE_OF:
        PyModule module = states.module(name);
        return module == null ? null : module.dict().get(states.string(attribute));
      case OUTSIDE_LOGGER:
        PyObject logging = states.interpreter.modules.get("logging");
        return logging == null
            ? null
            : Abstract.callMethod(logging, "getLogger", states.string(name));
      default:
        throw states.state.damaged(0, "something that is looked up", "kind " + kind);
    }
  }

  PyObject decode(int number) {
    if (states.library == null) {
      return make(number);
    }
    try {
      return make(number);
    } catch (PyException | DamagedImageException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw states.state.damaged(0, "the record of object " + number, "one that makes no sense");
    }
  }

  private PyObject make(int number) {
    byte[] outer = record;
    int outerAt = at;
    record = states.record(number);
    at = 0;
    try {
      PyObject o = make(number, next());
      states.set(number, o);
      return o;
    } finally {
      record = outer;
      at = outerAt;
    }
  }

  private int next() {
    at += 4;
    return ImageState.i32(record, at - 4);
  }

  private PyObject part() {
    return states.get(next());
  }

  private PyObject[] parts() {
    PyObject[] parts = new PyObject[count()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part();
    }
    return parts;
  }

  /** A number of words that follow. */
  private int count() {
    int n = next();
    if (n < 0 || n > record.length - at >> 2) {
      throw states.state.damaged(0, "words in a record of " + record.length + " bytes", "" + n);
    }
    return n;
  }

  private byte[] bytes() {
    int n = next();
    at += n + 3 & ~3;
    return Arrays.copyOfRange(record, at - (n + 3 & ~3), at - (n + 3 & ~3) + n);
  }

  private PyObject make(int number, int kind) {
    switch (kind) {
      case TUPLE:
        return PyTuple.of(parts());
      case LIST:
        return list(number);
      case DICT:
        PyDict dict = new PyDict();
        states.set(number, dict);
        return entries(dict);
      case SET:
        return set(number, new PySet(PySet.TYPE));
      case FROZENSET:
        return PySet.frozen(parts());
      case INT:
        return PyInt.of(new BigInteger(bytes()));
      case FLOAT:
        return PyFloat.of(Double.longBitsToDouble(next() & 0xFFFFFFFFL | (long) next() << 32));
      case BYTES:
        return PyBytes.of(bytes());
      case CELL:
        PyCell cell = new PyCell(null);
        states.set(number, cell);
        cell.value = part();
        return cell;
      case FUNCTION:
        return function(number);
      case CLASS:
        return newClass();
      case INSTANCE:
        return instance(number);
      default:
        return makeMore(number, kind);
    }
  }

  private PyObject makeMore(int number, int kind) {
    switch (kind) {
      case PROPERTY:
        PyType type = (PyType) part();
        return property(type);
      case CLASSMETHOD:
        return withAttributes(new PyClassMethod(part()));
      case STATICMETHOD:
        return withAttributes(new PyStaticMethod(part()));
      case SLOT:
        PyType owner = (PyType) part();
        PyStr name = (PyStr) part();
        return Anatomy.newSlot(owner, name, next());
      case INSTANCE_ATTRIBUTE:
        PyType of = (PyType) part();
        return Anatomy.newInstanceAttribute(of, (PyStr) part());
      case TYPE_ATTRIBUTE:
        PyType builtin = (PyType) part();
        return builtin.own((PyStr) part());
      case BUILTIN_METHOD:
        return builtinMethod(part(), (PyStr) part());
      case METHOD:
        PyObject function = part();
        return new PyMethod(function, part());
      case PATTERN:
        PyObject source = part();
        return SreAccelerator.restored(source, next());
      case ABC_DATA:
        PyObject data = AbcModule.newData();
        states.set(number, data);
        for (PyObject cls : parts()) {
          AbcModule.restoreRegistration(data, (PyType) cls);
        }
        return data;
      case LRU_CACHE:
        return withAttributes(FunctoolsModule.newCache(parts()));
      case GENERIC_ALIAS:
        PyObject origin = part();
        return new PyGenericAlias(origin, (PyTuple) part());
      case UNION:
        return Anatomy.newUnion(parts());
      case MAPPING_PROXY:
        return new PyMappingProxy(part());
      case CALL:
        PyObject called = part();
        return Abstract.call(called, parts());
      case CONTEXT_CALL:
        PyObject maker = part();
        PySimpleNamespace context = new PySimpleNamespace();
        int n = next();
        for (int i = 0; i < n; i++) {
          PyStr attribute = states.string(next());
          context.dict().put(attribute, part());
        }
        return Abstract.call(maker, context);
      case DEFAULT_DICT:
        PyObject made = Abstract.call(part(), part());
        states.set(number, made);
        return entries((PyDict) made);
      case KEYWORD_CALL:
        PyObject keywordCalled = part();
        PyObject[] positional = parts();
        return callWithKeywords(keywordCalled, positional);
      case WEAK_REFERENCE:
        PyObject target = part();
        PyObject callback = part();
        // What it calls may have it in turn.
        PyObject there = states.made(number);
        return there != null ? there : Anatomy.newWeakRef(target, callback);
      case LOCAL:
        PyObject local = Abstract.call(part());
        entries(((PyLocal) local).onlyValues());
        return local;
      case LOCATION:
        PyStr prefix = (PyStr) states.interpreter.sysAttribute("base_prefix");
        return PyStr.of(prefix.value() + states.string(next()).value());
      case CODE:
        try {
          CodeObject code = MarshalReader.readCode(states.image.name(), bytes(), 0);
          if (states.library != null) {
            verify(code);
          }
          return new PyCode(code);
        } catch (CodeFormatException e) {
          throw new IllegalStateException(e);
        }
      default:
        throw new IllegalStateException("state of kind " + kind);
    }
  }

  /** Of an image that nobody vouches for; with all code inside. */
  private void verify(CodeObject code) throws CodeFormatException {
    new CodeVerifier().verify(states.image.name(), code);
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject inner) {
        verify(inner);
      }
    }
  }

  private PyObject list(int number) {
    PyList list = new PyList();
    states.set(number, list);
    int n = next();
    for (int i = 0; i < n; i++) {
      list.add(part());
    }
    return list;
  }

  private PyObject set(int number, PySet set) {
    states.set(number, set);
    int n = next();
    for (int i = 0; i < n; i++) {
      set.add(part());
    }
    return set;
  }

  private PyDict entries(PyDict dict) {
    int n = next();
    for (int i = 0; i < n; i++) {
      PyObject key = part();
      dict.put(key, part());
    }
    return dict;
  }

  /** The attributes of {@code o}, which come next. */
  private PyObject withAttributes(PyObject o) {
    if (ImageState.i32(record, at) == 0) {
      at += 4;
    } else {
      entries(o.dict());
    }
    return o;
  }

  private PyObject function(int number) {
    PyCode code = (PyCode) part();
    int module = next();
    int globals = next();
    PyFunction f =
        new PyFunction(
            code, module != -1 ? states.namespace(module) : (PyDict) states.get(globals));
    states.set(number, f);
    PyObject name = part();
    if (name != null) {
      f.setName(name);
    }
    PyObject qualname = part();
    if (qualname != null) {
      f.setQualname(qualname);
    }
    PyObject doc = part();
    if (doc != null) {
      Anatomy.setDoc(f, doc);
    }
    f.defaults = (PyTuple) part();
    f.kwdefaults = (PyDict) part();
    f.setAnnotations(part());
    f.closure = (PyTuple) part();
    int cells = f.closure == null ? 0 : f.closure.items.length;
    if (cells != code.nfreevars) {
      throw states.state.damaged(0, code.nfreevars + " cells of a closure", "" + cells);
    }
    f.module = part();
    return withAttributes(f);
  }

  private PyObject newClass() {
    int subclasses = next();
    PyType metatype = (PyType) part();
    String name = states.string(next()).value();
    PyStr qualname = (PyStr) part();
    PyType base = (PyType) part();
    PyType[] bases = classes();
    PyType[] mro = classes();
    int flags = next();
    int bits = next();
    int slotCount = next();
    PyStr[] special = new PyStr[count()];
    for (int i = 0; i < special.length; i++) {
      special[i] = states.string(next());
    }
    PyDict dict = new PyDict();
    dict.setDormant(new DictTable(states, record, at));
    PyType t =
        Anatomy.newClass(
            metatype,
            name,
            qualname,
            base,
            bases,
            mro,
            dict,
            special,
            flags,
            (bits & 1) != 0,
            (bits & 2) != 0,
            slotCount);
    if (subclasses != 0) {
      Anatomy.setDormantSubclasses(t, states.new Subclasses(subclasses, null));
    }
    return t;
  }

  private PyType[] classes() {
    PyType[] classes = new PyType[count()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (PyType) part();
    }
    return classes;
  }

  private PyObject instance(int number) {
    PyType type = (PyType) part();
    PyObject o;
    switch (next()) {
      case PLAIN:
        o = new PyObject(type);
        break;
      case INT:
        o = intOf(type, (PyInt) part());
        break;
      case STR:
        o = new PyStr(type, ((PyStr) part()).value());
        break;
      case TUPLE:
        o = new PyTuple(type, parts());
        break;
      case FLOAT:
        o = new PyFloat(type, ((PyFloat) part()).value);
        break;
      case DICT:
        o = new PyDict(type);
        states.set(number, o);
        entries((PyDict) o);
        break;
      case PROPERTY:
        o = property(type);
        break;
      default:
        throw new IllegalStateException("an instance of " + type.name());
    }
    states.set(number, o);
    withAttributes(o);
    PyObject[] slots = parts();
    if (slots.length > 0) {
      Anatomy.setSlots(o, slots);
    }
    return o;
  }

  /** Names and values come next. */
  private PyObject callWithKeywords(PyObject called, PyObject[] positional) {
    PyStr[] names = new PyStr[count()];
    PyObject[] all = Arrays.copyOf(positional, positional.length + names.length);
    for (int i = 0; i < names.length; i++) {
      names[i] = (PyStr) part();
      all[positional.length + i] = part();
    }
    return Abstract.call(called, all, names);
  }

  private static PyInt intOf(PyType type, PyInt value) {
    return value.isBig() ? new PyInt(type, value.bigValue()) : new PyInt(type, value.longValue());
  }

  private PyObject property(PyType type) {
    boolean docIsGetters = next() != 0;
    return Anatomy.newProperty(type, parts(), docIsGetters);
  }

  private static PyObject builtinMethod(PyObject self, PyStr name) {
    if (self instanceof PyType t && t.lookup(name) instanceof PyObject found) {
      PyObject method = found.type.ops.descrGet(found, null, t);
      if (method instanceof PyBuiltinFunction) {
        return method;
      }
    }
    PyObject found = self.type.lookup(name);
    return found.type.ops.descrGet(found, self, self.type);
  }
}
