package dev.dormouse.bench.inside;

import dev.dormouse.code.CodeObject;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Opening the library's image, finding modules in it, and waking code. */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Djdk.reflect.useNativeAccessorOnly=true"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ImageBenchmark {
  private Path path;
  private Image open;

  @Setup(Level.Trial)
  public void findImage() throws IOException {
    path = Path.of(System.getProperty("dormouse.image"));
  }

  @Setup(Level.Iteration)
  public void openImage() throws IOException {
    open = Image.openTrusted(path);
  }

  /** What a start pays for opening the image and finding its first module. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(20)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public ImageCode coldStart_openAndFind() throws IOException {
    return Image.openTrusted(path).find("json.tool").code();
  }

  /** The same, with every code object of a module with many functions woken. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(20)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public CodeObject coldStart_openAndWakeArgparse() throws IOException {
    return Image.openTrusted(path).find("argparse").code().toCodeObject();
  }

  @Benchmark
  public Image warmStart_open() throws IOException {
    return Image.openTrusted(path);
  }

  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public void warmStart_find(Blackhole hole) {
    hole.consume(open.find("json.tool"));
    hole.consume(open.find("argparse"));
    hole.consume(open.find("no.such.module"));
  }

  /** Constants are shared image-wide, so an image that is open already has some of them. */
  @Benchmark
  public CodeObject warmStart_openAndWakeArgparse() throws IOException {
    return Image.openTrusted(path).find("argparse").code().toCodeObject();
  }
}
