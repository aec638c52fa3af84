/**
 * Text and number algorithms on plain Java values: float and int literals, the format
 * mini-language, percent formatting, codecs, Unicode properties, quoting and splitting.
 *
 * <p>Nothing here knows a Python object, an interpreter or a type; the builtin types and the native
 * modules call it and turn a {@link dev.dormouse.runtime.text.TextError} into the Python exception
 * of the same kind. A Python str is a Java {@link java.lang.String} here: UTF-16, surrogate pairs
 * being one code point, lone surrogates kept as they are. Everything is stateless or one object per
 * call, so it is safe under concurrency. It may use {@code java.base} only.
 */
package dev.dormouse.runtime.text;
