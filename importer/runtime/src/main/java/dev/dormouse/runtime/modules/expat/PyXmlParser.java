package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.List;

/** {@code pyexpat.xmlparser}: the Python side of {@link XmlParser}. */
@BuiltinType(name = "xmlparser", doc = "XML parser", parts = ParserHandlers.class)
final class PyXmlParser extends PyObject implements XmlEvents {
  static final PyType TYPE =
      PyType.builtin("xmlparser", PyType.OBJECT, new ParserOps(), new PyXmlParserTable())
          .in("pyexpat")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int READ_SIZE = 2048;

  private static final class ParserOps extends Ops {}

  private final XmlParser parser;
  private final PyObject[] handlers = new PyObject[Kind.values().length];

  /** Which of the two default handlers was set last; null if that was unset. */
  private Kind defaultKind;

  /** Names that were seen, so that equal ones are one object; null if the caller wants none. */
  private final PyDict intern;

  private boolean ordered;
  private boolean specifiedOnly;

  /** Character data not handed on yet; null when it is not gathered. */
  private StringBuilder buffer;

  /** Size of what is in {@link #buffer} in bytes of UTF-8. */
  private int bufferUsed;

  private int bufferSize = 8192;
  private boolean inCallback;
  private int errorCode;

  /** Raised by a handler; to be thrown by whoever called the parser. */
  private PyException pending;

  PyXmlParser(String encoding, String separator, PyDict intern) {
    super(TYPE);
    this.intern = intern;
    this.parser = new XmlParser(this, encoding, separator);
  }

  private PyXmlParser(PyXmlParser parent, String context, String encoding) {
    super(TYPE);
    this.intern = parent.intern;
    this.ordered = parent.ordered;
    this.specifiedOnly = parent.specifiedOnly;
    this.bufferSize = parent.bufferSize;
    this.buffer = parent.buffer == null ? null : new StringBuilder();
    this.defaultKind = parent.defaultKind;
    System.arraycopy(parent.handlers, 0, handlers, 0, handlers.length);
    this.parser = new XmlParser(parent.parser, this, context, encoding);
  }

  // handlers

  PyObject handler(Kind kind) {
    PyObject h = handlers[kind.ordinal()];
    return h == null ? NONE : h;
  }

  void setHandler(Kind kind, PyObject value) {
    if (value == null) {
      throw Errors.runtimeError("Cannot delete attribute");
    }
    if (kind == Kind.CharacterData) {
      flushOutside();
    }
    handlers[kind.ordinal()] = value == NONE ? null : value;
    if (kind == Kind.Default || kind == Kind.DefaultExpand) {
      defaultKind = value == NONE ? null : kind;
    }
  }

  @Override
  public boolean wants(Kind kind) {
    if (kind == Kind.Default || kind == Kind.DefaultExpand) {
      return defaultKind == kind;
    }
    return handlers[kind.ordinal()] != null;
  }

  /** Throws XmlError, to stop the parser, if the handler raised; null if there is no handler. */
  private PyObject invoke(Kind kind, PyObject... arguments) {
    PyObject h = handlers[kind.ordinal()];
    if (h == null || pending != null) {
      return null;
    }
    boolean outer = inCallback;
    inCallback = true;
    try {
      return Abstract.call(h, arguments);
    } catch (PyException e) {
      fail(e);
      throw new XmlError(XmlError.ABORTED);
    } finally {
      inCallback = outer;
    }
  }

  private void fail(PyException e) {
    pending = e;
    java.util.Arrays.fill(handlers, null);
    defaultKind = null;
    if (buffer != null) {
      buffer.setLength(0);
      bufferUsed = 0;
    }
  }

  private PyObject name(String s) {
    if (s == null) {
      return NONE;
    }
    PyStr text = PyStr.of(s);
    if (intern == null) {
      return text;
    }
    PyObject known = intern.get(text);
    if (known == null) {
      intern.put(text, text);
      known = text;
    }
    return known;
  }

  private static PyObject optional(String s) {
    return s == null ? NONE : PyStr.of(s);
  }

  private PyObject[] convert(Kind kind, Object[] arguments) {
    PyObject[] converted = new PyObject[arguments.length];
    for (int i = 0; i < converted.length; i++) {
      if (arguments[i] instanceof Integer n) {
        converted[i] = PyInt.of(n);
      } else {
        boolean name =
            switch (kind) {
              case Comment, XmlDecl -> false;
              case ProcessingInstruction -> i == 0;
              case EntityDecl -> i != 2;
              case AttlistDecl -> i < 2;
              default -> true;
            };
        converted[i] = name ? name((String) arguments[i]) : optional((String) arguments[i]);
      }
    }
    return converted;
  }

  @Override
  public void event(Kind kind, Object... arguments) {
    flush();
    invoke(kind, convert(kind, arguments));
  }

  @Override
  public boolean ask(Kind kind, Object... arguments) {
    flush();
    PyObject answer;
    try {
      answer = invoke(kind, convert(kind, arguments));
    } catch (XmlError aborted) {
      return false;
    }
    if (answer == null) {
      return false;
    }
    try {
      return Abstract.toJavaLong(answer) != 0;
    } catch (PyException e) {
      fail(e);
      return false;
    }
  }

  @Override
  public void startElement(String name, List<String> attributes, int specified) {
    flush();
    if (pending != null) {
      return;
    }
    int n = specifiedOnly ? specified : attributes.size();
    PyObject container;
    if (ordered) {
      PyObject[] all = new PyObject[n];
      for (int i = 0; i < n; i += 2) {
        all[i] = name(attributes.get(i));
        all[i + 1] = PyStr.of(attributes.get(i + 1));
      }
      container = PyList.of(all);
    } else {
      PyDict d = new PyDict();
      for (int i = 0; i < n; i += 2) {
        d.put(name(attributes.get(i)), PyStr.of(attributes.get(i + 1)));
      }
      container = d;
    }
    invoke(Kind.StartElement, name(name), container);
  }

  @Override
  public void characterData(String text) {
    if (buffer == null) {
      invoke(Kind.CharacterData, PyStr.of(text));
      return;
    }
    int length = XmlChars.utf8Length(text);
    if (bufferUsed + length > bufferSize) {
      flush();
      if (!wants(Kind.CharacterData)) {
        return;
      }
    }
    if (length > bufferSize) {
      invoke(Kind.CharacterData, PyStr.of(text));
    } else {
      buffer.append(text);
      bufferUsed += length;
    }
  }

  private void flush() {
    if (bufferUsed > 0) {
      String text = buffer.toString();
      buffer.setLength(0);
      bufferUsed = 0;
      invoke(Kind.CharacterData, PyStr.of(text));
    }
  }

  /** As {@link #flush} while nobody parses. */
  private void flushOutside() {
    try {
      flush();
    } catch (XmlError aborted) {
      PyException e = pending;
      pending = null;
      throw e;
    }
  }

  @Override
  public void elementDecl(String name, ContentModel model) {
    flush();
    invoke(Kind.ElementDecl, name(name), model(model));
  }

  private PyObject model(ContentModel m) {
    PyObject[] children = new PyObject[m.children.size()];
    for (int i = 0; i < children.length; i++) {
      children[i] = model(m.children.get(i));
    }
    return PyTuple.of(PyInt.of(m.type), PyInt.of(m.quantifier), name(m.name), PyTuple.of(children));
  }

  @Override
  public void text(String raw) {
    if (defaultKind != null) {
      flush();
      if (defaultKind != null) {
        invoke(defaultKind, PyStr.of(raw));
      }
    }
  }

  @Override
  public char[] unknownEncoding(String name) {
    try {
      return PyexpatModule.unknownEncoding(name);
    } catch (PyException e) {
      fail(e);
      return null;
    }
  }

  // methods

  private PyException error(XmlError e) {
    errorCode = e.code;
    return PyexpatModule.error(e.code, parser.line(), parser.column());
  }

  private PyObject feed(byte[] data, boolean last) {
    XmlError error = null;
    try {
      parser.parse(data, last);
    } catch (XmlError e) {
      error = e;
    }
    if (pending != null) {
      PyException e = pending;
      pending = null;
      errorCode = error == null ? 0 : error.code;
      throw e;
    }
    if (error != null) {
      throw error(error);
    }
    flushOutside();
    return PyInt.of(1);
  }

  @Method(
      name = "Parse",
      signature = "(data, isfinal=False, /)",
      doc = "Feed the parser with XML; isfinal says that this is the end.")
  PyObject parse(PyObject data, boolean last) {
    if (data instanceof PyStr) {
      byte[] encoded = Codecs.encodeText((PyStr) data, "utf-8", "strict").value;
      parser.setEncoding("UTF-8");
      return feed(encoded, last);
    }
    return feed(Bytes.of(data), last);
  }

  @Method(
      name = "ParseFile",
      signature = "(file, /)",
      doc = "Parse all that the file object reads.")
  PyObject parseFile(PyObject file) {
    PyObject read = Abstract.getAttributeOrNull(file, PyStr.interned("read"));
    if (read == null) {
      throw Errors.typeError("argument must have 'read' attribute");
    }
    while (true) {
      PyObject chunk = Abstract.call(read, PyInt.of(READ_SIZE));
      byte[] bytes;
      if (chunk instanceof PyBytes b) {
        bytes = b.value;
      } else if (chunk instanceof PyByteArray) {
        bytes = Bytes.of(chunk);
      } else {
        throw Errors.typeError(
            "read() did not return a bytes object (type=" + chunk.type.fullName() + ")");
      }
      if (bytes.length > READ_SIZE) {
        throw Errors.valueError(
            "read() returned too much data: "
                + READ_SIZE
                + " bytes requested, "
                + bytes.length
                + " returned");
      }
      PyObject result = feed(bytes, bytes.length == 0);
      if (bytes.length == 0) {
        return result;
      }
    }
  }

  @Method(name = "SetBase", signature = "(base, /)", doc = "Set what relative system ids refer to.")
  void setBase(String base) {
    parser.base = base;
  }

  @Method(name = "GetBase", doc = "What SetBase was told.")
  PyObject getBase() {
    return optional(parser.base);
  }

  @Method(
      name = "GetInputContext",
      doc = "The input from the current event on, as it was fed; None outside handlers.")
  PyObject getInputContext() {
    return inCallback ? PyBytes.of(parser.inputContext()) : NONE;
  }

  @Method(
      name = "ExternalEntityParserCreate",
      signature = "(context, encoding=<unrepresentable>, /)",
      doc = "A parser for the external entity that a handler was called for with this context.")
  PyObject externalEntityParserCreate(PyObject context, String encoding) {
    if (context != NONE && !(context instanceof PyStr)) {
      throw Errors.typeError(
          "ExternalEntityParserCreate() argument 1 must be str or None, not "
              + context.type.fullName());
    }
    return new PyXmlParser(this, context == NONE ? null : ((PyStr) context).value(), encoding);
  }

  @Method(
      name = "SetParamEntityParsing",
      signature = "(flag, /)",
      doc = "Say whether parameter entities are read; true if that could be changed.")
  int setParamEntityParsing(int flag) {
    if (parser.isStarted()) {
      return 0;
    }
    parser.paramEntityParsing = flag;
    return 1;
  }

  @Method(
      name = "UseForeignDTD",
      signature = "(flag=True, /)",
      doc = "Let the application give an external subset to documents that name none.")
  void useForeignDtd(boolean flag) {
    if (parser.isStarted()) {
      throw error(new XmlError(XmlError.CANT_CHANGE_FEATURE_ONCE_PARSING));
    }
    parser.useForeignDtd = flag;
  }

  // attributes

  @Getter(name = "intern", member = true)
  PyObject getIntern() {
    return intern == null ? NONE : intern;
  }

  @Getter(name = "ErrorCode")
  PyObject getErrorCode() {
    return PyInt.of(errorCode);
  }

  @Getter(name = "ErrorLineNumber")
  PyObject errorLineNumber() {
    return PyInt.of(parser.line());
  }

  @Getter(name = "ErrorColumnNumber")
  PyObject errorColumnNumber() {
    return PyInt.of(parser.column());
  }

  @Getter(name = "ErrorByteIndex")
  PyObject errorByteIndex() {
    return PyInt.of(parser.byteIndex());
  }

  @Getter(name = "CurrentLineNumber")
  PyObject currentLineNumber() {
    return PyInt.of(parser.line());
  }

  @Getter(name = "CurrentColumnNumber")
  PyObject currentColumnNumber() {
    return PyInt.of(parser.column());
  }

  @Getter(name = "CurrentByteIndex")
  PyObject currentByteIndex() {
    return PyInt.of(parser.byteIndex());
  }

  private static boolean flag(PyObject value) {
    if (value == null) {
      throw Errors.runtimeError("Cannot delete attribute");
    }
    return Abstract.isTrue(value);
  }

  @Getter(name = "buffer_size")
  PyObject getBufferSize() {
    return PyInt.of(bufferSize);
  }

  @Setter(name = "buffer_size")
  void setBufferSize(PyObject value) {
    if (value == null) {
      throw Errors.runtimeError("Cannot delete attribute");
    }
    if (!(value instanceof PyInt)) {
      throw Errors.typeError("buffer_size must be an integer");
    }
    long size = Abstract.toJavaLong(value);
    if (size <= 0) {
      throw Errors.valueError("buffer_size must be greater than zero");
    }
    if (size > Integer.MAX_VALUE) {
      throw Errors.valueError("buffer_size must not be greater than " + Integer.MAX_VALUE);
    }
    if (size != bufferSize) {
      flushOutside();
    }
    bufferSize = (int) size;
  }

  @Getter(name = "buffer_text")
  PyObject getBufferText() {
    return PyBool.of(buffer != null);
  }

  @Setter(name = "buffer_text")
  void setBufferText(PyObject value) {
    boolean on = flag(value);
    if (on && buffer == null) {
      buffer = new StringBuilder();
      bufferUsed = 0;
    } else if (!on && buffer != null) {
      flushOutside();
      buffer = null;
    }
  }

  @Getter(name = "buffer_used")
  PyObject getBufferUsed() {
    return PyInt.of(bufferUsed);
  }

  @Getter(name = "namespace_prefixes")
  PyObject getNamespacePrefixes() {
    return PyBool.of(parser.triplets);
  }

  @Setter(name = "namespace_prefixes")
  void setNamespacePrefixes(PyObject value) {
    parser.triplets = flag(value);
  }

  @Getter(name = "ordered_attributes")
  PyObject getOrderedAttributes() {
    return PyBool.of(ordered);
  }

  @Setter(name = "ordered_attributes")
  void setOrderedAttributes(PyObject value) {
    ordered = flag(value);
  }

  @Getter(name = "specified_attributes")
  PyObject getSpecifiedAttributes() {
    return PyBool.of(specifiedOnly);
  }

  @Setter(name = "specified_attributes")
  void setSpecifiedAttributes(PyObject value) {
    specifiedOnly = flag(value);
  }
}
