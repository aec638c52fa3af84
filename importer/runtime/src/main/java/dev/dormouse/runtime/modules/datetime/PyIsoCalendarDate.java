package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TupleOps;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** What {@code isocalendar()} gives. It pickles as a plain tuple. */
@BuiltinType(
    name = "IsoCalendarDate",
    ops = PyIsoCalendarDate.IsoCalendarDateOps.class,
    doc =
        "What date.isocalendar() and datetime.isocalendar() give: the tuple (year, week, weekday),"
            + " whose items are attributes, too.")
final class PyIsoCalendarDate extends PyTuple {
  static final PyType TYPE =
      PyType.builtin(
              "IsoCalendarDate",
              PyTuple.TYPE,
              new IsoCalendarDateOps(),
              new PyIsoCalendarDateTable())
          .in("datetime");

  PyIsoCalendarDate(int year, int week, int weekday) {
    super(TYPE, new PyObject[] {PyInt.of(year), PyInt.of(week), PyInt.of(weekday)});
  }

  @Getter
  static PyObject year(PyIsoCalendarDate self) {
    return self.items[0];
  }

  @Getter
  static PyObject week(PyIsoCalendarDate self) {
    return self.items[1];
  }

  @Getter
  static PyObject weekday(PyIsoCalendarDate self) {
    return self.items[2];
  }

  @Method(name = "__reduce__", doc = "__reduce__() -> (cls, state)")
  static PyObject reduce(PyIsoCalendarDate self) {
    return PyTuple.of(PyTuple.TYPE, PyTuple.of(PyTuple.of(self.items)));
  }

  static final class IsoCalendarDateOps extends TupleOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a =
          ArgParser.parse("IsoCalendarDate", "year\0week\0weekday", 0, 3, 3, args, kwnames);
      return new PyIsoCalendarDate(
          Arguments.integer(a[0], 0), Arguments.integer(a[1], 0), Arguments.integer(a[2], 0));
    }

    @Override
    public PyObject repr(PyObject o) {
      PyObject[] items = ((PyTuple) o).items;
      return PyStr.of(
          "datetime.IsoCalendarDate(year="
              + Abstract.str(items[0]).value()
              + ", week="
              + Abstract.str(items[1]).value()
              + ", weekday="
              + Abstract.str(items[2]).value()
              + ")");
    }
  }
}
