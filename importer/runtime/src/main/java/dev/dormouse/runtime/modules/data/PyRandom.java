package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** {@code _random.Random}. */
@BuiltinType(
    name = "Random",
    ops = PyRandom.RandomOps.class,
    doc = "Random() -> create a random number generator with its own internal state.")
final class PyRandom extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Random", PyType.OBJECT, new RandomOps(), new PyRandomTable())
          .in("_random")
          .with(PyType.BASETYPE);

  private final MersenneTwister twister = new MersenneTwister();

  private PyRandom(PyType type) {
    super(type);
  }

  private void seedWith(PyObject o) {
    if (o == null || o == NONE) {
      seedFromSystem();
      return;
    }
    BigInteger n;
    if (o instanceof PyInt i) {
      n = i.bigValue().abs();
    } else {
      n = BigInteger.valueOf(Abstract.hash(o));
      if (n.signum() < 0) {
        n = n.add(BigInteger.ONE.shiftLeft(64));
      }
    }
    int[] key = new int[Math.max((n.bitLength() + 31) / 32, 1)];
    for (int i = 0; i < key.length; i++) {
      key[i] = n.shiftRight(32 * i).intValue();
    }
    twister.seed(key);
  }

  /** The system's generator is read directly, since Java's SecureRandom takes long to load. */
  private void seedFromSystem() {
    byte[] b = new byte[4 * MersenneTwister.N];
    try (java.io.FileInputStream in = new java.io.FileInputStream("/dev/urandom")) {
      in.readNBytes(b, 0, b.length);
    } catch (java.io.IOException e) {
      new java.security.SecureRandom().nextBytes(b);
    }
    int[] key = new int[MersenneTwister.N];
    for (int i = 0; i < key.length; i++) {
      key[i] =
          b[4 * i] & 0xff
              | (b[4 * i + 1] & 0xff) << 8
              | (b[4 * i + 2] & 0xff) << 16
              | b[4 * i + 3] << 24;
    }
    twister.seed(key);
  }

  @Method(doc = "random() -> x in the interval [0, 1).")
  PyObject random() {
    return PyFloat.of(twister.nextDouble());
  }

  @Method(
      signature = "(n=None, /)",
      doc = "Seed the generator; with None, from the system's randomness.")
  void seed(PyObject n) {
    seedWith(n);
  }

  @Method(signature = "(k, /)", doc = "getrandbits(k) -> x. Generates an int with k random bits.")
  PyObject getrandbits(PyObject bits) {
    int k = Abstract.toJavaInt(bits);
    if (k < 0) {
      throw Errors.valueError("number of bits must be non-negative");
    }
    if (k == 0) {
      return PyInt.ZERO;
    }
    if (k <= 32) {
      return PyInt.of((twister.next() & 0xffffffffL) >>> 32 - k);
    }
    // Words come from the least significant on; the last one is shortened.
    byte[] b = new byte[(k + 31) / 32 * 4];
    int left = k;
    for (int at = b.length; left > 0; left -= 32) {
      int word = twister.next();
      if (left < 32) {
        word >>>= 32 - left;
      }
      b[--at] = (byte) word;
      b[--at] = (byte) (word >> 8);
      b[--at] = (byte) (word >> 16);
      b[--at] = (byte) (word >> 24);
    }
    return PyInt.of(new BigInteger(1, b));
  }

  @Method(doc = "getstate() -> tuple containing the current state.")
  PyObject getstate() {
    int[] all = twister.getState();
    PyObject[] out = new PyObject[all.length];
    for (int i = 0; i < all.length; i++) {
      out[i] = PyInt.of(all[i] & 0xffffffffL);
    }
    return PyTuple.of(out);
  }

  @Method(signature = "(state, /)", doc = "setstate(state) -> None. Restores generator state.")
  void setstate(PyObject state) {
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("state vector must be a tuple");
    }
    if (t.items.length != MersenneTwister.N + 1) {
      throw Errors.valueError("state vector is the wrong size");
    }
    int[] all = new int[t.items.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (int) Abstract.toJavaLong(t.items[i]);
    }
    if (all[MersenneTwister.N] < 0 || all[MersenneTwister.N] > MersenneTwister.N) {
      throw Errors.valueError("invalid state");
    }
    twister.setState(all);
  }

  static final class RandomOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (cls == TYPE) {
        ArgParser.noKeywords(null, "Random", kwnames);
      }
      return new PyRandom(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional(null, "Random", args, kwnames, 0, 1);
      ((PyRandom) o).seedWith(args.length == 0 ? null : args[0]);
    }
  }
}
