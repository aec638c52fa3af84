package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.PyException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that are trusted unless a program says otherwise. */
final class SystemAuthorities {
  private static final String[] FILES = {
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"
  };

  private SystemAuthorities() {}

  /** Those that the environment names, else the system's, else the JDK's. */
  static List<X509Certificate> load() {
    String file = Host.os().getenv("SSL_CERT_FILE");
    String folder = Host.os().getenv("SSL_CERT_DIR");
    List<X509Certificate> all = new ArrayList<>();
    if (file != null) {
      addFile(Path.of(file), all);
    }
    if (folder != null) {
      addFolder(Path.of(folder), all);
    }
    if (file != null || folder != null) {
      return all;
    }
    for (String name : FILES) {
      if (all.isEmpty() && Files.isReadable(Path.of(name))) {
        addFile(Path.of(name), all);
      }
    }
    return all.isEmpty() ? ofJdk() : all;
  }

  static void addFolder(Path folder, List<X509Certificate> to) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          addFile(file, to);
        }
      }
    } catch (IOException e) {
      // As OpenSSL: a folder that cannot be read has no certificates.
    }
  }

  private static void addFile(Path file, List<X509Certificate> to) {
    try {
      to.addAll(Pem.certificates(Files.readAllBytes(file)));
    } catch (IOException | PyException e) {
      // As OpenSSL: what is no certificate is passed over.
    }
  }

  private static List<X509Certificate> ofJdk() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager t : factory.getTrustManagers()) {
        if (t instanceof X509TrustManager x) {
          return Arrays.asList(x.getAcceptedIssuers());
        }
      }
    } catch (GeneralSecurityException e) {
      // A JDK without authorities of its own.
    }
    return List.of();
  }
}
