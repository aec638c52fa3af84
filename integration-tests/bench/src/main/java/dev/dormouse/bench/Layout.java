package dev.dormouse.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the layout of an image costs a start: runs one command against several images of the same
 * library in interleaved rounds, with the image's pages in the page cache and without, and counts
 * the pages that each start brought in ({@code mincore}), its page faults ({@code getrusage}) and
 * its time.
 *
 * <p>Only the image's own pages are evicted ({@code posix_fadvise}), so neither root nor a quiet
 * machine is needed for the counts; the times want a quiet one. Linux.
 */
public final class Layout {
  private static final int DONT_NEED = 4;
  private static final int CHILDREN = -1;
  private static final long PAGE = 4096;

  /**
   * Where in {@code struct rusage} the counts of minor and major faults are; it begins with the
   * seconds and microseconds of user and system time.
   */
  private static final long MINOR_FAULTS = 64;

  private static final long MAJOR_FAULTS = 72;

  private record Start(long nanoseconds, long cpu, long minor, long major, long[] pages) {}

  private final MethodHandle fadvise = function("posix_fadvise", "iLLi");
  private final MethodHandle mincore = function("mincore", "ALA");
  private final MethodHandle getrusage = function("getrusage", "iA");
  private final MethodHandle open = function("open", "Ai");
  private final MethodHandle close = function("close", "i");

  private Layout() {}

  /**
   * Arguments: the home of a distribution; rounds; the images, separated by colons, where an image
   * may have its second file behind a plus sign; then the command's arguments.
   */
  public static void main(String[] arguments) throws Throwable {
    new Layout()
        .compare(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            arguments[2].split(":"),
            Arrays.asList(arguments).subList(3, arguments.length));
  }

  private void compare(Path home, int rounds, String[] images, List<String> command)
      throws Throwable {
    System.out.println(
        "image                    cache    pages  KB read in  minor  major      CPU ms   median"
            + " ms");
    List<List<Start>> starts = new ArrayList<>();
    for (int i = 0; i < 2 * images.length; i++) {
      starts.add(new ArrayList<>());
    }
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < images.length; i++) {
        for (int cold = 0; cold < 2; cold++) {
          Start start = start(home, images[i].split("\\+"), command, cold == 1);
          if (round > 0) {
            starts.get(2 * i + cold).add(start);
          }
        }
      }
    }
    for (int i = 0; i < starts.size(); i++) {
      print(images[i / 2], i % 2 == 1, starts.get(i));
    }
  }

  private static void print(String image, boolean cold, List<Start> starts) {
    long pages = median(starts.stream().mapToLong(s -> Arrays.stream(s.pages).sum()).toArray());
    System.out.printf(
        "%-24s %-6s %7s %11s %6d %6d %11.1f %11.1f%n",
        Path.of(image.split("\\+")[0]).getFileName(),
        cold ? "cold" : "warm",
        cold ? pages : "-",
        cold ? pages * PAGE / 1024 : "-",
        median(starts.stream().mapToLong(Start::minor).toArray()),
        median(starts.stream().mapToLong(Start::major).toArray()),
        median(starts.stream().mapToLong(Start::cpu).toArray()) / 1e3,
        median(starts.stream().mapToLong(Start::nanoseconds).toArray()) / 1e6);
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private Start start(Path home, String[] files, List<String> command, boolean cold)
      throws Throwable {
    Path images = home.resolve("images");
    try (DirectoryStream<Path> before = Files.newDirectoryStream(images, "stdlib.dmi*")) {
      for (Path file : before) {
        Files.delete(file);
      }
    }
    for (String file : files) {
      // A second file is called after the first.
      Files.createLink(
          images.resolve("stdlib.dmi" + file.substring(files[0].length())), Path.of(file));
      if (cold) {
        evict(file);
      }
    }
    List<String> line = new ArrayList<>(List.of(home.resolve("bin/dormouse").toString()));
    line.addAll(command);
    long[] before = faults();
    long begin = System.nanoTime();
    int status =
        new ProcessBuilder(line)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    long took = System.nanoTime() - begin;
    if (status != 0) {
      throw new IOException(line + " ended with status " + status);
    }
    long[] after = faults();
    long[] pages = new long[files.length];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = resident(files[i]);
    }
    return new Start(took, after[2] - before[2], after[0] - before[0], after[1] - before[1], pages);
  }

  private void evict(String file) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) open.invoke(arena.allocateFrom(file), 0);
      int error = (int) fadvise.invoke(fd, 0L, 0L, DONT_NEED);
      int ignored = (int) close.invoke(fd);
      if (fd < 0 || error != 0) {
        throw new IOException("cannot evict " + file);
      }
    }
  }

  /** How many of a file's pages are in the page cache. Looking brings none in. */
  private long resident(String file) throws Throwable {
    try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long count = (channel.size() + PAGE - 1) / PAGE;
      MemorySegment flags = arena.allocate(count);
      if ((int) mincore.invoke(map, channel.size(), flags) != 0) {
        throw new IOException("mincore refuses " + file);
      }
      long resident = 0;
      for (long i = 0; i < count; i++) {
        resident += flags.get(ValueLayout.JAVA_BYTE, i) & 1;
      }
      return resident;
    }
  }

  /** Minor and major faults and microseconds of CPU time of all children so far. */
  private long[] faults() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(144, 8);
      if ((int) getrusage.invoke(CHILDREN, usage) != 0) {
        throw new IOException("getrusage refuses");
      }
      long seconds = usage.get(ValueLayout.JAVA_LONG, 0) + usage.get(ValueLayout.JAVA_LONG, 16);
      long micros = usage.get(ValueLayout.JAVA_LONG, 8) + usage.get(ValueLayout.JAVA_LONG, 24);
      return new long[] {
        usage.get(ValueLayout.JAVA_LONG, MINOR_FAULTS),
        usage.get(ValueLayout.JAVA_LONG, MAJOR_FAULTS),
        seconds * 1_000_000 + micros
      };
    }
  }

  /** A function of the C library that gives an int; i is int, L long, A an address. */
  private static MethodHandle function(String name, String parameters) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT);
    for (char c : parameters.toCharArray()) {
      descriptor =
          descriptor.appendArgumentLayouts(
              c == 'i'
                  ? ValueLayout.JAVA_INT
                  : c == 'L' ? ValueLayout.JAVA_LONG : ValueLayout.ADDRESS);
    }
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
