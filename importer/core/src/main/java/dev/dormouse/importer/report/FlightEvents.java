package dev.dormouse.importer.report;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.importer.ImportListener;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.WakeListener;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Tells JDK Flight Recorder of imports and wakes. While nothing records, an event costs a test of a
 * flag; but using this class loads those of JFR, so a plain run must not.
 */
public final class FlightEvents implements ImportListener, WakeListener {
  /** A code object woke. */
  @Name("dormouse.Wake")
  @Label("Wake")
  @Category("Dormouse")
  @Description("A code object was materialized")
  @StackTrace(false)
  static final class Wake extends Event {
    @Label("Function")
    String function;

    @Label("File")
    String file;

    @Label("Line")
    int line;

    @Label("Reason")
    String reason;

    @Label("Woken by")
    String by;

    @Label("Took")
    @Timespan(Timespan.NANOSECONDS)
    long took;
  }

  /** A module was imported. */
  @Name("dormouse.Import")
  @Label("Import")
  @Category("Dormouse")
  @Description("A module was imported")
  @StackTrace(false)
  static final class Import extends Event {
    @Label("Module")
    String module;

    @Label("Inside the import of")
    String inside;

    @Label("Self")
    @Timespan(Timespan.NANOSECONDS)
    long self;

    @Label("Cumulative")
    @Timespan(Timespan.NANOSECONDS)
    long cumulative;
  }

  @Override
  public void woke(
      PyCode code, PyCode.WakeReason reason, PyCode waker, long start, long nanoseconds) {
    Wake event = new Wake();
    if (event.shouldCommit()) {
      CodeUnit unit = code.unit;
      event.function = unit.qualname();
      event.file = unit.filename();
      event.line = unit.firstlineno();
      event.reason = reason.name().toLowerCase(Locale.ROOT);
      event.by = waker == null ? null : waker.unit.qualname();
      event.took = nanoseconds;
      event.commit();
    }
  }

  @Override
  public void imported(String module, String importer, int depth, long self, long cumulative) {
    Import event = new Import();
    if (event.shouldCommit()) {
      event.module = module;
      event.inside = importer;
      event.self = self;
      event.cumulative = cumulative;
      event.commit();
    }
  }
}
