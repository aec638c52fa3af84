/**
 * {@code mmap}: memory maps through libc, since FileChannel's can neither be resized nor advised,
 * nor closed at a certain moment.
 *
 * <p>Buffers of the runtime are arrays of the JVM, so that a memoryview of a map looks at a copy,
 * which is written back when the view is released. Iteration gives numbers, as indexing does, where
 * CPython's gives bytes of length one.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.mmap.MmapModule} is for others.
 */
package dev.dormouse.runtime.modules.mmap;
