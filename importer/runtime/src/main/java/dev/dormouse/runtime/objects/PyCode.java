package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.LocationTable;
import dev.dormouse.tables.BuiltinType;

/**
 * A code object. Dormant it is a handle on a {@link CodeUnit}, of which only the header is read;
 * {@link #wake} fetches what running needs, once, whoever comes first. Line table and docstring
 * stay where they are until asked for.
 *
 * <p>The fields below "body" are written by {@link #wake} under this object's monitor and published
 * by the volatile {@link #wordcode}, which is written last; whoever has seen it non-null may read
 * the others.
 */
@BuiltinType(
    name = "code",
    ops = CodeOps.class,
    parts = {CodeMembers.class},
    doc = "Create a code object.  Not for mere mortals.")
public final class PyCode extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("code", PyType.OBJECT, new CodeOps(), new PyCodeTable()).withWeakrefs();

  /**
   * Replaced only while dormant, by the import system, to give code from a moved file its new
   * {@code co_filename}.
   */
  public CodeUnit unit;

  // header, copied since every call looks at them

  public final int argcount;
  public final int kwonlyargcount;
  public final int posonlyargcount;
  public final int flags;
  public final int stacksize;
  public final int nlocalsplus;
  public final int nfreevars;

  // body: null while dormant

  /** Wordcode as the loop runs it: {@code co_code} with the opcodes of {@link LoopOpcode}. */
  public volatile byte[] wordcode;

  public PyObject[] consts;
  public PyStr[] names;

  /** Names of locals, cells and free variables, in slot order. */
  public PyStr[] localsplusnames;

  public byte[] localspluskinds;
  public byte[] exceptiontable;

  /**
   * Caches of the loop, one int per code unit, so that an instruction's cache words give it room;
   * made when the code turns warm, null before.
   */
  public int[] caches;

  /** Scratch for frame evaluators ({@code co_extra}); survives waking. Null until one sets it. */
  public Object[] extra;

  /**
   * Which of the wakes that a recorder of profiles heard of was this one's, counted from 1; 0 if
   * none was. Here, since a map from code to wakes takes longer to fill than the rest of a profile.
   */
  public int recorded;

  /** How often it was called, for warm-up. Not exact under races. */
  public int calls;

  private byte[] linetable;

  public PyCode(CodeUnit unit) {
    super(TYPE);
    this.unit = unit;
    this.argcount = unit.argcount();
    this.kwonlyargcount = unit.kwonlyargcount();
    this.posonlyargcount = unit.posonlyargcount();
    this.flags = unit.flags();
    this.stacksize = unit.stacksize();
    this.nlocalsplus = unit.nlocalsplus();
    this.nfreevars = unit.nfreevars();
  }

  public boolean isAwake() {
    return wordcode != null;
  }

  /** Why code wakes; recorded for reports and profiles. */
  public enum WakeReason {
    /** A function was called, or a module imported. */
    CALL,

    /** Somebody looked into a module that counted as imported, though its body had not run. */
    GLOBAL,

    /** Somebody asked what only the body tells: the names or constants of code, say. */
    INTROSPECTION,

    /** A trace or profile function ran, whatever it did. */
    TRACE,

    /** Everything is to be awake. */
    EAGER
  }

  /** Materializes the body unless that happened already. Any thread. */
  public void wake(WakeReason reason) {
    if (wordcode == null) {
      wakeOnce(reason);
    }
  }

  /** Wakes this code and all that is nested in it: what {@code --eager} does at import. */
  public void wakeTree() {
    wake(WakeReason.EAGER);
    for (PyObject c : consts) {
      if (c instanceof PyCode nested) {
        nested.wakeTree();
      }
    }
  }

  private synchronized void wakeOnce(WakeReason reason) {
    if (wordcode != null) {
      return;
    }
    ThreadState ts = ThreadState.currentOrNull();
    WakeListener listener = WakeListener.of(ts);
    long start = listener == null ? 0 : System.nanoTime();
    PyObject[] constants = objects(unit.consts(ObjectFactory.INSTANCE));
    consts = constants;
    names = strings(unit.names(ObjectFactory.INSTANCE));
    String[] locals = unit.localsplusnames();
    PyStr[] localNames = new PyStr[locals.length];
    for (int i = 0; i < locals.length; i++) {
      localNames[i] = PyStr.interned(locals[i]);
    }
    localsplusnames = localNames;
    localspluskinds = unit.localspluskinds();
    exceptiontable = unit.exceptiontable();
    wordcode =
        LoopOpcode.translate(unit instanceof MadeCode made ? made.runnable() : unit.wordcode());
    if (listener != null) {
      boolean traced = ts.tracing && reason != WakeReason.EAGER;
      listener.woke(
          this,
          traced ? WakeReason.TRACE : reason,
          ts.frame == null ? null : ts.frame.code,
          start,
          System.nanoTime() - start);
    }
  }

  private static PyObject[] objects(Object[] from) {
    PyObject[] to = new PyObject[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (PyObject) from[i];
    }
    return to;
  }

  private static PyStr[] strings(Object[] from) {
    PyStr[] to = new PyStr[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (PyStr) from[i];
    }
    return to;
  }

  public String name() {
    return unit.name();
  }

  /**
   * The source line of the instruction at byte offset {@code lasti}; -1 if it has none. Reads the
   * line table.
   */
  public int lineAt(int lasti) {
    if (lasti < 0) {
      return unit.firstlineno();
    }
    return LocationTable.lineAt(linetable(), unit.firstlineno(), lasti);
  }

  byte[] linetable() {
    byte[] table = linetable;
    if (table == null) {
      table = unit.linetable();
      if (Interpreter.current().flags.noDebugRanges) {
        // CPython's option leaves columns out when it makes a code object; our images have them.
        table = LocationTable.withoutColumns(table, unit.firstlineno());
      }
      linetable = table;
    }
    return table;
  }
}
