/**
 * {@code _ssl} over the JDK's TLS ({@code SSLEngine}), which is maintained with the JDK and needs
 * no library of its own.
 *
 * <p>An engine transforms bytes and knows no transport; {@link
 * dev.dormouse.runtime.modules.ssl.TlsConnection} drives it, over a socket or a pair of {@code
 * MemoryBIO}s. Errors carry the names and words of OpenSSL where the JDK's errors can be told
 * apart.
 *
 * <p>What differs from OpenSSL: TLS 1.2 and 1.3 alone, since the JDK has retired the older ones;
 * cipher lists select by name or not at all; no renegotiation, PSK, key logging, CRLs, DH
 * parameters of one's own or authentication after the handshake; sessions are the JDK's business;
 * certificates too weak for the JDK's policy are refused.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.ssl.SslModule} is for others.
 */
package dev.dormouse.runtime.modules.ssl;
