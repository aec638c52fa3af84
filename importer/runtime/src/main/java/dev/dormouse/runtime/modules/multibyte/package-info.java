/**
 * The East Asian codecs: {@code _multibytecodec} and the modules that hand out its codecs.
 *
 * <p>Other rooms reach them through {@code import} only, which {@code encodings} does when such a
 * codec is looked up. The character sets come from the charsets of the JDK, corrected where CPython
 * has something else; how their codes make encodings is here, since what counts as an error, and
 * what an incremental codec remembers, is seen by programs.
 */
package dev.dormouse.runtime.modules.multibyte;
