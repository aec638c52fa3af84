/**
 * Native modules with container types and functions over lists: {@code _collections}, {@code
 * _heapq}, {@code _bisect}, {@code _queue}.
 *
 * <p>Other rooms reach them through {@code import} only.
 */
package dev.dormouse.runtime.modules.collections;
