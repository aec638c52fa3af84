package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code re.Match}: where a pattern and its groups matched. Compare {@code MatchObject} in
 * CPython's {@code sre.c}.
 */
@BuiltinType(
    name = "Match",
    ops = PyMatch.MatchOps.class,
    doc = "Where a pattern matched; always true.")
public final class PyMatch extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("Match", PyType.OBJECT, new MatchOps(), new PyMatchTable())
          .in("re")
          .with(PyType.DISALLOW_INSTANTIATION | PyType.KEYED);

  /** How much of the matched text's repr {@code repr} shows. */
  private static final int REPR_LIMIT = 50;

  private final PyPattern pattern;
  private final SreSubject subject;

  /** Start and end of the match and of each group; -1 for groups that took no part. */
  private final int[] spans;

  private final int pos;
  private final int endpos;
  private final int lastindex;

  /** The spans as a tuple of tuples, once asked for. */
  private PyTuple regs;

  /** Takes the state of {@code engine}, which has just matched. */
  PyMatch(PyPattern pattern, SreSubject subject, SreEngine engine) {
    super(TYPE);
    this.pattern = pattern;
    this.subject = subject;
    this.spans = engine.spans();
    this.pos = engine.pos();
    this.endpos = engine.endpos();
    this.lastindex = engine.lastIndex();
    for (int i = 2; i < spans.length; i += 2) {
      if (spans[i] > spans[i + 1]) {
        throw Errors.systemError(
            "The span of capturing group is wrong, please report a bug for the re module.");
      }
    }
  }

  // members

  @Getter(member = true, doc = "What was searched.")
  PyObject string() {
    return subject.object;
  }

  @Getter(member = true, doc = "The pattern.")
  PyObject re() {
    return pattern;
  }

  @Getter(member = true, doc = "Where the search began.")
  PyObject pos() {
    return PyInt.of(pos);
  }

  @Getter(member = true, doc = "Where the search had to end.")
  PyObject endpos() {
    return PyInt.of(endpos);
  }

  @Getter(doc = "The number of the group closed last.")
  PyObject lastindex() {
    return lastindex >= 0 ? PyInt.of(lastindex) : NONE;
  }

  @Getter(doc = "The name of the group closed last.")
  PyObject lastgroup() {
    PyObject[] names = pattern.indexgroup.items;
    return lastindex >= 0 && lastindex < names.length ? names[lastindex] : NONE;
  }

  @Getter
  PyObject regs() {
    if (regs == null) {
      PyObject[] all = new PyObject[spans.length / 2];
      for (int i = 0; i < all.length; i++) {
        all[i] = pair(i);
      }
      regs = PyTuple.of(all);
    }
    return regs;
  }

  // groups

  private PyTuple pair(int group) {
    return PyTuple.of(PyInt.of(spans[2 * group]), PyInt.of(spans[2 * group + 1]));
  }

  /** The number of a group given by number or name. */
  private int number(PyObject group) {
    long i = -1;
    if (group instanceof PyInt n) {
      i = n.isBig() ? -1 : n.longValue();
    } else if (Abstract.hasIndex(group)) {
      i = Abstract.toIndexClipped(group);
    } else if (pattern.groupindex.get(group) instanceof PyInt n) {
      i = n.longValue();
    }
    if (i < 0 || i >= spans.length / 2) {
      throw Errors.indexError("no such group");
    }
    return (int) i;
  }

  private PyObject text(int group, PyObject otherwise) {
    int start = spans[2 * group];
    return start < 0 ? otherwise : subject.slice(start, spans[2 * group + 1]);
  }

  @Method(
      signature = "(*args)",
      doc = "The text of the match, of one group, or of several groups as a tuple.")
  PyObject group(PyObject[] groups) {
    if (groups.length == 0) {
      return text(0, NONE);
    }
    if (groups.length == 1) {
      return text(number(groups[0]), NONE);
    }
    PyObject[] items = new PyObject[groups.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = text(number(groups[i]), NONE);
    }
    return PyTuple.of(items);
  }

  @Method(
      signature = "(default=None)",
      doc = "The texts of all groups; default stands for groups that took no part.")
  PyObject groups(PyObject otherwise) {
    PyObject[] items = new PyObject[spans.length / 2 - 1];
    for (int i = 0; i < items.length; i++) {
      items[i] = text(i + 1, otherwise == null ? NONE : otherwise);
    }
    return PyTuple.of(items);
  }

  @Method(
      signature = "(default=None)",
      doc = "The texts of the named groups; default stands for groups that took no part.")
  PyObject groupdict(PyObject otherwise) {
    PyDict named = new PyDict();
    PyDict index = pattern.groupindex;
    for (int i = 0; i < index.slotLimit(); i++) {
      PyObject name = index.keyAt(i);
      if (name != null) {
        named.put(name, text(number(name), otherwise == null ? NONE : otherwise));
      }
    }
    return named;
  }

  @Method(signature = "(group=0, /)", doc = "Where a group begins, or -1.")
  PyObject start(PyObject group) {
    return PyInt.of(spans[2 * numberOrZero(group)]);
  }

  @Method(signature = "(group=0, /)", doc = "Where a group ends, or -1.")
  PyObject end(PyObject group) {
    return PyInt.of(spans[2 * numberOrZero(group) + 1]);
  }

  @Method(signature = "(group=0, /)", doc = "Where a group begins and ends.")
  PyObject span(PyObject group) {
    return pair(numberOrZero(group));
  }

  private int numberOrZero(PyObject group) {
    return group == null ? 0 : number(group);
  }

  @Method(
      signature = "(template)",
      doc = "What sub() would put in place of this match for a template.")
  PyObject expand(PyObject template) {
    SreTemplate parsed = subject.isLike(template) ? SreTemplate.parse(pattern, template) : null;
    if (parsed != null) {
      StringBuilder out = new StringBuilder();
      parsed.expand(out, subject, spans);
      return subject.toObject(out);
    }
    PyObject expand =
        Abstract.getAttribute(
            Interpreter.current().importer().importModule("re"), PyStr.interned("_expand"));
    return Abstract.call(expand, pattern, this, template);
  }

  // being an object

  @Method(name = "__copy__")
  PyObject copy() {
    return this;
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  PyObject deepcopy(PyObject memo) {
    return this;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  /** The slots of matches. */
  static final class MatchOps extends Ops {
    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PyMatch m = (PyMatch) o;
      return m.text(m.number(key), NONE);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyMatch m = (PyMatch) o;
      String text = Abstract.repr(m.text(0, NONE)).value();
      if (text.codePointCount(0, text.length()) > REPR_LIMIT) {
        text = text.substring(0, text.offsetByCodePoints(0, REPR_LIMIT));
      }
      return PyStr.of(
          "<re.Match object; span=(" + m.spans[0] + ", " + m.spans[1] + "), match=" + text + ">");
    }
  }
}
