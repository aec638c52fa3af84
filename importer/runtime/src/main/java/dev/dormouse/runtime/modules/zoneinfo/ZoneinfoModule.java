package dev.dormouse.runtime.modules.zoneinfo;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _zoneinfo}. */
@BuiltinModule(name = "_zoneinfo", doc = "C implementation of the zoneinfo module")
public final class ZoneinfoModule {
  private ZoneinfoModule() {}

  public static BuiltinTable table() {
    return new ZoneinfoModuleTable();
  }

  static void exec(PyModule m) {
    m.set("ZoneInfo", PyZoneInfo.TYPE);
  }
}
