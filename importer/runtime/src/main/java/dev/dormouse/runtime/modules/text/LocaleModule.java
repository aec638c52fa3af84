package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _locale}, for the locales that every Linux has: {@code C}, also called {@code POSIX}, and
 * {@code C.UTF-8}. The locale of the C library has no say in a JVM, so others would be names
 * without effect; asking for one is the error that CPython raises where it is not installed.
 */
@BuiltinModule(name = "_locale", doc = "Support for POSIX locales.")
public final class LocaleModule {
  private static final String CATEGORIES =
      "LC_CTYPE LC_NUMERIC LC_TIME LC_COLLATE LC_MONETARY LC_MESSAGES LC_PAPER LC_NAME LC_ADDRESS"
          + " LC_TELEPHONE LC_MEASUREMENT LC_IDENTIFICATION";

  /** glibc's numbers of categories are those of the words above, but for LC_ALL, which is 6. */
  private static final int LC_ALL = 6;

  private static final int CATEGORY_COUNT = 13;

  private LocaleModule() {}

  public static BuiltinTable table() {
    return new LocaleModuleTable();
  }

  /** What {@code setlocale} and its like have set. */
  private static final class State {
    /** By category; element {@link #LC_ALL} is not used. */
    final String[] names = new String[CATEGORY_COUNT];

    PyType error;
    String domain = "messages";
    final PyDict directories = new PyDict();
    final PyDict codesets = new PyDict();

    State() {
      java.util.Arrays.fill(names, "C");
      // As CPython's start does under PEP 538 and 540.
      names[0] = "C.UTF-8";
    }
  }

  static void exec(PyModule m) {
    State state = new State();
    m.state = state;
    PyDict namespace = new PyDict();
    namespace.put("__module__", PyStr.of("locale"));
    state.error =
        (PyType)
            Abstract.call(
                PyType.TYPE, PyStr.of("Error"), PyTuple.of(Exceptions.Exception), namespace);
    m.set("Error", state.error);
    // In CPython's order, which the library's locale shows.
    m.set("LC_CTYPE", PyInt.of(0));
    m.set("LC_TIME", PyInt.of(2));
    m.set("LC_COLLATE", PyInt.of(3));
    m.set("LC_MONETARY", PyInt.of(4));
    m.set("LC_MESSAGES", PyInt.of(5));
    m.set("LC_NUMERIC", PyInt.of(1));
    m.set("LC_ALL", PyInt.of(LC_ALL));
    m.set("CHAR_MAX", PyInt.of(127));
    LangInfo.addTo(m);
  }

  private static PyException error(PyModule m, String message) {
    return new PyException(
        (PyBaseException) Abstract.call(((State) m.state).error, PyStr.of(message)));
  }

  @Function(
      signature = "(category, locale=None, /)",
      doc = "Set the locale of a category, or tell what it is.")
  static PyObject setlocale(PyModule m, int category, PyObject locale) {
    State state = (State) m.state;
    boolean query = locale == null || locale == PyObject.NONE;
    if (category < 0 || category >= CATEGORY_COUNT) {
      throw error(m, query ? "locale query failed" : "unsupported locale setting");
    }
    if (query) {
      return PyStr.of(category == LC_ALL ? all(state) : state.names[category]);
    }
    if (!(locale instanceof PyStr s)) {
      throw Errors.typeError(
          "setlocale() argument 2 must be str or None, not " + locale.type.name());
    }
    String[] fresh = state.names.clone();
    String name = s.value();
    boolean composite = category == LC_ALL && name.indexOf('=') >= 0;
    for (int c = 0; c < CATEGORY_COUNT; c++) {
      if (c != LC_ALL && (category == LC_ALL || c == category)) {
        String found =
            canonical(composite ? part(name, word(c)) : name.isEmpty() ? fromEnvironment(c) : name);
        if (found == null) {
          throw error(m, "unsupported locale setting");
        }
        fresh[c] = found;
      }
    }
    System.arraycopy(fresh, 0, state.names, 0, CATEGORY_COUNT);
    return PyStr.of(category == LC_ALL ? all(state) : state.names[category]);
  }

  /** Null if there is no such locale. */
  private static String canonical(String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "C", "POSIX" -> "C";
      case "C.UTF-8", "C.utf8" -> name;
      default -> null;
    };
  }

  private static String fromEnvironment(int category) {
    for (String variable : new String[] {"LC_ALL", word(category), "LANG"}) {
      String value = System.getenv(variable);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "C";
  }

  /** The name of a category. */
  private static String word(int category) {
    int index = category > LC_ALL ? category - 1 : category;
    int start = 0;
    for (int i = 0; i < index; i++) {
      start = CATEGORIES.indexOf(' ', start) + 1;
    }
    int end = CATEGORIES.indexOf(' ', start);
    return end < 0 ? CATEGORIES.substring(start) : CATEGORIES.substring(start, end);
  }

  /** The value of one category in {@code "LC_CTYPE=…;LC_TIME=…"}; null if it is not there. */
  private static String part(String composite, String word) {
    String key = word + "=";
    int at = composite.startsWith(key) ? 0 : composite.indexOf(";" + key) + 1;
    if (at == 0 && !composite.startsWith(key)) {
      return null;
    }
    int end = composite.indexOf(';', at);
    return composite.substring(at + key.length(), end < 0 ? composite.length() : end);
  }

  private static String all(State state) {
    boolean same = true;
    for (int c = 1; c < CATEGORY_COUNT; c++) {
      same &= c == LC_ALL || state.names[c].equals(state.names[0]);
    }
    if (same) {
      return state.names[0];
    }
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < CATEGORY_COUNT; c++) {
      if (c != LC_ALL) {
        out.append(out.length() == 0 ? "" : ";").append(word(c)).append('=').append(state.names[c]);
      }
    }
    return out.toString();
  }

  @Function(doc = "Return how the locale formats numbers and money.")
  static PyObject localeconv() {
    PyDict d = new PyDict();
    for (String name :
        new String[] {
          "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"
        }) {
      d.put(name, PyStr.of(""));
    }
    d.put("mon_grouping", new PyList());
    d.put("positive_sign", PyStr.of(""));
    d.put("negative_sign", PyStr.of(""));
    for (String name :
        new String[] {
          "int_frac_digits",
          "frac_digits",
          "p_cs_precedes",
          "p_sep_by_space",
          "n_cs_precedes",
          "n_sep_by_space",
          "p_sign_posn",
          "n_sign_posn"
        }) {
      d.put(name, PyInt.of(127));
    }
    d.put("decimal_point", PyStr.of("."));
    d.put("thousands_sep", PyStr.of(""));
    d.put("grouping", new PyList());
    return d;
  }

  @Function(
      name = "nl_langinfo",
      signature = "(key, /)",
      doc = "Return a piece of information about the locale.")
  static PyObject nlLanginfo(PyModule m, int key) {
    String text = LangInfo.text(key, !((State) m.state).names[0].equals("C"));
    if (text == null) {
      throw Errors.valueError("unsupported langinfo constant");
    }
    return PyStr.of(text);
  }

  @Function(doc = "Return the encoding of the locale.")
  static String getencoding() {
    return "UTF-8";
  }

  private static void noNull(PyStr s) {
    if (s.value().indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
  }

  @Function(
      signature = "(os1, os2, /)",
      doc = "Compare two strings as the locale orders them: by code point.")
  static int strcoll(PyStr os1, PyStr os2) {
    noNull(os1);
    noNull(os2);
    int n = Math.min(os1.length(), os2.length());
    for (int i = 0; i < n; i++) {
      int c = Integer.compare(os1.codePointAt(i), os2.codePointAt(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(os1.length(), os2.length());
  }

  @Function(signature = "(string, /)", doc = "Return a string whose order is that of the locale.")
  static PyObject strxfrm(PyStr string) {
    noNull(string);
    return string;
  }

  @Function(
      signature = "(msg, /)",
      doc = "Return the translation of a message, which in these locales is the message.")
  static PyObject gettext(PyStr msg) {
    return msg;
  }

  @Function(
      signature = "(domain, msg, /)",
      doc = "Return the translation of a message in a domain.")
  static PyObject dgettext(PyObject domain, PyStr msg) {
    return msg;
  }

  @Function(
      signature = "(domain, msg, category, /)",
      doc = "Return the translation of a message in a domain and category.")
  static PyObject dcgettext(PyObject domain, PyStr msg, int category) {
    return msg;
  }

  @Function(signature = "(domain, /)", doc = "Set the domain of messages, and return it.")
  static PyObject textdomain(PyModule m, PyObject domain) {
    State state = (State) m.state;
    if (domain != PyObject.NONE) {
      String name = Abstract.toJavaString(domain, "textdomain", 1);
      state.domain = name.isEmpty() ? "messages" : name;
    }
    return PyStr.of(state.domain);
  }

  @Function(
      signature = "(domain, dir, /)",
      doc = "Set the folder of a domain's messages, and return it.")
  static PyObject bindtextdomain(PyModule m, PyStr domain, PyObject dir) {
    if (domain.value().isEmpty()) {
      throw error(m, "domain must be a non-empty string");
    }
    PyDict directories = ((State) m.state).directories;
    if (dir != PyObject.NONE) {
      directories.put(domain, PyStr.of(Host.decode(dir)));
    }
    PyObject found = directories.get(domain);
    return found == null ? PyStr.of("/usr/share/locale") : found;
  }

  @Function(
      name = "bind_textdomain_codeset",
      signature = "(domain, codeset, /)",
      doc = "Set the encoding of a domain's messages, and return it.")
  static PyObject bindTextdomainCodeset(PyModule m, PyStr domain, PyObject codeset) {
    PyDict codesets = ((State) m.state).codesets;
    if (codeset != PyObject.NONE) {
      codesets.put(domain, PyStr.of(Abstract.toJavaString(codeset, "bind_textdomain_codeset", 2)));
    }
    PyObject found = codesets.get(domain);
    return found == null ? PyObject.NONE : found;
  }
}
