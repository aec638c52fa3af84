package dev.dormouse.script;

import dev.dormouse.importer.PythonConfig;
import dev.dormouse.spi.ModuleProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How an interpreter is to be. Every method returns this builder. */
public final class DormouseBuilder {
  private final PythonConfig config = new PythonConfig();

  /** Objects to be wrapped as streams, by descriptor; null for the process's. */
  private final Object[] streams = new Object[3];

  private Path home;
  private boolean withoutLibrary;

  DormouseBuilder() {
    config.flags.ignoreEnvironment = true;
    config.flags.noUserSite = true;
    config.flags.safePath = true;
    config.flags.dontWriteBytecode = true;
    config.flags.noSite = true;
  }

  /**
   * The distribution's folder, which holds {@code images/stdlib.dmi}. By default the system
   * property {@code dormouse.home} names it, or the variable {@code DORMOUSE_HOME}.
   */
  public DormouseBuilder home(Path folder) {
    home = folder;
    return this;
  }

  /** Does without a distribution: the library must come from an image or a {@link #path}. */
  public DormouseBuilder withoutHome() {
    withoutLibrary = true;
    return this;
  }

  /** Adds an image to search, after the {@link #path} and before the library's. */
  public DormouseBuilder image(Path file) {
    config.images.add(file.toString());
    return this;
  }

  /** Adds a folder or zip file of modules to search. */
  public DormouseBuilder path(Path entry) {
    config.path.add(entry.toString());
    return this;
  }

  /** Adds a source of modules. Those on the class path are found without. */
  public DormouseBuilder provider(ModuleProvider provider) {
    config.providers.add(provider);
    return this;
  }

  /** {@code sys.argv}; by default one empty text. */
  public DormouseBuilder arguments(String... arguments) {
    config.argv.clear();
    config.argv.addAll(List.of(arguments));
    return this;
  }

  /** What {@code os.environ} shows; by default the process's environment. */
  public DormouseBuilder environment(Map<String, String> variables) {
    config.environment = Map.copyOf(variables);
    return this;
  }

  /** Whether to import {@code site}, which finds installed packages; by default not. */
  public DormouseBuilder site(boolean wanted) {
    config.flags.noSite = !wanted;
    return this;
  }

  /** {@code sys.stdin}, in UTF-8. */
  public DormouseBuilder in(InputStream stream) {
    streams[0] = TextInput.of(stream);
    return this;
  }

  /** {@code sys.stdin}. */
  public DormouseBuilder in(Reader reader) {
    streams[0] = new TextInput(reader);
    return this;
  }

  /** {@code sys.stdout}, in UTF-8. */
  public DormouseBuilder out(OutputStream stream) {
    streams[1] = TextOutput.of(stream, "<stdout>");
    return this;
  }

  /** {@code sys.stdout}. */
  public DormouseBuilder out(Writer writer) {
    streams[1] = new TextOutput(writer, "<stdout>");
    return this;
  }

  /** {@code sys.stderr}, in UTF-8. */
  public DormouseBuilder err(OutputStream stream) {
    streams[2] = TextOutput.of(stream, "<stderr>");
    return this;
  }

  /** {@code sys.stderr}. */
  public DormouseBuilder err(Writer writer) {
    streams[2] = new TextOutput(writer, "<stderr>");
    return this;
  }

  /**
   * Starts the interpreter. The builder may be used again.
   *
   * @throws IOException if there is no library where one should be, or an image cannot be read
   */
  public Dormouse start() throws IOException {
    if (config.argv.isEmpty()) {
      config.argv.add("");
    }
    config.home = withoutLibrary ? null : findHome().toString();
    config.streams = fd -> streams[fd] == null ? null : new JavaObject(streams[fd]);
    return Dormouse.start(config);
  }

  private Path findHome() throws IOException {
    Path found = home;
    if (found == null) {
      String named = System.getProperty("dormouse.home", System.getenv("DORMOUSE_HOME"));
      if (named == null) {
        throw new IOException(
            "where is Dormouse's distribution? Set the system property dormouse.home or the"
                + " variable DORMOUSE_HOME to its folder, or name it with home()");
      }
      found = Path.of(named);
    }
    Path image = found.resolve("images/stdlib.dmi");
    if (!Files.isRegularFile(image)) {
      throw new IOException("no distribution in " + found + ": there is no " + image);
    }
    return found;
  }
}
