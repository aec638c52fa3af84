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

/** {@code _sha3}'s types: four of SHA-3 and two of SHAKE, whose digests take a length. */
@BuiltinType(
    name = "sha3",
    ops = PySha3.Sha3Ops.class,
    parts = {PySha3.Fixed.class})
final class PySha3 extends PyObject {
  static final PyType SHA3_224 = fixed("sha3_224");
  static final PyType SHA3_256 = fixed("sha3_256");
  static final PyType SHA3_384 = fixed("sha3_384");
  static final PyType SHA3_512 = fixed("sha3_512");
  static final PyType SHAKE_128 = shake("shake_128");
  static final PyType SHAKE_256 = shake("shake_256");

  private static PyType fixed(String name) {
    return PyType.builtin(name, PyType.OBJECT, new Sha3Ops(), new PySha3Table()).in("_sha3");
  }

  private static PyType shake(String name) {
    return PyType.builtin(name, PyType.OBJECT, new Sha3Ops(), new PySha3ShakeTable()).in("_sha3");
  }

  private final Keccak hash;

  private PySha3(PyType type, Keccak hash) {
    super(type);
    this.hash = hash;
  }

  /** The digests of SHA-3. */
  static final class Fixed {
    private Fixed() {}

    @Method(doc = "Return the digest value as a bytes object.")
    static PyObject digest(PySha3 self) {
      return PyBytes.of(self.hash.digest());
    }

    @Method(doc = "Return the digest value as a string of hexadecimal digits.")
    static String hexdigest(PySha3 self) {
      return Bytes.hex(self.hash.digest(), null, 1);
    }
  }

  /** The digests of SHAKE. */
  @BuiltinType(
      name = "shake",
      ops = PySha3.Sha3Ops.class,
      parts = {PySha3.class})
  static final class Shake {
    private Shake() {}

    private static byte[] digestOf(PySha3 self, PyObject length) {
      long n = Abstract.toJavaLong(length);
      if (n < 0) {
        throw Errors.valueError("value must be positive");
      }
      if (n >= 1 << 29) {
        throw Errors.valueError("length is too large");
      }
      return self.hash.digest((int) n);
    }

    @Method(signature = "(length, /)", doc = "Return the digest value as a bytes object.")
    static PyObject digest(PySha3 self, PyObject length) {
      return PyBytes.of(digestOf(self, length));
    }

    @Method(
        signature = "(length, /)",
        doc = "Return the digest value as a string of hexadecimal digits.")
    static String hexdigest(PySha3 self, PyObject length) {
      return Bytes.hex(digestOf(self, length), null, 1);
    }
  }

  @Method(
      signature = "(data, /)",
      doc = "Update this hash object's state with the provided bytes-like object.")
  static void update(PySha3 self, PyObject data) {
    byte[] b = PyHash.data(data);
    self.hash.update(b, 0, b.length);
  }

  @Method(doc = "Return a copy of the hash object.")
  static PyObject copy(PySha3 self) {
    return new PySha3(self.type, self.hash.copy());
  }

  @Getter
  static PyObject name(PySha3 self) {
    return PyStr.of(self.type.name());
  }

  @Getter(name = "digest_size")
  static PyObject digestSize(PySha3 self) {
    return PyInt.of(self.hash.digestSize());
  }

  @Getter(name = "block_size")
  static PyObject blockSize(PySha3 self) {
    return PyInt.of(self.hash.blockSize());
  }

  @Getter(name = "_capacity_bits")
  static PyObject capacity(PySha3 self) {
    return PyInt.of(1600 - self.hash.blockSize() * 8);
  }

  @Getter(name = "_rate_bits")
  static PyObject rate(PySha3 self) {
    return PyInt.of(self.hash.blockSize() * 8);
  }

  @Getter(name = "_suffix")
  static PyObject suffix(PySha3 self) {
    return PyBytes.of(new byte[] {(byte) self.hash.suffix()});
  }

  static final class Sha3Ops extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse(cls.name(), "data\0usedforsecurity", 1, 1, 0, args, kwnames);
      Keccak k =
          switch (cls.name()) {
            case "sha3_224" -> Keccak.sha3(28);
            case "sha3_256" -> Keccak.sha3(32);
            case "sha3_384" -> Keccak.sha3(48);
            case "sha3_512" -> Keccak.sha3(64);
            case "shake_128" -> Keccak.shake(128);
            default -> Keccak.shake(256);
          };
      PySha3 o = new PySha3(cls, k);
      if (p[0] != null) {
        update(o, p[0]);
      }
      return o;
    }
  }
}
