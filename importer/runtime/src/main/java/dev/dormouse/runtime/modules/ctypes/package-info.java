/**
 * {@code _ctypes}: C data, and functions of shared libraries, through the JVM's foreign-function
 * API.
 *
 * <p>{@link dev.dormouse.runtime.modules.ctypes.CType} is what the metaclasses know about a class
 * (CPython's {@code StgDict}), {@link dev.dormouse.runtime.modules.ctypes.PyCData} an instance: a
 * piece of memory. Memory that an instance made itself has an address. What {@code from_buffer}
 * takes is an array of the JVM, which has none: it is shared with its owner, and a call that gets a
 * pointer to it works on a copy that is written back. Buffers of instances are copies that are
 * written back when they are released.
 *
 * <p>There is no {@code ctypes.pythonapi}, nothing is counted, and {@code long double} cannot be
 * passed to functions.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.ctypes.CtypesModule} is for others.
 */
package dev.dormouse.runtime.modules.ctypes;
