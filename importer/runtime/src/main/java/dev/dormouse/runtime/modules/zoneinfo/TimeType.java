package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyObject;

/** What a zone answers for some time: a local time type in the words of RFC 8536. */
final class TimeType {
  /** The answer where there is none. */
  static final TimeType NONE = new TimeType(0, PyObject.NONE, PyObject.NONE, PyObject.NONE);

  /** East of UTC. */
  final long seconds;

  /** These three are what {@code utcoffset}, {@code dst} and {@code tzname} return. */
  final PyObject offset;

  final PyObject dst;
  final PyObject name;

  TimeType(long seconds, PyObject offset, PyObject dst, PyObject name) {
    this.seconds = seconds;
    this.offset = offset;
    this.dst = dst;
    this.name = name;
  }

  boolean sameAs(TimeType o) {
    return Abstract.equal(offset, o.offset)
        && Abstract.equal(dst, o.dst)
        && Abstract.equal(name, o.name);
  }
}
