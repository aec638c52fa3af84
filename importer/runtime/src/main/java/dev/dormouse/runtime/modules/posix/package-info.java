/**
 * The native modules that are thin layers over the system: {@code posix}, {@code errno}, {@code
 * time}, {@code fcntl}, {@code select}, {@code _signal}, {@code _posixsubprocess} and their like.
 * They turn {@link dev.dormouse.runtime.os} into Python; {@link
 * dev.dormouse.runtime.modules.posix.Host} is how, and other native modules may use it.
 */
package dev.dormouse.runtime.modules.posix;
