package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.List;

/** Names of cipher suites, OpenSSL's and the JDK's. */
final class Ciphers {
  private Ciphers() {}

  static boolean isTls13(String jdk) {
    return !jdk.contains("_WITH_");
  }

  /** {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} is {@code ECDHE-RSA-AES128-GCM-SHA256}. */
  static String openssl(String jdk) {
    if (isTls13(jdk)) {
      return jdk;
    }
    String exchange = jdk.substring(4, jdk.indexOf("_WITH_"));
    String cipher = jdk.substring(jdk.indexOf("_WITH_") + 6);
    cipher =
        cipher
            .replace("AES_128_", "AES128-")
            .replace("AES_256_", "AES256-")
            .replace("CBC_", "")
            .replace("CHACHA20_POLY1305_SHA256", "CHACHA20-POLY1305")
            .replace('_', '-');
    return (exchange.equals("RSA") ? "" : exchange.replace('_', '-') + "-") + cipher;
  }

  static int bits(String jdk) {
    return jdk.contains("256") && (jdk.contains("AES_256") || jdk.contains("CHACHA20")) ? 256 : 128;
  }

  /**
   * The suites a list of OpenSSL selects: those it names, or all if it speaks of groups; null if
   * there is none.
   */
  static String[] select(String list, String[] supported) {
    List<String> chosen = new ArrayList<>();
    boolean groups = false;
    for (String token : list.split("[: ,]")) {
      if (token.startsWith("!") || token.startsWith("-") || token.startsWith("@")) {
        continue;
      }
      boolean found = false;
      for (String suite : supported) {
        if (openssl(suite).equals(token) && !isTls13(suite)) {
          chosen.add(suite);
          found = true;
        }
      }
      groups |= !found && isGroup(token);
    }
    if (groups) {
      return supported;
    }
    if (chosen.isEmpty()) {
      return null;
    }
    for (String suite : supported) {
      if (isTls13(suite)) {
        chosen.add(suite);
      }
    }
    return chosen.toArray(new String[0]);
  }

  private static boolean isGroup(String token) {
    for (String part : token.split("\\+")) {
      switch (part) {
        case "ALL",
            "DEFAULT",
            "HIGH",
            "MEDIUM",
            "COMPLEMENTOFDEFAULT",
            "ECDH",
            "ECDHE",
            "EECDH",
            "DH",
            "DHE",
            "EDH",
            "RSA",
            "kRSA",
            "aRSA",
            "ECDSA",
            "aECDSA",
            "AES",
            "AES128",
            "AES256",
            "AESGCM",
            "AESCCM",
            "CHACHA20",
            "SHA",
            "SHA1",
            "SHA256",
            "SHA384",
            "TLSv1.2",
            "FIPS",
            "kEECDH",
            "kEDH" -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  static PyObject describe(String jdk) {
    PyDict d = new PyDict();
    String name = openssl(jdk);
    boolean aead = jdk.contains("GCM") || jdk.contains("CHACHA20") || jdk.contains("CCM");
    put(d, "name", PyStr.of(name));
    put(d, "protocol", PyStr.of(isTls13(jdk) ? "TLSv1.3" : "TLSv1.2"));
    put(d, "description", PyStr.of(name));
    put(d, "strength_bits", PyInt.of(bits(jdk)));
    put(d, "alg_bits", PyInt.of(bits(jdk)));
    put(d, "aead", PyBool.of(aead));
    return d;
  }

  private static void put(PyDict d, String key, PyObject value) {
    d.put(PyStr.interned(key), value);
  }
}
