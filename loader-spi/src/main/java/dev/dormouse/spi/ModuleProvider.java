package dev.dormouse.spi;

import java.io.IOException;
import java.util.List;

/**
 * A place that modules come from: a database, an HTTP store, a jar. Dormouse asks its providers
 * when no entry of {@code sys.path} has a module, in the order in which they were found.
 *
 * <p>A provider is found by {@link java.util.ServiceLoader}: its class has a public constructor
 * without parameters and is named in {@code META-INF/services/dev.dormouse.spi.ModuleProvider}. The
 * jar is on the class path of a program that embeds Dormouse, or named with {@code dormouse
 * --plugin-path}. A program may also hand over instances it made itself.
 *
 * <p><b>Threads.</b> One instance serves one interpreter. {@link #open} is called once, before all
 * else, and {@link #close} once, after all else. In between any thread may call any method, several
 * at a time. Dormouse holds no lock of Python's during a call, so a call may take its time; for one
 * module there is never more than one {@link #find} at a time. A provider must not call into the
 * interpreter that asks it.
 *
 * <p><b>Errors.</b> "Not there" is null or an empty list, never an exception. An {@link
 * IOException} or a {@link RuntimeException} means that the provider could not tell; the import
 * fails with an {@code ImportError} that has the provider's name and the exception's message, and
 * nothing is remembered, so that the next import asks again. An {@link Error} passes through and
 * ends the program.
 *
 * <p><b>Trust.</b> What a provider hands out is run. Code bytes and images are checked for being
 * well formed, as everywhere.
 */
public interface ModuleProvider extends AutoCloseable {
  /**
   * A short name for messages, and the first part of {@code __file__} ({@code h2} gives {@code
   * h2:/tool/main.py}): letters, digits, {@code -} and {@code _}. Must not change, and is asked for
   * before {@link #open}.
   */
  String name();

  /** Gets ready: connects, reads its settings from system properties or the environment. */
  default void open() throws IOException {}

  /**
   * The module with this full name, or null.
   *
   * @param fullName with dots, {@code tool.main}; the package {@code tool} was imported before,
   *     from wherever it came
   */
  ModuleContent find(String fullName) throws IOException;

  /**
   * The last parts of the names of the modules directly inside a package, or of the top-level ones
   * if {@code packageName} is empty; for {@code pkgutil}. In any order.
   */
  default List<String> children(String packageName) throws IOException {
    return List.of();
  }

  /**
   * The contents of a resource, or null.
   *
   * @param path relative, with slashes, packages being directories: {@code tool/data/words.txt}
   */
  default byte[] resource(String path) throws IOException {
    return null;
  }

  /**
   * The names of what is directly inside a directory of resources, a slash behind those that are
   * directories; empty if there is no such directory. In any order.
   *
   * @param path as for {@link #resource}, without a slash at the end; empty for the top
   */
  default List<String> resources(String path) throws IOException {
    return List.of();
  }

  @Override
  default void close() throws IOException {}
}
