package dev.dormouse.runtime.os;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the few classes of ours that need modules of the JDK beyond those of its boot loader, such
 * as {@code java.sql} and {@code jdk.httpserver}. The launcher puts our jars on the boot class
 * path, which makes a start faster, but a class there sees only what the boot loader has. Where
 * they are on an ordinary class path, this is {@link Class#forName(String)}.
 *
 * <p>A class that is loaded so is another one than that which ordinary code refers to by its name:
 * it must be reached through an interface or class that is not among {@link #PREFIXES}; a library
 * that needs such modules itself must be among them.
 */
public final class PlatformClasses {
  /** Of the names of classes: a package with what is below it, or a class and what it nests. */
  private static final String[] PREFIXES = {
    "dev.dormouse.importer.report.HttpTextServer",
    "dev.dormouse.runtime.modules.sqlite.",
    // The library of that room needs java.sql, too.
    "org.sqlite."
  };

  private PlatformClasses() {}

  /**
   * The class of this name.
   *
   * @throws ClassNotFoundException if there is none
   */
  public static Class<?> load(String name) throws ClassNotFoundException {
    return PlatformClasses.class.getClassLoader() == null
        ? Class.forName(name, true, Holder.LOADER)
        : Class.forName(name);
  }

  /** Makes the loader when it is needed first. */
  private static final class Holder {
    static final ClassLoader LOADER = new Loader();
  }

  /** Defines classes of our own from where the boot loader would take them. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super("dormouse-platform", ClassLoader.getSystemClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isOurs(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private static boolean isOurs(String name) {
      for (String prefix : PREFIXES) {
        if (name.startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }
  }
}
