package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;
import java.util.ArrayDeque;

/** {@code _queue}: a queue between threads. */
@BuiltinModule(name = "_queue", doc = "The native part of the queue module; use that one.")
public final class QueueModule {
  private static final PyType EMPTY = Exceptions.define("_queue", "Empty", Exceptions.Exception);

  private QueueModule() {}

  public static BuiltinTable table() {
    return new QueueModuleTable();
  }

  static void exec(PyModule m) {
    m.set("Empty", EMPTY);
    m.set("SimpleQueue", SimpleQueue.TYPE);
  }

  /** {@code SimpleQueue}. */
  @BuiltinType(
      name = "SimpleQueue",
      ops = SimpleQueueOps.class,
      doc = "()\n--\n\nSimple, unbounded, reentrant FIFO queue.")
  static final class SimpleQueue extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "SimpleQueue",
                PyType.OBJECT,
                new SimpleQueueOps(),
                new QueueModuleSimpleQueueTable())
            .in("_queue")
            .with(PyType.BASETYPE)
            .withWeakrefs();

    /** How long a waiting thread sleeps before it looks for signals, in milliseconds. */
    private static final long PATIENCE = 50;

    /** Guarded by its own monitor, since waiting happens without the interpreter lock. */
    private final ArrayDeque<PyObject> items = new ArrayDeque<>();

    SimpleQueue(PyType type) {
      super(type);
    }

    private void offer(PyObject item) {
      synchronized (items) {
        items.add(item);
        items.notify();
      }
    }

    private PyObject poll() {
      synchronized (items) {
        return items.poll();
      }
    }

    /** Waits up to so many nanoseconds (for ever if negative); null when nothing came. */
    private PyObject await(long nanos) {
      ThreadState ts = ThreadState.current();
      long deadline = System.nanoTime() + nanos;
      while (true) {
        PyObject item = poll();
        if (item != null) {
          return item;
        }
        long left = nanos < 0 ? PATIENCE : (deadline - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
          return null;
        }
        ts.allowThreads(
            () -> {
              sleep(Math.min(left, PATIENCE));
              return null;
            });
        Interpreter interp = ts.interpreter;
        if (interp.checkRequested) {
          interp.check(ts);
        }
      }
    }

    private void sleep(long millis) {
      synchronized (items) {
        if (items.isEmpty()) {
          try {
            items.wait(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      }
    }

    @Method(
        signature = "(item, block=True, timeout=None)",
        doc =
            "Put the item on the queue. The other arguments are for Queue's sake: this never"
                + " blocks.")
    static void put(SimpleQueue q, PyObject item, PyObject block, PyObject timeout) {
      q.offer(item);
    }

    @Method(
        name = "put_nowait",
        signature = "(item)",
        doc = "Put an item into the queue without blocking.")
    static void putNowait(SimpleQueue q, PyObject item) {
      q.offer(item);
    }

    @Method(
        signature = "(block=True, timeout=None)",
        doc =
            "Remove and return the next item; wait for one, for so many seconds at most, or else"
                + " raise Empty.")
    static PyObject get(SimpleQueue q, boolean block, PyObject timeout) {
      PyObject item;
      if (!block) {
        item = q.poll();
      } else if (timeout == null || timeout == NONE) {
        item = q.await(-1);
      } else {
        double seconds = ArgParser.toDouble(timeout);
        if (seconds < 0) {
          throw Errors.valueError("'timeout' must be a non-negative number");
        }
        if (seconds > 9.2e9) {
          throw Errors.overflowError("timeout value is too large");
        }
        item = q.await((long) (seconds * 1e9));
      }
      if (item == null) {
        throw new PyException(new PyBaseException(EMPTY, PyTuple.EMPTY));
      }
      return item;
    }

    @Method(
        name = "get_nowait",
        doc = "Remove and return an item from the queue without blocking, or raise Empty.")
    static PyObject getNowait(SimpleQueue q) {
      return get(q, false, null);
    }

    @Method(doc = "Return True if the queue is empty, False otherwise (not reliable!).")
    static boolean empty(SimpleQueue q) {
      synchronized (q.items) {
        return q.items.isEmpty();
      }
    }

    @Method(doc = "Return the approximate size of the queue (not reliable!).")
    static int qsize(SimpleQueue q) {
      synchronized (q.items) {
        return q.items.size();
      }
    }

    @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
    static PyObject classGetItem(PyType cls, PyObject item) {
      return GenericAliases.make(cls, item);
    }
  }

  /** The slots of {@code SimpleQueue}. */
  static final class SimpleQueueOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (cls == SimpleQueue.TYPE) {
        ArgParser.parse("SimpleQueue", "", 0, 0, 0, args, kwnames);
      }
      return new SimpleQueue(cls);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      SimpleQueue q = (SimpleQueue) o;
      synchronized (q.items) {
        return q.items.toArray(PyObject.NO_ARGS);
      }
    }
  }
}
