package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBytes;
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

/** {@code pyexpat}. Compare CPython's {@code Modules/pyexpat.c}. */
@BuiltinModule(name = "pyexpat", doc = "Python wrapper for Expat parser.")
public final class PyexpatModule {
  /** Names and messages of the error codes, from 1 on. */
  private static final String CODES =
      "NO_MEMORY=out of memory;SYNTAX=syntax error;NO_ELEMENTS=no element found;INVALID_TOKEN=not"
          + " well-formed (invalid token);UNCLOSED_TOKEN=unclosed token;PARTIAL_CHAR=partial"
          + " character;TAG_MISMATCH=mismatched tag;DUPLICATE_ATTRIBUTE=duplicate"
          + " attribute;JUNK_AFTER_DOC_ELEMENT=junk after document element;PARAM_ENTITY_REF=illegal"
          + " parameter entity reference;UNDEFINED_ENTITY=undefined"
          + " entity;RECURSIVE_ENTITY_REF=recursive entity reference;ASYNC_ENTITY=asynchronous"
          + " entity;BAD_CHAR_REF=reference to invalid character number;BINARY_ENTITY_REF=reference"
          + " to binary entity;ATTRIBUTE_EXTERNAL_ENTITY_REF=reference to external entity in"
          + " attribute;MISPLACED_XML_PI=XML or text declaration not at start of"
          + " entity;UNKNOWN_ENCODING=unknown encoding;INCORRECT_ENCODING=encoding specified in XML"
          + " declaration is incorrect;UNCLOSED_CDATA_SECTION=unclosed CDATA"
          + " section;EXTERNAL_ENTITY_HANDLING=error in processing external entity"
          + " reference;NOT_STANDALONE=document is not standalone;UNEXPECTED_STATE=unexpected"
          + " parser state - please send a bug report;ENTITY_DECLARED_IN_PE=entity declared in"
          + " parameter entity;FEATURE_REQUIRES_XML_DTD=requested feature requires XML_DTD support"
          + " in Expat;CANT_CHANGE_FEATURE_ONCE_PARSING=cannot change setting once parsing has"
          + " begun;UNBOUND_PREFIX=unbound prefix;UNDECLARING_PREFIX=must not undeclare"
          + " prefix;INCOMPLETE_PE=incomplete markup in parameter entity;XML_DECL=XML declaration"
          + " not well-formed;TEXT_DECL=text declaration not well-formed;PUBLICID=illegal"
          + " character(s) in public id;SUSPENDED=parser suspended;NOT_SUSPENDED=parser not"
          + " suspended;ABORTED=parsing aborted;FINISHED=parsing finished;SUSPEND_PE=cannot suspend"
          + " in external parameter entity;RESERVED_PREFIX_XML=reserved prefix (xml) must not be"
          + " undeclared or bound to another namespace name;RESERVED_PREFIX_XMLNS=reserved prefix"
          + " (xmlns) must not be declared or undeclared;RESERVED_NAMESPACE_URI=prefix must not be"
          + " bound to one of the reserved namespace names;INVALID_ARGUMENT=invalid"
          + " argument;NO_BUFFER=a successful prior call to function XML_GetBuffer is"
          + " required;AMPLIFICATION_LIMIT_BREACH=limit on input amplification factor (from DTD and"
          + " entities) breached";

  private static final PyType ERROR =
      Exceptions.define("xml.parsers.expat", "ExpatError", Exceptions.Exception);

  private PyexpatModule() {}

  public static BuiltinTable table() {
    return new PyexpatModuleTable();
  }

  /** What an error code means; null if there is no such code. */
  public static String message(long code) {
    int start = 0;
    for (int i = 1; start < CODES.length(); i++) {
      int end = CODES.indexOf(';', start);
      end = end < 0 ? CODES.length() : end;
      if (i == code) {
        return CODES.substring(CODES.indexOf('=', start) + 1, end);
      }
      start = end + 1;
    }
    return null;
  }

  /** See {@link XmlEvents#unknownEncoding}. Throws LookupError and what decoding throws. */
  public static char[] unknownEncoding(String name) {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String decoded = Codecs.decodeText(PyBytes.of(all), name, "replace").value();
    if (decoded.length() != all.length) {
      throw Errors.valueError("multi-byte encodings are not supported");
    }
    return decoded.replace('\uFFFD', XmlInput.INVALID).toCharArray();
  }

  static PyException error(int code, int line, int column) {
    PyException e = Errors.of(ERROR, message(code) + ": line " + line + ", column " + column);
    PyBaseException value = e.value;
    value.dict().put(PyStr.interned("code"), PyInt.of(code));
    value.dict().put(PyStr.interned("offset"), PyInt.of(column));
    value.dict().put(PyStr.interned("lineno"), PyInt.of(line));
    return e;
  }

  static void exec(PyModule m) {
    m.set("error", ERROR);
    m.set("ExpatError", ERROR);
    m.set("XMLParserType", PyXmlParser.TYPE);
    m.set("EXPAT_VERSION", PyStr.of("expat_2.5.0"));
    m.set("version_info", PyTuple.of(PyInt.of(2), PyInt.of(5), PyInt.of(0)));
    m.set("native_encoding", PyStr.of("UTF-8"));
    m.set(
        "features",
        PyList.of(
            feature("sizeof(XML_Char)", 1),
            feature("sizeof(XML_LChar)", 1),
            feature("XML_DTD", 0),
            feature("XML_CONTEXT_BYTES", 1024),
            feature("XML_NS", 0),
            feature("XML_BLAP_MAX_AMP", 100),
            feature("XML_BLAP_ACT_THRES", 8388608)));
    m.set("XML_PARAM_ENTITY_PARSING_NEVER", PyInt.of(0));
    m.set("XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE", PyInt.of(1));
    m.set("XML_PARAM_ENTITY_PARSING_ALWAYS", PyInt.of(2));
    m.set("errors", errors());
    m.set("model", model());
  }

  private static PyObject feature(String name, int value) {
    return PyTuple.of(PyStr.of(name), PyInt.of(value));
  }

  /** A module within this one, importable by itself. */
  private static PyModule submodule(String name, String doc) {
    PyModule m = new PyModule("pyexpat." + name, PyStr.of(doc));
    if (Interpreter.current().sysAttribute("modules") instanceof PyDict modules) {
      modules.put(PyStr.interned("pyexpat." + name), m);
    }
    return m;
  }

  private static PyModule errors() {
    PyModule m = submodule("errors", "Constants used to describe error conditions.");
    PyDict codes = new PyDict();
    PyDict messages = new PyDict();
    int code = 1;
    for (String entry : CODES.split(";")) {
      int eq = entry.indexOf('=');
      PyStr message = PyStr.of(entry.substring(eq + 1));
      m.set("XML_ERROR_" + entry.substring(0, eq), message);
      codes.put(message, PyInt.of(code));
      messages.put(PyInt.of(code), message);
      code++;
    }
    m.set("codes", codes);
    m.set("messages", messages);
    return m;
  }

  private static PyModule model() {
    PyModule m = submodule("model", "Constants used to interpret content model information.");
    m.set("XML_CTYPE_EMPTY", PyInt.of(ContentModel.EMPTY));
    m.set("XML_CTYPE_ANY", PyInt.of(ContentModel.ANY));
    m.set("XML_CTYPE_MIXED", PyInt.of(ContentModel.MIXED));
    m.set("XML_CTYPE_NAME", PyInt.of(ContentModel.NAME));
    m.set("XML_CTYPE_CHOICE", PyInt.of(ContentModel.CHOICE));
    m.set("XML_CTYPE_SEQ", PyInt.of(ContentModel.SEQUENCE));
    m.set("XML_CQUANT_NONE", PyInt.of(ContentModel.ONCE));
    m.set("XML_CQUANT_OPT", PyInt.of(ContentModel.OPTIONAL));
    m.set("XML_CQUANT_REP", PyInt.of(ContentModel.REPEATED));
    m.set("XML_CQUANT_PLUS", PyInt.of(ContentModel.AT_LEAST_ONCE));
    return m;
  }

  private static String optionalText(PyObject o, String parameter) {
    if (o == null || o == PyObject.NONE) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          "ParserCreate() argument '"
              + parameter
              + "' must be str or None, not "
              + o.type.fullName());
    }
    return s.value();
  }

  @Function(
      name = "ParserCreate",
      signature = "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
      doc = "Return a new XML parser object.")
  static PyObject parserCreate(PyObject encoding, PyObject separator, PyObject intern) {
    String encodingName = optionalText(encoding, "encoding");
    String separatorText = optionalText(separator, "namespace_separator");
    if (separatorText != null && separatorText.length() > 1) {
      throw Errors.valueError(
          "namespace_separator must be at most one character, omitted, or None");
    }
    PyDict names = null;
    if (intern == null) {
      names = new PyDict();
    } else if (intern instanceof PyDict d) {
      names = d;
    } else if (intern != PyObject.NONE) {
      throw Errors.typeError("intern must be a dictionary");
    }
    return new PyXmlParser(encodingName, separatorText, names);
  }

  @Function(
      name = "ErrorString",
      signature = "(code, /)",
      doc = "Returns string error for given number.")
  static PyObject errorString(long code) {
    String message = message(code);
    return message == null ? PyObject.NONE : PyStr.of(message);
  }
}
