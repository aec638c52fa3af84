package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code _ssl._SSLContext}: what connections have in common. The methods are in {@link
 * ContextMethods}, the attributes in {@link ContextAttributes}.
 */
@BuiltinType(
    name = "_SSLContext",
    ops = PySslContext.ContextOps.class,
    parts = {ContextMethods.class, ContextAttributes.class})
final class PySslContext extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_SSLContext", PyType.OBJECT, new ContextOps(), new PySslContextTable())
          .in("_ssl")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  static final int CERT_NONE = 0;
  static final int CERT_OPTIONAL = 1;
  static final int CERT_REQUIRED = 2;

  static final int PROTOCOL_TLS = 2;
  static final int PROTOCOL_TLS_CLIENT = 16;
  static final int PROTOCOL_TLS_SERVER = 17;

  static final int MINIMUM_SUPPORTED = -2;
  static final int MAXIMUM_SUPPORTED = -1;
  static final int TLS_1_2 = 0x303;
  static final int TLS_1_3 = 0x304;

  static final int NEVER_CHECK_SUBJECT = 0x20;
  private static final int NO_PARTIAL_WILDCARDS = 4;
  private static final long OP_NO_TLS_1_2 = 0x08000000L;
  private static final long OP_NO_TLS_1_3 = 0x20000000L;
  private static final long DEFAULT_OPTIONS = 2186412112L;
  private static final int TRUSTED_FIRST = 0x8000;

  final int protocol;
  boolean checkHostname;
  int verifyMode;
  int verifyFlags = TRUSTED_FIRST;
  int hostFlags = NO_PARTIAL_WILDCARDS;
  long options = DEFAULT_OPTIONS;
  int minimum = TLS_1_2;
  int maximum = MAXIMUM_SUPPORTED;
  int tickets = 2;
  boolean postHandshakeAuth;

  /** Null for none, as the next. */
  PyObject sniCallback;

  PyObject messageCallback;

  /** The JDK's names; null for its defaults. */
  String[] ciphers;

  /** Null if no application protocol is negotiated. */
  String[] alpn;

  /** Null without a certificate of one's own. */
  PrivateKey key;

  X509Certificate[] chain;
  final Set<X509Certificate> authorities = new LinkedHashSet<>();

  /** The system's authorities count too; they load when they are first needed. */
  boolean systemAuthorities;

  private PySslContext(PyType type, int protocol) {
    super(type);
    this.protocol = protocol;
    if (protocol == PROTOCOL_TLS_CLIENT) {
      checkHostname = true;
      verifyMode = CERT_REQUIRED;
    }
    if (protocol == 5) {
      maximum = TLS_1_2;
    }
  }

  /** Whom connections trust. */
  List<X509Certificate> trusted() {
    if (systemAuthorities) {
      systemAuthorities = false;
      authorities.addAll(SystemAuthorities.load());
    }
    return new ArrayList<>(authorities);
  }

  /** The protocols that may be spoken, in the JDK's names. */
  String[] protocols() {
    List<String> names = new ArrayList<>();
    int highest = maximum == MAXIMUM_SUPPORTED ? TLS_1_3 : maximum;
    if (allows(TLS_1_3, highest, OP_NO_TLS_1_3)) {
      names.add("TLSv1.3");
    }
    if (allows(TLS_1_2, highest, OP_NO_TLS_1_2)) {
      names.add("TLSv1.2");
    }
    return names.toArray(new String[0]);
  }

  private boolean allows(int version, int highest, long excluding) {
    return minimum <= version && version <= highest && (options & excluding) == 0;
  }

  static final class ContextOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      ArgParser.noKeywords(null, "_SSLContext", kwnames);
      ArgParser.positional(null, "_SSLContext", args, kwnames, 1, 1);
      int protocol = Abstract.toJavaInt(args[0]);
      switch (protocol) {
        case PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER -> {}
        case PROTOCOL_TLS -> deprecated("PROTOCOL_TLS");
        case 5 -> deprecated("PROTOCOL_TLSv1_2");
        default -> throw Errors.valueError("invalid or unsupported protocol version");
      }
      return new PySslContext(cls, protocol);
    }

    private static void deprecated(String name) {
      Errors.warn(Exceptions.DeprecationWarning, "ssl." + name + " is deprecated", 2);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
