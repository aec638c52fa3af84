package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** The exception classes of one interpreter's module, and exceptions for what the JDK reports. */
final class SslErrors {
  static final int SSL = 1;
  static final int WANT_READ = 2;
  static final int WANT_WRITE = 3;
  static final int SYSCALL = 5;
  static final int ZERO_RETURN = 6;
  static final int EOF = 8;

  /** OpenSSL's errors name the line of CPython's source that met them. */
  private static final String PLACE = " (_ssl.c:1002)";

  final PyType error;
  final PyType zeroReturn;
  final PyType wantRead;
  final PyType wantWrite;
  final PyType syscall;
  final PyType eof;
  final PyType certVerification;

  private SslErrors() {
    PyDict text = new PyDict();
    text.put(PyStr.interned("__str__"), new ErrorText());
    error = make("SSLError", text, Exceptions.OSError);
    zeroReturn = make("SSLZeroReturnError", new PyDict(), error);
    wantRead = make("SSLWantReadError", new PyDict(), error);
    wantWrite = make("SSLWantWriteError", new PyDict(), error);
    syscall = make("SSLSyscallError", new PyDict(), error);
    eof = make("SSLEOFError", new PyDict(), error);
    certVerification = make("SSLCertVerificationError", new PyDict(), error, Exceptions.ValueError);
  }

  private static PyType make(String name, PyDict namespace, PyObject... bases) {
    namespace.put(PyStr.interned("__module__"), PyStr.of("ssl"));
    return (PyType) Abstract.call(PyType.TYPE, PyStr.of(name), PyTuple.of(bases), namespace);
  }

  static SslErrors define() {
    SslErrors e = new SslErrors();
    Interpreter.current().register(SslErrors.class, e);
    return e;
  }

  static SslErrors current() {
    return (SslErrors) Interpreter.current().registered(SslErrors.class);
  }

  /** {@code __str__} of SSLError: the message alone, without the number. */
  @BuiltinType(name = "ssl_error_text", ops = SslErrors.ErrorText.TextOps.class)
  static final class ErrorText extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "ssl_error_text", PyType.OBJECT, new TextOps(), new SslErrorsErrorTextTable())
            .with(PyType.DISALLOW_INSTANTIATION);

    /** Null for the descriptor. */
    private final PyObject self;

    ErrorText() {
      this(null);
    }

    private ErrorText(PyObject self) {
      super(TYPE);
      this.self = self;
    }

    static final class TextOps extends Ops {
      @Override
      public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
        return obj == null ? descr : new ErrorText(obj);
      }

      @Override
      public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
        PyObject self = ((ErrorText) o).self;
        PyBaseException e = (PyBaseException) (self == null ? args[0] : self);
        PyObject message = Abstract.getAttributeOrNull(e, PyStr.interned("strerror"));
        return message instanceof PyStr ? message : Abstract.str(e.args);
      }
    }
  }

  private static PyException make(
      PyType type, int code, String library, String reason, String message) {
    PyOSError e = (PyOSError) Abstract.call(type, PyInt.of(code), PyStr.of(message));
    e.dict().put(PyStr.interned("library"), library == null ? PyObject.NONE : PyStr.of(library));
    e.dict().put(PyStr.interned("reason"), reason == null ? PyObject.NONE : PyStr.of(reason));
    return new PyException(e);
  }

  static PyException wantRead() {
    return make(
        current().wantRead, WANT_READ, null, null, "The operation did not complete (read)" + PLACE);
  }

  static PyException wantWrite() {
    return make(
        current().wantWrite,
        WANT_WRITE,
        null,
        null,
        "The operation did not complete (write)" + PLACE);
  }

  static PyException zeroReturn() {
    return make(
        current().zeroReturn,
        ZERO_RETURN,
        null,
        null,
        "TLS/SSL connection has been closed (EOF)" + PLACE);
  }

  static PyException eof() {
    return make(
        current().eof,
        EOF,
        "SSL",
        "UNEXPECTED_EOF_WHILE_READING",
        "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol" + PLACE);
  }

  /** {@code [SSL: REASON] reason}. */
  static PyException of(String reason) {
    return of("SSL", reason);
  }

  static PyException of(String library, String reason) {
    String words = reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    return make(
        current().error,
        SSL,
        library,
        reason,
        "[" + library + ": " + reason + "] " + words + PLACE);
  }

  /** A file that is not in PEM as it should be. */
  static PyException pem() {
    return make(current().error, 9, null, null, "[SSL] PEM lib" + PLACE);
  }

  /** With a message and nothing else. */
  static PyException bare(String message) {
    return new PyException((PyBaseException) Abstract.call(current().error, PyStr.of(message)));
  }

  static PyException plain(String message) {
    return make(current().error, 0, null, null, message);
  }

  static PyException verification(int code, String words) {
    PyException e =
        make(
            current().certVerification,
            SSL,
            "SSL",
            "CERTIFICATE_VERIFY_FAILED",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: " + words + PLACE);
    e.value.dict().put(PyStr.interned("verify_code"), PyInt.of(code));
    e.value.dict().put(PyStr.interned("verify_message"), PyStr.of(words));
    return e;
  }

  /** What OpenSSL would call an error of the JDK's engine. */
  static PyException of(SSLException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Verifier.Refused r) {
        return verification(r.code, r.getMessage());
      }
    }
    String message = String.valueOf(failure.getMessage());
    String alert = "fatal alert: ";
    int at = message.indexOf(alert);
    if (at >= 0) {
      String name = message.substring(at + alert.length()).trim();
      return of(alertReason(name.replaceAll("[^a-z_].*", "")));
    }
    if (message.contains("plaintext connection")
        || message.contains("Unrecognized SSL message")
        || message.contains("unrecognized SSL message")) {
      return of("WRONG_VERSION_NUMBER");
    }
    if (message.contains("No appropriate protocol")) {
      return of("NO_PROTOCOLS_AVAILABLE");
    }
    if (message.contains("no cipher suites in common")) {
      return of("NO_SHARED_CIPHER");
    }
    if (message.contains("not supported by the")
        || message.contains("protocol version")
        || message.contains("not accepted by")) {
      return of("UNSUPPORTED_PROTOCOL");
    }
    if (message.contains("Empty client certificate chain")
        || message.contains("bad_certificate")
        || message.contains("null cert chain")) {
      return of("PEER_DID_NOT_RETURN_A_CERTIFICATE");
    }
    if (message.contains("Tag mismatch") || message.contains("bad record MAC")) {
      return of("DECRYPTION_FAILED_OR_BAD_RECORD_MAC");
    }
    return make(current().error, SSL, "SSL", null, "[SSL] " + message + PLACE);
  }

  private static String alertReason(String name) {
    return switch (name) {
      case "unexpected_message",
          "bad_record_mac",
          "decompression_failure",
          "handshake_failure",
          "no_certificate",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "illegal_parameter" ->
          "SSLV3_ALERT_" + name.toUpperCase(Locale.ROOT);
      case "certificate_required" -> "TLSV13_ALERT_CERTIFICATE_REQUIRED";
      case "missing_extension" -> "TLSV13_ALERT_MISSING_EXTENSION";
      case "unrecognized_name", "unsupported_extension" -> "TLSV1_" + name.toUpperCase(Locale.ROOT);
      default -> "TLSV1_ALERT_" + name.toUpperCase(Locale.ROOT);
    };
  }
}
