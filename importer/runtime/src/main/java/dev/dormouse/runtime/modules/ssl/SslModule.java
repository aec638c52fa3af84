package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.math.BigInteger;
import java.security.SecureRandom;

/** {@code _ssl}. Compare CPython's {@code Modules/_ssl.c}. */
@BuiltinModule(
    name = "_ssl",
    doc =
        "Implementation module for SSL socket operations.  See the socket module\n"
            + "for documentation.")
public final class SslModule {
  /** Those of OpenSSL 3.1, whose names and words the errors have. */
  private static final String INTEGERS =
      "ALERT_DESCRIPTION_ACCESS_DENIED 49 ALERT_DESCRIPTION_BAD_CERTIFICATE 42 "
          + "ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE 114 "
          + "ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE 113 "
          + "ALERT_DESCRIPTION_BAD_RECORD_MAC 20 ALERT_DESCRIPTION_CERTIFICATE_EXPIRED 45 "
          + "ALERT_DESCRIPTION_CERTIFICATE_REVOKED 44 ALERT_DESCRIPTION_CERTIFICATE_UNKNOWN 46 "
          + "ALERT_DESCRIPTION_CERTIFICATE_UNOBTAINABLE 111 ALERT_DESCRIPTION_CLOSE_NOTIFY 0 "
          + "ALERT_DESCRIPTION_DECODE_ERROR 50 ALERT_DESCRIPTION_DECOMPRESSION_FAILURE 30 "
          + "ALERT_DESCRIPTION_DECRYPT_ERROR 51 ALERT_DESCRIPTION_HANDSHAKE_FAILURE 40 "
          + "ALERT_DESCRIPTION_ILLEGAL_PARAMETER 47 ALERT_DESCRIPTION_INSUFFICIENT_SECURITY 71 "
          + "ALERT_DESCRIPTION_INTERNAL_ERROR 80 ALERT_DESCRIPTION_NO_RENEGOTIATION 100 "
          + "ALERT_DESCRIPTION_PROTOCOL_VERSION 70 ALERT_DESCRIPTION_RECORD_OVERFLOW 22 "
          + "ALERT_DESCRIPTION_UNEXPECTED_MESSAGE 10 ALERT_DESCRIPTION_UNKNOWN_CA 48 "
          + "ALERT_DESCRIPTION_UNKNOWN_PSK_IDENTITY 115 ALERT_DESCRIPTION_UNRECOGNIZED_NAME 112 "
          + "ALERT_DESCRIPTION_UNSUPPORTED_CERTIFICATE 43 "
          + "ALERT_DESCRIPTION_UNSUPPORTED_EXTENSION 110 ALERT_DESCRIPTION_USER_CANCELLED 90 "
          + "CERT_NONE 0 CERT_OPTIONAL 1 CERT_REQUIRED 2 ENCODING_DER 2 ENCODING_PEM 1 "
          + "HOSTFLAG_ALWAYS_CHECK_SUBJECT 1 HOSTFLAG_MULTI_LABEL_WILDCARDS 8 "
          + "HOSTFLAG_NEVER_CHECK_SUBJECT 32 HOSTFLAG_NO_PARTIAL_WILDCARDS 4 "
          + "HOSTFLAG_NO_WILDCARDS 2 HOSTFLAG_SINGLE_LABEL_SUBDOMAINS 16 OP_ALL 2147483728 "
          + "OP_CIPHER_SERVER_PREFERENCE 4194304 OP_ENABLE_MIDDLEBOX_COMPAT 1048576 "
          + "OP_IGNORE_UNEXPECTED_EOF 128 OP_NO_COMPRESSION 131072 OP_NO_RENEGOTIATION "
          + "1073741824 OP_NO_SSLv2 0 OP_NO_SSLv3 33554432 OP_NO_TICKET 16384 OP_NO_TLSv1 "
          + "67108864 OP_NO_TLSv1_1 268435456 OP_NO_TLSv1_2 134217728 OP_NO_TLSv1_3 536870912 "
          + "OP_SINGLE_DH_USE 0 OP_SINGLE_ECDH_USE 0 PROTOCOL_SSLv23 2 PROTOCOL_TLS 2 "
          + "PROTOCOL_TLS_CLIENT 16 PROTOCOL_TLS_SERVER 17 PROTOCOL_TLSv1 3 PROTOCOL_TLSv1_1 4 "
          + "PROTOCOL_TLSv1_2 5 PROTO_MAXIMUM_SUPPORTED -1 PROTO_MINIMUM_SUPPORTED -2 "
          + "PROTO_SSLv3 768 PROTO_TLSv1 769 PROTO_TLSv1_1 770 PROTO_TLSv1_2 771 PROTO_TLSv1_3 "
          + "772 SSL_ERROR_EOF 8 SSL_ERROR_INVALID_ERROR_CODE 10 SSL_ERROR_SSL 1 "
          + "SSL_ERROR_SYSCALL 5 SSL_ERROR_WANT_CONNECT 7 SSL_ERROR_WANT_READ 2 "
          + "SSL_ERROR_WANT_WRITE 3 SSL_ERROR_WANT_X509_LOOKUP 4 SSL_ERROR_ZERO_RETURN 6 "
          + "VERIFY_ALLOW_PROXY_CERTS 64 VERIFY_CRL_CHECK_CHAIN 12 VERIFY_CRL_CHECK_LEAF 4 "
          + "VERIFY_DEFAULT 0 VERIFY_X509_PARTIAL_CHAIN 524288 VERIFY_X509_STRICT 32 "
          + "VERIFY_X509_TRUSTED_FIRST 32768";

  /** Object identifiers that programs ask for: number, short and long name, identifier. */
  private static final String[][] OBJECTS = {
    {"129", "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"},
    {"130", "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"},
    {"13", "CN", "commonName", "2.5.4.3"},
    {"14", "C", "countryName", "2.5.4.6"},
    {"15", "L", "localityName", "2.5.4.7"},
    {"16", "ST", "stateOrProvinceName", "2.5.4.8"},
    {"17", "O", "organizationName", "2.5.4.10"},
    {"18", "OU", "organizationalUnitName", "2.5.4.11"},
    {"48", "emailAddress", "emailAddress", "1.2.840.113549.1.9.1"},
    {"85", "subjectAltName", "X509v3 Subject Alternative Name", "2.5.29.17"},
  };

  private SslModule() {}

  public static BuiltinTable table() {
    return new SslModuleTable();
  }

  static void exec(PyModule m) {
    String[] words = INTEGERS.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      m.set(words[i], PyInt.of(new BigInteger(words[i + 1])));
    }
    SslErrors errors = SslErrors.define();
    m.set("SSLError", errors.error);
    m.set("SSLZeroReturnError", errors.zeroReturn);
    m.set("SSLWantReadError", errors.wantRead);
    m.set("SSLWantWriteError", errors.wantWrite);
    m.set("SSLSyscallError", errors.syscall);
    m.set("SSLEOFError", errors.eof);
    m.set("SSLCertVerificationError", errors.certVerification);
    m.set("_SSLContext", PySslContext.TYPE);
    m.set("_SSLSocket", PySslSocket.TYPE);
    m.set("MemoryBIO", PyMemoryBio.TYPE);
    m.set("SSLSession", PySslSession.TYPE);
    m.set("Certificate", PyCertificate.TYPE);
    for (String has : "ALPN ECDH SNI TLS_UNIQUE TLSv1_2 TLSv1_3".split(" ")) {
      m.set("HAS_" + has, PyBool.TRUE);
    }
    for (String has : "NPN SSLv2 SSLv3 TLSv1 TLSv1_1".split(" ")) {
      m.set("HAS_" + has, PyBool.FALSE);
    }
    m.set("OPENSSL_VERSION_NUMBER", PyInt.of(0x30100000L));
    // Programs ask this what they can expect, and some want the name; who it really is stands
    // behind.
    m.set("OPENSSL_VERSION", PyStr.of("OpenSSL 3.1.0 (JSSE)"));
    m.set("OPENSSL_VERSION_INFO", version());
    m.set("_OPENSSL_API_VERSION", version());
    m.set(
        "_DEFAULT_CIPHERS",
        PyStr.of(
            "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1"
                + ":!AESCCM"));
    m.set("err_codes_to_names", new PyDict());
    m.set("err_names_to_codes", new PyDict());
    m.set("lib_codes_to_names", new PyDict());
  }

  private static PyObject version() {
    return PyTuple.of(PyInt.of(3), PyInt.of(1), PyInt.of(0), PyInt.of(0), PyInt.of(0));
  }

  private static PyObject object(String[] entry) {
    return PyTuple.of(
        PyInt.of(Integer.parseInt(entry[0])),
        PyStr.of(entry[1]),
        PyStr.of(entry[2]),
        PyStr.of(entry[3]));
  }

  @Function(
      signature = "(txt, name=False)",
      doc = "Look up an object identifier, by its numbers or, if name is true, by its names.")
  static PyObject txt2obj(String text, boolean name) {
    for (String[] entry : OBJECTS) {
      boolean named = name && (entry[1].equals(text) || entry[2].equals(text));
      if (named || entry[3].equals(text)) {
        return object(entry);
      }
    }
    int end = Math.min(text.length(), 100);
    throw Errors.valueError("unknown object '" + text.substring(0, end) + "'");
  }

  @Function(signature = "(nid, /)", doc = "Look up an object identifier by its number.")
  static PyObject nid2obj(int number) {
    if (number < 0) {
      throw Errors.valueError("NID must be positive");
    }
    for (String[] entry : OBJECTS) {
      if (entry[0].equals(Integer.toString(number))) {
        return object(entry);
      }
    }
    throw Errors.valueError("unknown NID " + number);
  }

  @Function(
      name = "get_default_verify_paths",
      doc = "Where certificates to trust are looked for, and what can say otherwise.")
  static PyObject getDefaultVerifyPaths() {
    return PyTuple.of(
        PyStr.of("SSL_CERT_FILE"),
        PyStr.of("/etc/ssl/cert.pem"),
        PyStr.of("SSL_CERT_DIR"),
        PyStr.of("/etc/ssl/certs"));
  }

  @Function(name = "RAND_status", doc = "True: the JDK's generator seeds itself.")
  static boolean randStatus() {
    return true;
  }

  @Function(
      name = "RAND_add",
      signature = "(string, entropy, /)",
      doc = "Does nothing: the JDK's generator seeds itself.")
  static void randAdd(PyObject string, double entropy) {}

  @Function(name = "RAND_bytes", signature = "(n, /)", doc = "Random bytes, fit for keys.")
  static PyObject randBytes(int n) {
    if (n < 0) {
      throw Errors.valueError("num must be positive");
    }
    byte[] b = new byte[n];
    new SecureRandom().nextBytes(b);
    return PyBytes.of(b);
  }

  @Function(
      name = "RAND_pseudo_bytes",
      signature = "(n, /)",
      doc = "Random bytes and whether they are fit for keys.")
  static PyObject randPseudoBytes(int n) {
    Errors.warn(Exceptions.DeprecationWarning, "ssl.RAND_pseudo_bytes() is deprecated", 1);
    return PyTuple.of(randBytes(n), PyBool.TRUE);
  }

  @Function(
      name = "_test_decode_cert",
      signature = "(path, /)",
      doc = "What getpeercert() would tell of the certificate in a file.")
  static PyObject testDecodeCert(PyObject path) {
    return CertificateInfo.of(Pem.certificates(Pem.read(path)).get(0));
  }

  /** The text of a str argument that may be None. */
  static String optional(PyObject o, String what) {
    if (o == null || o == PyObject.NONE) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(what + " must be str or None, not " + o.type.name());
    }
    return s.value();
  }

  static int toInt(PyObject o) {
    return Abstract.index(o).bigValue().intValue();
  }
}
