/**
 * Warnings: the {@code _warnings} module and the filters behind it. Compare CPython's {@code
 * Python/_warnings.c}.
 */
package dev.dormouse.runtime.modules.warnings;
