/**
 * The {@code sys} module, and what shows uncaught exceptions. Compare CPython's {@code
 * Python/sysmodule.c} and {@code pythonrun.c}.
 */
package dev.dormouse.runtime.modules.sys;
