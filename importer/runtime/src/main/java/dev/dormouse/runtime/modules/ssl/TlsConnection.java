package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.ThreadState;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Drives an engine over a {@link Transport}: handshake, reading, writing, closing. */
final class TlsConnection {
  /** Where encrypted bytes come from and go to. */
  interface Transport {
    /** Bytes, none at the end; null if there are none yet. Throws what the transport raises. */
    byte[] receive();

    /** How many it takes; none if it cannot take any now. */
    int send(byte[] bytes);
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Transport transport;
  final boolean serverSide;
  final String hostname;
  private final SSLEngine engine;

  /** Changed by a server's callback for the name that the client wants. */
  private PySslContext context;

  /** The application's object for this connection, as callbacks get it; set by its maker. */
  PySslSocket socket;

  /** Encrypted bytes that came and were not used. */
  private byte[] incoming = {};

  /** Plain bytes that nobody has read yet. */
  private byte[] plain = {};

  private int plainAt;

  /** Encrypted bytes that the transport did not take yet. */
  private byte[] outgoing = {};

  private boolean handshaken;
  private boolean started;
  private boolean inputEnded;

  /** Whether the application began to close its side; the engine closes it when the peer does. */
  private boolean closing;

  /** Raised by a callback inside the engine; null if none. */
  private PyException callbackError;

  TlsConnection(PySslContext context, Transport transport, boolean serverSide, String hostname) {
    this.context = context;
    this.transport = transport;
    this.serverSide = serverSide;
    this.hostname = hostname;
    try {
      SSLContext c = SSLContext.getInstance("TLS");
      c.init(new KeyManager[] {new OwnKey(this)}, new TrustManager[] {new Verifier(this)}, null);
      engine = c.createSSLEngine();
    } catch (GeneralSecurityException e) {
      throw SslErrors.plain(e.getMessage());
    }
    engine.setUseClientMode(!serverSide);
    configure();
  }

  private void configure() {
    SSLParameters p = engine.getSSLParameters();
    String[] protocols = context.protocols();
    if (protocols.length == 0) {
      throw SslErrors.of("NO_PROTOCOLS_AVAILABLE");
    }
    p.setProtocols(protocols);
    if (context.ciphers != null) {
      p.setCipherSuites(context.ciphers);
    }
    if (context.alpn != null) {
      p.setApplicationProtocols(context.alpn);
    }
    if (serverSide) {
      p.setUseCipherSuitesOrder(true);
      if (context.verifyMode == PySslContext.CERT_REQUIRED) {
        p.setNeedClientAuth(true);
      } else if (context.verifyMode == PySslContext.CERT_OPTIONAL) {
        p.setWantClientAuth(true);
      }
      if (context.sniCallback != null) {
        p.setSNIMatchers(List.of(new NameCallback()));
      }
    } else if (hostname != null && !Verifier.isAddress(hostname)) {
      try {
        p.setServerNames(List.of(new SNIHostName(hostname)));
      } catch (IllegalArgumentException e) {
        throw SslErrors.plain("invalid server name: " + hostname);
      }
    }
    engine.setSSLParameters(p);
  }

  /** Tells a server's callback which name the client wants. */
  private final class NameCallback extends SNIMatcher {
    private final Interpreter interpreter = Interpreter.current();

    NameCallback() {
      super(0);
    }

    @Override
    public boolean matches(SNIServerName name) {
      String asked = name instanceof SNIHostName h ? h.getAsciiName() : null;
      interpreter.acquireLock();
      try {
        return socket.nameAsked(asked);
      } catch (PyException e) {
        callbackError = e;
        return false;
      } finally {
        interpreter.releaseLock();
      }
    }
  }

  PySslContext context() {
    return context;
  }

  void setContext(PySslContext c) {
    context = c;
  }

  SSLEngine engine() {
    return engine;
  }

  boolean isHandshaken() {
    return handshaken;
  }

  boolean isClosing() {
    return closing;
  }

  // records

  /** Sends what is waiting. */
  private void flush() {
    while (outgoing.length > 0) {
      int n = transport.send(outgoing);
      if (n == 0) {
        throw SslErrors.wantWrite();
      }
      outgoing = Arrays.copyOfRange(outgoing, n, outgoing.length);
    }
  }

  /** Runs the engine without the interpreter lock, which callbacks take again. */
  private SSLEngineResult run(ByteBuffer in, ByteBuffer out, boolean wrap) {
    Object result =
        ThreadState.current()
            .allowThreads(
                () -> {
                  try {
                    SSLEngineResult r = wrap ? engine.wrap(in, out) : engine.unwrap(in, out);
                    if (r.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                      for (Runnable t = engine.getDelegatedTask();
                          t != null;
                          t = engine.getDelegatedTask()) {
                        t.run();
                      }
                    }
                    return r;
                  } catch (SSLException e) {
                    return e;
                  }
                });
    if (result instanceof SSLException e) {
      sendAlert();
      PyException inside = callbackError;
      callbackError = null;
      throw inside != null ? inside : SslErrors.of(e);
    }
    return (SSLEngineResult) result;
  }

  /** After an error the engine still wants to tell the peer. */
  private void sendAlert() {
    try {
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      while (engine.wrap(NOTHING, out).bytesProduced() > 0) {
        append(out);
      }
      flush();
    } catch (SSLException | PyException e) {
      // The first error is the one to tell.
      outgoing = new byte[0];
    }
  }

  private void append(ByteBuffer out) {
    out.flip();
    int old = outgoing.length;
    outgoing = Arrays.copyOf(outgoing, old + out.remaining());
    out.get(outgoing, old, out.remaining());
    out.clear();
  }

  /** Encrypts; returns how much of {@code in} was taken. */
  private SSLEngineResult wrap(ByteBuffer in) {
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult r = run(in, out, true);
    append(out);
    return r;
  }

  /** Decrypts one record of what came; BUFFER_UNDERFLOW if there is none whole. */
  private SSLEngineResult unwrap() {
    ByteBuffer in = ByteBuffer.wrap(incoming);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + 64);
    SSLEngineResult r = run(in, out, false);
    incoming = Arrays.copyOfRange(incoming, in.position(), incoming.length);
    out.flip();
    if (out.hasRemaining()) {
      byte[] joined = Arrays.copyOfRange(plain, plainAt, plain.length + out.remaining());
      out.get(joined, plain.length - plainAt, out.remaining());
      plain = joined;
      plainAt = 0;
    }
    return r;
  }

  /** Gets more from the transport; false at its end. */
  private boolean receive() {
    flush();
    if (inputEnded) {
      return false;
    }
    byte[] more = transport.receive();
    if (more == null) {
      throw SslErrors.wantRead();
    }
    if (more.length == 0) {
      inputEnded = true;
      return false;
    }
    int old = incoming.length;
    incoming = Arrays.copyOf(incoming, old + more.length);
    System.arraycopy(more, 0, incoming, old, more.length);
    return true;
  }

  // what applications do

  void handshake() {
    if (!started) {
      started = true;
      try {
        engine.beginHandshake();
      } catch (SSLException e) {
        throw SslErrors.of(e);
      }
    }
    while (!handshaken) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> {
          SSLEngineResult ignored = wrap(NOTHING);
          if (engine.isOutboundDone()) {
            flush();
            throw whyEnded();
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (unwrap().getStatus() == Status.BUFFER_UNDERFLOW && !receive()) {
            throw SslErrors.eof();
          }
          if (engine.isInboundDone()) {
            flush();
            throw whyEnded();
          }
        }
        default -> handshaken = true;
      }
    }
    flush();
    if (callbackError != null) {
      PyException e = callbackError;
      callbackError = null;
      throw e;
    }
  }

  /**
   * The error of a task that ended the handshake, which the engine tells when it is called again.
   */
  private PyException whyEnded() {
    try {
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
      SSLEngineResult ignored = engine.unwrap(NOTHING, out);
    } catch (SSLException e) {
      PyException inside = callbackError;
      return inside != null ? inside : SslErrors.of(e);
    }
    return SslErrors.eof();
  }

  int pending() {
    return plain.length - plainAt;
  }

  /** At most {@code limit} bytes; none after the peer closed. */
  byte[] read(int limit) {
    if (!handshaken) {
      handshake();
    }
    while (pending() == 0) {
      if (engine.isInboundDone()) {
        throw SslErrors.zeroReturn();
      }
      SSLEngineResult r = unwrap();
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isInboundDone()) {
        SSLEngineResult ignored = wrap(NOTHING);
        flush();
      }
      if (r.getStatus() == Status.BUFFER_UNDERFLOW && !receive()) {
        throw SslErrors.eof();
      }
    }
    int n = Math.min(limit, pending());
    byte[] out = Arrays.copyOfRange(plain, plainAt, plainAt + n);
    plainAt += n;
    return out;
  }

  /** Takes all of it, or raises that it cannot now; then the same bytes must come again. */
  int write(byte[] data) {
    if (!handshaken) {
      handshake();
    }
    flush();
    if (engine.isOutboundDone()) {
      throw SslErrors.of("PROTOCOL_IS_SHUTDOWN");
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    do {
      SSLEngineResult r = wrap(in);
      if (r.getStatus() == Status.CLOSED) {
        throw SslErrors.of("PROTOCOL_IS_SHUTDOWN");
      }
    } while (in.hasRemaining());
    // Once encrypted, bytes cannot be taken back: what the transport does not take now it gets with
    // the next call.
    try {
      flush();
    } catch (PyException e) {
      if (!e.matches(SslErrors.current().wantWrite)) {
        throw e;
      }
    }
    return data.length;
  }

  void shutdown() {
    if (!started) {
      return;
    }
    closing = true;
    if (!engine.isOutboundDone()) {
      engine.closeOutbound();
      while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        SSLEngineResult ignored = wrap(NOTHING);
      }
    }
    flush();
    while (!engine.isInboundDone()) {
      SSLEngineResult r = unwrap();
      plainAt = plain.length;
      if (r.getStatus() == Status.BUFFER_UNDERFLOW && !receive()) {
        throw SslErrors.eof();
      }
    }
  }
}
