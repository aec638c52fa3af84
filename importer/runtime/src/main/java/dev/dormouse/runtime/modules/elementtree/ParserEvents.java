package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.modules.expat.ContentModel;
import dev.dormouse.runtime.modules.expat.PyexpatModule;
import dev.dormouse.runtime.modules.expat.XmlError;
import dev.dormouse.runtime.modules.expat.XmlEvents;
import dev.dormouse.runtime.modules.expat.XmlParser;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.util.HashMap;
import java.util.List;

/**
 * Tells the target of an {@code XMLParser} what the parser finds: a plain {@code TreeBuilder}
 * directly, any other by the methods it had when the parser was made.
 *
 * <p>As in CPython, an exception of the target does not stop the parser: it reads on to the end of
 * what it was fed, and nobody hears of it. The exception is thrown then, see {@link #parse}.
 */
final class ParserEvents implements XmlEvents {
  private static final PyStr EMPTY = PyStr.of("");

  final XmlParser parser;
  private final PyXmlTreeParser owner;
  private final PyObject target;

  /** The target if it is a plain one; null otherwise. */
  private final PyTreeBuilder builder;

  private final PyDict entities;

  private final PyObject startNs;
  private final PyObject endNs;
  private final PyObject start;
  private final PyObject end;
  private final PyObject data;
  private final PyObject comment;
  private final PyObject pi;
  private final PyObject close;
  private final PyObject doctype;

  /** Names as the parser tells them, and as Python sees them: {@code {uri}name}. */
  private final HashMap<String, PyStr> names = new HashMap<>();

  private boolean wantsNamespaces;
  private boolean wantsComments;
  private boolean wantsPis;
  private boolean parsing;
  private PyException pending;

  ParserEvents(PyXmlTreeParser owner, PyObject target, PyDict entities, String encoding) {
    this.owner = owner;
    this.target = target;
    this.entities = entities;
    this.builder = target.type == PyTreeBuilder.TYPE ? (PyTreeBuilder) target : null;
    this.parser = new XmlParser(this, encoding, "}");
    startNs = method("start_ns");
    endNs = method("end_ns");
    start = method("start");
    data = method("data");
    end = method("end");
    comment = method("comment");
    pi = method("pi");
    close = method("close");
    doctype = method("doctype");
    wantsNamespaces = startNs != null || endNs != null;
    wantsComments = comment != null;
    wantsPis = pi != null;
  }

  private PyObject method(String name) {
    return Abstract.getAttributeOrNull(target, PyStr.interned(name));
  }

  /** Throws what the target threw, or else ParseError. */
  void parse(byte[] bytes, boolean last) {
    if (parsing) {
      throw Errors.runtimeError("reentrant call inside " + owner.type.fullName());
    }
    XmlError error = null;
    parsing = true;
    try {
      parser.parse(bytes, last);
    } catch (XmlError e) {
      error = e;
    } finally {
      parsing = false;
    }
    if (pending != null) {
      PyException e = pending;
      pending = null;
      throw e;
    }
    if (error != null) {
      throw ElementTreeModule.parseError(
          error.code, PyexpatModule.message(error.code), parser.line(), parser.column());
    }
  }

  /** What a parser that has read all returns. */
  PyObject closeTarget() {
    if (builder != null) {
      return builder.close();
    }
    return close == null ? PyObject.NONE : Abstract.call(close);
  }

  /** What {@code _parse_whole} returns: other targets are closed by its caller. */
  PyObject tree() {
    return builder == null ? PyObject.NONE : builder.close();
  }

  /** Reports to {@code queue} from now on. */
  void report(EventQueue queue) {
    wantsNamespaces |= queue.startNs != null || queue.endNs != null;
    wantsComments |= queue.comment != null;
    wantsPis |= queue.pi != null;
    builder.events = queue;
  }

  private PyStr universal(String name) {
    PyStr known = names.get(name);
    if (known == null) {
      known = PyStr.of(name.indexOf('}') >= 0 ? "{" + name : name);
      names.put(name, known);
    }
    return known;
  }

  private PyObject universalOrNone(Object name) {
    return name == null ? PyObject.NONE : universal((String) name);
  }

  private static PyStr orEmpty(Object text) {
    return text == null ? EMPTY : PyStr.of((String) text);
  }

  // what the parser asks and tells

  @Override
  public boolean wants(Kind kind) {
    return switch (kind) {
      case StartElement, EndElement, CharacterData, DefaultExpand, StartDoctypeDecl -> true;
      case StartNamespaceDecl, EndNamespaceDecl -> wantsNamespaces;
      case Comment -> wantsComments;
      case ProcessingInstruction -> wantsPis;
      default -> false;
    };
  }

  @Override
  public void startElement(String name, List<String> attributes, int specified) {
    if (pending != null) {
      return;
    }
    PyStr tag = universal(name);
    PyDict dict = null;
    if (!attributes.isEmpty()) {
      dict = new PyDict();
      for (int i = 0; i < attributes.size(); i += 2) {
        dict.put(universal(attributes.get(i)), PyStr.of(attributes.get(i + 1)));
      }
    }
    try {
      if (builder != null) {
        builder.startElement(tag, dict);
      } else if (start != null) {
        Abstract.call(start, tag, dict == null ? new PyDict() : dict);
      }
    } catch (PyException e) {
      pending = e;
    }
  }

  @Override
  public void characterData(String text) {
    if (pending != null) {
      return;
    }
    if (builder != null) {
      builder.addData(text);
    } else {
      call(data, PyStr.of(text));
    }
  }

  private void call(PyObject handler, PyObject... arguments) {
    if (handler != null) {
      try {
        Abstract.call(handler, arguments);
      } catch (PyException e) {
        pending = e;
      }
    }
  }

  @Override
  public void event(Kind kind, Object... arguments) {
    if (pending != null) {
      return;
    }
    try {
      switch (kind) {
        case EndElement -> endElement((String) arguments[0]);
        case StartDoctypeDecl -> doctype(arguments);
        case Comment -> {
          PyStr text = PyStr.of((String) arguments[0]);
          if (builder != null) {
            builder.comment(text);
          } else {
            call(comment, text);
          }
        }
        case ProcessingInstruction -> instruction(arguments);
        case StartNamespaceDecl -> startNamespace(arguments);
        case EndNamespaceDecl -> endNamespace(arguments[0]);
        default -> throw new IllegalStateException(kind.name());
      }
    } catch (PyException e) {
      pending = e;
    }
  }

  private void endElement(String name) {
    if (builder != null) {
      builder.endElement();
    } else if (end != null) {
      call(end, universal(name));
    }
  }

  /** The arguments are name, system id, public id and whether there is an internal subset. */
  private void doctype(Object[] arguments) {
    if (doctype != null) {
      call(
          doctype,
          universal((String) arguments[0]),
          universalOrNone(arguments[2]),
          universalOrNone(arguments[1]));
    } else if (Abstract.getAttributeOrNull(owner, PyStr.interned("doctype")) != null) {
      Errors.warn(
          Exceptions.RuntimeWarning,
          "The doctype() method of XMLParser is ignored.  "
              + "Define doctype() method on the TreeBuilder target.",
          1);
    }
  }

  private void instruction(Object[] arguments) {
    PyObject text = PyStr.of((String) arguments[1]);
    if (builder == null) {
      call(pi, PyStr.of((String) arguments[0]), text);
    } else if (builder.wantsPis()) {
      builder.pi(PyStr.of((String) arguments[0]), text);
    }
  }

  private void startNamespace(Object[] arguments) {
    if (builder == null) {
      call(startNs, orEmpty(arguments[0]), orEmpty(arguments[1]));
    } else if (builder.events != null) {
      EventQueue queue = builder.events;
      queue.tell(queue.startNs, PyTuple.of(orEmpty(arguments[0]), orEmpty(arguments[1])));
    }
  }

  private void endNamespace(Object prefix) {
    if (builder == null) {
      call(endNs, orEmpty(prefix));
    } else if (builder.events != null) {
      builder.events.tell(builder.events.endNs, PyObject.NONE);
    }
  }

  @Override
  public void text(String raw) {
    if (pending != null || raw.length() < 2 || raw.charAt(0) != '&') {
      return;
    }
    try {
      PyObject value = entities.get(PyStr.of(raw.substring(1, raw.length() - 1)));
      if (value == null) {
        String shown = raw.length() < 100 ? raw : raw.substring(0, 100);
        pending =
            ElementTreeModule.parseError(
                XmlError.UNDEFINED_ENTITY,
                "undefined entity " + shown,
                parser.line(),
                parser.column());
      } else if (builder != null) {
        builder.addData(value);
      } else {
        call(data, value);
      }
    } catch (PyException e) {
      pending = e;
    }
  }

  @Override
  public char[] unknownEncoding(String name) {
    try {
      return PyexpatModule.unknownEncoding(name);
    } catch (PyException e) {
      pending = e;
      return null;
    }
  }

  @Override
  public boolean ask(Kind kind, Object... arguments) {
    throw new IllegalStateException(kind.name());
  }

  @Override
  public void elementDecl(String name, ContentModel model) {
    throw new IllegalStateException(name);
  }
}
