/**
 * Hash functions: {@code _md5}, {@code _sha1}, {@code _sha256}, {@code _sha512}, {@code _sha3},
 * {@code _blake2} and {@code _hashlib}.
 *
 * <p>The algorithms behind {@link dev.dormouse.runtime.modules.hashing.Digest} know no Python
 * objects; the module classes wrap them. Other rooms reach them through {@code import} only.
 */
package dev.dormouse.runtime.modules.hashing;
