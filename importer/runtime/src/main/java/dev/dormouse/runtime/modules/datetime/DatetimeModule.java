package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _datetime}. There is no {@code datetime_CAPI}: it is for C extensions. */
@BuiltinModule(name = "_datetime", doc = "Fast implementation of the datetime type.")
public final class DatetimeModule {
  private DatetimeModule() {}

  public static BuiltinTable table() {
    return new DatetimeModuleTable();
  }

  static void exec(PyModule m) {
    m.set("timedelta", PyTimeDelta.TYPE);
    m.set("date", PyDate.TYPE);
    m.set("datetime", PyDateTime.TYPE);
    m.set("time", PyTime.TYPE);
    m.set("tzinfo", PyTzInfo.TYPE);
    m.set("timezone", PyTimezone.TYPE);
    m.set("UTC", PyTimezone.UTC);
    m.set("MINYEAR", PyInt.of(Calendar.MIN_YEAR));
    m.set("MAXYEAR", PyInt.of(Calendar.MAX_YEAR));
  }
}
