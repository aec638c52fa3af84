package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.os.Errno;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Certificates and keys in PEM and DER. */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /** A block: what is between its lines of dashes. */
  private record Block(String label, String headers, byte[] content) {}

  /** How to ask for the password of a key. */
  interface Password {
    char[] get();
  }

  private Pem() {}

  static byte[] read(PyObject path) {
    String name = Host.path(path, "load", "path").path;
    try {
      Path file = Path.of(name.startsWith("/") ? name : Host.os().getcwd() + "/" + name);
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw PyOSError.of(Errno.ENOENT);
    } catch (AccessDeniedException e) {
      throw PyOSError.of(Errno.EACCES);
    } catch (IOException e) {
      throw PyOSError.of(Errno.EIO);
    }
  }

  private static List<Block> blocks(String text) {
    List<Block> all = new ArrayList<>();
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
      if (labelEnd < 0) {
        break;
      }
      String label = text.substring(at + BEGIN.length(), labelEnd);
      int end = text.indexOf("-----END " + label + DASHES, labelEnd);
      if (end < 0) {
        break;
      }
      String body = text.substring(labelEnd + DASHES.length(), end).trim();
      String headers = "";
      int blank = body.replace("\r", "").indexOf("\n\n");
      if (body.startsWith("Proc-Type") && blank >= 0) {
        body = body.replace("\r", "");
        headers = body.substring(0, blank);
        body = body.substring(blank);
      }
      try {
        all.add(new Block(label, headers, Base64.getMimeDecoder().decode(body)));
      } catch (IllegalArgumentException e) {
        throw SslErrors.of("PEM", "BAD_BASE64_DECODE");
      }
      at = text.indexOf(BEGIN, end + 1);
    }
    return all;
  }

  static X509Certificate certificate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw SslErrors.pem();
    }
  }

  /** The certificates in a PEM text; an error if there is none. */
  static List<X509Certificate> certificates(byte[] pem) {
    List<X509Certificate> all = new ArrayList<>();
    for (Block b : blocks(new String(pem, StandardCharsets.ISO_8859_1))) {
      if (b.label.endsWith("CERTIFICATE")) {
        all.add(certificate(b.content));
      }
    }
    if (all.isEmpty()) {
      throw SslErrors.of("X509", "NO_CERTIFICATE_OR_CRL_FOUND");
    }
    return all;
  }

  /** Certificates one after the other in DER. */
  static List<X509Certificate> derCertificates(byte[] der) {
    try {
      List<X509Certificate> all = new ArrayList<>();
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (in.available() > 0) {
        all.add((X509Certificate) factory.generateCertificate(in));
      }
      return all;
    } catch (CertificateException e) {
      throw SslErrors.of("ASN1", "NOT_ENOUGH_DATA");
    }
  }

  static PrivateKey privateKey(byte[] pem, Password password) {
    for (Block b : blocks(new String(pem, StandardCharsets.ISO_8859_1))) {
      if (b.label.endsWith("PRIVATE KEY")) {
        try {
          return privateKey(b, password);
        } catch (GeneralSecurityException | IOException e) {
          throw SslErrors.pem();
        }
      }
    }
    throw SslErrors.pem();
  }

  private static PrivateKey privateKey(Block b, Password password)
      throws GeneralSecurityException, IOException {
    byte[] der = b.headers.isEmpty() ? b.content : decrypt(b, password.get());
    switch (b.label) {
      case "ENCRYPTED PRIVATE KEY":
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        String algorithm = info.getAlgName();
        if (algorithm.equals("PBES2")) {
          algorithm = info.getAlgParameters().toString();
        }
        SecretKeyFactory factory = SecretKeyFactory.getInstance(algorithm);
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
            Cipher.DECRYPT_MODE,
            factory.generateSecret(new PBEKeySpec(password.get())),
            info.getAlgParameters());
        return pkcs8(info.getKeySpec(cipher).getEncoded());
      case "RSA PRIVATE KEY":
        // rsaEncryption, NULL
        return pkcs8(wrap(HexFormat.of().parseHex("300d06092a864886f70d0101010500"), der));
      case "EC PRIVATE KEY":
        return pkcs8(wrap(ecAlgorithm(der), der));
      default:
        return pkcs8(der);
    }
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    GeneralSecurityException last = null;
    for (String algorithm : new String[] {"RSA", "EC", "EdDSA", "RSASSA-PSS"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  /** PKCS#8's shell around a key of an older format. */
  private static byte[] wrap(byte[] algorithm, byte[] key) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(new byte[] {2, 1, 0});
    inner.write(algorithm);
    inner.write(tagged(4, key));
    return tagged(0x30, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int n = content.length;
    if (n < 128) {
      out.write(n);
    } else if (n < 256) {
      out.write(0x81);
      out.write(n);
    } else {
      out.write(0x82);
      out.write(n >> 8);
      out.write(n);
    }
    out.write(content);
    return out.toByteArray();
  }

  /** ecPublicKey with the curve that the key names in its field [0]. */
  private static byte[] ecAlgorithm(byte[] key) throws IOException {
    int at = 0;
    while (at + 2 < key.length && !((key[at] & 0xFF) == 0xA0 && key[at + 2] == 6)) {
      at++;
    }
    if (at + 3 >= key.length) {
      throw new IOException("a key without its curve");
    }
    byte[] curve = Arrays.copyOfRange(key, at + 2, at + 4 + key[at + 3]);
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(HexFormat.of().parseHex("06072a8648ce3d0201"));
    inner.write(curve);
    return tagged(0x30, inner.toByteArray());
  }

  /** The traditional encryption of PEM, with a key derived by MD5. */
  private static byte[] decrypt(Block b, char[] password) throws GeneralSecurityException {
    String info = b.headers.substring(b.headers.indexOf("DEK-Info:") + 9).trim();
    String[] parts = info.split("[,\n]");
    byte[] iv = HexFormat.of().parseHex(parts[1].trim());
    String name = parts[0].trim();
    int size = name.startsWith("AES-") ? Integer.parseInt(name.substring(4, 7)) / 8 : 24;
    byte[] secret = new String(password).getBytes(StandardCharsets.UTF_8);
    byte[] derived = new byte[0];
    byte[] last = new byte[0];
    while (derived.length < size) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(last);
      md5.update(secret);
      last = md5.digest(Arrays.copyOf(iv, 8));
      int old = derived.length;
      derived = Arrays.copyOf(derived, old + last.length);
      System.arraycopy(last, 0, derived, old, last.length);
    }
    boolean aes = name.startsWith("AES-");
    Cipher cipher = Cipher.getInstance(aes ? "AES/CBC/PKCS5Padding" : "DESede/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Arrays.copyOf(derived, size), aes ? "AES" : "DESede"),
        new IvParameterSpec(iv));
    return cipher.doFinal(b.content);
  }
}
