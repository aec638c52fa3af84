/**
 * {@code _lsprof}, the fast half of {@code cProfile}: counts and times calls, told of them as a
 * profile function is.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.profiling.LsprofModule} is for others.
 */
package dev.dormouse.runtime.modules.profiling;
