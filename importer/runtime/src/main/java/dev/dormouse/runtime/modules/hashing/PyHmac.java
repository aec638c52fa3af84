package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code _hashlib.HMAC}. */
@BuiltinType(
    name = "HMAC",
    ops = PyHmac.HmacOps.class,
    doc = "The object used to calculate HMAC of a message.")
final class PyHmac extends PyObject {
  static final PyType TYPE =
      PyType.builtin("HMAC", PyType.OBJECT, new HmacOps(), new PyHmacTable())
          .in("_hashlib")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final String hash;
  private final Hmac hmac;

  PyHmac(String hash, Hmac hmac) {
    super(TYPE);
    this.hash = hash;
    this.hmac = hmac;
  }

  @Method(signature = "(msg)", doc = "Update the HMAC object with msg.")
  void update(PyObject msg) {
    byte[] b = PyHash.data(msg);
    hmac.update(b, 0, b.length);
  }

  @Method(doc = "Return the digest of the bytes passed to the update() method so far.")
  PyObject digest() {
    return PyBytes.of(hmac.digest());
  }

  @Method(doc = "Return hexadecimal digest of the bytes passed to the update() method so far.")
  String hexdigest() {
    return Bytes.hex(hmac.digest(), null, 1);
  }

  @Method(doc = "Return a copy (\"clone\") of the HMAC object.")
  PyObject copy() {
    return new PyHmac(hash, hmac.copy());
  }

  @Getter
  PyObject name() {
    return PyStr.of("hmac-" + hash);
  }

  @Getter(name = "digest_size")
  PyObject digestSize() {
    return PyInt.of(hmac.digestSize());
  }

  @Getter(name = "block_size")
  PyObject blockSize() {
    return PyInt.of(hmac.blockSize());
  }

  static final class HmacOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of(
          "<"
              + ((PyHmac) o).hash
              + " HMAC object @ 0x"
              + Integer.toHexString(System.identityHashCode(o))
              + ">");
    }
  }
}
