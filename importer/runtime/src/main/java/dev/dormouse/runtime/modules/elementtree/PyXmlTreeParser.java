package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.nio.charset.StandardCharsets;

/** {@code xml.etree.ElementTree.XMLParser}: a target, and what tells it of a document. */
@BuiltinType(name = "XMLParser", ops = PyXmlTreeParser.XmlParserOps.class)
final class PyXmlTreeParser extends PyObject {
  static final PyType TYPE =
      PyType.builtin("XMLParser", PyType.OBJECT, new XmlParserOps(), new PyXmlTreeParserTable())
          .in("xml.etree.ElementTree")
          .with(PyType.BASETYPE);

  private static final int READ_SIZE = 64 * 1024;
  private static final byte[] NOTHING = {};

  /** Null until {@code __init__}, as the other two. */
  private ParserEvents events;

  private PyObject target;
  private PyDict entities;

  PyXmlTreeParser(PyType type) {
    super(type);
  }

  private ParserEvents events() {
    if (events == null) {
      throw Errors.valueError("XMLParser.__init__() wasn't called");
    }
    return events;
  }

  @Method(name = "feed", signature = "(data, /)")
  void feed(PyObject data) {
    ParserEvents to = events();
    if (data instanceof PyStr text) {
      byte[] encoded = Codecs.encodeText(text, "utf-8", "strict").value;
      to.parser.setEncoding("UTF-8");
      to.parse(encoded, false);
    } else {
      to.parse(Bytes.of(data), false);
    }
  }

  @Method(name = "close")
  PyObject close() {
    ParserEvents to = events();
    to.parse(NOTHING, true);
    return to.closeTarget();
  }

  @Method(name = "_parse_whole", signature = "(file, /)")
  PyObject parseWhole(PyObject file) {
    ParserEvents to = events();
    PyObject read = Abstract.getAttribute(file, PyStr.interned("read"));
    while (true) {
      PyObject chunk = Abstract.call(read, PyInt.of(READ_SIZE));
      byte[] bytes = NOTHING;
      if (chunk.type == PyStr.TYPE) {
        bytes = Codecs.encodeText((PyStr) chunk, "utf-8", "surrogatepass").value;
      } else if (chunk.type == PyBytes.TYPE) {
        bytes = ((PyBytes) chunk).value;
      }
      if (bytes.length == 0) {
        to.parse(NOTHING, true);
        return to.tree();
      }
      to.parse(bytes, false);
    }
  }

  @Method(name = "_setevents", signature = "(events_queue, events_to_report=None, /)")
  void setEvents(PyObject queue, PyObject kinds) {
    ParserEvents to = events();
    if (target.type != PyTreeBuilder.TYPE) {
      throw Errors.typeError("event handling only supported for ElementTree.TreeBuilder targets");
    }
    EventQueue wanted = new EventQueue(Abstract.getAttribute(queue, PyStr.interned("append")));
    if (kinds == null || kinds == NONE) {
      wanted.end = PyStr.of("end");
      to.report(wanted);
      return;
    }
    for (PyObject name : Sequences.fast(kinds, "events must be a sequence")) {
      switch (text(name)) {
        case "start" -> wanted.start = name;
        case "end" -> wanted.end = name;
        case "start-ns" -> wanted.startNs = name;
        case "end-ns" -> wanted.endNs = name;
        case "comment" -> wanted.comment = name;
        case "pi" -> wanted.pi = name;
        default -> throw Errors.valueError("unknown event '" + text(name) + "'");
      }
    }
    to.report(wanted);
  }

  private static String text(PyObject name) {
    if (name instanceof PyStr s) {
      return s.value();
    }
    if (name instanceof PyBytes b) {
      return new String(b.value, StandardCharsets.UTF_8);
    }
    throw Errors.valueError("invalid events sequence");
  }

  @Getter(name = "entity", member = true)
  PyObject getEntity() {
    return entities == null ? NONE : entities;
  }

  @Getter(name = "target", member = true)
  PyObject getTarget() {
    return target == null ? NONE : target;
  }

  @Getter(name = "version")
  PyObject getVersion() {
    return PyStr.of("Expat 2.5.0");
  }

  /** The slots. */
  static final class XmlParserOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyXmlTreeParser(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyXmlTreeParser self = (PyXmlTreeParser) o;
      PyObject[] p = ArgParser.parse("XMLParser", "target\0encoding", 0, 0, 0, args, kwnames);
      String encoding = null;
      if (p[1] != null && p[1] != NONE) {
        if (!(p[1] instanceof PyStr s)) {
          throw Errors.typeError(
              "XMLParser() argument 'encoding' must be str or None, not " + p[1].type.fullName());
        }
        encoding = s.value();
      }
      PyDict entities = new PyDict();
      PyObject target = p[0] == null || p[0] == NONE ? new PyTreeBuilder(PyTreeBuilder.TYPE) : p[0];
      ParserEvents events = new ParserEvents(self, target, entities, encoding);
      self.entities = entities;
      self.target = target;
      self.events = events;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyXmlTreeParser self = (PyXmlTreeParser) o;
      return self.events == null ? NO_ARGS : new PyObject[] {self.target, self.entities};
    }
  }
}
