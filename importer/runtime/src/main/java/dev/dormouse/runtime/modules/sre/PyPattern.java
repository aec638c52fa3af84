package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyCallIter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyMappingProxy;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/**
 * {@code re.Pattern}: a program with what it was compiled from. Compare {@code PatternObject} in
 * CPython's {@code sre.c}.
 */
@BuiltinType(
    name = "Pattern",
    ops = PyPattern.PatternOps.class,
    doc = "A compiled regular expression.")
public final class PyPattern extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("Pattern", PyType.OBJECT, new PatternOps(), new PyPatternTable())
          .in("re")
          .withWeakrefs()
          .with(PyType.DISALLOW_INSTANTIATION);

  /** What the pattern, and hence its subjects, must be. */
  static final int ANY = -1;

  static final int TEXT = 0;
  static final int BYTES = 1;

  private static final int FLAG_LOCALE = 4;
  private static final int FLAG_UNICODE = 32;
  private static final int FLAG_ASCII = 256;

  /** By bit number, for repr. */
  private static final String[] FLAG_NAMES = {
    "TEMPLATE",
    "IGNORECASE",
    "LOCALE",
    "MULTILINE",
    "DOTALL",
    "UNICODE",
    "VERBOSE",
    "DEBUG",
    "ASCII"
  };

  /** How much of the pattern's repr {@code repr} shows. */
  private static final int REPR_LIMIT = 200;

  final SreCode code;

  /** The source, or None when compiled from a parse tree ({@code re.Scanner}). */
  final PyObject pattern;

  private final int kind;
  final int flags;
  final PyDict groupindex;

  /** Names by group number, None for unnamed ones. */
  final PyTuple indexgroup;

  PyPattern(
      SreCode code, PyObject pattern, int kind, int flags, PyDict groupindex, PyTuple indexgroup) {
    super(TYPE);
    this.code = code;
    this.pattern = pattern;
    this.kind = kind;
    this.flags = flags;
    this.groupindex = groupindex;
    this.indexgroup = indexgroup;
  }

  // members

  @Getter(member = true, doc = "What was compiled.")
  PyObject pattern() {
    return pattern;
  }

  @Getter(member = true, doc = "The flags in force.")
  PyObject flags() {
    return PyInt.of(flags);
  }

  @Getter(member = true, doc = "How many groups the pattern has.")
  PyObject groups() {
    return PyInt.of(code.groups);
  }

  @Getter(doc = "The numbers of the named groups.")
  PyObject groupindex() {
    return new PyMappingProxy(groupindex);
  }

  /** For snapshots: what {@link SreAccelerator#restored} makes the same pattern of. */
  public PyObject source() {
    return pattern;
  }

  public int flagBits() {
    return flags;
  }

  // matching

  /** The subject, which must be of the pattern's kind. */
  SreSubject subject(PyObject string) {
    SreSubject subject = SreSubject.of(string);
    if (kind != ANY && subject.isBytes() != (kind == BYTES)) {
      throw Errors.typeError(
          kind == BYTES
              ? "cannot use a bytes pattern on a string-like object"
              : "cannot use a string pattern on a bytes-like object");
    }
    return subject;
  }

  /** A size argument; {@code otherwise} if it was not given. */
  static long size(PyObject argument, long otherwise) {
    if (argument == null) {
      return otherwise;
    }
    PyInt n = Abstract.index(argument);
    if (n.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return n.longValue();
  }

  @Method(signature = "(string, pos=0, endpos=sys.maxsize)")
  PyObject match(PyObject string, PyObject pos, PyObject endpos) {
    // Before the subject is looked at, as what converts arguments in C does.
    long from = size(pos, 0);
    long to = size(endpos, Long.MAX_VALUE);
    SreSubject subject = subject(string);
    SreEngine engine = subject.engine(code, from, to);
    return engine.match() ? new PyMatch(this, subject, engine) : NONE;
  }

  @Method(signature = "(string, pos=0, endpos=sys.maxsize)")
  PyObject fullmatch(PyObject string, PyObject pos, PyObject endpos) {
    // Before the subject is looked at, as what converts arguments in C does.
    long from = size(pos, 0);
    long to = size(endpos, Long.MAX_VALUE);
    SreSubject subject = subject(string);
    SreEngine engine = subject.engine(code, from, to);
    return engine.fullMatch() ? new PyMatch(this, subject, engine) : NONE;
  }

  @Method(signature = "(string, pos=0, endpos=sys.maxsize)")
  PyObject search(PyObject string, PyObject pos, PyObject endpos) {
    // Before the subject is looked at, as what converts arguments in C does.
    long from = size(pos, 0);
    long to = size(endpos, Long.MAX_VALUE);
    SreSubject subject = subject(string);
    SreEngine engine = subject.engine(code, from, to);
    return engine.search() ? new PyMatch(this, subject, engine) : NONE;
  }

  @Method(
      signature = "(string, pos=0, endpos=sys.maxsize)",
      doc = "The texts of all matches that do not overlap, as a list.")
  PyObject findall(PyObject string, PyObject pos, PyObject endpos) {
    // Before the subject is looked at, as what converts arguments in C does.
    long from = size(pos, 0);
    long to = size(endpos, Long.MAX_VALUE);
    SreSubject subject = subject(string);
    SreEngine engine = subject.engine(code, from, to);
    PyList found = new PyList();
    int groups = code.groups;
    while (engine.search()) {
      if (groups == 0) {
        found.add(subject.slice(engine.start(), engine.end()));
      } else if (groups == 1) {
        found.add(groupOrEmpty(subject, engine.spans(), 1));
      } else {
        int[] spans = engine.spans();
        PyObject[] items = new PyObject[groups];
        for (int i = 0; i < groups; i++) {
          items[i] = groupOrEmpty(subject, spans, i + 1);
        }
        found.add(PyTuple.of(items));
      }
      engine.advance();
    }
    return found;
  }

  private static PyObject groupOrEmpty(SreSubject subject, int[] spans, int group) {
    int start = spans[2 * group];
    return start < 0 ? subject.slice(0, 0) : subject.slice(start, spans[2 * group + 1]);
  }

  @Method(signature = "(string, pos=0, endpos=sys.maxsize)")
  PyObject finditer(PyObject string, PyObject pos, PyObject endpos) {
    PyScanner scanner = newScanner(string, pos, endpos);
    return new PyCallIter(Abstract.getAttribute(scanner, PyStr.interned("search")), NONE);
  }

  @Method(signature = "(string, pos=0, endpos=sys.maxsize)")
  PyObject scanner(PyObject string, PyObject pos, PyObject endpos) {
    return newScanner(string, pos, endpos);
  }

  private PyScanner newScanner(PyObject string, PyObject pos, PyObject endpos) {
    long from = size(pos, 0);
    long to = size(endpos, Long.MAX_VALUE);
    SreSubject subject = subject(string);
    return new PyScanner(this, subject, subject.engine(code, from, to));
  }

  @Method(
      signature = "(string, maxsplit=0)",
      doc = "The parts of the string between the matches, as a list.")
  PyObject split(PyObject string, PyObject maxsplit) {
    long limit = size(maxsplit, 0);
    SreSubject subject = subject(string);
    SreEngine engine = subject.engine(code, 0, Long.MAX_VALUE);
    PyList parts = new PyList();
    int last = 0;
    for (long n = 0; (limit == 0 || n < limit) && engine.search(); n++) {
      parts.add(subject.slice(last, engine.start()));
      if (code.groups > 0) {
        int[] spans = engine.spans();
        for (int i = 2; i < spans.length; i += 2) {
          parts.add(spans[i] < 0 ? NONE : subject.slice(spans[i], spans[i + 1]));
        }
      }
      last = engine.end();
      engine.advance();
    }
    parts.add(subject.slice(last, subject.length));
    return parts;
  }

  @Method(signature = "(repl, string, count=0)")
  PyObject sub(PyObject repl, PyObject string, PyObject count) {
    long limit = size(count, 0);
    return new SreSubstitution(this, repl, string).run(limit);
  }

  @Method(signature = "(repl, string, count=0)")
  PyObject subn(PyObject repl, PyObject string, PyObject count) {
    long limit = size(count, 0);
    SreSubstitution substitution = new SreSubstitution(this, repl, string);
    PyObject replaced = substitution.run(limit);
    return PyTuple.of(replaced, PyInt.of(substitution.count));
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

  private String reprText() {
    StringBuilder out = new StringBuilder("re.compile(");
    String source = Abstract.repr(pattern).value();
    int shown =
        source.codePointCount(0, source.length()) > REPR_LIMIT
            ? source.offsetByCodePoints(0, REPR_LIMIT)
            : source.length();
    out.append(source, 0, shown);
    int rest = flags;
    if (kind == TEXT && (rest & (FLAG_LOCALE | FLAG_UNICODE | FLAG_ASCII)) == FLAG_UNICODE) {
      rest &= ~FLAG_UNICODE;
    }
    String separator = ", ";
    for (int bit = 0; bit < FLAG_NAMES.length; bit++) {
      if ((rest & 1 << bit) != 0) {
        out.append(separator).append("re.").append(FLAG_NAMES[bit]);
        separator = "|";
        rest &= ~(1 << bit);
      }
    }
    if (rest != 0) {
      out.append(separator).append("0x").append(Integer.toHexString(rest));
    }
    return out.append(')').toString();
  }

  private boolean sameAs(PyPattern other) {
    return this == other
        || flags == other.flags
            && kind == other.kind
            && Arrays.equals(code.words(), other.code.words())
            && Abstract.equal(pattern, other.pattern);
  }

  /** The slots of patterns. */
  static final class PatternOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of(((PyPattern) o).reprText());
    }

    @Override
    public long hash(PyObject o) {
      PyPattern p = (PyPattern) o;
      return Abstract.hash(p.pattern)
          ^ Arrays.hashCode(p.code.words())
          ^ p.flags
          ^ (long) p.kind << 32
          ^ p.code.groups;
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (op != Abstract.EQ && op != Abstract.NE || !(b instanceof PyPattern other)) {
        return NOT_IMPLEMENTED;
      }
      return PyBool.of(((PyPattern) a).sameAs(other) == (op == Abstract.EQ));
    }
  }
}
