package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Os;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What {@code _io} keeps per interpreter. */
public final class IoState {
  private final Interpreter interpreter;

  /** The system below; here because every read and write needs it. */
  public final Os os;

  /** {@code io.UnsupportedOperation}, a heap type; null until first needed. */
  private PyType unsupportedOperation;

  /** Streams with data that only we have; strongly held, so that none is lost with its object. */
  private final Set<PyIOBase> dirty = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What {@link #letGo} took from {@link #dirty}; empty but during a collection. */
  private final ArrayList<WeakReference<PyIOBase>> letGo = new ArrayList<>(0);

  private boolean writingOut;

  private IoState(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.os = Host.os(interpreter);
  }

  /** The calling thread's interpreter's. */
  public static IoState current() {
    Interpreter interpreter = Interpreter.current();
    Object found = interpreter.registered(IoState.class);
    if (found != null) {
      return (IoState) found;
    }
    IoState state = new IoState(interpreter);
    interpreter.register(IoState.class, state);
    return state;
  }

  PyType unsupportedOperationType() {
    if (unsupportedOperation == null) {
      PyDict namespace = new PyDict();
      namespace.put("__module__", PyStr.of("io"));
      unsupportedOperation =
          (PyType)
              Abstract.call(
                  PyType.TYPE,
                  PyStr.of("UnsupportedOperation"),
                  PyTuple.of(Exceptions.OSError, Exceptions.ValueError),
                  namespace);
    }
    return unsupportedOperation;
  }

  static PyException unsupported(String message) {
    PyObject e = Abstract.call(current().unsupportedOperationType(), PyStr.of(message));
    return new PyException((PyBaseException) e);
  }

  static PyException wouldBlock(long written) {
    PyException e =
        PyOSError.of(Errno.EAGAIN, "write could not complete without blocking", null, null);
    ((PyOSError) e.value).written = written;
    e.value.args = PyTuple.of(e.value.args.items[0], e.value.args.items[1], PyInt.of(written));
    return e;
  }

  static PyException closed(String what) {
    return Errors.valueError(what);
  }

  void addDirty(PyIOBase stream) {
    dirty.add(stream);
  }

  void removeDirty(PyIOBase stream) {
    dirty.remove(stream);
  }

  /**
   * Before a collection: streams with unwritten data are to be found by it, if nobody else has
   * them. Their finalizers then write that data.
   */
  public void letGo() {
    for (PyIOBase stream : dirty.toArray(new PyIOBase[0])) {
      if (stream.isFinalized()) {
        dirty.remove(stream);
        letGo.add(new WeakReference<>(stream));
      }
    }
  }

  /** After a collection: takes back what it did not find. */
  public void takeBack() {
    for (WeakReference<PyIOBase> r : letGo) {
      PyIOBase stream = r.get();
      if (stream != null) {
        dirty.add(stream);
      }
    }
    letGo.clear();
  }

  /**
   * Writes out all streams whose owner may have dropped them: see the package comment. Their errors
   * have nobody to go to and are dropped, as CPython's are when it finalizes a file.
   *
   * @param all false spares streams on descriptors 0 to 2, whose buffering is visible
   */
  public void writeOut(boolean all) {
    if (dirty.isEmpty() || writingOut) {
      return;
    }
    writingOut = true;
    try {
      PyIOBase[] streams = dirty.toArray(new PyIOBase[0]);
      for (int pass = 0; pass < 2; pass++) {
        for (PyIOBase stream : streams) {
          // Text first: it writes into buffers.
          if (stream instanceof PyTextIOWrapper == (pass == 0) && (all || stream.isOrdinary())) {
            try {
              stream.writeOut();
            } catch (PyException dropped) {
              removeDirty(stream);
            }
          }
        }
      }
    } finally {
      writingOut = false;
    }
  }

  /**
   * Runs signal handlers that are due: between two calls that may block, since a call cut short may
   * look like a success.
   */
  void checkSignals() {
    interpreter.runPendingIfMain();
  }

  /** Lets other threads run during a call that may block; pair with {@link #resume}. */
  void release() {
    interpreter.releaseLock();
  }

  void resume() {
    interpreter.acquireLock();
  }
}
