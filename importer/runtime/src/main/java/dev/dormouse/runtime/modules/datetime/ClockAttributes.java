package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** What {@code time} and {@code datetime} have alike: the fields of a clock and its zone. */
final class ClockAttributes {
  private ClockAttributes() {}

  /** The Java side of it. */
  interface Clock {
    int hour();

    int minute();

    int second();

    int microsecond();

    /** None, or of a subclass of tzinfo. */
    PyObject zone();

    /** 1 for the second of two times that a clock shows when it is set back. */
    int fold();

    /** What the zone is asked about: a datetime itself, None for a time. */
    PyObject about();

    /** What pickles hold; fold only if asked for. */
    byte[] state(boolean withFold);
  }

  @Method(doc = "What self.tzinfo.utcoffset() says of it.")
  static PyObject utcoffset(PyObject self) {
    Clock c = (Clock) self;
    return Zones.orNone(Zones.utcOffset(c.zone(), c.about()));
  }

  @Method(doc = "What self.tzinfo.tzname() says of it.")
  static PyObject tzname(PyObject self) {
    Clock c = (Clock) self;
    return Zones.name(c.zone(), c.about());
  }

  @Method(doc = "What self.tzinfo.dst() says of it.")
  static PyObject dst(PyObject self) {
    Clock c = (Clock) self;
    return Zones.orNone(Zones.dst(c.zone(), c.about()));
  }

  @Method(
      name = "__reduce_ex__",
      signature = "(proto, /)",
      doc = "__reduce_ex__(proto) -> (cls, state)")
  static PyObject reduceEx(PyObject self, PyObject[] args, PyStr[] kwnames) {
    Arguments.count("__reduce_ex__", 1, args, kwnames);
    return reduced(self, Arguments.integer(args[0], 0) > 3);
  }

  @Method(name = "__reduce__", doc = "__reduce__() -> (cls, state)")
  static PyObject reduce(PyObject self) {
    return reduced(self, false);
  }

  private static PyObject reduced(PyObject self, boolean withFold) {
    Clock c = (Clock) self;
    PyBytes state = PyBytes.of(c.state(withFold));
    return PyTuple.of(
        self.type, c.zone() == PyObject.NONE ? PyTuple.of(state) : PyTuple.of(state, c.zone()));
  }

  @Getter
  static int hour(PyObject self) {
    return ((Clock) self).hour();
  }

  @Getter
  static int minute(PyObject self) {
    return ((Clock) self).minute();
  }

  @Getter
  static int second(PyObject self) {
    return ((Clock) self).second();
  }

  @Getter
  static int microsecond(PyObject self) {
    return ((Clock) self).microsecond();
  }

  @Getter
  static PyObject tzinfo(PyObject self) {
    return ((Clock) self).zone();
  }

  @Getter
  static int fold(PyObject self) {
    return ((Clock) self).fold();
  }
}
