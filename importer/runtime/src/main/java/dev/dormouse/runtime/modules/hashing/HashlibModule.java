package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMappingProxy;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sizes;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.security.MessageDigest;

/**
 * {@code _hashlib}, in which CPython has OpenSSL; here the same algorithms as in the other modules
 * of this room.
 */
@BuiltinModule(
    name = "_hashlib",
    doc = "Hash functions by name, HMAC, PBKDF2 and scrypt",
    parts = {HashConstructors.class})
public final class HashlibModule {
  private HashlibModule() {}

  private static final PyType UNSUPPORTED =
      Exceptions.define("_hashlib", "UnsupportedDigestmodError", Exceptions.ValueError);

  public static BuiltinTable table() {
    return new HashlibModuleTable();
  }

  static void exec(PyModule m) {
    m.set("HASH", PyHash.HASHLIB);
    m.set("HASHXOF", PyHash.HASHXOF);
    m.set("HMAC", PyHmac.TYPE);
    m.set("UnsupportedDigestmodError", UNSUPPORTED);
    PyDict constructors = new PyDict();
    PyList names = new PyList();
    for (String name : Digests.NAMES) {
      names.add(PyStr.of(name));
      PyObject f = m.get("openssl_" + name);
      if (f != null) {
        constructors.put(f, PyStr.of(name));
      }
    }
    m.set("_constructors", Abstract.call(PyMappingProxy.TYPE, constructors));
    m.set("openssl_md_meth_names", Abstract.call(PySet.FROZEN, names));
  }

  @Function(
      name = "new",
      signature = "(name, string=b'', *, usedforsecurity=True)",
      doc = "Return a new hash object using the named algorithm.")
  static PyObject make(PyObject name, PyObject string, boolean usedForSecurity) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("name must be a string");
    }
    return PyHash.byName(s.value(), string);
  }

  private static PyException unsupported() {
    return Errors.valueError("[digital envelope routines] unsupported");
  }

  /**
   * The canonical name that a digestmod argument stands for: a str, or one of this module's
   * constructors.
   */
  private static String hash(PyObject digestmod) {
    if (digestmod instanceof PyStr s) {
      String name = Digests.canonical(s.value());
      if (name == null || name.startsWith("shake")) {
        throw unsupported();
      }
      return name;
    }
    if (digestmod instanceof PyBuiltinFunction f && f.name().startsWith("openssl_")) {
      return f.name().substring("openssl_".length());
    }
    throw Errors.of(UNSUPPORTED, "Unsupported digestmod " + Abstract.repr(digestmod).value());
  }

  @Function(
      name = "hmac_new",
      signature = "(key, msg=b'', digestmod=None)",
      doc = "Return a new hmac object.")
  static PyObject hmacNew(PyObject key, PyObject msg, PyObject digestmod) {
    if (digestmod == null || digestmod == PyObject.NONE) {
      throw Errors.typeError("Missing required parameter 'digestmod'.");
    }
    String name = hash(digestmod);
    PyHmac h = new PyHmac(name, Hmac.of(name, Bytes.of(key)));
    if (msg != null && msg != PyObject.NONE) {
      h.update(msg);
    }
    return h;
  }

  @Function(name = "hmac_digest", signature = "(key, msg, digest)", doc = "Single-shot HMAC.")
  static PyObject hmacDigest(PyObject key, PyObject msg, PyObject digest) {
    Hmac h = Hmac.of(hash(digest), Bytes.of(key));
    byte[] b = Bytes.of(msg);
    h.update(b, 0, b.length);
    return PyBytes.of(h.digest());
  }

  @Function(
      name = "pbkdf2_hmac",
      signature = "(hash_name, password, salt, iterations, dklen=None)",
      doc =
          "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom"
              + " function.")
  static PyObject pbkdf2(
      String hashName, PyObject password, PyObject salt, long iterations, PyObject dklen) {
    String name = Digests.canonical(hashName);
    if (name == null || name.startsWith("shake")) {
      throw unsupported();
    }
    if (iterations < 1) {
      throw Errors.valueError("iteration value must be greater than 0.");
    }
    int length =
        dklen == null || dklen == PyObject.NONE
            ? Digests.of(name).digestSize()
            : Sizes.clip(Abstract.toJavaLong(dklen));
    if (length < 1) {
      throw Errors.valueError("key length must be greater than 0.");
    }
    return PyBytes.of(Hmac.pbkdf2(name, Bytes.of(password), Bytes.of(salt), iterations, length));
  }

  private static int positive(PyObject o, String error) {
    if (o == null || o == PyObject.NONE) {
      throw Errors.typeError(error);
    }
    return Abstract.toJavaInt(o);
  }

  @Function(
      signature = "(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
      doc = "scrypt password-based key derivation function.")
  static PyObject scrypt(
      PyObject password,
      PyObject salt,
      PyObject n,
      PyObject r,
      PyObject p,
      long maxmem,
      long dklen) {
    if (salt == null || salt == PyObject.NONE) {
      throw Errors.typeError("salt is required");
    }
    byte[] s = Bytes.of(salt);
    String wrong = "n is required and must be a power of 2";
    if (n == null || !(n instanceof PyInt)) {
      throw Errors.typeError("n is required and must be an unsigned int");
    }
    int cost = positive(n, wrong);
    if (cost < 2 || (cost & cost - 1) != 0) {
      throw Errors.valueError("n must be a power of 2.");
    }
    if (!(r instanceof PyInt)) {
      throw Errors.typeError("r is required and must be an unsigned int");
    }
    if (!(p instanceof PyInt)) {
      throw Errors.typeError("p is required and must be an unsigned int");
    }
    int block = Abstract.toJavaInt(r);
    int parallel = Abstract.toJavaInt(p);
    if (maxmem < 0 || maxmem > Integer.MAX_VALUE) {
      throw Errors.valueError("maxmem must be positive and smaller than " + Integer.MAX_VALUE);
    }
    if (dklen < 1 || dklen > Integer.MAX_VALUE) {
      throw Errors.valueError("dklen must be greater than 0 and smaller than " + Integer.MAX_VALUE);
    }
    long limit = maxmem == 0 ? 32L << 20 : maxmem;
    if (block < 1 || parallel < 1 || 128L * block * (cost + parallel + 2L) > limit) {
      throw Errors.valueError("[digital envelope routines] memory limit exceeded");
    }
    return PyBytes.of(Hmac.scrypt(Bytes.of(password), s, cost, block, parallel, (int) dklen));
  }

  @Function(
      name = "compare_digest",
      signature = "(a, b, /)",
      doc = "Return 'a == b', in a time that does not tell where they differ.")
  static boolean compareDigest(PyObject a, PyObject b) {
    if (a instanceof PyStr x && b instanceof PyStr y) {
      if (!x.isAscii() || !y.isAscii()) {
        throw Errors.typeError("comparing strings with non-ASCII characters is not supported");
      }
      return MessageDigest.isEqual(Bytes.ofAsciiOrBytes(x), Bytes.ofAsciiOrBytes(y));
    }
    return MessageDigest.isEqual(Bytes.of(a), Bytes.of(b));
  }

  @Function(name = "get_fips_mode", doc = "Determine the OpenSSL FIPS mode of operation.")
  static int getFipsMode() {
    return 0;
  }
}
