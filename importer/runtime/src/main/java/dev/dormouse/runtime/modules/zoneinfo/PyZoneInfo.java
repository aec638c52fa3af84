package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.modules.datetime.DatetimeApi;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code zoneinfo.ZoneInfo}. */
@BuiltinType(name = "ZoneInfo", ops = PyZoneInfo.ZoneInfoOps.class)
final class PyZoneInfo extends PyObject {
  static final PyType TYPE =
      PyType.builtin("ZoneInfo", DatetimeApi.tzinfo(), new ZoneInfoOps(), new PyZoneInfoTable())
          .in("zoneinfo")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  private static final PyStr WEAK_CACHE = PyStr.interned("_weak_cache");

  /** Where a zone came from, which decides how it is pickled. */
  private enum Source {
    NO_CACHE,
    CACHE,
    FILE
  }

  private final PyObject key;
  private final Transitions transitions;

  /** The repr of the file that it was read from; null if the program named the key alone. */
  private final PyStr file;

  private Source source = Source.NO_CACHE;

  private PyZoneInfo(PyType type, PyObject key, Transitions transitions, PyStr file) {
    super(type);
    this.key = key;
    this.transitions = transitions;
    this.file = file;
  }

  // making

  private static PyZoneInfo load(PyType cls, PyObject key) {
    ZoneState state = ZoneState.current();
    PyObject path = state.library("zoneinfo._tzpath", "find_tzfile", key);
    PyObject file =
        path == NONE
            ? state.library("zoneinfo._common", "load_tzdata", key)
            : state.library("io", "open", path, PyStr.of("rb"));
    try {
      return new PyZoneInfo(cls, key, read(file, state), null);
    } finally {
      Abstract.callMethod(file, "close");
    }
  }

  private static Transitions read(PyObject file, ZoneState state) {
    return new Transitions(state.library("zoneinfo._common", "load_data", file), state);
  }

  private static PyObject weakCache(PyType cls) {
    return cls == TYPE ? ZoneState.current().weakCache() : Abstract.getAttribute(cls, WEAK_CACHE);
  }

  /** The zone of a key, from a cache if it is there. */
  private static PyObject cached(PyType cls, PyObject key) {
    ZoneState state = ZoneState.current();
    // Subclasses have no strong cache, in CPython neither.
    PyObject known = cls == TYPE ? state.recall(key) : null;
    if (known != null) {
      return known;
    }
    PyObject weak = weakCache(cls);
    PyObject zone = Abstract.callMethod(weak, "get", key, NONE);
    if (zone == NONE) {
      PyZoneInfo made = load(cls, key);
      zone = Abstract.callMethod(weak, "setdefault", key, made);
      check(zone, cls, key).source = Source.CACHE;
    }
    check(zone, cls, key);
    if (cls == TYPE) {
      state.keep(key, zone);
    }
    return zone;
  }

  /** A subclass's cache may hold what it likes. */
  private static PyZoneInfo check(PyObject zone, PyType cls, PyObject key) {
    if (zone instanceof PyZoneInfo z) {
      return z;
    }
    throw Errors.runtimeError(
        "Unexpected instance of "
            + zone.type.fullName()
            + " in "
            + cls.name()
            + " weak cache for key "
            + Abstract.repr(key).value());
  }

  /** The only argument of the constructors, to which CPython gives no name in its messages. */
  private static PyObject key(PyObject[] args, PyStr[] kwnames) {
    return ArgParser.parse(null, "key", 0, 1, 1, args, kwnames)[0];
  }

  @ClassMethod(
      name = "no_cache",
      signature = "(key)",
      doc = "Get a new instance of ZoneInfo, bypassing the cache.")
  static PyObject noCache(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return load(cls, key(args, kwnames));
  }

  @ClassMethod(
      name = "from_file",
      signature = "(fobj, /, key=None)",
      doc = "Create a ZoneInfo file from a file object.")
  static PyObject fromFile(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse(null, "\0key", 1, 2, 1, args, kwnames);
    PyStr file = Abstract.repr(p[0]);
    PyObject key = p[1] == null ? NONE : p[1];
    PyZoneInfo zone = new PyZoneInfo(cls, key, read(p[0], ZoneState.current()), file);
    zone.source = Source.FILE;
    return zone;
  }

  @ClassMethod(
      name = "clear_cache",
      signature = "(*, only_keys=None)",
      doc = "Clear the ZoneInfo cache.")
  static void clearCache(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject onlyKeys = ArgParser.parse(null, "only_keys", 0, 0, 0, args, kwnames)[0];
    ZoneState state = ZoneState.current();
    PyObject weak = weakCache(cls);
    if (onlyKeys == null || onlyKeys == NONE) {
      Abstract.callMethod(weak, "clear");
      if (cls == TYPE) {
        state.forgetAll();
      }
      return;
    }
    PyObject it = Abstract.iter(onlyKeys);
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      if (cls == TYPE) {
        state.forget(key);
      }
      Abstract.callMethod(weak, "pop", key, NONE);
    }
  }

  @ClassMethod(
      name = "__init_subclass__",
      signature = "(*args, **kwargs)",
      doc = "Function to initialize subclasses.")
  static PyObject initSubclass(PyType cls, PyObject[] args, PyStr[] kwnames) {
    Abstract.setAttribute(cls, WEAK_CACHE, ZoneState.current().newWeakCache());
    return NONE;
  }

  @ClassMethod(
      name = "_unpickle",
      signature = "(key, from_cache, /)",
      doc = "Private method used in unpickling.")
  static PyObject unpickle(PyType cls, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords("ZoneInfo", "_unpickle", kwnames);
    if (args.length != 2) {
      throw Errors.typeError("function takes exactly 2 arguments (" + args.length + " given)");
    }
    boolean fromCache = ArgParser.toInt(args[1]) != 0;
    return fromCache ? cached(cls, args[0]) : load(cls, args[0]);
  }

  @Method(name = "__reduce__", doc = "Function for serialization with the pickle protocol.")
  PyObject reduce() {
    if (source == Source.FILE) {
      PyObject error =
          ZoneState.current()
              .library(
                  "pickle",
                  "PicklingError",
                  PyStr.of("Cannot pickle a ZoneInfo file from a file stream."));
      throw new PyException((PyBaseException) error);
    }
    PyObject constructor = Abstract.getAttribute(this, "_unpickle");
    return PyTuple.of(constructor, PyTuple.of(key, PyInt.of(source == Source.CACHE ? 1 : 0)));
  }

  // answers

  private TimeType at(PyObject dt) {
    if (dt == NONE) {
      return transitions.always();
    }
    long clock = DatetimeApi.clock(dt);
    boolean fold = DatetimeApi.isFold(dt);
    long year = transitions.isAfterLocal(clock, fold) ? DatetimeApi.year(dt) : 0;
    return transitions.atLocal(clock, fold, year);
  }

  @Method(
      name = "utcoffset",
      signature = "(dt, /)",
      doc = "Retrieve a timedelta representing the UTC offset in a zone at the given datetime.")
  PyObject utcOffset(PyObject dt) {
    return at(dt).offset;
  }

  @Method(
      name = "dst",
      signature = "(dt, /)",
      doc =
          "Retrieve a timedelta representing the amount of DST applied in a zone at the given"
              + " datetime.")
  PyObject dst(PyObject dt) {
    return at(dt).dst;
  }

  @Method(
      name = "tzname",
      signature = "(dt, /)",
      doc =
          "Retrieve a string containing the abbreviation for the time zone that applies in a zone"
              + " at a given datetime.")
  PyObject tzName(PyObject dt) {
    return at(dt).name;
  }

  @Method(
      name = "fromutc",
      signature = "(dt, /)",
      doc = "Given a datetime with local time in UTC, retrieve an adjusted datetime in local time.")
  PyObject fromUtc(PyObject dt) {
    DatetimeApi.requireOwn(this, dt);
    long time = DatetimeApi.clock(dt);
    long year = DatetimeApi.year(dt);
    PyObject local = Numbers.binary(Slot.ADD, dt, transitions.atUtc(time, year).offset);
    return transitions.isFold(time, year) ? DatetimeApi.withFold(local) : local;
  }

  @Getter(name = "key", member = true)
  PyObject getKey() {
    return key;
  }

  private PyStr repr() {
    String name = type == TYPE ? type.fullName() : type.name();
    return PyStr.of(
        key != NONE
            ? name + "(key=" + Abstract.repr(key).value() + ")"
            : name + ".from_file(" + (file == null ? "None" : file.value()) + ")");
  }

  /** The slots. */
  static final class ZoneInfoOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return cached(cls, key(args, kwnames));
    }

    @Override
    public PyObject repr(PyObject o) {
      return ((PyZoneInfo) o).repr();
    }

    @Override
    public PyObject str(PyObject o) {
      PyZoneInfo zone = (PyZoneInfo) o;
      return zone.key == NONE ? zone.repr() : zone.key;
    }
  }
}
