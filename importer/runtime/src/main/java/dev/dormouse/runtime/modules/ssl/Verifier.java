package dev.dormouse.runtime.modules.ssl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Decides whether a peer's certificate is good, as the context of a connection says. */
final class Verifier extends X509ExtendedTrustManager {
  /** The verdict, with OpenSSL's code and words. */
  static final class Refused extends CertificateException {
    private static final long serialVersionUID = 1L;

    final int code;

    Refused(int code, String words) {
      super(words);
      this.code = code;
    }
  }

  private final TlsConnection connection;

  Verifier(TlsConnection connection) {
    this.connection = connection;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, type);
    PySslContext context = connection.context();
    if (context.checkHostname) {
      checkName(chain[0], connection.hostname, context.hostFlags);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, type);
  }

  private void check(X509Certificate[] chain, String type) throws CertificateException {
    PySslContext context = connection.context();
    if (context.verifyMode == PySslContext.CERT_NONE) {
      return;
    }
    for (X509Certificate c : chain) {
      try {
        c.checkValidity();
      } catch (CertificateExpiredException e) {
        throw new Refused(10, "certificate has expired");
      } catch (CertificateNotYetValidException e) {
        throw new Refused(9, "certificate is not yet valid");
      }
    }
    List<X509Certificate> trusted = context.trusted();
    if (trusted.contains(chain[0])) {
      return;
    }
    X509Certificate last = chain[chain.length - 1];
    boolean selfSigned = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    Refused unknown =
        !selfSigned
            ? new Refused(20, "unable to get local issuer certificate")
            : chain.length == 1
                ? new Refused(18, "self-signed certificate")
                : new Refused(19, "self-signed certificate in certificate chain");
    if (trusted.isEmpty()) {
      throw unknown;
    }
    try {
      X509TrustManager pkix = pkix(trusted);
      if (connection.serverSide) {
        pkix.checkClientTrusted(chain, type);
      } else {
        pkix.checkServerTrusted(chain, type);
      }
    } catch (CertificateException e) {
      String words = String.valueOf(e.getMessage());
      boolean path = words.contains("unable to find valid certification path");
      throw path ? unknown : new Refused(26, words);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  private static X509TrustManager pkix(List<X509Certificate> trusted)
      throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("c" + i, trusted.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager t : factory.getTrustManagers()) {
      if (t instanceof X509TrustManager x) {
        return x;
      }
    }
    throw new GeneralSecurityException("no trust manager");
  }

  // names

  private static void checkName(X509Certificate c, String hostname, int flags) throws Refused {
    if (hostname == null) {
      return;
    }
    boolean address = isAddress(hostname);
    boolean anyName = false;
    for (List<?> n : CertificateInfo.alternatives(c)) {
      int kind = (Integer) n.get(0);
      String value = String.valueOf(n.get(1));
      anyName |= kind == 2;
      if (address
          ? kind == 7 && sameAddress(value, hostname)
          : kind == 2 && matches(value, hostname)) {
        return;
      }
    }
    if (address) {
      throw new Refused(
          64, "IP address mismatch, certificate is not valid for '" + hostname + "'.");
    }
    boolean never = (flags & PySslContext.NEVER_CHECK_SUBJECT) != 0;
    String common = anyName || never ? null : CertificateInfo.commonName(c);
    if (common == null || !matches(common, hostname)) {
      throw new Refused(62, "Hostname mismatch, certificate is not valid for '" + hostname + "'.");
    }
  }

  static boolean isAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      dots += c == '.' ? 1 : 0;
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return dots == 3;
  }

  private static boolean sameAddress(String a, String b) {
    try {
      return InetAddress.ofLiteral(a).equals(InetAddress.ofLiteral(b));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A pattern's star stands for the whole of its first label. */
  private static boolean matches(String pattern, String host) {
    String p = pattern.toLowerCase(Locale.ROOT);
    String h = host.toLowerCase(Locale.ROOT);
    if (h.endsWith(".")) {
      h = h.substring(0, h.length() - 1);
    }
    if (p.equals(h)) {
      return true;
    }
    int dot = h.indexOf('.');
    return p.startsWith("*.")
        && p.indexOf('.', 2) > 0
        && dot > 0
        && p.substring(1).equals(h.substring(dot));
  }

  // without an engine: not asked

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    List<X509Certificate> trusted = connection.context().trusted();
    return connection.serverSide ? trusted.toArray(new X509Certificate[0]) : new X509Certificate[0];
  }
}
