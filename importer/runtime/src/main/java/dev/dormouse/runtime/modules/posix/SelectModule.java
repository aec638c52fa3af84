package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code select}. */
@BuiltinModule(
    name = "select",
    doc = "This module supports asynchronous I/O on multiple file descriptors.")
public final class SelectModule {
  static final int POLLIN = 1;
  static final int POLLPRI = 2;
  static final int POLLOUT = 4;
  static final int POLLERR = 8;
  static final int POLLHUP = 16;
  static final int POLLNVAL = 32;

  private static final int FD_SETSIZE = 1024;

  private static final String INTEGERS =
      "EPOLLERR 8 EPOLLET 2147483648 EPOLLHUP 16 EPOLLIN 1 EPOLLMSG 1024 EPOLLONESHOT 1073741824"
          + " EPOLLOUT 4 EPOLLPRI 2 EPOLLRDBAND 128 EPOLLRDHUP 8192 EPOLLRDNORM 64 EPOLLWRBAND 512"
          + " EPOLLWRNORM 256 EPOLL_CLOEXEC 524288 PIPE_BUF 4096 POLLERR 8 POLLHUP 16 POLLIN 1"
          + " POLLMSG 1024 POLLNVAL 32 POLLOUT 4 POLLPRI 2 POLLRDBAND 128 POLLRDHUP 8192"
          + " POLLRDNORM 64 POLLWRBAND 512 POLLWRNORM 256";

  private SelectModule() {}

  public static BuiltinTable table() {
    return new SelectModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    m.set("error", Exceptions.OSError);
    m.set("epoll", PyEpoll.TYPE);
  }

  /** A wait's limit in nanoseconds; -1 for none. */
  static long timeout(PyObject o, String message) {
    if (o == null || o == PyObject.NONE) {
      return -1;
    }
    if (!(o instanceof PyFloat) && !Abstract.hasIndex(o)) {
      throw Errors.typeError(message);
    }
    if (o instanceof PyFloat f && Double.isNaN(f.value)) {
      throw Errors.valueError("Invalid value NaN (not a number)");
    }
    double seconds = o instanceof PyFloat f ? f.value : Abstract.index(o).doubleValue();
    if (Math.abs(seconds) > 9.2e9) {
      throw Errors.overflowError("timestamp too large to convert to C _PyTime_t");
    }
    long nanos = (long) Math.ceil(seconds * 1e9);
    return nanos < 0 ? -2 : nanos;
  }

  /**
   * {@code poll} or {@code epoll_wait} (whose last argument is also milliseconds), again after
   * EINTR with what is left of the time.
   *
   * @param nanos -1 for no limit
   */
  static int await(boolean epoll, long a, long b, long c, long nanos) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Libc libc = os.libc();
    long end = System.nanoTime() + nanos;
    while (true) {
      long left = nanos < 0 ? -1 : Math.max(end - System.nanoTime(), 0);
      long millis = left < 0 ? -1 : Math.min((left + 999_999) / 1_000_000, Integer.MAX_VALUE);
      interpreter.releaseLock();
      int n;
      try {
        n = epoll ? libc.call("epoll_wait", a, b, c, millis) : libc.call("poll", a, b, millis);
        if (n == -Errno.EINTR) {
          os.interrupted();
        }
      } finally {
        interpreter.acquireLock();
      }
      if (n == -Errno.EINTR) {
        if (nanos >= 0 && System.nanoTime() >= end) {
          return 0;
        }
        continue;
      }
      if (n < 0) {
        throw PyOSError.of(-n);
      }
      return n;
    }
  }

  @Function(
      signature = "(rlist, wlist, xlist, timeout=None, /)",
      doc = "Wait until one or more file descriptors are ready for some kind of I/O.")
  static PyObject select(PyObject rlist, PyObject wlist, PyObject xlist, PyObject timeout) {
    long nanos = timeout(timeout, "timeout must be a float or None");
    if (nanos == -2) {
      throw Errors.valueError("timeout must be non-negative");
    }
    int[][] fds = new int[3][];
    PyObject[][] lists = {null, null, null};
    PyObject[] arguments = {rlist, wlist, xlist};
    for (int k = 0; k < 3; k++) {
      collect(arguments[k], lists, fds, k);
    }
    // Over poll, which has no limit of 1024 and says the same.
    int[] events = {POLLIN, POLLOUT, POLLPRI};
    int[] answers = {POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI};
    int count = lists[0].length + lists[1].length + lists[2].length;
    Libc libc = Host.os().libc();
    PyObject[] ready = {new PyList(), new PyList(), new PyList()};
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8L * count + 8);
      int at = 0;
      for (int k = 0; k < 3; k++) {
        for (int fd : fds[k]) {
          libc.setInt(p + 8L * at, fd);
          libc.setShort(p + 8L * at + 4, events[k]);
          at++;
        }
      }
      await(false, p, count, 0, nanos);
      at = 0;
      for (int k = 0; k < 3; k++) {
        for (PyObject o : lists[k]) {
          int got = libc.getShort(p + 8L * at++ + 6);
          if ((got & POLLNVAL) != 0) {
            throw PyOSError.of(Errno.EBADF);
          }
          if ((got & answers[k]) != 0) {
            ((PyList) ready[k]).add(o);
          }
        }
      }
    }
    return PyTuple.of(ready);
  }

  /** The objects of a list and their descriptors; a list may change while it is asked for them. */
  private static void collect(PyObject sequence, PyObject[][] lists, int[][] fds, int k) {
    java.util.ArrayList<PyObject> objects = new java.util.ArrayList<>();
    int[] numbers = new int[8];
    PyObject[] items = sequence instanceof PyList ? null : items(sequence);
    for (int i = 0; i < (items != null ? items.length : ((PyList) sequence).size()); i++) {
      PyObject o = items != null ? items[i] : ((PyList) sequence).get(i);
      int fd = Host.descriptor(o);
      if (fd >= FD_SETSIZE) {
        throw Errors.valueError("filedescriptor out of range in select()");
      }
      if (i == numbers.length) {
        numbers = java.util.Arrays.copyOf(numbers, 2 * i);
      }
      numbers[i] = fd;
      objects.add(o);
    }
    lists[k] = objects.toArray(PyObject.NO_ARGS);
    fds[k] = java.util.Arrays.copyOf(numbers, objects.size());
  }

  private static PyObject[] items(PyObject sequence) {
    try {
      return Abstract.toArray(sequence);
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        throw Errors.typeError("arguments 1-3 must be sequences");
      }
      throw e;
    }
  }

  @Function(signature = "()", doc = "Returns a polling object.")
  static PyObject poll() {
    return new PyPoll();
  }
}
