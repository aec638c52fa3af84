package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;

/**
 * A running or suspended activation of a code object; the same object serves the loop and Python's
 * {@code frame}. Generators keep theirs and resume it.
 */
public final class PyFrame extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("frame", PyType.OBJECT, new FrameOps(), new FrameMembersTable());

  public final PyCode code;
  public final PyDict globals;

  /** Usually the dict of the builtins module. */
  public final PyDict builtins;

  /**
   * The builtins when they are a mapping other than a dict, else null. Set by whoever makes such a
   * frame.
   */
  public PyObject builtinsMapping;

  /**
   * The namespace of module and class bodies; null for functions, whose variables are in {@link
   * #localsplus}.
   */
  public PyObject locals;

  /** The function that was called; null for module and class bodies run by exec. */
  public final PyFunction function;

  /** Locals, cells and free variables, then the value stack. */
  public final PyObject[] localsplus;

  /** Index of the first free stack place. */
  public int sp;

  /** Byte offset of the next instruction. */
  public int pc;

  /**
   * Byte offset of the instruction that runs or ran last; -1 before the first. Kept exact at calls
   * and raises only.
   */
  public int lasti = -1;

  /** The caller while running; null when suspended or at the bottom. */
  public PyFrame back;

  /** The generator whose frame this is; null for plain calls. */
  public PyObject generator;

  /** True after the evaluator returned because the frame yielded. */
  public boolean suspended;

  /** True once it has returned or raised. */
  public boolean finished;

  /** {@code f_trace}; null when none. */
  public PyObject trace;

  public boolean traceLines = true;
  public boolean traceOpcodes;

  /** The offset to go on at, set by assigning {@code f_lineno} while tracing; -1 otherwise. */
  public int jumpTarget = -1;

  /** Names of KW_NAMES for the next call; null when none. */
  public PyStr[] kwnames;

  public PyFrame(
      PyCode code, PyFunction function, PyDict globals, PyDict builtins, PyObject locals) {
    super(TYPE);
    this.code = code;
    this.function = function;
    this.globals = globals;
    this.builtins = builtins;
    this.locals = locals;
    this.localsplus = new PyObject[code.nlocalsplus + code.stacksize];
    this.sp = code.nlocalsplus;
  }

  /**
   * Where LOAD_NAME and its like look first; null for a function's frame. Code of a module that
   * somebody made a function of runs in its globals.
   */
  public PyObject namespace() {
    if (locals == null && (code.flags & CodeUnit.CO_OPTIMIZED) == 0) {
      locals = globals;
    }
    return locals;
  }

  /**
   * What {@code locals()} gives: the namespace of a module or class body, or for a function a dict
   * that is brought up to date with the fast locals each time and kept.
   */
  public PyObject localsMapping() {
    if ((code.flags & CodeUnit.CO_OPTIMIZED) == 0) {
      return namespace();
    }
    if (locals == null) {
      locals = new PyDict();
    }
    PyDict d = (PyDict) locals;
    for (int i = 0; i < code.nlocalsplus; i++) {
      PyObject v = localsplus[i];
      if ((code.localspluskinds[i] & (CodeUnit.CO_FAST_CELL | CodeUnit.CO_FAST_FREE)) != 0) {
        // Before COPY_FREE_VARS and MAKE_CELL ran, the place holds an argument or nothing.
        if (v instanceof PyCell c) {
          v = c.value;
        }
      }
      if (v == null) {
        d.remove(code.localsplusnames[i]);
      } else {
        d.put(code.localsplusnames[i], v);
      }
    }
    return d;
  }

  /** Writes what a trace function changed in {@link #localsMapping} back to the fast locals. */
  void localsToFast() {
    if (!(locals instanceof PyDict d) || (code.flags & CodeUnit.CO_OPTIMIZED) == 0) {
      return;
    }
    for (int i = 0; i < code.nlocalsplus; i++) {
      PyObject v = d.get(code.localsplusnames[i]);
      if (localsplus[i] instanceof PyCell c
          && (code.localspluskinds[i] & (CodeUnit.CO_FAST_CELL | CodeUnit.CO_FAST_FREE)) != 0) {
        c.value = v;
      } else {
        localsplus[i] = v;
      }
    }
  }

  public int line() {
    return code.lineAt(lasti);
  }
}
