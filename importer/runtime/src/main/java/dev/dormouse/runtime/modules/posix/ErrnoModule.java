package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.tables.BuiltinModule;

/** {@code errno}. */
@BuiltinModule(name = "errno", doc = "This module makes available standard errno system symbols.")
public final class ErrnoModule {
  private ErrnoModule() {}

  public static BuiltinTable table() {
    return new ErrnoModuleTable();
  }

  static void exec(PyModule m) {
    PyDict names = new PyDict();
    for (int errno = 1; errno < Errno.LIMIT; errno++) {
      String name = Errno.name(errno);
      if (name != null) {
        PyStr text = PyStr.interned(name);
        m.dict().put(text, PyInt.of(errno));
        names.put(PyInt.of(errno), text);
      }
    }
    m.set("EDEADLK", PyInt.of(Errno.EDEADLK));
    m.set("EOPNOTSUPP", PyInt.of(Errno.EOPNOTSUPP));
    m.set("EWOULDBLOCK", PyInt.of(Errno.EWOULDBLOCK));
    m.set("errorcode", names);
  }
}
