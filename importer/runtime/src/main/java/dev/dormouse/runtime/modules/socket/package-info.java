/**
 * The {@code _socket} module, over libc: nothing of {@code java.net}, whose sockets have no
 * descriptor numbers to share with {@code select} and children. Used by nobody but Python's {@code
 * socket}.
 */
package dev.dormouse.runtime.modules.socket;
