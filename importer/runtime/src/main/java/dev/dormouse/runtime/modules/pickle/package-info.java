/**
 * The native module {@code _pickle}: pickler and unpickler of all protocols, and {@code
 * PickleBuffer}. The library's {@code pickle} takes them from here and keeps slower ones of its own
 * beside them.
 *
 * <p>Writing: {@code PyPickler} is the object, {@code Saver} decides how to write what, {@code
 * ReducedSaver} writes what goes by name or by {@code __reduce__}, {@code PickleOutput} makes
 * frames. Reading: {@code PyUnpickler} is the object, {@code Loader} executes opcodes, {@code
 * PickleInput} reads ahead.
 *
 * <p>Other rooms reach it through {@code import} only.
 */
package dev.dormouse.runtime.modules.pickle;
