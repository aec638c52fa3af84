package dev.dormouse.runtime.modules.ssl;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.util.Arrays;
import javax.net.ssl.SSLSession;

/** {@code _ssl.SSLSession}. */
@BuiltinType(name = "SSLSession", ops = PySslSession.SessionOps.class)
final class PySslSession extends PyObject {
  static final PyType TYPE =
      PyType.builtin("SSLSession", PyType.OBJECT, new SessionOps(), new PySslSessionTable())
          .in("_ssl")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int TIMEOUT = 7200;

  private final byte[] id;
  private final long created;

  PySslSession(SSLSession session) {
    super(TYPE);
    id = session.getId();
    created = session.getCreationTime() / 1000;
  }

  @Getter(name = "has_ticket", doc = "Does the session contain a ticket?")
  PyObject hasTicket() {
    return PyBool.FALSE;
  }

  @Getter(name = "id", doc = "Session id")
  PyObject getId() {
    return PyBytes.of(id);
  }

  @Getter(name = "ticket_lifetime_hint", doc = "Ticket life time hint.")
  PyObject ticketLifetimeHint() {
    return PyInt.of(0);
  }

  @Getter(doc = "Session creation time (seconds since epoch).")
  PyObject time() {
    return PyInt.of(created);
  }

  @Getter(doc = "Session timeout (delta in seconds).")
  PyObject timeout() {
    return PyInt.of(TIMEOUT);
  }

  static final class SessionOps extends Ops {
    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (!(b instanceof PySslSession w) || op != Abstract.EQ && op != Abstract.NE) {
        return NOT_IMPLEMENTED;
      }
      boolean equal = Arrays.equals(((PySslSession) a).id, w.id);
      return PyBool.of(equal == (op == Abstract.EQ));
    }

    @Override
    public long hash(PyObject o) {
      return Arrays.hashCode(((PySslSession) o).id);
    }
  }
}
