package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;

/**
 * Loads the rooms whose library needs parts of the JDK that the boot class path does not see, such
 * as {@code java.sql}. The launcher puts our jars on the boot class path, where classes start
 * fastest; this loader defines those rooms and libraries anew, from the same jars, below the
 * platform's loader. Everything else comes from where the runtime comes from.
 */
final class LibraryLoader extends ClassLoader {
  private static final String SQLITE_ROOM = "dev.dormouse.runtime.modules.sqlite.";
  private static final String SQLITE_LIBRARY = "org.sqlite.";

  /** Once per JVM, as the types it loads are. */
  private static final LibraryLoader INSTANCE = new LibraryLoader();

  private LibraryLoader() {
    super("dormouse-libraries", ClassLoader.getPlatformClassLoader());
  }

  static BuiltinTable sqlite() {
    return table(SQLITE_ROOM + "SqliteModule");
  }

  private static BuiltinTable table(String module) {
    try {
      return (BuiltinTable) INSTANCE.loadClass(module).getMethod("table").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(module, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(module, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(SQLITE_ROOM) && !name.startsWith(SQLITE_LIBRARY)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
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

  /**
   * Asked when the platform has no such class: the runtime's, where it is on no boot class path.
   */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return Class.forName(name, false, PyObject.class.getClassLoader());
  }

  @Override
  protected URL findResource(String name) {
    ClassLoader runtime = PyObject.class.getClassLoader();
    return runtime == null ? null : runtime.getResource(name);
  }
}
