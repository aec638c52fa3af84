/**
 * The native module {@code itertools}: its types, grouped by what they do.
 *
 * <p>Other rooms reach it through {@code import} only.
 */
package dev.dormouse.runtime.modules.itertools;
