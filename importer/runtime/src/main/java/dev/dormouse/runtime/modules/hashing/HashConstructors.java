package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Function;

/** The constructors of {@code _hashlib}, one per algorithm. */
final class HashConstructors {
  private HashConstructors() {}

  @Function(
      name = "openssl_md5",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a md5 hash object, optionally initialized with bytes.")
  static PyObject md5(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("md5", string);
  }

  @Function(
      name = "openssl_sha1",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha1 hash object, optionally initialized with bytes.")
  static PyObject sha1(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha1", string);
  }

  @Function(
      name = "openssl_sha224",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha224 hash object, optionally initialized with bytes.")
  static PyObject sha224(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha224", string);
  }

  @Function(
      name = "openssl_sha256",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha256 hash object, optionally initialized with bytes.")
  static PyObject sha256(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha256", string);
  }

  @Function(
      name = "openssl_sha384",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha384 hash object, optionally initialized with bytes.")
  static PyObject sha384(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha384", string);
  }

  @Function(
      name = "openssl_sha512",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha512 hash object, optionally initialized with bytes.")
  static PyObject sha512(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha512", string);
  }

  @Function(
      name = "openssl_sha3_224",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha3-224 hash object, optionally initialized with bytes.")
  static PyObject sha3224(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha3_224", string);
  }

  @Function(
      name = "openssl_sha3_256",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha3-256 hash object, optionally initialized with bytes.")
  static PyObject sha3256(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha3_256", string);
  }

  @Function(
      name = "openssl_sha3_384",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha3-384 hash object, optionally initialized with bytes.")
  static PyObject sha3384(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha3_384", string);
  }

  @Function(
      name = "openssl_sha3_512",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a sha3-512 hash object, optionally initialized with bytes.")
  static PyObject sha3512(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("sha3_512", string);
  }

  @Function(
      name = "openssl_shake_128",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a shake-128 hash object, optionally initialized with bytes.")
  static PyObject shake128(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("shake_128", string);
  }

  @Function(
      name = "openssl_shake_256",
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Returns a shake-256 hash object, optionally initialized with bytes.")
  static PyObject shake256(PyObject string, boolean usedForSecurity) {
    return PyHash.byName("shake_256", string);
  }
}
