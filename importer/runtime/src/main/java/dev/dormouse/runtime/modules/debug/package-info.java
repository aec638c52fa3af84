/**
 * Modules for finding errors in programs: {@code faulthandler} and {@code _tracemalloc}, as far as
 * they make sense in a JVM.
 */
package dev.dormouse.runtime.modules.debug;
