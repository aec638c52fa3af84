/**
 * Small modules over functions of libc: {@code syslog}, {@code _crypt}, {@code spwd}, {@code
 * _posixshmem} and {@code _multiprocessing} (semaphores of several processes).
 *
 * <p>Only the modules' classes are for others, and their tables alone.
 */
package dev.dormouse.runtime.modules.unix;
