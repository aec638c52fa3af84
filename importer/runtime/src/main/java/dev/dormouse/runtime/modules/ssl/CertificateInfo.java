package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** A certificate as {@code getpeercert} tells it. */
final class CertificateInfo {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private CertificateInfo() {}

  static PyDict of(X509Certificate c) {
    PyDict d = new PyDict();
    put(d, "subject", name(c.getSubjectX500Principal()));
    put(d, "issuer", name(c.getIssuerX500Principal()));
    put(d, "version", PyInt.of(c.getVersion()));
    String serial = c.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    put(d, "serialNumber", PyStr.of(serial.length() % 2 == 0 ? serial : "0" + serial));
    put(d, "notBefore", PyStr.of(time(c.getNotBefore())));
    put(d, "notAfter", PyStr.of(time(c.getNotAfter())));
    List<PyObject> names = new ArrayList<>();
    for (List<?> n : alternatives(c)) {
      PyObject value = PyStr.of(String.valueOf(n.get(1)));
      switch ((Integer) n.get(0)) {
        case 1 -> names.add(PyTuple.of(PyStr.of("email"), value));
        case 2 -> names.add(PyTuple.of(PyStr.of("DNS"), value));
        case 4 ->
            names.add(
                PyTuple.of(PyStr.of("DirName"), name(new X500Principal(String.valueOf(n.get(1))))));
        case 6 -> names.add(PyTuple.of(PyStr.of("URI"), value));
        case 7 -> names.add(PyTuple.of(PyStr.of("IP Address"), value));
        case 8 -> names.add(PyTuple.of(PyStr.of("Registered ID"), value));
        default -> names.add(PyTuple.of(PyStr.of("othername"), PyStr.of("<unsupported>")));
      }
    }
    if (!names.isEmpty()) {
      put(d, "subjectAltName", PyTuple.of(names.toArray(PyObject.NO_ARGS)));
    }
    byte[] access = c.getExtensionValue("1.3.6.1.5.5.7.1.1");
    putLinks(d, "OCSP", access, "2b06010505073001");
    putLinks(d, "caIssuers", access, "2b06010505073002");
    putLinks(d, "crlDistributionPoints", c.getExtensionValue("2.5.29.31"), "");
    return d;
  }

  /** The links in an extension that stand behind the object identifier given in hex. */
  private static void putLinks(PyDict d, String key, byte[] extension, String method) {
    if (extension != null) {
      List<PyObject> found = new ArrayList<>();
      String last = links(extension, 0, extension.length, "", method, found);
      if (!found.isEmpty()) {
        put(d, key, PyTuple.of(found.toArray(PyObject.NO_ARGS)));
      }
    }
  }

  /** Walks through DER; returns the object identifier seen last. */
  private static String links(
      byte[] der, int from, int to, String seen, String method, List<PyObject> found) {
    String last = seen;
    for (int at = from; at + 1 < to; ) {
      int tag = der[at] & 0xFF;
      int length = der[at + 1] & 0xFF;
      int content = at + 2;
      if (length > 0x80 && length <= 0x83 && content + length - 0x80 <= to) {
        int bytes = length - 0x80;
        length = 0;
        for (int i = 0; i < bytes; i++) {
          length = length << 8 | der[content++] & 0xFF;
        }
      }
      int end = Math.min(content + length, to);
      if (tag == OBJECT_IDENTIFIER) {
        last = HexFormat.of().formatHex(der, content, end);
      } else if (tag == URI && (method.isEmpty() || method.equals(last))) {
        found.add(PyStr.of(new String(der, content, end - content, StandardCharsets.US_ASCII)));
      } else if ((tag & CONSTRUCTED) != 0 || tag == OCTETS && at == 0) {
        last = links(der, content, end, last, method, found);
      }
      at = end;
    }
    return last;
  }

  private static final int OCTETS = 4;
  private static final int OBJECT_IDENTIFIER = 6;
  private static final int CONSTRUCTED = 0x20;

  /** A general name of the kind [6]. */
  private static final int URI = 0x86;

  private static void put(PyDict d, String key, PyObject value) {
    d.put(PyStr.interned(key), value);
  }

  /** The subject's alternative names as the JDK gives them: kind and value. */
  static Collection<List<?>> alternatives(X509Certificate c) {
    try {
      Collection<List<?>> all = c.getSubjectAlternativeNames();
      return all == null ? Collections.emptyList() : all;
    } catch (CertificateParsingException e) {
      return Collections.emptyList();
    }
  }

  private static String time(Date date) {
    ZonedDateTime t = date.toInstant().atZone(ZoneOffset.UTC);
    return MONTHS[t.getMonthValue() - 1]
        + (t.getDayOfMonth() < 10 ? "  " : " ")
        + t.getDayOfMonth()
        + " "
        + two(t.getHour())
        + ":"
        + two(t.getMinute())
        + ":"
        + two(t.getSecond())
        + " "
        + t.getYear()
        + " GMT";
  }

  private static String two(int n) {
    return n < 10 ? "0" + n : Integer.toString(n);
  }

  private static PyObject name(X500Principal principal) {
    try {
      List<Rdn> parts = new LdapName(principal.getName(X500Principal.RFC2253)).getRdns();
      PyObject[] all = new PyObject[parts.size()];
      for (int i = 0; i < all.length; i++) {
        Rdn part = parts.get(i);
        all[i] =
            PyTuple.of(
                PyTuple.of(PyStr.of(longName(part.getType())), PyStr.of(text(part.getValue()))));
      }
      return PyTuple.of(all);
    } catch (InvalidNameException e) {
      return PyTuple.EMPTY;
    }
  }

  private static String text(Object value) {
    if (value instanceof byte[] der && der.length > 2) {
      return new String(der, 2, der.length - 2, StandardCharsets.UTF_8);
    }
    return String.valueOf(value);
  }

  private static String longName(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "CN" -> "commonName";
      case "C" -> "countryName";
      case "L" -> "localityName";
      case "ST" -> "stateOrProvinceName";
      case "O" -> "organizationName";
      case "OU" -> "organizationalUnitName";
      case "DC" -> "domainComponent";
      case "UID" -> "userId";
      case "STREET" -> "streetAddress";
      case "1.2.840.113549.1.9.1" -> "emailAddress";
      case "2.5.4.5" -> "serialNumber";
      case "2.5.4.4" -> "surname";
      case "2.5.4.42" -> "givenName";
      case "2.5.4.17" -> "postalCode";
      case "2.5.4.15" -> "businessCategory";
      case "1.3.6.1.4.1.311.60.2.1.2" -> "jurisdictionStateOrProvinceName";
      case "1.3.6.1.4.1.311.60.2.1.3" -> "jurisdictionCountryName";
      default -> type;
    };
  }

  /** The common name, for certificates without alternative names; null if there is none. */
  static String commonName(X509Certificate c) {
    try {
      List<Rdn> parts =
          new LdapName(c.getSubjectX500Principal().getName(X500Principal.RFC2253)).getRdns();
      String found = null;
      for (Rdn part : parts) {
        found = part.getType().equalsIgnoreCase("CN") ? text(part.getValue()) : found;
      }
      return found;
    } catch (InvalidNameException e) {
      return null;
    }
  }
}
