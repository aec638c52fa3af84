package dev.dormouse.importer.report;

import dev.dormouse.image.Image;
import dev.dormouse.runtime.objects.Interpreter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of {@link RunReport} as Micrometer meters, for programs that embed Python: {@code
 * dormouse.modules}, {@code dormouse.code.objects{state=bound|woken|asleep}}, {@code
 * dormouse.image.bytes{image,part}}, {@code dormouse.image.mapped}. Gauges read the counters when
 * they are scraped and hold the interpreter weakly; any thread may scrape.
 */
public final class DormouseMetrics implements MeterBinder {
  private final Interpreter interpreter;
  private final List<Image> images;

  public DormouseMetrics(Interpreter interpreter, List<Image> images) {
    this.interpreter = interpreter;
    this.images = List.copyOf(images);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("dormouse.modules", interpreter, i -> i.modules.size())
        .description("Modules in sys.modules")
        .register(registry);
    for (Image image : images) {
      code(registry, image, "bound", Image::boundCount);
      code(registry, image, "woken", Image::wokenCount);
      code(registry, image, "asleep", i -> i.codeCount() - i.wokenCount());
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
