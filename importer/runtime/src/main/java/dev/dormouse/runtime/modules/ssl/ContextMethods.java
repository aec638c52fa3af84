package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The methods of {@link PySslContext}. */
final class ContextMethods {
  private static final int PASSWORD_LIMIT = 1023;

  private ContextMethods() {}

  private static PySslSocket wrap(
      PySslContext c,
      PyObject socket,
      PyMemoryBio incoming,
      PyMemoryBio outgoing,
      boolean serverSide,
      PyObject hostname,
      PyObject owner) {
    if (c.protocol == PySslContext.PROTOCOL_TLS_CLIENT && serverSide) {
      throw SslErrors.plain(
          "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context (_ssl.c:801)");
    }
    if (c.protocol == PySslContext.PROTOCOL_TLS_SERVER && !serverSide) {
      throw SslErrors.plain(
          "Cannot create a client socket with a PROTOCOL_TLS_SERVER context (_ssl.c:795)");
    }
    String name = SslModule.optional(hostname, "server_hostname");
    if (name != null && (name.isEmpty() || name.startsWith("."))) {
      throw Errors.valueError(
          "server_hostname cannot be an empty string or start with a leading dot.");
    }
    if (name != null && name.indexOf('\0') >= 0) {
      throw Errors.typeError("embedded null character");
    }
    return new PySslSocket(c, socket, incoming, outgoing, serverSide, name, owner);
  }

  @Method(
      name = "_wrap_socket",
      signature = "(sock, server_side, server_hostname=None, *, owner=None, session=None)")
  static PyObject wrapSocket(
      PySslContext c,
      PyObject socket,
      boolean serverSide,
      PyObject hostname,
      PyObject owner,
      PyObject session) {
    return wrap(c, socket, null, null, serverSide, hostname, owner);
  }

  @Method(
      name = "_wrap_bio",
      signature =
          "(incoming, outgoing, server_side, server_hostname=None, *, owner=None, session=None)")
  static PyObject wrapBio(
      PySslContext c,
      PyMemoryBio incoming,
      PyMemoryBio outgoing,
      boolean serverSide,
      PyObject hostname,
      PyObject owner,
      PyObject session) {
    return wrap(c, null, incoming, outgoing, serverSide, hostname, owner);
  }

  private static String[] suites(PySslContext c) {
    try {
      return c.ciphers != null
          ? c.ciphers
          : SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
    } catch (GeneralSecurityException e) {
      return new String[0];
    }
  }

  @Method(name = "set_ciphers", signature = "(cipherlist, /)")
  static void setCiphers(PySslContext c, String list) {
    try {
      String[] chosen =
          Ciphers.select(list, SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
      if (chosen == null) {
        throw SslErrors.bare("No cipher can be selected.");
      }
      c.ciphers = chosen;
    } catch (GeneralSecurityException e) {
      throw SslErrors.plain(e.getMessage());
    }
  }

  @Method(name = "get_ciphers")
  static PyObject getCiphers(PySslContext c) {
    PyList all = new PyList();
    for (String suite : suites(c)) {
      if (!suite.endsWith("SCSV")) {
        all.add(Ciphers.describe(suite));
      }
    }
    return all;
  }

  @Method(name = "_set_alpn_protocols", signature = "(protos, /)")
  static void setAlpnProtocols(PySslContext c, PyObject protocols) {
    byte[] b = Bytes.of(protocols);
    List<String> names = new ArrayList<>();
    for (int at = 0; at < b.length; ) {
      int n = b[at] & 0xFF;
      names.add(new String(b, at + 1, Math.min(n, b.length - at - 1), StandardCharsets.ISO_8859_1));
      at += n + 1;
    }
    c.alpn = names.toArray(new String[0]);
  }

  @Method(name = "load_cert_chain", signature = "(certfile, keyfile=None, password=None)")
  static void loadCertChain(
      PySslContext c, PyObject certificates, PyObject keyFile, PyObject password) {
    boolean sameFile = keyFile == null || keyFile == PyObject.NONE;
    checkPath(certificates, "certfile");
    if (!sameFile) {
      checkPath(keyFile, "keyfile");
    }
    PyObject secret = password == null || password == PyObject.NONE ? null : password;
    if (secret != null
        && !Abstract.isCallable(secret)
        && !(secret instanceof PyStr)
        && !secret.type.has(Slot.BUFFER)) {
      throw Errors.typeError("password should be a string or callable");
    }
    byte[] pem = Pem.read(certificates);
    List<X509Certificate> chain;
    try {
      chain = Pem.certificates(pem);
    } catch (PyException e) {
      throw e.matches(SslErrors.current().error) ? SslErrors.pem() : e;
    }
    PrivateKey key = Pem.privateKey(sameFile ? pem : Pem.read(keyFile), () -> ask(secret));
    if (!fits(key, chain.get(0))) {
      throw SslErrors.of("X509", "KEY_VALUES_MISMATCH");
    }
    c.key = key;
    c.chain = chain.toArray(new X509Certificate[0]);
  }

  private static void checkPath(PyObject o, String what) {
    if (!(o instanceof PyStr)
        && !(o instanceof PyBytes)
        && Abstract.lookupSpecial(o, PyStr.interned("__fspath__")) == null) {
      throw Errors.typeError(what + " should be a valid filesystem path");
    }
  }

  private static char[] ask(PyObject secret) {
    if (secret == null) {
      throw SslErrors.pem();
    }
    PyObject answer = secret;
    if (Abstract.isCallable(secret)) {
      answer = Abstract.call(secret);
      if (!(answer instanceof PyStr) && !answer.type.has(Slot.BUFFER)) {
        throw Errors.typeError("password callback must return a string");
      }
    }
    String text =
        answer instanceof PyStr s
            ? s.value()
            : new String(Bytes.of(answer), StandardCharsets.UTF_8);
    if (text.getBytes(StandardCharsets.UTF_8).length > PASSWORD_LIMIT) {
      throw Errors.valueError("password cannot be longer than 1023 bytes");
    }
    return text.toCharArray();
  }

  /** Whether what the key signs the certificate's key verifies. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "RSASSA-PSS" -> null;
          default -> key.getAlgorithm();
        };
    if (algorithm == null) {
      return true;
    }
    try {
      Signature s = Signature.getInstance(algorithm);
      s.initSign(key);
      s.update((byte) 1);
      byte[] signature = s.sign();
      s.initVerify(certificate.getPublicKey());
      s.update((byte) 1);
      return s.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Method(name = "load_dh_params", signature = "(path, /)")
  static void loadDhParams(PySslContext c, PyObject path) {
    byte[] pem = Pem.read(path);
    if (!new String(pem, StandardCharsets.ISO_8859_1).contains("DH PARAMETERS")) {
      throw SslErrors.of("PEM", "NO_START_LINE");
    }
    // The JDK chooses its own groups.
  }

  @Method(name = "set_ecdh_curve", signature = "(name, /)")
  static void setEcdhCurve(PySslContext c, PyObject name) {
    if (!(name instanceof PyStr) && !(name instanceof PyBytes)) {
      throw Errors.typeError("expected str, bytes or os.PathLike object, not " + name.type.name());
    }
    String curve =
        name instanceof PyStr s
            ? s.value()
            : new String(Bytes.of(name), StandardCharsets.ISO_8859_1);
    switch (curve) {
      case "prime256v1", "secp256r1", "secp384r1", "secp521r1", "X25519", "X448" -> {}
      default -> throw Errors.valueError("unknown elliptic curve name '" + curve + "'");
    }
  }

  @Method(name = "load_verify_locations", signature = "(cafile=None, capath=None, cadata=None)")
  static void loadVerifyLocations(PySslContext c, PyObject file, PyObject folder, PyObject data) {
    boolean noFile = file == null || file == PyObject.NONE;
    boolean noFolder = folder == null || folder == PyObject.NONE;
    boolean noData = data == null || data == PyObject.NONE;
    if (noFile && noFolder && noData) {
      throw Errors.typeError("cafile, capath and cadata cannot be all omitted");
    }
    if (!noFile) {
      checkPath(file, "cafile");
    }
    if (!noFolder) {
      checkPath(folder, "capath");
    }
    if (!noData) {
      c.authorities.addAll(ofData(data));
    }
    if (!noFile) {
      c.authorities.addAll(Pem.certificates(Pem.read(file)));
    }
    if (!noFolder) {
      List<X509Certificate> found = new ArrayList<>();
      SystemAuthorities.addFolder(Path.of(Abstract.str(folder).value()), found);
      c.authorities.addAll(found);
    }
  }

  private static List<X509Certificate> ofData(PyObject data) {
    if (data instanceof PyStr s) {
      String text = s.value();
      if (!text.chars().allMatch(ch -> ch < 128)) {
        throw Errors.typeError("cadata should be an ASCII string or a bytes-like object");
      }
      if (text.isEmpty()) {
        throw Errors.valueError("Empty certificate data");
      }
      if (!text.contains("-----BEGIN CERTIFICATE-----")) {
        throw SslErrors.plain("no start line: cadata does not contain a certificate (_ssl.c:4015)");
      }
      return Pem.certificates(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (!data.type.has(Slot.BUFFER)) {
      throw Errors.typeError("cadata should be an ASCII string or a bytes-like object");
    }
    byte[] der = Bytes.of(data);
    if (der.length == 0) {
      throw Errors.valueError("Empty certificate data");
    }
    if (der[0] != 0x30) {
      throw SslErrors.plain("not enough data: cadata does not contain a certificate (_ssl.c:4015)");
    }
    return Pem.derCertificates(der);
  }

  @Method(name = "set_default_verify_paths")
  static void setDefaultVerifyPaths(PySslContext c) {
    c.systemAuthorities = true;
  }

  @Method(name = "session_stats")
  static PyObject sessionStats(PySslContext c) {
    PyDict d = new PyDict();
    String names =
        "number connect connect_good connect_renegotiate accept accept_good accept_renegotiate"
            + " hits misses timeouts cache_full";
    for (String name : names.split(" ")) {
      d.put(PyStr.interned(name), PyInt.of(0));
    }
    return d;
  }

  /** Certificates of version 1 cannot say; those that signed themselves count, as in OpenSSL. */
  private static boolean isAuthority(X509Certificate c) {
    return c.getBasicConstraints() >= 0
        || c.getVersion() == 1 && c.getSubjectX500Principal().equals(c.getIssuerX500Principal());
  }

  @Method(name = "cert_store_stats")
  static PyObject certStoreStats(PySslContext c) {
    int authorities = 0;
    List<X509Certificate> all = c.trusted();
    for (X509Certificate x : all) {
      authorities += isAuthority(x) ? 1 : 0;
    }
    PyDict d = new PyDict();
    d.put(PyStr.interned("x509"), PyInt.of(all.size()));
    d.put(PyStr.interned("crl"), PyInt.of(0));
    d.put(PyStr.interned("x509_ca"), PyInt.of(authorities));
    return d;
  }

  @Method(name = "get_ca_certs", signature = "(binary_form=False)")
  static PyObject getCaCerts(PySslContext c, boolean binary) {
    PyList all = new PyList();
    for (X509Certificate x : c.trusted()) {
      if (isAuthority(x)) {
        all.add(binary ? PyBytes.of(PyCertificate.der(x)) : CertificateInfo.of(x));
      }
    }
    return all;
  }
}
