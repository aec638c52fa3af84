/**
 * The {@code _io} module: raw, buffered and text streams. Compare CPython's {@code Modules/_io}.
 *
 * <p>A stream that is exactly of a builtin type talks to the builtin stream below it in Java; any
 * other goes through Python attributes, as subclasses and foreign objects must.
 *
 * <p>Deviation: CPython closes (and so flushes) a file when its last reference goes. A JVM does not
 * know when that is. Streams without unwritten data are closed when the collector finds them, or
 * when no descriptor is left; see {@link dev.dormouse.runtime.objects.Finalizers}. Those with such
 * data are kept in {@link dev.dormouse.runtime.modules.io.IoState}, which writes them out when a
 * file is opened by name, when a child is started, and at exit.
 */
package dev.dormouse.runtime.modules.io;
