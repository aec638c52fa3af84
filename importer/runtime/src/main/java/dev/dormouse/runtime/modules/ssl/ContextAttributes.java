package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** The attributes of {@link PySslContext}. */
final class ContextAttributes {
  private ContextAttributes() {}

  private static PyObject given(PyObject value) {
    if (value == null) {
      throw Errors.attributeError("cannot delete attribute", null, null);
    }
    return value;
  }

  private static PyObject orNone(PyObject o) {
    return o == null ? PyObject.NONE : o;
  }

  @Getter(name = "check_hostname")
  static PyObject checkHostname(PySslContext c) {
    return PyBool.of(c.checkHostname);
  }

  @Setter(name = "check_hostname")
  static void checkHostname(PySslContext c, PyObject value) {
    boolean check = Abstract.isTrue(given(value));
    if (check && c.verifyMode == PySslContext.CERT_NONE) {
      c.verifyMode = PySslContext.CERT_REQUIRED;
    }
    c.checkHostname = check;
  }

  @Getter(name = "verify_mode")
  static PyObject verifyMode(PySslContext c) {
    return PyInt.of(c.verifyMode);
  }

  @Setter(name = "verify_mode")
  static void verifyMode(PySslContext c, PyObject value) {
    int mode = Abstract.toJavaInt(given(value));
    if (mode == PySslContext.CERT_NONE && c.checkHostname) {
      throw Errors.valueError(
          "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    }
    if (mode < 0 || mode > PySslContext.CERT_REQUIRED) {
      throw Errors.valueError("invalid value for verify_mode");
    }
    c.verifyMode = mode;
  }

  @Getter(name = "verify_flags")
  static PyObject verifyFlags(PySslContext c) {
    return PyInt.of(c.verifyFlags);
  }

  @Setter(name = "verify_flags")
  static void verifyFlags(PySslContext c, PyObject value) {
    c.verifyFlags = Abstract.toJavaInt(given(value));
  }

  @Getter(name = "_host_flags")
  static PyObject hostFlags(PySslContext c) {
    return PyInt.of(c.hostFlags);
  }

  @Setter(name = "_host_flags")
  static void hostFlags(PySslContext c, PyObject value) {
    c.hostFlags = Abstract.toJavaInt(given(value));
  }

  @Getter(name = "options")
  static PyObject options(PySslContext c) {
    return PyInt.of(c.options);
  }

  @Setter(name = "options")
  static void options(PySslContext c, PyObject value) {
    PyInt n = Abstract.index(given(value));
    if (n.bigValue().signum() < 0) {
      throw Errors.overflowError("can't convert negative value to unsigned int");
    }
    c.options = n.bigValue().longValue();
  }

  private static int version(PyObject value) {
    int v = Abstract.toJavaInt(given(value));
    boolean known = v >= 0x300 && v <= PySslContext.TLS_1_3;
    if (!known && v != PySslContext.MINIMUM_SUPPORTED && v != PySslContext.MAXIMUM_SUPPORTED) {
      throw Errors.valueError("Unsupported TLS/SSL version 0x" + Integer.toHexString(v));
    }
    return v;
  }

  private static void checkSettable(PySslContext c) {
    if (c.protocol != PySslContext.PROTOCOL_TLS
        && c.protocol != PySslContext.PROTOCOL_TLS_CLIENT
        && c.protocol != PySslContext.PROTOCOL_TLS_SERVER) {
      throw Errors.valueError(
          "The context's protocol doesn't support modification of highest and"
              + " lowest version.");
    }
  }

  @Getter(name = "minimum_version")
  static PyObject minimumVersion(PySslContext c) {
    return PyInt.of(c.minimum);
  }

  @Setter(name = "minimum_version")
  static void minimumVersion(PySslContext c, PyObject value) {
    int v = version(value);
    checkSettable(c);
    c.minimum = v == PySslContext.MAXIMUM_SUPPORTED ? PySslContext.TLS_1_3 : v;
  }

  @Getter(name = "maximum_version")
  static PyObject maximumVersion(PySslContext c) {
    return PyInt.of(c.maximum);
  }

  @Setter(name = "maximum_version")
  static void maximumVersion(PySslContext c, PyObject value) {
    int v = version(value);
    checkSettable(c);
    c.maximum = v == PySslContext.MINIMUM_SUPPORTED ? PySslContext.TLS_1_2 : v;
  }

  @Getter(name = "keylog_filename")
  static PyObject keylogFilename(PySslContext c) {
    return PyObject.NONE;
  }

  @Setter(name = "keylog_filename")
  static void keylogFilename(PySslContext c, PyObject value) {
    if (given(value) != PyObject.NONE) {
      throw Errors.missingFeature("ssl.SSLContext.keylog_filename");
    }
  }

  @Getter(name = "_msg_callback")
  static PyObject messageCallback(PySslContext c) {
    return orNone(c.messageCallback);
  }

  @Setter(name = "_msg_callback")
  static void messageCallback(PySslContext c, PyObject value) {
    if (given(value) != PyObject.NONE && !Abstract.isCallable(value)) {
      throw Errors.typeError(value + " is not callable.");
    }
    c.messageCallback = value == PyObject.NONE ? null : value;
  }

  @Getter(name = "sni_callback")
  static PyObject sniCallback(PySslContext c) {
    return orNone(c.sniCallback);
  }

  @Setter(name = "sni_callback")
  static void sniCallback(PySslContext c, PyObject value) {
    if (c.protocol == PySslContext.PROTOCOL_TLS_CLIENT) {
      throw Errors.valueError("sni_callback cannot be set on TLS_CLIENT context");
    }
    if (given(value) != PyObject.NONE && !Abstract.isCallable(value)) {
      throw Errors.typeError("not a callable object");
    }
    c.sniCallback = value == PyObject.NONE ? null : value;
  }

  @Getter(name = "num_tickets")
  static PyObject numTickets(PySslContext c) {
    return PyInt.of(c.tickets);
  }

  @Setter(name = "num_tickets")
  static void numTickets(PySslContext c, PyObject value) {
    long n = Abstract.toJavaLong(given(value));
    if (n < 0) {
      throw Errors.valueError("value must be non-negative");
    }
    if (c.protocol != PySslContext.PROTOCOL_TLS_SERVER) {
      throw Errors.valueError("SSLContext is not a server context.");
    }
    c.tickets = (int) Math.min(n, Integer.MAX_VALUE);
  }

  @Getter(name = "post_handshake_auth")
  static PyObject postHandshakeAuth(PySslContext c) {
    return PyBool.of(c.postHandshakeAuth);
  }

  @Setter(name = "post_handshake_auth")
  static void postHandshakeAuth(PySslContext c, PyObject value) {
    c.postHandshakeAuth = Abstract.isTrue(given(value));
  }

  @Getter(name = "protocol")
  static PyObject protocol(PySslContext c) {
    return PyInt.of(c.protocol);
  }

  @Getter(name = "security_level")
  static PyObject securityLevel(PySslContext c) {
    return PyInt.of(2);
  }
}
