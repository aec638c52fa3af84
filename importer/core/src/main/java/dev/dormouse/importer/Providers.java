package dev.dormouse.importer;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.spi.ModuleProvider;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds module providers and enters them in {@code sys.meta_path}. Not on the start-up path:
 * looking for services costs 5 ms, so it is done only if the configuration names a plug-in path or
 * asks for those of the class path; no file is looked at to find out.
 */
final class Providers {
  /** A call that may block and fail; see {@link #call}. */
  interface Question<T> {
    T ask() throws IOException;
  }

  private final ImportSystem system;
  private final ArrayList<ProviderStore> stores = new ArrayList<>(2);

  Providers(ImportSystem system) {
    this.system = system;
  }

  /**
   * Opens the providers of a configuration. Those given come first, then those of the plug-in path,
   * then those of the class path.
   */
  void load(List<ModuleProvider> given, List<String> pluginPath, boolean classPath)
      throws ProviderException {
    for (int i = 0; i < given.size(); i++) {
      add(given.get(i));
    }
    if (!pluginPath.isEmpty()) {
      ClassLoader parent = Providers.class.getClassLoader();
      if (parent == null) {
        // On the boot class path, from where the JDK's other modules are not seen.
        parent = ClassLoader.getSystemClassLoader();
      }
      ClassLoader loader = new URLClassLoader("plug-ins", urls(pluginPath), parent);
      // The loader asks its parent too; providers of the class path are not meant by a plug-in
      // path.
      addAll(ServiceLoader.load(ModuleProvider.class, loader), loader);
    }
    if (classPath) {
      addAll(ServiceLoader.load(ModuleProvider.class), null);
    }
  }

  private URL[] urls(List<String> pluginPath) throws ProviderException {
    Os os = Host.os(system.interp);
    URL[] urls = new URL[pluginPath.size()];
    for (int i = 0; i < urls.length; i++) {
      File file = new File(os.resolve(pluginPath.get(i))).getAbsoluteFile();
      if (!file.exists()) {
        throw new ProviderException(
            "plug-in path: no such file or folder: " + pluginPath.get(i), null);
      }
      try {
        urls[i] = file.toURI().toURL();
      } catch (MalformedURLException e) {
        throw new ProviderException("plug-in path: " + pluginPath.get(i), e);
      }
    }
    return urls;
  }

  private void addAll(ServiceLoader<ModuleProvider> found, ClassLoader only)
      throws ProviderException {
    Iterator<ModuleProvider> it = found.iterator();
    while (true) {
      ModuleProvider provider;
      try {
        if (!it.hasNext()) {
          return;
        }
        provider = it.next();
      } catch (ServiceConfigurationError e) {
        throw new ProviderException("module provider: " + e.getMessage(), e);
      }
      if (only == null || provider.getClass().getClassLoader() == only) {
        add(provider);
      }
    }
  }

  private void add(ModuleProvider provider) throws ProviderException {
    String name = provider.name();
    if (!isName(name)) {
      throw new ProviderException(
          "module provider " + provider.getClass().getName() + " has no proper name: " + name,
          null);
    }
    try {
      provider.open();
    } catch (IOException | LinkageError e) {
      throw new ProviderException(
          "module provider "
              + name
              + ": "
              + (e instanceof LinkageError ? "cannot be linked: " : "")
              + e.getMessage(),
          e);
    }
    ProviderStore store = new ProviderStore(system, provider, name);
    if (stores.isEmpty()) {
      ((PyList) system.interp.sysAttribute("path_hooks"))
          .add(system.paths.hooksModule().get("path_hook_for_ProviderImporter"));
    }
    stores.add(store);
    ((PyList) system.interp.sysAttribute("meta_path")).add(new ProviderImporter(store, ""));
  }

  private static boolean isName(String name) {
    if (name == null || name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_')) {
        return false;
      }
    }
    return true;
  }

  /** The finder for a path entry like {@code h2:/tool}; null if no provider has that name. */
  ProviderImporter finder(String path) {
    for (int i = 0; i < stores.size(); i++) {
      String root = stores.get(i).root();
      if (path.startsWith(root)
          && (path.length() == root.length() || path.charAt(root.length()) == '/')) {
        String directory = path.length() == root.length() ? "" : path.substring(root.length() + 1);
        return new ProviderImporter(stores.get(i), directory);
      }
    }
    return null;
  }

  /**
   * Closes all; a provider that fails to close is passed over, since nothing can be done about it
   * at exit.
   */
  void close() {
    for (int i = 0; i < stores.size(); i++) {
      try {
        stores.get(i).provider.close();
      } catch (IOException | RuntimeException e) {
        Verbose.message(
            "closing module provider " + stores.get(i).root() + " failed: " + e.getMessage());
      }
    }
  }

  /** Asks a provider something, without the interpreter lock; its failure is an ImportError. */
  static <T> T call(String provider, String module, Question<T> question) {
    Failure failure = new Failure();
    T answer =
        ThreadState.current()
            .allowThreads(
                () -> {
                  try {
                    return question.ask();
                  } catch (IOException | RuntimeException e) {
                    failure.exception = e;
                    return null;
                  }
                });
    if (failure.exception != null) {
      throw error(provider, module, failure.exception);
    }
    return answer;
  }

  /** Carries an exception out of a lambda. */
  private static final class Failure {
    Exception exception;
  }

  private static PyException error(String provider, String module, Exception e) {
    String reason = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return Errors.importError(
        Exceptions.ImportError,
        "module provider " + Abstract.repr(PyStr.of(provider)).value() + ": " + reason,
        module == null ? null : PyStr.of(module),
        (PyObject) null);
  }
}
