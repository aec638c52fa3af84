package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code select.poll} objects. */
@BuiltinType(name = "poll", ops = PyPoll.PollOps.class)
final class PyPoll extends PyObject {
  static final PyType TYPE =
      PyType.builtin("poll", PyType.OBJECT, new PollOps(), new PyPollTable())
          .in("select")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int DEFAULT =
      SelectModule.POLLIN | SelectModule.POLLPRI | SelectModule.POLLOUT;

  /** Descriptor to event mask. */
  private final LinkedHashMap<Integer, Integer> registered = new LinkedHashMap<>();

  private boolean polling;

  PyPoll() {
    super(TYPE);
  }

  private static int mask(PyObject o) {
    PyInt i = Abstract.index(o);
    if (i.isNegative()) {
      throw Errors.valueError("value must be positive");
    }
    if (i.isBig() || i.longValue() > 0xFFFF) {
      throw Errors.overflowError("Python int too large for C unsigned short");
    }
    return (int) i.longValue();
  }

  @Method(
      signature = "(fd, eventmask=None, /)",
      doc = "Register a file descriptor with the polling object.")
  static void register(PyPoll self, PyObject fd, PyObject eventmask) {
    self.registered.put(Host.descriptor(fd), eventmask == null ? DEFAULT : mask(eventmask));
  }

  @Method(signature = "(fd, eventmask, /)", doc = "Modify an already registered file descriptor.")
  static void modify(PyPoll self, PyObject fd, PyObject eventmask) {
    int number = Host.descriptor(fd);
    if (!self.registered.containsKey(number)) {
      throw PyOSError.of(Errno.ENOENT);
    }
    self.registered.put(number, mask(eventmask));
  }

  @Method(
      signature = "(fd, /)",
      doc = "Remove a file descriptor being tracked by the polling object.")
  static void unregister(PyPoll self, PyObject fd) {
    int number = Host.descriptor(fd);
    if (self.registered.remove(number) == null) {
      throw Errors.keyError(PyInt.of(number));
    }
  }

  @Method(signature = "(timeout=None, /)", doc = "Polls the set of registered file descriptors.")
  static PyObject poll(PyPoll self, PyObject timeout) {
    long nanos = -1;
    if (timeout != null && timeout != NONE) {
      if (!(timeout instanceof PyFloat) && !Abstract.hasIndex(timeout)) {
        throw Errors.typeError("timeout must be an integer or None");
      }
      double millis =
          timeout instanceof PyFloat f ? f.value : Abstract.index(timeout).doubleValue();
      if (millis > Integer.MAX_VALUE) {
        throw Errors.overflowError("timeout is too large");
      }
      nanos = millis < 0 ? -1 : (long) Math.ceil(millis) * 1_000_000L;
    }
    if (self.polling) {
      throw Errors.runtimeError("concurrent poll() invocation");
    }
    Libc libc = Host.os().libc();
    PyList result = new PyList();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int count = self.registered.size();
      long p = frame.take(8L * count + 8);
      int at = 0;
      for (Map.Entry<Integer, Integer> e : self.registered.entrySet()) {
        libc.setInt(p + 8L * at, e.getKey());
        libc.setShort(p + 8L * at + 4, e.getValue());
        at++;
      }
      self.polling = true;
      try {
        SelectModule.await(false, p, count, 0, nanos);
      } finally {
        self.polling = false;
      }
      for (int i = 0; i < count; i++) {
        int got = libc.getShort(p + 8L * i + 6);
        if (got != 0) {
          result.add(PyTuple.of(PyInt.of(libc.getInt(p + 8L * i)), PyInt.of(got)));
        }
      }
    }
    return result;
  }

  static final class PollOps extends Ops {}
}
