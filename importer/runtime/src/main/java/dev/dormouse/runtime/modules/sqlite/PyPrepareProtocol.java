package dev.dormouse.runtime.modules.sqlite;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/** {@code sqlite3.PrepareProtocol}: names the protocol that parameters are adapted to. */
@BuiltinType(
    name = "PrepareProtocol",
    ops = PyPrepareProtocol.ProtocolOps.class,
    doc = "What parameters of statements are adapted to.")
final class PyPrepareProtocol extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "PrepareProtocol", PyType.OBJECT, new ProtocolOps(), new PyPrepareProtocolTable())
          .in("sqlite3");

  private PyPrepareProtocol(PyType type) {
    super(type);
  }

  static final class ProtocolOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyPrepareProtocol(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
