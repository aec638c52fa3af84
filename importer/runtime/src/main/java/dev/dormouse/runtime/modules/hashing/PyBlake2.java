package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
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

/** {@code _blake2.blake2b} and {@code _blake2.blake2s}. */
@BuiltinType(
    name = "blake2b",
    ops = PyBlake2.BlakeOps.class,
    doc = "Return a new BLAKE2 hash object.")
final class PyBlake2 extends PyObject {
  static final PyType BIG = type("blake2b", 64);
  static final PyType SMALL = type("blake2s", 32);

  private static PyType type(String name, int unit) {
    PyType t =
        PyType.builtin(name, PyType.OBJECT, new BlakeOps(), new PyBlake2Table())
            .in("_blake2")
            .with(PyType.BASETYPE);
    t.add("SALT_SIZE", PyInt.of(unit / 4));
    t.add("PERSON_SIZE", PyInt.of(unit / 4));
    t.add("MAX_KEY_SIZE", PyInt.of(unit));
    t.add("MAX_DIGEST_SIZE", PyInt.of(unit));
    return t;
  }

  private final Blake2 hash;

  private PyBlake2(PyType type, Blake2 hash) {
    super(type);
    this.hash = hash;
  }

  @Method(
      signature = "(data, /)",
      doc = "Update this hash object's state with the provided bytes-like object.")
  void update(PyObject data) {
    byte[] b = PyHash.data(data);
    hash.update(b, 0, b.length);
  }

  @Method(doc = "Return the digest value as a bytes object.")
  PyObject digest() {
    return PyBytes.of(hash.digest());
  }

  @Method(doc = "Return the digest value as a string of hexadecimal digits.")
  String hexdigest() {
    return Bytes.hex(hash.digest(), null, 1);
  }

  @Method(doc = "Return a copy of the hash object.")
  PyObject copy() {
    return new PyBlake2(type, hash.copy());
  }

  @Getter
  PyObject name() {
    return PyStr.of(type.isSubtype(BIG) ? "blake2b" : "blake2s");
  }

  @Getter(name = "digest_size")
  PyObject digestSize() {
    return PyInt.of(hash.digestSize());
  }

  @Getter(name = "block_size")
  PyObject blockSize() {
    return PyInt.of(hash.blockSize());
  }

  static final class BlakeOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      boolean big = cls.isSubtype(BIG);
      int unit = big ? 64 : 32;
      PyObject[] p =
          ArgParser.parse(
              big ? "blake2b" : "blake2s",
              "data\0digest_size\0key\0salt\0person\0fanout\0depth\0leaf_size\0node_offset\0node_depth\0inner_size\0last_node\0usedforsecurity",
              1,
              1,
              0,
              args,
              kwnames);
      int size = number(p[1], unit);
      if (size <= 0 || size > unit) {
        throw Errors.valueError(
            "digest_size for "
                + (big ? "Blake2b" : "Blake2s")
                + " must be between 1 and "
                + unit
                + " bytes, here it is "
                + size);
      }
      byte[] key = bytes(p[2], unit, "key");
      byte[] salt = bytes(p[3], unit / 4, "salt");
      byte[] person = bytes(p[4], unit / 4, "person");
      int fanout = limited(p[5], 1, 0, 255, "fanout must be between 0 and 255");
      int depth = limited(p[6], 1, 1, 255, "depth must be between 1 and 255");
      long leafSize = p[7] == null ? 0 : Abstract.toJavaLong(p[7]);
      if (leafSize < 0) {
        throw Errors.valueError("value must be positive");
      }
      if (leafSize > 0xffffffffL) {
        throw Errors.overflowError("leaf_size is too large");
      }
      PyInt offset = p[8] == null ? PyInt.ZERO : Abstract.index(p[8]);
      if (offset.isNegative()) {
        throw Errors.valueError("value must be positive");
      }
      if (offset.bigValue().bitLength() > 64) {
        throw Errors.overflowError("int too big to convert");
      }
      long nodeOffset = offset.bigValue().longValue();
      if (!big && (nodeOffset < 0 || nodeOffset > 0xffffffffffffL)) {
        throw Errors.overflowError("node_offset is too large");
      }
      int nodeDepth = limited(p[9], 0, 0, 255, "node_depth must be between 0 and 255");
      int innerSize = limited(p[10], 0, 0, unit, "inner_size must be between 0 and is " + unit);
      boolean lastNode = p[11] != null && Abstract.isTrue(p[11]);
      byte[] block = new byte[unit];
      block[0] = (byte) size;
      block[1] = (byte) key.length;
      block[2] = (byte) fanout;
      block[3] = (byte) depth;
      little(block, 4, 4, leafSize);
      little(block, 8, big ? 8 : 6, nodeOffset);
      block[big ? 16 : 14] = (byte) nodeDepth;
      block[big ? 17 : 15] = (byte) innerSize;
      System.arraycopy(salt, 0, block, unit / 2, salt.length);
      System.arraycopy(person, 0, block, unit * 3 / 4, person.length);
      PyBlake2 o = new PyBlake2(cls, Blake2.of(big, block, key, lastNode));
      if (p[0] != null) {
        o.update(p[0]);
      }
      return o;
    }

    private static int number(PyObject o, int standard) {
      return o == null ? standard : Abstract.toJavaInt(o);
    }

    private static int limited(PyObject o, int standard, int low, int high, String error) {
      int n = number(o, standard);
      if (n < low || n > high) {
        throw Errors.valueError(error);
      }
      return n;
    }

    private static byte[] bytes(PyObject o, int limit, String name) {
      if (o == null) {
        return new byte[0];
      }
      byte[] b = Bytes.of(o);
      if (b.length > limit) {
        throw Errors.valueError("maximum " + name + " length is " + limit + " bytes");
      }
      return b;
    }

    private static void little(byte[] b, int at, int n, long value) {
      for (int i = 0; i < n; i++) {
        b[at + i] = (byte) (value >>> 8 * i);
      }
    }
  }
}
