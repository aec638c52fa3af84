package dev.dormouse.importer;

import dev.dormouse.importer.profile.ProfileRecorder;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.spi.ModuleProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an interpreter is started with. Plain data, filled by the command line or an embedding
 * program.
 */
public final class PythonConfig {
  public final Flags flags = new Flags();

  /** The distribution's folder, which holds {@code images/stdlib.dmi}; null if there is none. */
  public String home;

  /**
   * What {@code sys.executable} is: where the launcher was called by a symbolic link or in a
   * virtual environment, that link or copy of it; null for the distribution's launcher.
   */
  public String executable;

  /** Folders and zip files to search before the images, in order. */
  public final List<String> path = new ArrayList<>();

  /** The environment that Python code sees; null for the process's. */
  public Map<String, String> environment;

  /** Makes the standard streams; null for those of the process. */
  public Streams streams;

  /** What makes the objects to be {@code sys.stdin}, {@code stdout} and {@code stderr}. */
  public interface Streams {
    /**
     * The stream in the place of descriptor 0, 1 or 2; called with the interpreter current. Null
     * leaves the process's.
     */
    PyObject open(int fd);
  }

  /** Images to search before the library's, in order. */
  public final List<String> images = new ArrayList<>();

  /**
   * A PEM file with public keys, one of which must have signed every image but the distribution's
   * own; null for no such demand.
   */
  public String requireSignature;

  /** Jars and folders to find module providers in. */
  public final List<String> pluginPath = new ArrayList<>();

  /** Module providers made by the embedding program. */
  public final List<ModuleProvider> providers = new ArrayList<>();

  /**
   * Whether to look for module providers on the class path. For embedding programs; the command
   * line does not, since its class path is known to have none and looking costs 5 ms.
   */
  public boolean classPathProviders = true;

  /**
   * Names of modules of the first image whose state is to be written down as they are imported;
   * null to be what is written already.
   */
  public Set<String> statesToWrite;

  /** {@code -W} options. */
  public final List<String> warnings = new ArrayList<>();

  /** {@code -X} options, {@code name} or {@code name=value}. */
  public final List<String> xOptions = new ArrayList<>();

  /** {@code sys.pycache_prefix}; null for none. */
  public String pycachePrefix;

  /** {@code --check-hash-based-pycs}. */
  public String checkHashPycs = "default";

  /**
   * What becomes of a module whose source lies beside its image and is not the one that was
   * compiled: {@code "refuse"} ends the program with a {@link StaleImageException}, {@code
   * "source"} and {@code "image"} take that one. Where signatures are required it is the image.
   */
  public String stale = "refuse";

  /** {@code sys.argv}. */
  public final List<String> argv = new ArrayList<>();

  /** {@code sys.orig_argv} without the program; null if unknown. */
  public String[] originalArguments;

  /**
   * Null for no report, "" for text on stderr, else the file to write to: a page if its name ends
   * in {@code .html}, else JSON.
   */
  public String report;

  static boolean isPage(String file) {
    return file.endsWith(".html") || file.endsWith(".htm");
  }

  /** Where to write a startup profile when the program has ended; null for none. */
  public String profile;

  /** Whether that profile counts calls, which makes every call a little slower. */
  public boolean profileCalls;

  /**
   * Records imports and wakes from the first one on; null unless somebody wants that. {@link
   * #profile} makes one of its own if this is null.
   */
  public ProfileRecorder recorder;

  /** Told of an interpreter's life. */
  public interface Companion {
    /** Images and import system are there, and nothing is imported yet. */
    void started(Python python) throws IOException;

    /** The program has ended. */
    void ended();
  }

  /** Null for nobody. */
  public Companion companion;

  /**
   * Whether JDK Flight Recorder hears of imports and wakes, whenever it records: events {@code
   * dormouse.Import} and {@code dormouse.Wake}. Costs the loading of JFR's classes, so the command
   * line does so only when it has a reason.
   */
  public boolean flightEvents;

  /** The library's image being opened on another thread; null if nobody started that. */
  public LibraryAhead libraryAhead;

  /** The main program being compiled on another thread; null if nobody started that. */
  public CompileAhead ahead;

  /** Skip the first line of the script ({@code -x}). */
  public boolean skipFirstLine;

  /** Whether {@code -i} and PYTHONINSPECT give a prompt after the program, as on a command line. */
  public boolean hasPrompt;

  /**
   * Whether signals are this interpreter's: Ctrl-C raises KeyboardInterrupt, SIGTERM and SIGHUP end
   * the process by signal. For a process that is nothing but Python; an embedding application keeps
   * its own.
   */
  public boolean takesSignals;
}
