/**
 * Native modules about text: {@code _codecs}, {@code _string} and {@code unicodedata}.
 *
 * <p>They are thin: the algorithms are in {@code dev.dormouse.runtime.text}, the codec registry and
 * the formatting of str are in {@code dev.dormouse.runtime.objects}. Other rooms reach them through
 * {@code import} only.
 */
package dev.dormouse.runtime.modules.text;
