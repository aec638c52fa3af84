package dev.dormouse.runtime.modules.ast;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The node classes of one interpreter, made from {@link #GRAMMAR} when {@code _ast} is imported or
 * a tree is asked for: some 110 classes that most programs never need. They are ordinary classes
 * that Python code may change.
 */
public final class AstTypes {
  /**
   * Python's abstract grammar. A line is a sum ({@code name = constructors}) or a product ({@code
   * name(fields)}); {@code @} before it says that its nodes have a place in the source. A field is
   * a type with {@code *} for a list or {@code ?} for what may be missing, and a name.
   */
  private static final String[] GRAMMAR = {
    "mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) |"
        + " Expression(expr body) | FunctionType(expr* argtypes, expr returns)",
    "@stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr?"
        + " returns, string? type_comment) | AsyncFunctionDef(identifier name, arguments args,"
        + " stmt* body, expr* decorator_list, expr? returns, string? type_comment) |"
        + " ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr*"
        + " decorator_list) | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets,"
        + " expr value, string? type_comment) | AugAssign(expr target, operator op, expr value) |"
        + " AnnAssign(expr target, expr annotation, expr? value, int simple) | For(expr target,"
        + " expr iter, stmt* body, stmt* orelse, string? type_comment) | AsyncFor(expr target, expr"
        + " iter, stmt* body, stmt* orelse, string? type_comment) | While(expr test, stmt* body,"
        + " stmt* orelse) | If(expr test, stmt* body, stmt* orelse) | With(withitem* items, stmt*"
        + " body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string?"
        + " type_comment) | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause)"
        + " | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) |"
        + " TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) |"
        + " Assert(expr test, expr? msg) | Import(alias* names) | ImportFrom(identifier? module,"
        + " alias* names, int? level) | Global(identifier* names) | Nonlocal(identifier* names) |"
        + " Expr(expr value) | Pass | Break | Continue",
    "@expr = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr"
        + " left, operator op, expr right) | UnaryOp(unaryop op, expr operand) | Lambda(arguments"
        + " args, expr body) | IfExp(expr test, expr body, expr orelse) | Dict(expr* keys, expr*"
        + " values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators) |"
        + " SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value,"
        + " comprehension* generators) | GeneratorExp(expr elt, comprehension* generators) |"
        + " Await(expr value) | Yield(expr? value) | YieldFrom(expr value) | Compare(expr left,"
        + " cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords) |"
        + " FormattedValue(expr value, int conversion, expr? format_spec) | JoinedStr(expr* values)"
        + " | Constant(constant value, string? kind) | Attribute(expr value, identifier attr,"
        + " expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx) | Starred(expr"
        + " value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts,"
        + " expr_context ctx) | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr?"
        + " upper, expr? step)",
    "expr_context = Load | Store | Del",
    "boolop = And | Or",
    "operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor |"
        + " BitAnd | FloorDiv",
    "unaryop = Invert | Not | UAdd | USub",
    "cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn",
    "comprehension(expr target, expr iter, expr* ifs, int is_async)",
    "@excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body)",
    "arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg?"
        + " kwarg, expr* defaults)",
    "@arg(identifier arg, expr? annotation, string? type_comment)",
    "@keyword(identifier? arg, expr value)",
    "@alias(identifier name, identifier? asname)",
    "withitem(expr context_expr, expr? optional_vars)",
    "match_case(pattern pattern, expr? guard, stmt* body)",
    "@pattern = MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern*"
        + " patterns) | MatchMapping(expr* keys, pattern* patterns, identifier? rest) |"
        + " MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) |"
        + " MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name) |"
        + " MatchOr(pattern* patterns)",
    "type_ignore = TypeIgnore(int lineno, string tag)",
  };

  static final PyStr LINENO = PyStr.interned("lineno");
  static final PyStr COL_OFFSET = PyStr.interned("col_offset");
  static final PyStr END_LINENO = PyStr.interned("end_lineno");
  static final PyStr END_COL_OFFSET = PyStr.interned("end_col_offset");
  static final PyStr FIELDS = PyStr.interned("_fields");

  private static final PyStr ATTRIBUTES = PyStr.interned("_attributes");
  private static final PyTuple PLACE = PyTuple.of(LINENO, COL_OFFSET, END_LINENO, END_COL_OFFSET);
  private static final PyStr AST = PyStr.interned("ast");

  /** One class. */
  static final class Node {
    final String name;

    /** The sum that it is a constructor of; its own name for sums and products. */
    final String sum;

    final PyType type;

    final PyStr[] fields;

    /** For constructors without fields, the object that stands for all; else null. */
    PyObject singleton;

    /** The number of the constructor in its sum, from 1; 0 for sums and products. */
    final int number;

    Node(String name, String sum, PyType type, PyStr[] fields, int number) {
      this.name = name;
      this.sum = sum;
      this.type = type;
      this.fields = fields;
      this.number = number;
    }
  }

  final PyType ast;

  /** In the order of the grammar. */
  private final List<Node> all = new ArrayList<>(128);

  private final HashMap<String, Node> byName = new HashMap<>(256);
  private final IdentityHashMap<PyType, Node> byType = new IdentityHashMap<>(256);

  private AstTypes() {
    PyDict namespace = new PyDict();
    namespace.put(Names.MODULE, AST);
    namespace.put(FIELDS, PyTuple.EMPTY);
    namespace.put(Names.MATCH_ARGS, PyTuple.EMPTY);
    namespace.put(ATTRIBUTES, PyTuple.EMPTY);
    ast =
        (PyType) Abstract.call(PyType.TYPE, PyStr.of("AST"), PyTuple.of(PyType.OBJECT), namespace);
    AstMethods.addTo(ast);
    for (String line : GRAMMAR) {
      boolean place = line.charAt(0) == '@';
      read(place ? line.substring(1) : line, place);
    }
  }

  /** The classes of the current interpreter. */
  static AstTypes current() {
    Interpreter interp = Interpreter.current();
    AstTypes types = (AstTypes) interp.registered(AstTypes.class);
    if (types == null) {
      types = new AstTypes();
      interp.register(AstTypes.class, types);
    }
    return types;
  }

  /** Whether {@code o} is a node. Makes no classes: without them there are no nodes. */
  public static boolean isNode(PyObject o) {
    AstTypes types = (AstTypes) Interpreter.current().registered(AstTypes.class);
    return types != null && o.type.isSubtype(types.ast);
  }

  void addTo(PyModule module) {
    module.set("AST", ast);
    for (Node n : all) {
      module.set(n.name, n.type);
    }
  }

  Node byName(String name) {
    return byName.get(name);
  }

  /**
   * The constructor of {@code sum}, or the product, that {@code o} is an instance of; null if none.
   */
  Node constructor(PyObject o, String sum) {
    for (PyObject t : o.type.mroTuple().items) {
      Node n = byType.get((PyType) t);
      if (n != null && n.sum.equals(sum) && (n.number > 0 || n.fields != null)) {
        return n;
      }
    }
    return null;
  }

  private void read(String line, boolean place) {
    int equals = line.indexOf(" = ");
    if (equals < 0) {
      String name = line.substring(0, line.indexOf('('));
      make(name, name, line, line, ast, place, 0);
      return;
    }
    String sum = line.substring(0, equals);
    List<String> constructors = split(line.substring(equals + 3), " | ");
    boolean simple = line.indexOf('(') < 0;
    StringBuilder doc = new StringBuilder(sum).append(" = ");
    for (int i = 0; i < constructors.size(); i++) {
      if (i > 0) {
        doc.append(simple ? " " : "\n" + " ".repeat(sum.length() + 1)).append("| ");
      }
      doc.append(constructors.get(i));
    }
    PyType base = make(sum, sum, null, doc.toString(), ast, place, 0).type;
    int number = 0;
    for (String c : constructors) {
      int open = c.indexOf('(');
      Node n =
          make(
              open < 0 ? c : c.substring(0, open),
              sum,
              open < 0 ? "()" : c,
              c,
              base,
              false,
              ++number);
      if (open < 0 && !place) {
        n.singleton = new PyObject(n.type);
      }
    }
  }

  /**
   * {@code fields} is the text with the parentheses, null for a sum. {@code place} adds the
   * attributes to this class.
   */
  private Node make(
      String name, String sum, String fields, String doc, PyType base, boolean place, int number) {
    PyDict namespace = new PyDict();
    List<PyStr> names = new ArrayList<>();
    namespace.put(Names.MODULE, AST);
    namespace.put(Names.DOC, PyStr.of(doc));
    if (fields != null) {
      String inside = fields.substring(fields.indexOf('(') + 1, fields.length() - 1);
      for (String field : split(inside, ", ")) {
        int space = field.indexOf(' ');
        PyStr f = PyStr.interned(field.substring(space + 1));
        names.add(f);
        if (field.charAt(space - 1) == '?') {
          namespace.put(f, PyObject.NONE);
        }
      }
    }
    PyTuple tuple = PyTuple.of(names.toArray(PyObject.NO_ARGS));
    namespace.put(FIELDS, tuple);
    namespace.put(Names.MATCH_ARGS, tuple);
    if (number == 0) {
      namespace.put(ATTRIBUTES, place ? PLACE : PyTuple.EMPTY);
      if (place && !name.equals("pattern")) {
        namespace.put(END_LINENO, PyObject.NONE);
        namespace.put(END_COL_OFFSET, PyObject.NONE);
      }
    }
    PyType type =
        (PyType) Abstract.call(PyType.TYPE, PyStr.interned(name), PyTuple.of(base), namespace);
    Node n = new Node(name, sum, type, fields == null ? null : names.toArray(new PyStr[0]), number);
    all.add(n);
    byName.put(name, n);
    byType.put(type, n);
    return n;
  }

  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(separator, start);
      end = end < 0 ? text.length() : end;
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    return parts;
  }
}
