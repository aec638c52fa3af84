/**
 * Native modules about data formats and numbers in bulk: {@code _struct}, {@code array}, {@code
 * binascii}, {@code zlib}, {@code _csv}, {@code _json}, {@code _random}.
 *
 * <p>Other rooms reach them through {@code import} only.
 */
package dev.dormouse.runtime.modules.data;
