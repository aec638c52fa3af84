package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** A hash object of any of the algorithms; the types differ by name and module only. */
@BuiltinType(
    name = "HASH",
    ops = PyHash.HashOps.class,
    parts = {PyHash.Fixed.class})
final class PyHash extends PyObject {
  static final PyType MD5 = type("md5", "_md5");
  static final PyType SHA1 = type("sha1", "_sha1");
  static final PyType SHA224 = type("sha224", "_sha256");
  static final PyType SHA256 = type("sha256", "_sha256");
  static final PyType SHA384 = type("sha384", "_sha512");
  static final PyType SHA512 = type("sha512", "_sha512");
  static final PyType HASHLIB = type("HASH", "_hashlib");

  /** {@code _hashlib.HASHXOF}: digests take a length. */
  static final PyType HASHXOF =
      PyType.builtin("HASHXOF", HASHLIB, new HashOps(), new PyHashXofTable())
          .in("_hashlib")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static PyType type(String name, String module) {
    return PyType.builtin(name, PyType.OBJECT, new HashOps(), new PyHashTable())
        .in(module)
        .with(PyType.DISALLOW_INSTANTIATION);
  }

  private final String name;
  private final Digest digest;

  PyHash(PyType type, String name, Digest digest) {
    super(type);
    this.name = name;
    this.digest = digest;
  }

  /** A hash of {@code _hashlib} by any name; ValueError for an unknown one. */
  static PyObject byName(String name, PyObject data) {
    String canonical = Digests.canonical(name);
    Digest d = canonical == null ? null : Digests.of(canonical);
    if (d == null) {
      throw Errors.valueError("unsupported hash type " + name);
    }
    PyHash h = new PyHash(d.digestSize() == 0 ? HASHXOF : HASHLIB, canonical, d);
    if (data != null) {
      h.update(data);
    }
    return h;
  }

  /** Makes a hash and feeds it {@code data}, unless that is null. */
  static PyObject make(PyType type, String name, String algorithm, PyObject data) {
    Digest d = JavaDigest.of(algorithm);
    if (d == null) {
      throw Errors.valueError("unsupported hash type " + name);
    }
    PyHash h = new PyHash(type, name, d);
    if (data != null) {
      h.update(data);
    }
    return h;
  }

  /** The bytes to hash; a str is refused in its own words. */
  static byte[] data(PyObject o) {
    if (o instanceof PyStr) {
      throw Errors.typeError("Strings must be encoded before hashing");
    }
    if (!Bytes.isBytesLike(o)) {
      throw Errors.typeError("object supporting the buffer API required");
    }
    return Bytes.of(o);
  }

  @Method(signature = "(obj, /)", doc = "Update this hash object's state with the provided bytes.")
  void update(PyObject obj) {
    byte[] b = data(obj);
    digest.update(b, 0, b.length);
  }

  /** The digests of hashes with a size of their own. */
  static final class Fixed {
    private Fixed() {}

    @Method(doc = "Return the digest value as a bytes object.")
    static PyObject digest(PyHash self) {
      return PyBytes.of(self.digest.digest());
    }

    @Method(doc = "Return the digest value as a string of hexadecimal digits.")
    static String hexdigest(PyHash self) {
      return Bytes.hex(self.digest.digest(), null, 1);
    }
  }

  /** The digests of SHAKE. */
  @BuiltinType(
      name = "HASHXOF",
      parts = {PyHash.class})
  static final class Xof {
    private Xof() {}

    private static byte[] digestOf(PyHash self, long length) {
      if (length < 0) {
        throw Errors.systemError("Negative size passed to PyBytes_FromStringAndSize");
      }
      if (length >= 1 << 29) {
        throw Errors.valueError("length is too large");
      }
      return ((Keccak) self.digest).digest((int) length);
    }

    @Method(signature = "(length)", doc = "Return the digest value as a bytes object.")
    static PyObject digest(PyHash self, long length) {
      return PyBytes.of(digestOf(self, length));
    }

    @Method(
        signature = "(length)",
        doc = "Return the digest value as a string of hexadecimal digits.")
    static String hexdigest(PyHash self, long length) {
      return Bytes.hex(digestOf(self, length), null, 1);
    }
  }

  @Method(doc = "Return a copy of the hash object.")
  PyObject copy() {
    return new PyHash(type, name, digest.copy());
  }

  @Getter(name = "name")
  PyObject getName() {
    return PyStr.of(name);
  }

  @Getter(name = "digest_size")
  PyObject digestSize() {
    return PyInt.of(digest.digestSize());
  }

  @Getter(name = "block_size")
  PyObject blockSize() {
    return PyInt.of(digest.blockSize());
  }

  static final class HashOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyHash h = (PyHash) o;
      return PyStr.of(
          h.type.isSubtype(HASHLIB)
              ? "<"
                  + h.name
                  + " "
                  + (h.type == HASHLIB ? "_hashlib.HASH" : "_hashlib.HASHXOF")
                  + " object @ 0x"
                  + Integer.toHexString(System.identityHashCode(o))
                  + ">"
              : "<" + h.type.name() + " " + h.name + " object>");
    }
  }
}
