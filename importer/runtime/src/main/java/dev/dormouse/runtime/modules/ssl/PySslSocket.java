package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** {@code _ssl._SSLSocket}: one connection, over a socket or two {@link PyMemoryBio}s. */
@BuiltinType(name = "_SSLSocket")
final class PySslSocket extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_SSLSocket", PyType.OBJECT, new SocketOps(), new PySslSocketTable())
          .in("_ssl")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final class SocketOps extends Ops {}

  private static final int RECEIVE_SIZE = 1 << 15;

  private final TlsConnection connection;

  /** Null over BIOs. */
  private final PyObject socket;

  /** The ssl.SSLSocket or SSLObject that this belongs to; callbacks get it. */
  private PyObject owner;

  PySslSocket(
      PySslContext context,
      PyObject socket,
      PyMemoryBio incoming,
      PyMemoryBio outgoing,
      boolean serverSide,
      String hostname,
      PyObject owner) {
    super(TYPE);
    this.socket = socket;
    this.owner = owner == null || owner == NONE ? null : owner;
    TlsConnection.Transport transport =
        socket == null ? new BioTransport(incoming, outgoing) : new SocketTransport(socket);
    connection = new TlsConnection(context, transport, serverSide, hostname);
    connection.socket = this;
  }

  private record BioTransport(PyMemoryBio in, PyMemoryBio out) implements TlsConnection.Transport {
    @Override
    public byte[] receive() {
      return in.isEmpty() && !in.isEnded() ? null : in.take(-1);
    }

    @Override
    public int send(byte[] bytes) {
      out.add(bytes);
      return bytes.length;
    }
  }

  /** Over the methods of _socket.socket, whatever the class of the socket makes of them. */
  private static final class SocketTransport implements TlsConnection.Transport {
    private final PyObject socket;
    private final PyObject receive;
    private final PyObject send;
    private final PyObject timeout;

    SocketTransport(PyObject socket) {
      this.socket = socket;
      PyObject type =
          Abstract.getAttribute(Interpreter.current().importer().importModule("_socket"), "socket");
      receive = Abstract.getAttribute(type, "recv");
      send = Abstract.getAttribute(type, "send");
      timeout = Abstract.getAttribute(type, "gettimeout");
    }

    private boolean isNonblocking() {
      return Abstract.call(timeout, socket) instanceof PyFloat f && f.value == 0;
    }

    @Override
    public byte[] receive() {
      try {
        return ((PyBytes) Abstract.call(receive, socket, PyInt.of(RECEIVE_SIZE))).value;
      } catch (PyException e) {
        if (e.matches(Exceptions.BlockingIOError) && isNonblocking()) {
          return null;
        }
        throw e;
      }
    }

    @Override
    public int send(byte[] bytes) {
      try {
        return Abstract.toJavaInt(Abstract.call(send, socket, PyBytes.of(bytes)));
      } catch (PyException e) {
        if (e.matches(Exceptions.BlockingIOError) && isNonblocking()) {
          return 0;
        }
        throw e;
      }
    }
  }

  /** Says which operation a timeout ended. */
  private static PyException named(PyException e, String operation) {
    return e.matches(Exceptions.TimeoutError)
        ? Errors.of(Exceptions.TimeoutError, "The " + operation + " operation timed out")
        : e;
  }

  /** A server's callback hears which name the client wants; false to refuse it. */
  boolean nameAsked(String name) {
    PySslContext c = connection.context();
    PyObject answer =
        Abstract.call(
            c.sniCallback, owner == null ? this : owner, name == null ? NONE : PyStr.of(name), c);
    return answer == NONE;
  }

  @Method(name = "do_handshake")
  void doHandshake() {
    try {
      connection.handshake();
    } catch (PyException e) {
      throw named(e, "handshake");
    }
  }

  @Method(signature = "(size=1024, buffer=None, /)")
  PyObject read(int size, PyObject buffer) {
    boolean into = buffer != null && buffer != NONE;
    if (size < 0 && !into) {
      throw Errors.valueError("size should not be negative");
    }
    if (size == 0 && !into) {
      return PyBytes.EMPTY;
    }
    if (!into) {
      return PyBytes.of(receive(size));
    }
    Buffer target = Host.writable(buffer, "read() argument 2");
    try {
      int room = size <= 0 || size > target.length ? target.length : size;
      if (room == 0) {
        return PyInt.of(0);
      }
      byte[] b = receive(room);
      System.arraycopy(b, 0, target.bytes, target.offset, b.length);
      return PyInt.of(b.length);
    } finally {
      target.release();
    }
  }

  private byte[] receive(int size) {
    try {
      return connection.read(size);
    } catch (PyException e) {
      // OpenSSL tells of the end by an error only to whom has closed its own side.
      if (e.matches(SslErrors.current().zeroReturn) && !connection.isClosing()) {
        return new byte[0];
      }
      throw named(e, "read");
    }
  }

  @Method(signature = "(b, /)")
  int write(PyObject data) {
    byte[] b = Bytes.of(data);
    try {
      return connection.write(b);
    } catch (PyException e) {
      throw named(e, "write");
    }
  }

  @Method
  int pending() {
    return connection.pending();
  }

  @Method
  PyObject shutdown() {
    try {
      connection.shutdown();
    } catch (PyException e) {
      throw named(e, "read");
    }
    return socket == null ? NONE : socket;
  }

  // about the peer

  private SSLSession session() {
    return connection.engine().getSession();
  }

  /** Null if the peer has none. */
  private Certificate[] peerChain() {
    try {
      Certificate[] chain = session().getPeerCertificates();
      return chain.length == 0 ? null : chain;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  @Method(signature = "(der=False, /)")
  PyObject getpeercert(boolean der) {
    if (!connection.isHandshaken()) {
      throw Errors.valueError("handshake not done yet");
    }
    Certificate[] chain = peerChain();
    if (chain == null) {
      return NONE;
    }
    X509Certificate c = (X509Certificate) chain[0];
    if (der) {
      return PyBytes.of(PyCertificate.der(c));
    }
    return connection.context().verifyMode == PySslContext.CERT_NONE
        ? new PyDict()
        : CertificateInfo.of(c);
  }

  private PyObject chain() {
    Certificate[] chain = peerChain();
    if (chain == null) {
      return NONE;
    }
    PyList all = new PyList();
    for (Certificate c : chain) {
      all.add(new PyCertificate((X509Certificate) c));
    }
    return all;
  }

  @Method(name = "get_unverified_chain")
  PyObject getUnverifiedChain() {
    return chain();
  }

  @Method(name = "get_verified_chain")
  PyObject getVerifiedChain() {
    return chain();
  }

  private static PyObject cipher(String suite, String protocol) {
    return PyTuple.of(
        PyStr.of(Ciphers.openssl(suite)), PyStr.of(protocol), PyInt.of(Ciphers.bits(suite)));
  }

  @Method
  PyObject cipher() {
    if (!connection.isHandshaken()) {
      return NONE;
    }
    String suite = session().getCipherSuite();
    return cipher(suite, Ciphers.isTls13(suite) ? "TLSv1.3" : "TLSv1.2");
  }

  @Method(name = "shared_ciphers")
  PyObject sharedCiphers() {
    if (!connection.isHandshaken() || !connection.serverSide) {
      return NONE;
    }
    PyList all = new PyList();
    for (String suite : connection.engine().getEnabledCipherSuites()) {
      all.add(cipher(suite, Ciphers.isTls13(suite) ? "TLSv1.3" : "TLSv1.2"));
    }
    return all;
  }

  @Method
  PyObject version() {
    return connection.isHandshaken() ? PyStr.of(session().getProtocol()) : NONE;
  }

  @Method
  PyObject compression() {
    return NONE;
  }

  @Method(name = "selected_alpn_protocol")
  PyObject selectedAlpnProtocol() {
    String protocol = connection.engine().getApplicationProtocol();
    return protocol == null || protocol.isEmpty() ? NONE : PyStr.of(protocol);
  }

  @Method(name = "get_channel_binding", signature = "(cb_type='tls-unique')")
  PyObject getChannelBinding(String type) {
    if (type != null && !type.equals("tls-unique")) {
      throw Errors.valueError("'" + type + "' channel binding type not implemented");
    }
    return NONE;
  }

  @Method(name = "verify_client_post_handshake")
  PyObject verifyClientPostHandshake() {
    throw Errors.missingFeature("authentication after the TLS handshake");
  }

  // attributes

  @Getter(name = "context")
  PyObject getContext() {
    return connection.context();
  }

  @Setter(name = "context")
  void setContext(PyObject value) {
    if (!(value instanceof PySslContext c)) {
      throw Errors.typeError("The value must be a SSLContext");
    }
    connection.setContext(c);
  }

  @Getter(name = "server_side")
  PyObject serverSide() {
    return PyBool.of(connection.serverSide);
  }

  @Getter(name = "server_hostname")
  PyObject serverHostname() {
    return connection.hostname == null ? NONE : PyStr.of(connection.hostname);
  }

  @Getter(name = "owner")
  PyObject getOwner() {
    return owner == null ? NONE : owner;
  }

  @Setter(name = "owner")
  void setOwner(PyObject value) {
    owner = value == NONE ? null : value;
  }

  @Getter(name = "session")
  PyObject getSession() {
    return connection.isHandshaken() ? new PySslSession(session()) : NONE;
  }

  @Setter(name = "session")
  void setSession(PyObject value) {
    if (!(value instanceof PySslSession)) {
      throw Errors.typeError("Value is not a SSLSession.");
    }
    // Which session to resume is the JDK's decision.
  }

  @Getter(name = "session_reused")
  PyObject sessionReused() {
    return PyBool.FALSE;
  }
}
