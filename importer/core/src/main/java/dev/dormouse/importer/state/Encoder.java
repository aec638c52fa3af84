package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.code.MarshalWriter;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.functools.FunctoolsModule;
import dev.dormouse.runtime.modules.sre.PyPattern;
import dev.dormouse.runtime.modules.sre.SreAccelerator;
import dev.dormouse.runtime.modules.thread.PyLocal;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ObjectFactory;
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
import dev.dormouse.runtime.objects.PyMethodWrapper;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyProperty;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStaticMethod;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.PyUnion;
import dev.dormouse.runtime.objects.PyWeakRef;
import dev.dormouse.runtime.objects.PyWrapperDescr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The record of one object: what it is made of, with references for the objects in it. The kinds
 * stand in the order of {@link StateFormat}; {@link Decoder} reads them in the same order.
 */
final class Encoder {
  /** What answers the references; may write the objects down that it has not met yet. */
  interface References {
    int of(PyObject o) throws NotWritable;

    int string(String text);

    /** Whether the record is only for comparing it with an earlier one. */
    boolean isLook();

    /** The number of the module whose namespace this is: -2 - n for one of the library; or -1. */
    int moduleOf(PyDict namespace) throws NotWritable;
  }

  /**
   * Builtin types whose instances are what {@code __reduce__} says: a call of the type. All of them
   * immutable, and the call runs no Python code.
   */
  private static final Set<String> CALLS =
      Set.of(
          "itertools.count",
          "operator.itemgetter",
          "operator.attrgetter",
          "operator.methodcaller",
          "_collections._tuplegetter",
          "range",
          "complex",
          "datetime.date",
          "datetime.time",
          "datetime.timedelta",
          "decimal.Decimal");

  /** What {@code _json.Scanner} takes from its argument, and keeps. */
  private static final String[] SCANNER = {
    "strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"
  };

  /** What {@code _csv.Dialect} takes after a dialect, in that order. */
  private static final String[] DIALECT = {
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict"
  };

  private static final String[] ERROR_HANDLERS = {
    "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"
  };

  private final References references;

  Encoder(References references) {
    this.references = references;
  }

  byte[] encode(PyObject o) throws NotWritable {
    PartOutput out = new PartOutput();
    if (o instanceof PyType t) {
      if (!t.isHeap()) {
        throw new NotWritable("the builtin type " + t.fullName());
      }
      encodeClass(out, t);
    } else if (o instanceof PyLocal l) {
      encodeLocal(out, l);
    } else if (o.type.isHeap() || o.getClass() == PyObject.class) {
      encodeInstance(out, o);
    } else if (!encodeData(out, o) && !encodeCallable(out, o) && !encodeNative(out, o)) {
      throw NotWritable.object(o);
    }
    return out.toByteArray();
  }

  private int ref(PyObject o) throws NotWritable {
    return references.of(o);
  }

  private boolean encodeData(PartOutput out, PyObject o) throws NotWritable {
    switch (o) {
      case PyTuple t when t.type == PyTuple.TYPE -> items(out.i32(TUPLE), t.items);
      case PyList l when l.type == PyList.TYPE -> items(out.i32(LIST), Abstract.toArray(l));
      case PyDict d when d.type == PyDict.TYPE -> entries(out.i32(DICT), d, true);
      case PySet s when s.type == PySet.TYPE || s.type == PySet.FROZEN -> {
        PyObject[] items = s.toArray();
        // What hashes by identity stands in a set in an order that no two runs share; strings do
        // not.
        Arrays.sort(items, Comparator.comparing(Encoder::name));
        for (PyObject item : items) {
          checkKey(item);
          if (item instanceof PyWeakRef && items.length > 1) {
            throw new NotWritable("a set of weak references, which has no order");
          }
        }
        items(out.i32(s.type == PySet.TYPE ? SET : FROZENSET), items);
      }
      case PyInt i when i.type == PyInt.TYPE -> bytes(out.i32(INT), i.bigValue().toByteArray());
      case PyFloat f when f.type == PyFloat.TYPE -> {
        long bits = Double.doubleToRawLongBits(f.value);
        out.i32(FLOAT).i32((int) bits).i32((int) (bits >> 32));
      }
      case PyBytes b when b.type == PyBytes.TYPE -> bytes(out.i32(BYTES), b.value);
      case PyCell c ->
          out.i32(CELL).i32(c.value == null ? TAG_SINGLETON | ABSENT << TAG_BITS : ref(c.value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void bytes(PartOutput out, byte[] bytes) {
    out.i32(bytes.length).bytes(bytes).align(4);
  }

  private static String name(PyObject o) {
    return o instanceof PyType t ? t.fullName() : o instanceof PyBuiltinFunction f ? f.name() : "";
  }

  private void items(PartOutput out, PyObject[] items) throws NotWritable {
    out.i32(items.length);
    for (PyObject item : items) {
      out.i32(optional(item));
    }
  }

  private int optional(PyObject o) throws NotWritable {
    return o == null ? TAG_SINGLETON | ABSENT << TAG_BITS : ref(o);
  }

  /** Number, then keys and values in turn. */
  private void entries(PartOutput out, PyDict dict, boolean anyKey) throws NotWritable {
    out.i32(dict == null ? 0 : dict.size());
    for (int i = 0; dict != null && i < dict.slotLimit(); i++) {
      PyObject key = dict.keyAt(i);
      if (key != null) {
        if (anyKey) {
          checkKey(key);
        } else if (key.type != PyStr.TYPE) {
          throw new NotWritable("an attribute that is no str");
        }
        out.i32(ref(key));
        try {
          out.i32(ref(dict.valueAt(i)));
        } catch (NotWritable e) {
          throw e.in("[" + key + "]");
        }
      }
    }
  }

  /** Keys must have a hash that no Python code computes. */
  private static void checkKey(PyObject key) throws NotWritable {
    if (key instanceof PyWeakRef r) {
      checkKey(target(r));
    } else if (key instanceof PyTuple t && t.type == PyTuple.TYPE) {
      for (PyObject item : t.items) {
        checkKey(item);
      }
    } else if (!(key.type.lookup("__hash__") instanceof PyWrapperDescr)
        || !(key.type.lookup("__eq__") instanceof PyWrapperDescr)) {
      throw new NotWritable("a key of class " + key.type.name());
    }
  }

  private boolean encodeCallable(PartOutput out, PyObject o) throws NotWritable {
    switch (o) {
      case PyFunction f -> function(out.i32(FUNCTION), f);
      case PyProperty p -> {
        out.i32(PROPERTY).i32(ref(p.type)).i32(Anatomy.docIsGetters(p) ? 1 : 0);
        items(out, Anatomy.parts(p));
      }
      case PyClassMethod m -> wrapper(out.i32(CLASSMETHOD), m, Anatomy.callable(m));
      case PyStaticMethod m -> wrapper(out.i32(STATICMETHOD), m, Anatomy.callable(m));
      case PyMethod m -> out.i32(METHOD).i32(ref(m.function)).i32(ref(m.self));
      case PyMethodWrapper w ->
          out.i32(BUILTIN_METHOD).i32(ref(Anatomy.self(w))).i32(ref(Anatomy.nameOf(w)));
      case PyBuiltinFunction f when errorHandler(f) != null -> {
        out.i32(CALL).i32(ref(ofModule("_codecs", "lookup_error")));
        items(out, new PyObject[] {PyStr.of(errorHandler(f))});
      }
      case PyBuiltinFunction f when Anatomy.owner(f) == null && f.self != null ->
          out.i32(BUILTIN_METHOD).i32(ref(f.self)).i32(ref(Anatomy.nameOf(f)));
      default -> {
        PyType owner = Anatomy.owner(o);
        if (owner == null) {
          return false;
        }
        if (Anatomy.isSlot(o)) {
          out.i32(SLOT).i32(ref(owner)).i32(ref(Anatomy.nameOf(o))).i32(Anatomy.slotIndex(o));
        } else {
          out.i32(owner.isHeap() ? INSTANCE_ATTRIBUTE : TYPE_ATTRIBUTE);
          out.i32(ref(owner)).i32(ref(Anatomy.nameOf(o)));
        }
      }
    }
    return true;
  }

  private void wrapper(PartOutput out, PyObject o, PyObject callable) throws NotWritable {
    out.i32(ref(callable));
    entries(out, o.dictOrNull(), false);
  }

  /** What the function's code says too is left to the code. */
  private void function(PartOutput out, PyFunction f) throws NotWritable {
    out.i32(ref(f.code));
    int module = references.moduleOf(f.globals);
    out.i32(module).i32(module == -1 ? ref(f.globals) : 0);
    out.i32(unlessEqual(Anatomy.ownName(f), f.code.unit.name()));
    out.i32(unlessEqual(Anatomy.ownQualname(f), f.code.unit.qualname()));
    PyObject doc = Anatomy.ownDoc(f);
    Object written = doc == null ? null : f.code.unit.docstring(ObjectFactory.INSTANCE);
    out.i32(
        doc == null
            ? optional(null)
            : unlessEqual(doc, written instanceof PyStr s ? s.value() : null));
    out.i32(optional(f.defaults)).i32(optional(f.kwdefaults));
    // Nothing changes them but asking for them, which makes a dict of a tuple.
    out.i32(references.isLook() ? 0 : optional(Anatomy.annotations(f)));
    out.i32(optional(f.closure)).i32(ref(f.module));
    entries(out, f.dictOrNull(), false);
  }

  private int unlessEqual(PyObject o, String standard) throws NotWritable {
    boolean same =
        o == null
            || (o instanceof PyStr s && s.type == PyStr.TYPE
                ? s.value().equals(standard)
                : o == PyObject.NONE && standard == null);
    return optional(same ? null : o);
  }

  private boolean encodeNative(PartOutput out, PyObject o) throws NotWritable {
    PyType[] registered = AbcModule.registered(o);
    PyObject[] cache = FunctoolsModule.cacheParts(o);
    if (registered != null) {
      Arrays.sort(registered, Comparator.comparing(PyType::fullName));
      items(out.i32(ABC_DATA), registered);
    } else if (cache != null) {
      items(out.i32(LRU_CACHE), cache);
      entries(out, o.dictOrNull(), false);
    } else if (o instanceof PyPattern p) {
      if (SreAccelerator.restored(p.source(), p.flagBits()) == null) {
        throw new NotWritable("a pattern that only the library compiles");
      }
      out.i32(PATTERN).i32(ref(p.source())).i32(p.flagBits());
    } else if (o instanceof PyGenericAlias a && a.type == PyGenericAlias.TYPE && !a.unpacked) {
      out.i32(GENERIC_ALIAS).i32(ref(a.origin)).i32(ref(a.args));
    } else if (o instanceof PyUnion u) {
      items(out.i32(UNION), Anatomy.args(u));
    } else if (o instanceof PyMappingProxy p) {
      out.i32(MAPPING_PROXY).i32(ref(p.mapping));
    } else if (o instanceof PyCode c) {
      bytes(out.i32(CODE), MarshalWriter.toBytes(c.unit.toCodeObject()));
    } else if (o instanceof PyWeakRef r && r.type == PyWeakRef.TYPE && !Anatomy.isOfProxy(r)) {
      out.i32(WEAK_REFERENCE).i32(ref(target(r))).i32(optional(Anatomy.callback(r)));
    } else if (call(o) instanceof PyObject[] call) {
      PyDict keywords = keywords(o);
      items(
          out.i32(keywords == null ? CALL : KEYWORD_CALL).i32(ref(call[0])),
          Arrays.copyOfRange(call, 1, call.length));
      if (keywords != null) {
        entries(out, keywords, false);
      }
    } else if (CALLS.contains(o.type.fullName())) {
      PyObject reduced = Abstract.callMethod(o, "__reduce__");
      if (!(reduced instanceof PyTuple t)
          || t.items.length < 2
          || t.items[0] != o.type
          || !(t.items[1] instanceof PyTuple args)
          || o.dictOrNull() != null && o.dictOrNull().size() > 0) {
        throw NotWritable.object(o);
      }
      items(out.i32(CALL).i32(ref(o.type)), args.items);
    } else if (o.type.fullName().equals("collections.defaultdict")) {
      out.i32(DEFAULT_DICT).i32(ref(o.type)).i32(ref(Abstract.getAttribute(o, "default_factory")));
      entries(out, (PyDict) o, true);
    } else if (o.type.fullName().equals("_json.Scanner")) {
      out.i32(CONTEXT_CALL).i32(ref(o.type)).i32(SCANNER.length);
      for (String attribute : SCANNER) {
        out.i32(references.string(attribute)).i32(ref(Abstract.getAttribute(o, attribute)));
      }
    } else {
      return false;
    }
    return true;
  }

  /** What to call, and with what, for another like {@code o}; null for most objects. */
  private static PyObject[] call(PyObject o) throws NotWritable {
    switch (o.type.fullName()) {
      case "_thread.lock":
        if (Abstract.isTrue(Abstract.callMethod(o, "locked"))) {
          throw new NotWritable("a lock that is held");
        }
        return new PyObject[] {ofModule("_thread", "allocate_lock")};
      case "_thread.RLock":
        if (Abstract.isTrue(Abstract.callMethod(o, "_is_owned"))) {
          throw new NotWritable("a lock that is held");
        }
        return new PyObject[] {o.type};
      case "_contextvars.ContextVar":
        return isUnset(o) ? new PyObject[] {o.type, Abstract.getAttribute(o, "name")} : null;
      case "_csv.Dialect":
        PyObject[] dialect = new PyObject[DIALECT.length + 2];
        dialect[0] = o.type;
        dialect[1] = PyObject.NONE;
        for (int i = 0; i < DIALECT.length; i++) {
          dialect[i + 2] = Abstract.getAttribute(o, DIALECT[i]);
        }
        return dialect;
      case "functools.partial":
        PyObject[] args = Abstract.toArray(Abstract.getAttribute(o, "args"));
        PyObject[] all = new PyObject[args.length + 2];
        all[0] = o.type;
        all[1] = Abstract.getAttribute(o, "func");
        System.arraycopy(args, 0, all, 2, args.length);
        return all;
      case "_struct.Struct":
        return new PyObject[] {o.type, Abstract.getAttribute(o, "format")};
      default:
        return null;
    }
  }

  /** Those of the call that makes another like {@code o}; null if there are none. */
  private static PyDict keywords(PyObject o) {
    return o.type.fullName().equals("functools.partial")
            && Abstract.getAttribute(o, "keywords") instanceof PyDict d
            && d.size() > 0
        ? d
        : null;
  }

  private static PyObject target(PyWeakRef r) throws NotWritable {
    if (r.get() == null) {
      throw new NotWritable("a weak reference to nothing");
    }
    return r.get();
  }

  private static boolean isUnset(PyObject contextVariable) {
    try {
      Abstract.callMethod(contextVariable, "get");
      return false;
    } catch (PyException e) {
      return e.matches(Exceptions.LookupError);
    }
  }

  private static PyObject ofModule(String module, String attribute) {
    return ((PyModule) Interpreter.current().modules.get(module)).get(attribute);
  }

  /** The name of the codec error handler that this function is, or null. */
  private static String errorHandler(PyBuiltinFunction f) {
    for (String name : ERROR_HANDLERS) {
      if (CodecRegistry.current().lookupError(name) == f) {
        return name;
      }
    }
    return null;
  }

  /** Those of the thread that imports: so it is made when the module is imported. */
  private void encodeLocal(PartOutput out, PyLocal l) throws NotWritable {
    PyDict values = l.onlyValues();
    if (values == null || Anatomy.slots(l) != null && Anatomy.slots(l).length > 0) {
      throw NotWritable.object(l);
    }
    entries(out.i32(LOCAL).i32(ref(l.type)), values, false);
  }

  /** Subclasses of builtin types whose own part is written too. */
  private void encodeInstance(PartOutput out, PyObject o) throws NotWritable {
    PyType layout = Anatomy.layout(o.type);
    out.i32(INSTANCE).i32(ref(o.type));
    if (layout == PyType.OBJECT) {
      out.i32(PLAIN);
    } else if (layout == PyInt.TYPE) {
      out.i32(INT).i32(ref(PyInt.of(((PyInt) o).bigValue())));
    } else if (layout == PyStr.TYPE) {
      out.i32(STR).i32(ref(PyStr.of(((PyStr) o).value())));
    } else if (layout == PyTuple.TYPE) {
      items(out.i32(TUPLE), ((PyTuple) o).items);
    } else if (layout == PyFloat.TYPE) {
      out.i32(FLOAT).i32(ref(PyFloat.of(((PyFloat) o).value)));
    } else if (layout == PyDict.TYPE && o.getClass() == PyDict.class) {
      entries(out.i32(DICT), (PyDict) o, true);
    } else if (layout == PyProperty.TYPE) {
      out.i32(PROPERTY).i32(Anatomy.docIsGetters((PyProperty) o) ? 1 : 0);
      items(out, Anatomy.parts((PyProperty) o));
    } else {
      throw NotWritable.object(o);
    }
    entries(out, o.dictOrNull(), false);
    PyObject[] slots = Anatomy.slots(o);
    items(out, slots == null ? PyObject.NO_ARGS : slots);
  }

  /** The word behind the kind is where the list of subclasses will be. */
  private void encodeClass(PartOutput out, PyType t) throws NotWritable {
    out.i32(CLASS).i32(0).i32(ref(t.type)).i32(references.string(t.name()));
    out.i32(ref(Anatomy.qualname(t))).i32(ref(Anatomy.base(t)));
    items(out, Anatomy.bases(t));
    PyType[] mro = Anatomy.mro(t).clone();
    for (int i = 0; i < mro.length; i++) {
      mro[i] = mro[i] == t ? null : mro[i];
    }
    items(out, mro);
    out.i32(t.flags).i32((t.hasDict ? 1 : 0) | (t.weakrefable ? 2 : 0)).i32(Anatomy.slotCount(t));
    PyDict dict = t.dictionary();
    List<Integer> special = new ArrayList<>();
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr s
          && s.value().startsWith("__")
          && s.value().endsWith("__")) {
        special.add(references.string(s.value()));
      }
    }
    out.i32(special.size());
    for (int name : special) {
      out.i32(name);
    }
    table(out, dict, Set.of());
  }

  /** The namespace of a class or a module, for {@link DictTable}. */
  void table(PartOutput out, PyDict dict, Set<String> without) throws NotWritable {
    List<String> names = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < dict.slotLimit(); i++) {
      PyObject key = dict.keyAt(i);
      if (key == null || key instanceof PyStr k && without.contains(k.value())) {
        continue;
      }
      if (key.type != PyStr.TYPE) {
        throw new NotWritable("a name that is no str");
      }
      String name = ((PyStr) key).value();
      names.add(name);
      try {
        values.add(ref(dict.valueAt(i)));
      } catch (NotWritable e) {
        throw e.in(name);
      }
    }
    int[] keys = new int[names.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = references.string(names.get(i));
    }
    DictTable.write(
        out,
        names.toArray(new String[0]),
        keys,
        values.stream().mapToInt(Integer::intValue).toArray());
  }
}
