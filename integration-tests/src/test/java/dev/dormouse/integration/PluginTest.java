package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plug-in jar, found by ServiceLoader and by {@code --plugin-path}, imports from a database.
 */
class PluginTest {
  @TempDir Path folder;
  private String url;

  @BeforeEach
  void fill() throws SQLException {
    url = "jdbc:h2:" + folder.resolve("modules");
    try (Connection c = DriverManager.getConnection(url);
        Statement s = c.createStatement()) {
      s.execute(
          "CREATE TABLE MODULES (NAME VARCHAR PRIMARY KEY, KIND VARCHAR, IS_PACKAGE BOOLEAN,"
              + " CONTENT BLOB)");
      s.execute("CREATE TABLE RESOURCES (PATH VARCHAR PRIMARY KEY, CONTENT BLOB)");
      module(
          c, "stored", true, "from . import words\ngreeting = words.hello + ' from ' + __name__\n");
      module(c, "stored.words", false, "hello = 'hello'\n");
      module(c, "stored.broken", false, "1/0\n");
      module(
          c,
          "stored.__main__",
          false,
          "import stored\nprint('main:', stored.greeting, __file__)\n");
      try (PreparedStatement p =
          c.prepareStatement("INSERT INTO RESOURCES VALUES ('stored/data/words.txt', ?)")) {
        p.setBytes(1, "one two".getBytes(StandardCharsets.UTF_8));
        p.execute();
      }
    }
  }

  private static void module(Connection c, String name, boolean isPackage, String source)
      throws SQLException {
    try (PreparedStatement p =
        c.prepareStatement("INSERT INTO MODULES VALUES (?, 'source', ?, ?)")) {
      p.setString(1, name);
      p.setBoolean(2, isPackage);
      p.setBytes(3, source.getBytes(StandardCharsets.UTF_8));
      p.execute();
    }
  }

  @Test
  void providerOnTheClassPath_isFoundByServiceLoader() throws IOException {
    System.setProperty("dormouse.h2.url", url);
    PythonConfig config = new PythonConfig();
    config.flags.noSite = true;
    Python python = Python.start(config);
    try {
      PyModule module = (PyModule) python.imports().importModule("stored");
      assertEquals("hello from stored", ((PyStr) module.get("greeting")).value());
      assertEquals("h2:/stored/__init__.py", ((PyStr) module.get("__file__")).value());
    } finally {
      System.clearProperty("dormouse.h2.url");
      python.run(() -> {});
      python.interpreter().leave();
    }
  }

  private Run.Program dormouse(String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "--plugin-path";
    all[1] = jarWith("dev/dormouse/plugin/h2/H2Provider.class");
    all[2] = "--plugin-path";
    all[3] = jarWith("org/h2/Driver.class");
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Run.dormouse(all).in(folder).with("DORMOUSE_H2_URL", url);
  }

  /** The part of the class path that a class comes from. */
  private static String jarWith(String resource) {
    String place = PluginTest.class.getClassLoader().getResource(resource).toString();
    String file =
        place.startsWith("jar:")
            ? place.substring("jar:file:".length(), place.indexOf('!'))
            : place.substring("file:".length(), place.length() - resource.length());
    return new File(file).getPath();
  }

  @Test
  void providerOnThePluginPath_servesTheCommandLine() throws IOException {
    Run run = dormouse("-m", "stored").run();
    assertEquals("main: hello from stored h2:/stored/__main__.py\n", run.out(), run::toString);
    assertEquals(0, run.status());
  }

  @Test
  void resourcesAndSourceOfAProvider_areReadByTheLibrary() throws IOException {
    Path script = folder.resolve("script.py");
    Files.writeString(
        script,
        """
        import importlib.resources, inspect, pkgutil, stored
        print(importlib.resources.files('stored').joinpath('data/words.txt').read_text())
        print(pkgutil.get_data('stored', 'data/words.txt'))
        print(sorted(m.name for m in pkgutil.iter_modules(stored.__path__)))
        print(inspect.getsource(stored.words), end='')
        """);
    Run run = dormouse(script.toString()).run();
    assertEquals(
        "one two\nb'one two'\n['__main__', 'broken', 'words']\nhello = 'hello'\n",
        run.out(),
        run::toString);
  }

  @Test
  void errorInAProvidersModule_showsItsPlaceAndLine() {
    Run run = dormouse("-c", "import stored.broken").run();
    assertEquals(1, run.status());
    assertTrue(
        run.err().contains("File \"h2:/stored/broken.py\", line 1, in <module>"), run::toString);
  }

  @Test
  void pluginPathThatIsNotThere_isRefused() {
    Run run =
        Run.dormouse("--plugin-path", folder.resolve("none.jar").toString(), "-c", "pass").run();
    assertEquals(1, run.status());
    assertTrue(
        run.err().contains("no such file or folder: " + folder.resolve("none.jar")), run::toString);
  }
}
