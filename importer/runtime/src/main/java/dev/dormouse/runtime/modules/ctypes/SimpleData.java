package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code _SimpleCData}: one number, character or plain pointer. */
@BuiltinType(name = "_SimpleCData", ops = SimpleData.SimpleOps.class, doc = "XXX to be provided")
final class SimpleData {
  static final PyType TYPE =
      CtypesModule.data(
          "_SimpleCData", new SimpleOps(), new SimpleDataTable(), MetaTypes.SimpleType.TYPE);

  private SimpleData() {}

  @Getter(name = "value", doc = "current value")
  static PyObject value(PyCData self) {
    return Scalars.get(self.memory, self.ctype());
  }

  @Setter(name = "value")
  static void setValue(PyCData self, PyObject value) {
    if (value == null) {
      throw Errors.typeError("can't delete attribute");
    }
    self.keep(0, Scalars.set(self.memory, self.ctype(), value));
  }

  /** The slots. */
  static final class SimpleOps extends PyCData.DataOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return PyCData.fresh(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional(null, "__init__", args, kwnames, 0, 1);
      if (args.length == 1) {
        setValue((PyCData) o, args[0]);
      }
    }

    @Override
    public boolean bool(PyObject o) {
      for (byte b : ((PyCData) o).bytes()) {
        if (b != 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    public PyObject repr(PyObject o) {
      PyCData self = (PyCData) o;
      if (o.type.base != TYPE) {
        return CtypesModule.plainRepr(o);
      }
      return PyStr.of(o.type.name() + "(" + Abstract.repr(value(self)).value() + ")");
    }
  }
}
