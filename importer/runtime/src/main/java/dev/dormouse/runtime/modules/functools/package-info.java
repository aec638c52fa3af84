/**
 * Native modules about functions: {@code _functools} and {@code _operator}.
 *
 * <p>Other rooms reach them through {@code import} only.
 */
package dev.dormouse.runtime.modules.functools;
