package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;

/** The slots of both kinds of memo proxies. */
final class MemoProxyOps extends Ops {
  @Override
  public long hash(PyObject o) {
    throw Errors.typeError("unhashable type: '" + o.type.fullName() + "'");
  }
}
