/**
 * Threads: the {@code _thread} module, its locks and thread-local data. Compare CPython's {@code
 * Modules/_threadmodule.c}. How threads share an interpreter is in {@code
 * dev.dormouse.runtime.objects}.
 */
package dev.dormouse.runtime.modules.thread;
