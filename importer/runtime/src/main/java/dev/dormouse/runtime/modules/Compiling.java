package dev.dormouse.runtime.modules;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.LineSource;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.ast.Stmt;
import dev.dormouse.compiler.parser.Parser;
import dev.dormouse.compiler.parser.TokenStream;
import dev.dormouse.compiler.symtable.SymbolTable;
import dev.dormouse.runtime.modules.ast.AstFromPython;
import dev.dormouse.runtime.modules.ast.AstToPython;
import dev.dormouse.runtime.modules.ast.AstTypes;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.IntDigits;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyFunction;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import java.util.Arrays;

/**
 * What compile(), eval() and exec() do with source, flags and namespaces. Compare CPython's
 * bltinmodule.c and pythonrun.c.
 */
public final class Compiling {
  private static final int FUTURES =
      CompilerFlags.FUTURE_DIVISION
          | CompilerFlags.FUTURE_ABSOLUTE_IMPORT
          | CompilerFlags.FUTURE_WITH_STATEMENT
          | CompilerFlags.FUTURE_PRINT_FUNCTION
          | CompilerFlags.FUTURE_UNICODE_LITERALS
          | CompilerFlags.FUTURE_BARRY_AS_BDFL
          | CompilerFlags.FUTURE_GENERATOR_STOP
          | CompilerFlags.FUTURE_ANNOTATIONS;
  private static final int KNOWN =
      FUTURES
          | CompilerFlags.DONT_IMPLY_DEDENT
          | CompilerFlags.ONLY_AST
          | CompilerFlags.TYPE_COMMENTS
          | CompilerFlags.ALLOW_TOP_LEVEL_AWAIT
          | CompilerFlags.ALLOW_INCOMPLETE_INPUT
          | CompilerFlags.SOURCE_IS_UTF8;

  /** What {@code compile()} takes. */
  private static final String COMPILABLE = "string, bytes or AST";

  private Compiling() {}

  static PyObject compile(
      PyObject source,
      PyObject filename,
      String mode,
      int flags,
      boolean dontInherit,
      int optimize,
      int featureVersion) {
    if ((flags & ~KNOWN) != 0) {
      throw Errors.valueError("compile(): unrecognised flags");
    }
    if (optimize < -1 || optimize > 2) {
      throw Errors.valueError("compile(): invalid optimize value");
    }
    int all = dontInherit ? flags : flags | inherited();
    int m =
        switch (mode) {
          case "exec" -> Compiler.MODE_EXEC;
          case "eval" -> Compiler.MODE_EVAL;
          case "single" -> Compiler.MODE_SINGLE;
          case "func_type" -> {
            if ((flags & CompilerFlags.ONLY_AST) == 0) {
              throw Errors.valueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
            }
            yield Parser.MODE_FUNC_TYPE;
          }
          default ->
              throw Errors.valueError(
                  "compile() mode must be 'exec', 'eval' or 'single'"
                      + ((flags & CompilerFlags.ONLY_AST) != 0 ? " or 'func_type'" : ""));
        };
    String file = fileName(filename);
    if (AstTypes.isNode(source)) {
      return (flags & CompilerFlags.ONLY_AST) != 0
          ? source
          : compileTree(source, file, m, all, optimize);
    }
    if ((flags & CompilerFlags.ONLY_AST) != 0) {
      int version = featureVersion < 0 ? Parser.VERSION : featureVersion;
      return AstToPython.convert(parse(source, "compile", COMPILABLE, file, m, all, version));
    }
    return compile(source, "compile", file, m, all, optimize);
  }

  private static PyObject compileTree(
      PyObject root, String filename, int mode, int flags, int optimize) {
    Mod tree = AstFromPython.convert(root, mode);
    try {
      return new PyCode(Compiler.compile(tree, filename, flags, level(optimize), new Warnings()));
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
  }

  /**
   * Parses a str or a bytes-like object.
   *
   * @param function named, with {@code kinds} of sources, when the source is neither
   */
  public static Mod parse(
      PyObject source, String function, String kinds, String filename, int mode, int flags) {
    return parse(source, function, kinds, filename, mode, flags, Parser.VERSION);
  }

  private static Mod parse(
      PyObject source,
      String function,
      String kinds,
      String filename,
      int mode,
      int flags,
      int featureVersion) {
    Object text = text(source, function, kinds);
    try {
      return text instanceof String s
          ? Compiler.parse(
              s,
              filename,
              mode,
              flags | CompilerFlags.IGNORE_COOKIE,
              featureVersion,
              new Warnings())
          : Compiler.parse((byte[]) text, filename, mode, flags, featureVersion, new Warnings());
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e, source);
    }
  }

  /** The scopes of a tree and their names. */
  public static SymbolTable symbols(Mod tree, String filename) {
    try {
      return Compiler.symbols(tree, filename, new Warnings());
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
  }

  /** The tokens of a str, whose errors are still to be turned into Python's. */
  public static TokenStream tokens(PyStr source) {
    try {
      return new TokenStream(source.value(), "<string>", new Warnings());
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e, source);
    }
  }

  /** Raises what {@link #parse} would about the kind of source. */
  public static void checkSource(PyObject source, String function, String kinds) {
    text(source, function, kinds);
  }

  private static int level(int optimize) {
    return optimize < 0 ? Math.min(2, Interpreter.current().flags.optimize) : optimize;
  }

  /** The future features of the calling code. */
  private static int inherited() {
    PyFrame f = ThreadState.current().frame;
    return f == null ? 0 : f.code.flags & FUTURES;
  }

  /** A file name argument: a str, or what {@code os.fsdecode} takes. */
  public static String fileName(PyObject o) {
    if (o instanceof PyStr s) {
      return s.value();
    }
    if (o.type.has(Slot.BUFFER) && !(o instanceof PyBytes)) {
      Errors.warn(
          Exceptions.DeprecationWarning,
          "path should be string, bytes, or os.PathLike, not " + o.type.name(),
          1);
      Buffer b = o.type.ops.getBuffer(o, 0);
      try {
        return Host.decode(PyBytes.of(b.toByteArray()));
      } finally {
        b.release();
      }
    }
    return Host.decode(Host.fspath(o));
  }

  /** Compiles a str or a bytes-like object; {@code optimize} -1 means the interpreter's level. */
  static PyCode compile(
      PyObject source, String function, String filename, int mode, int flags, int optimize) {
    Object text =
        text(source, function, function.equals("compile") ? COMPILABLE : "string, bytes or code");
    int level = level(optimize);
    try {
      return new PyCode(
          text instanceof String s
              ? Compiler.compile(
                  s, filename, mode, flags | CompilerFlags.IGNORE_COOKIE, level, new Warnings())
              : Compiler.compile((byte[]) text, filename, mode, flags, level, new Warnings()));
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e, source);
    }
  }

  /** A source as a String or a byte array. */
  private static Object text(PyObject source, String function, String kinds) {
    if (source instanceof PyStr s) {
      noNulls(s.value().indexOf('\0'));
      return s.value();
    }
    if (!source.type.has(Slot.BUFFER)) {
      throw Errors.typeError(function + "() arg 1 must be a " + kinds + " object");
    }
    Buffer b = source.type.ops.getBuffer(source, 0);
    byte[] bytes;
    try {
      bytes = b.toByteArray();
    } finally {
      b.release();
    }
    int zero = -1;
    for (int i = 0; i < bytes.length && zero < 0; i++) {
      zero = bytes[i] == 0 ? i : -1;
    }
    noNulls(zero);
    return bytes;
  }

  /** Text of the main program, compiled as a module without inherited flags. */
  public static PyCode compileMain(PyObject source, String filename) {
    return compile(source, "compile", filename, Compiler.MODE_EXEC, 0, -1);
  }

  /** The main program's file; its encoding and null bytes are another matter than compile()'s. */
  public static PyCode compileMain(byte[] source, String filename) {
    try {
      return new PyCode(Compiler.compileFile(source, filename, level(-1), new Warnings()));
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
  }

  /**
   * Reads one interactive statement and compiles it.
   *
   * @param flags the future features that earlier statements asked for
   * @return null if the input has ended before it
   */
  public static PyCode compileInteractive(LineSource lines, String filename, int flags) {
    try {
      CodeObject code =
          Compiler.compileInteractive(lines, filename, flags, level(-1), new Warnings());
      return code == null ? null : new PyCode(code);
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
  }

  /** A module's code, and apart from it that of the expression it ends in. */
  public static final class Script {
    /** All statements but that expression. */
    public final PyCode body;

    /** Null if the last statement is something else. */
    public final PyCode result;

    Script(PyCode body, PyCode result) {
      this.body = body;
      this.result = result;
    }
  }

  /** Compiles a module so that the value of an expression at its end can be had. */
  public static Script compileScript(String source, String filename) {
    noNulls(source.indexOf('\0'));
    Warnings warnings = new Warnings();
    try {
      Mod.Module tree =
          (Mod.Module)
              Compiler.parse(
                  source,
                  filename,
                  Compiler.MODE_EXEC,
                  CompilerFlags.IGNORE_COOKIE,
                  Parser.VERSION,
                  warnings);
      PyCode result = null;
      int last = tree.body.length - 1;
      if (last >= 0 && tree.body[last] instanceof Stmt.ExprStmt expression) {
        tree.body = Arrays.copyOf(tree.body, last);
        result =
            new PyCode(
                Compiler.compile(
                    new Mod.Expression(expression.value), filename, 0, level(-1), warnings));
      }
      return new Script(
          new PyCode(Compiler.compile(tree, filename, 0, level(-1), warnings)), result);
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
  }

  /** The future features that code asks for. */
  public static int futures(PyCode code) {
    return code.flags & FUTURES;
  }

  private static void noNulls(int at) {
    if (at >= 0) {
      throw Errors.valueError("source code string cannot contain null bytes");
    }
  }

  /**
   * Compiler warnings become Python warnings; turned into errors by a filter they are SyntaxErrors.
   */
  private static final class Warnings implements WarningSink {
    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      PyType type =
          category == WarningSink.SYNTAX_WARNING
              ? Exceptions.SyntaxWarning
              : Exceptions.DeprecationWarning;
      try {
        Interpreter.current().warnExplicit(type, message, filename, lineno);
      } catch (PyException e) {
        if (e.matches(type)) {
          return true;
        }
        throw e;
      }
      return false;
    }

    @Override
    public byte[] recode(byte[] source, String encoding, String filename) {
      try {
        PyObject text = Abstract.callMethod(PyBytes.of(source), "decode", PyStr.of(encoding));
        return ((PyBytes) Abstract.callMethod(text, "encode")).value;
      } catch (PyException e) {
        if (!e.matches(Exceptions.LookupError)
            && !e.matches(Exceptions.SyntaxError)
            && !e.matches(Exceptions.ValueError)) {
          throw e;
        }
        throw SyntaxErrors.undecodable(filename, Abstract.str(e.value).value());
      }
    }

    @Override
    public int maxIntegerDigits() {
      return IntDigits.limit();
    }

    @Override
    public int maxDepth() {
      ThreadState ts = ThreadState.current();
      long left = 3L * (ts.interpreter.recursionLimit - ts.depth);
      return (int) Math.min(left, Integer.MAX_VALUE);
    }
  }

  static PyObject eval(PyObject source, PyObject globals, PyObject locals) {
    PyFrame caller = ThreadState.current().frame;
    if (locals != null && locals != PyObject.NONE && !Abstract.isMapping(locals)) {
      throw Errors.typeError("locals must be a mapping");
    }
    if (globals != null && globals != PyObject.NONE && !(globals instanceof PyDict)) {
      throw Errors.typeError(
          Abstract.isMapping(globals)
              ? "globals must be a real dict; try eval(code, {}, mapping)"
              : "globals must be a dict");
    }
    PyDict g = globals instanceof PyDict d ? d : currentGlobals(caller, "eval");
    PyObject l =
        locals != null && locals != PyObject.NONE
            ? locals
            : globals instanceof PyDict ? g : currentLocals(caller, g);
    addBuiltins(g);
    PyCode code;
    if (source instanceof PyCode c) {
      if (c.nfreevars > 0) {
        throw Errors.typeError("code object passed to eval() may not contain free variables");
      }
      code = c;
    } else {
      code = compile(strip(source), "eval", "<string>", Compiler.MODE_EVAL, inherited(), -1);
    }
    return run(code, g, l, null);
  }

  private static PyObject strip(PyObject source) {
    if (source.type == PyBytes.TYPE) {
      byte[] bytes = ((PyBytes) source).value;
      int i = 0;
      while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
        i++;
      }
      return i == 0 ? source : PyBytes.of(Arrays.copyOfRange(bytes, i, bytes.length));
    }
    if (!(source instanceof PyStr s)) {
      return source;
    }
    String text = s.value();
    int i = 0;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i == 0 ? source : PyStr.of(text.substring(i));
  }

  static void exec(PyObject source, PyObject globals, PyObject locals, PyObject closure) {
    PyFrame caller = ThreadState.current().frame;
    if (globals != null && globals != PyObject.NONE && !(globals instanceof PyDict)) {
      throw Errors.typeError("exec() globals must be a dict, not " + globals.type.name());
    }
    if (locals != null && locals != PyObject.NONE && !Abstract.isMapping(locals)) {
      throw Errors.typeError("locals must be a mapping or None, not " + locals.type.name());
    }
    PyDict g = globals instanceof PyDict d ? d : currentGlobals(caller, "exec");
    PyObject l =
        locals != null && locals != PyObject.NONE
            ? locals
            : globals instanceof PyDict ? g : currentLocals(caller, g);
    addBuiltins(g);
    PyTuple cells = null;
    PyCode code;
    if (source instanceof PyCode c) {
      code = c;
      if (closure == PyObject.NONE) {
        closure = null;
      }
      if (c.nfreevars == 0) {
        if (closure != null) {
          throw Errors.typeError("cannot use a closure with this code object");
        }
      } else {
        if (!(closure instanceof PyTuple t) || !isClosure(t, c.nfreevars)) {
          throw Errors.typeError("code object requires a closure of exactly length " + c.nfreevars);
        }
        cells = t;
      }
    } else {
      if (closure != null && closure != PyObject.NONE) {
        throw Errors.typeError("closure argument can only be used when source is a code object");
      }
      code = compile(source, "exec", "<string>", Compiler.MODE_EXEC, inherited(), -1);
    }
    run(code, g, l, cells);
  }

  private static boolean isClosure(PyTuple t, int length) {
    if (t.type != PyTuple.TYPE || t.items.length != length) {
      return false;
    }
    for (PyObject cell : t.items) {
      if (!(cell instanceof PyCell)) {
        return false;
      }
    }
    return true;
  }

  private static PyDict currentGlobals(PyFrame caller, String function) {
    if (caller == null) {
      throw Errors.typeError(
          function + " must be given globals and locals when called without a frame");
    }
    return caller.globals;
  }

  private static PyObject currentLocals(PyFrame caller, PyDict globals) {
    return caller == null ? globals : caller.localsMapping();
  }

  private static void addBuiltins(PyDict globals) {
    if (globals.get(Names.BUILTINS) == null) {
      PyFrame f = ThreadState.current().frame;
      globals.put(Names.BUILTINS, f == null ? Interpreter.current().builtins.dict() : f.builtins);
    }
  }

  /** Runs module-level code in namespaces; {@code cells} are its free variables or null. */
  public static PyObject run(PyCode code, PyDict globals, PyObject locals, PyTuple cells) {
    return run(code, globals, locals, cells, 0);
  }

  /**
   * The same from the instruction at {@code offset} on, before which the stack must be empty: what
   * comes before it has left its names in {@code locals} already.
   */
  public static PyObject run(
      PyCode code, PyDict globals, PyObject locals, PyTuple cells, int offset) {
    ThreadState ts = ThreadState.current();
    if (ts.interpreter.flags.eager) {
      code.wakeTree();
    } else {
      code.wake(PyCode.WakeReason.CALL);
    }
    PyFunction function = null;
    if (cells != null) {
      function = new PyFunction(code, globals);
      function.closure = cells;
    }
    PyObject b = globals.get(Names.BUILTINS);
    PyDict builtins =
        b instanceof PyModule m
            ? m.dict()
            : b instanceof PyDict d ? d : ts.interpreter.builtins.dict();
    PyFrame frame = new PyFrame(code, function, globals, builtins, locals);
    frame.pc = offset;
    if (b != null && !(b instanceof PyModule) && !(b instanceof PyDict && b.type == PyDict.TYPE)) {
      frame.builtinsMapping = b;
    }
    return ts.interpreter.evaluator.evaluate(ts, frame, null);
  }
}
