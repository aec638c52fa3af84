package dev.dormouse.runtime.modules.sys;

import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySimpleNamespace;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;

/** The constants of {@code sys}: version, limits, flags. */
public final class SysInfo {
  /** What Python this is. */
  public static final String VERSION = "3.11.3";

  private static final int HEX_VERSION = 0x030B03F0;

  private SysInfo() {}

  static final PyType FLAGS =
      PyStructSequence.type(
              "sys",
              "flags",
              "Flags provided through command line arguments or environment vars.",
              "debug inspect interactive optimize dont_write_bytecode no_user_site no_site"
                  + " ignore_environment verbose bytes_warning quiet hash_randomization isolated"
                  + " dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits",
              18)
          .with(PyType.DISALLOW_INSTANTIATION);
  static final PyType VERSION_INFO =
      PyStructSequence.type(
              "sys",
              "version_info",
              "Version information as a named tuple.",
              "major minor micro releaselevel serial",
              5)
          .with(PyType.DISALLOW_INSTANTIATION);
  static final PyType FLOAT_INFO =
      PyStructSequence.type(
          "sys",
          "float_info",
          "What a float can hold.",
          "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
          11);
  static final PyType INT_INFO =
      PyStructSequence.type(
          "sys",
          "int_info",
          "How ints are held.",
          "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold",
          4);
  static final PyType HASH_INFO =
      PyStructSequence.type(
          "sys",
          "hash_info",
          "How numbers and text are hashed.",
          "width modulus inf nan imag algorithm hash_bits seed_bits cutoff",
          9);
  static final PyType THREAD_INFO =
      PyStructSequence.type("sys", "thread_info", "How threads are made.", "name lock version", 3);

  /** {@code sys.version}: the language version first, as tools parse it. */
  public static String version() {
    return VERSION + " (Dormouse) [Java " + System.getProperty("java.version") + "]";
  }

  static void addTo(PyModule m, Interpreter interp) {
    Flags f = interp.flags;
    m.set("flags", flags(f));
    PyObject info =
        new PyStructSequence(
            VERSION_INFO, PyInt.of(3), PyInt.of(11), PyInt.of(3), PyStr.of("final"), PyInt.of(0));
    m.set("version_info", info);
    m.set("version", PyStr.of(version()));
    m.set("hexversion", PyInt.of(HEX_VERSION));
    m.set("api_version", PyInt.of(1013));
    m.set("copyright", PyStr.of("Copyright the Dormouse authors; Apache License 2.0."));
    m.set("platform", PyStr.of("linux"));
    m.set("platlibdir", PyStr.of("lib"));
    m.set("byteorder", PyStr.of("little"));
    m.set("maxsize", PyInt.of(Long.MAX_VALUE));
    m.set("maxunicode", PyInt.of(0x10FFFF));
    m.set("float_repr_style", PyStr.of("short"));
    m.set("abiflags", Names.EMPTY);
    m.set("_framework", Names.EMPTY);
    m.set("_git", PyTuple.of(PyStr.of("CPython"), Names.EMPTY, Names.EMPTY));
    m.set(
        "float_info",
        new PyStructSequence(
            FLOAT_INFO,
            PyFloat.of(Double.MAX_VALUE),
            PyInt.of(1024),
            PyInt.of(308),
            PyFloat.of(Double.MIN_NORMAL),
            PyInt.of(-1021),
            PyInt.of(-307),
            PyInt.of(15),
            PyInt.of(53),
            PyFloat.of(Math.ulp(1.0)),
            PyInt.of(2),
            PyInt.of(1)));
    m.set(
        "int_info",
        new PyStructSequence(INT_INFO, PyInt.of(30), PyInt.of(4), PyInt.of(4300), PyInt.of(640)));
    m.set(
        "hash_info",
        new PyStructSequence(
            HASH_INFO,
            PyInt.of(64),
            PyInt.of((1L << 61) - 1),
            PyInt.of(314159),
            PyInt.of(0),
            PyInt.of(1000003),
            PyStr.of("java"),
            PyInt.of(64),
            PyInt.of(128),
            PyInt.of(0)));
    m.set(
        "thread_info",
        new PyStructSequence(
            THREAD_INFO, PyStr.of("pthread"), PyStr.of("semaphore"), PyObject.NONE));
    PySimpleNamespace implementation = new PySimpleNamespace();
    PyDict d = implementation.dict();
    d.put("name", PyStr.of("dormouse"));
    d.put("cache_tag", PyStr.of("cpython-311"));
    d.put("version", info);
    d.put("hexversion", PyInt.of(HEX_VERSION));
    d.put("_multiarch", PyStr.of("x86_64-linux-gnu"));
    m.set("implementation", implementation);
  }

  static PyObject flags(Flags f) {
    return new PyStructSequence(
        FLAGS,
        PyInt.of(f.debug),
        PyInt.of(f.inspect),
        PyInt.of(f.interactive),
        PyInt.of(f.optimize),
        PyInt.of(f.dontWriteBytecode ? 1 : 0),
        PyInt.of(f.noUserSite ? 1 : 0),
        PyInt.of(f.noSite ? 1 : 0),
        PyInt.of(f.ignoreEnvironment ? 1 : 0),
        PyInt.of(f.verbose),
        PyInt.of(f.bytesWarning),
        PyInt.of(f.quiet ? 1 : 0),
        PyInt.of(1),
        PyInt.of(f.isolated ? 1 : 0),
        PyBool.of(f.devMode),
        PyInt.of(f.utf8Mode),
        PyInt.of(f.warnDefaultEncoding ? 1 : 0),
        PyBool.of(f.safePath),
        PyInt.of(f.intMaxStrDigits));
  }
}
