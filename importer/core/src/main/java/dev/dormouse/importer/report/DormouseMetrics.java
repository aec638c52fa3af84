package dev.dormouse.importer.report;

import dev.dormouse.image.Image;
import dev.dormouse.importer.ImportListener;
import dev.dormouse.importer.ImportSystem;
import dev.dormouse.importer.Python;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.WakeListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What an interpreter imports and wakes as Micrometer meters:
 *
 * <ul>
 *   <li>{@code dormouse.modules}: modules in {@code sys.modules}
 *   <li>{@code dormouse.code.objects}, tags {@code image} and {@code state} (bound, woken, asleep)
 *   <li>{@code dormouse.image.bytes}, tags {@code image} and {@code part}: bytes read
 *   <li>{@code dormouse.image.mapped}, tag {@code image}: its size
 *   <li>{@code dormouse.wake}, tag {@code reason}: a timer, from the moment of binding on
 *   <li>{@code dormouse.import}: a timer of what each import took by itself, from then on
 * </ul>
 *
 * <p>Gauges read the counters when they are scraped and hold the interpreter weakly; any thread may
 * scrape. Bind in a thread that has entered the interpreter; {@link #close} stops the timers.
 */
public final class DormouseMetrics implements MeterBinder, AutoCloseable {
  private final Interpreter interpreter;
  private final ImportSystem imports;
  private final List<Image> images;

  /** Null until bound. */
  private Timers timers;

  /** Feeds the timers of one registry. */
  private static final class Timers implements ImportListener, WakeListener {
    private final Timer imported;
    private final Timer[] woke;

    Timers(MeterRegistry registry) {
      imported =
          Timer.builder("dormouse.import")
              .description("Imports, each without those inside it")
              .register(registry);
      PyCode.WakeReason[] reasons = PyCode.WakeReason.values();
      woke = new Timer[reasons.length];
      for (PyCode.WakeReason reason : reasons) {
        woke[reason.ordinal()] =
            Timer.builder("dormouse.wake")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .description("Code objects waking")
                .register(registry);
      }
    }

    @Override
    public void imported(String module, String importer, int depth, long self, long cumulative) {
      imported.record(self, TimeUnit.NANOSECONDS);
    }

    @Override
    public void woke(
        PyCode code, PyCode.WakeReason reason, PyCode waker, long start, long nanoseconds) {
      woke[reason.ordinal()].record(nanoseconds, TimeUnit.NANOSECONDS);
    }
  }

  public DormouseMetrics(Python python) {
    this.interpreter = python.interpreter();
    this.imports = python.imports();
    this.images = List.copyOf(python.images());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("dormouse.modules", interpreter, i -> i.modules.size())
        .description("Modules in sys.modules")
        .register(registry);
    for (Image image : images) {
      code(registry, image, "bound", Image::boundCount);
      code(registry, image, "woken", Image::wokenCount);
      code(registry, image, "asleep", Image::asleepCount);
      Gauge.builder("dormouse.image.mapped", image, Image::size)
          .tag("image", image.name())
          .baseUnit("bytes")
          .description("Size of the mapped image")
          .register(registry);
      for (int p = 0; p < image.partCount(); p++) {
        int part = p;
        Gauge.builder("dormouse.image.bytes", image, i -> i.partBytesRead(part))
            .tag("image", image.name())
            .tag("part", image.partName(p))
            .baseUnit("bytes")
            .description("Bytes read from a part of an image")
            .register(registry);
      }
    }
    close();
    timers = new Timers(registry);
    imports.addListener(timers);
    WakeListener.add(interpreter, timers);
  }

  /** Stops listening. Gauges stay in the registry, as meters do. */
  @Override
  public void close() {
    if (timers != null) {
      imports.removeListener(timers);
      WakeListener.remove(interpreter, timers);
      timers = null;
    }
  }

  private static void code(
      MeterRegistry registry, Image image, String state, ToDoubleFunction<Image> count) {
    Gauge.builder("dormouse.code.objects", image, count)
        .tag("image", image.name())
        .tag("state", state)
        .description("Code objects by state")
        .register(registry);
  }
}
