/**
 * The object model: {@link dev.dormouse.runtime.objects.PyObject}, {@link
 * dev.dormouse.runtime.objects.PyType}, the operations of types ({@link
 * dev.dormouse.runtime.objects.Ops}), the abstract operations that everybody calls ({@link
 * dev.dormouse.runtime.objects.Abstract}, after CPython's {@code Objects/abstract.c}) and the
 * builtin types.
 *
 * <p>Belongs here: what CPython keeps in {@code Objects/}. Everything in the runtime may use it; it
 * uses {@code dev.dormouse.code} and the object-free algorithms of {@code
 * dev.dormouse.runtime.text}, and reaches the interpreter loop and the importer only through the
 * interfaces {@link dev.dormouse.runtime.objects.FrameEvaluator} and {@link
 * dev.dormouse.runtime.objects.Importer}.
 */
package dev.dormouse.runtime.objects;
