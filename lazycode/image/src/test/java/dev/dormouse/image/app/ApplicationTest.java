package dev.dormouse.image.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.image.DirectoryBuilder;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Distributions as installed, entry points, and imports that nothing answers. */
class ApplicationTest {
  @TempDir Path directory;

  // distributions

  @Test
  void distribution_comesWithWhatItRequires() throws Exception {
    install(
        "Tool.Kit", "1.2", "Requires-Dist: base_lib (>=2)\nRequires-Dist: tls; extra == 'tls'\n");
    install("base-lib", "2.5", "Requires-Dist: tool-kit\n");
    install("tls", "0.1", "");
    install("unrelated", "1", "");

    assertEquals(List.of("Tool.Kit 1.2", "base-lib 2.5"), resolve("tool_kit"));
    assertEquals(List.of("Tool.Kit 1.2", "base-lib 2.5", "tls 0.1"), resolve("tool-kit[TLS]"));
    assertEquals(
        List.of("Tool.Kit 1.2", "base-lib 2.5", "tls 0.1"), resolve("tool-kit", "tool-kit[tls]"));
    assertEquals(List.of(), resolve("tool-kit; sys_platform == 'win32'"));
  }

  @Test
  void whatIsNotThereOrOfAnotherVersion_isAProblem() throws Exception {
    install("a", "1", "Requires-Dist: b\nRequires-Dist: c<2\n");
    install("c", "2.0", "");
    List<String> problems = new ArrayList<>();
    new InstalledDistributions(List.of(directory))
        .resolve(List.of(Requirement.parse("a>1")), problems);
    assertEquals(
        List.of(
            "a>1: 1 is installed in " + directory,
            "b: not installed in " + directory + ", which a requires",
            "c<2: 2.0 is installed in " + directory + ", which a requires"),
        problems);
  }

  @Test
  void record_listsFiles() throws Exception {
    Path info = install("a", "1", "");
    Files.writeString(
        info.resolve("RECORD"),
        "a/__init__.py,sha256=x,10\n\"a/with,comma \"\"q\"\".txt\",,\n../../bin/a,,\n");
    InstalledDistribution a = InstalledDistribution.read(info);
    assertEquals(List.of("a/__init__.py", "a/with,comma \"q\".txt", "../../bin/a"), a.files());
    Files.delete(info.resolve("RECORD"));
    IOException e = assertThrows(IOException.class, a::files);
    assertTrue(e.getMessage().contains("no list of its files, and no a in "), e.getMessage());
    // What has the distribution's name is then taken for all of it.
    source("a.py", "");
    assertEquals(List.of("a.py", "a-1.dist-info"), a.files());
  }

  @Test
  void eggInfo_listsFilesByWhatIsThere() throws Exception {
    source("Old_Tool-1.4-py3.11.egg-info/PKG-INFO", "Name: Old-Tool\nVersion: 1.4\n\n");
    source("Old_Tool-1.4-py3.11.egg-info/top_level.txt", "tool\n_tool\n\nspace\n");
    source("tool/__init__.py", "");
    source("_tool.py", "");
    source("space/own.py", "");
    source("space/other.py", "");
    source("Old_Tool-1.4-py3.11.egg-info/SOURCES.txt", "setup.py\nsrc/space/own.py\nspace/no.py");
    source("setup.py", "");
    assertEquals(List.of("Old-Tool 1.4"), resolve("old_tool>1"));
    assertEquals(
        List.of("tool", "_tool.py", "space/own.py", "Old_Tool-1.4-py3.11.egg-info"),
        InstalledDistribution.read(directory.resolve("Old_Tool-1.4-py3.11.egg-info")).files());

    source(
        "Old_Tool-1.4-py3.11.egg-info/installed-files.txt",
        "../tool/__init__.py\nPKG-INFO\n../../../bin/tool\n");
    assertEquals(
        List.of(
            "tool/__init__.py",
            "Old_Tool-1.4-py3.11.egg-info/PKG-INFO",
            "../../bin/tool",
            "Old_Tool-1.4-py3.11.egg-info"),
        InstalledDistribution.read(directory.resolve("Old_Tool-1.4-py3.11.egg-info")).files());
  }

  @Test
  void singleFileAndEgg_areDistributionsToo() throws Exception {
    source("cups-2.0.egg-info", "Metadata-Version: 1.1\nName: cups\nVersion: 2.0\n");
    source("cups.py", "");
    source("in_egg-3-py3.11.egg/EGG-INFO/PKG-INFO", "Name: in-egg\nVersion: 3\n");
    source("in_egg-3-py3.11.egg/in_egg/__init__.py", "");
    source("nameless-7.egg-info", "");
    source("both.egg-info/PKG-INFO", "Name: both\nVersion: 1\n");
    install("both", "2", "");
    assertEquals(
        List.of("cups 2.0", "in-egg 3", "nameless 7", "both 2"),
        resolve("cups", "in_egg", "nameless==7", "both"));
    InstalledDistribution cups = InstalledDistribution.read(directory.resolve("cups-2.0.egg-info"));
    assertEquals(List.of("cups.py", "cups-2.0.egg-info"), cups.files());
    InstalledDistribution egg =
        InstalledDistribution.read(directory.resolve("in_egg-3-py3.11.egg/EGG-INFO"));
    assertEquals(List.of("in_egg", "EGG-INFO"), egg.files());
    assertEquals(directory.resolve("in_egg-3-py3.11.egg"), egg.site);
  }

  @Test
  void requiresText_hasExtrasAndMarkersAsSections() throws Exception {
    source("a-1.egg-info/PKG-INFO", "Name: a\nVersion: 1\n");
    source(
        "a-1.egg-info/requires.txt",
        """
        plain>=1

        [:python_version < "3"]
        ancient

        [:sys_platform == "linux"]
        here

        [tls]
        secure @ https://example.org/secure.zip

        [tls:sys_platform == "win32"]
        wincrypt
        """);
    for (String name : List.of("plain", "here", "secure")) {
      install(name, "1", "");
    }
    assertEquals(List.of("a 1", "plain 1", "here 1"), resolve("a"));
    assertEquals(List.of("a 1", "plain 1", "here 1", "secure 1"), resolve("a[tls]"));
  }

  private List<String> resolve(String... requirements) throws IOException {
    List<Requirement> wanted = new ArrayList<>();
    for (String requirement : requirements) {
      wanted.add(Requirement.parse(requirement));
    }
    List<String> problems = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (InstalledDistribution d :
        new InstalledDistributions(List.of(directory)).resolve(wanted, problems)) {
      found.add(d.toString());
    }
    assertEquals(List.of(), problems);
    return found;
  }

  private Path install(String name, String version, String more) throws IOException {
    Path info = Files.createDirectories(directory.resolve(name + "-" + version + ".dist-info"));
    Files.writeString(
        info.resolve("METADATA"),
        "Metadata-Version: 2.1\nName: "
            + name
            + "\nVersion: "
            + version
            + "\n"
            + more
            + "\nRequires-Dist: not a header\n");
    return info;
  }

  // entry points

  @Test
  void entryPoint_isModuleAndAttribute() {
    EntryPoint e = EntryPoint.parse(" black : patched_main.inner [d] ");
    assertEquals("black:patched_main.inner", e.toString());
    assertEquals(
        "import sys\n"
            + "__package__ = None\n"
            + "from black import patched_main\n"
            + "if __name__ == '__main__':\n"
            + "    sys.exit(patched_main.inner())\n",
        e.source());
    for (String bad :
        List.of("", "black", "a:", ":b", "a:b c", "a.:b", "1a:b", "a:b;c", "a:b\nc")) {
      assertNull(EntryPoint.parse(bad), bad);
    }
  }

  @Test
  void consoleScripts_areThoseOfTheirSection() {
    Map<String, EntryPoint> scripts =
        EntryPoint.consoleScripts(
            """
            [gui_scripts]
            win = a:b
            [console_scripts]
            # a comment
            one = pkg.mod:main
            two=pkg:run [extra]
            broken = nothing
            [other]
            three = x:y
            """);
    assertEquals(Set.of("one", "two"), scripts.keySet());
    assertEquals("pkg.mod:main", scripts.get("one").toString());
  }

  // imports

  @Test
  void imports_areMissedByHowSureTheyFail() throws Exception {
    source(
        "__main__.py",
        """
        import app.core, sys
        try:
            import fast
        except ImportError:
            import slow
        if sys.platform == "win32":
            import winonly
        else:
            import unixonly
        def f():
            import late
        """);
    source(
        "app/__init__.py",
        """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import fortypes
        """);
    source(
        "app/core.py",
        """
        from . import helper, an_attribute
        from .gone import x
        import absent.sub
        from ..app import dynamic
        import six.moves.urllib
        """);
    source("app/helper.py", "class C:\n    import inclass\n");
    source("six.py", "");
    source("app/lonely.py", "import unseen\n");

    List<String> found = new ArrayList<>();
    for (ImportGraph.Missing m : graph().missing()) {
      found.add(
          (m.isCertain ? "certain " : m.isRequired ? "elsewhere " : "maybe ")
              + m.name
              + " "
              + m.importer
              + ":"
              + m.line
              + " "
              + m.chain);
    }
    assertEquals(
        String.join(
            "\n",
            "certain absent app.core:3 [__main__, app.core]",
            "certain app.gone app.core:2 [__main__, app.core]",
            "maybe fast __main__:3 [__main__]",
            "certain inclass app.helper:2 [__main__, app.core, app.helper]",
            "maybe late __main__:11 [__main__]",
            "maybe slow __main__:5 [__main__]",
            "maybe unixonly __main__:9 [__main__]",
            "elsewhere unseen app.lonely:1 []",
            "maybe winonly __main__:7 [__main__]"),
        String.join("\n", found));
  }

  @Test
  void graph_hasAnEdgeForEachImport() throws Exception {
    source("__main__.py", "import a.b\n");
    source("a/__init__.py", "");
    source("a/b.py", "def f():\n    from .. import a\n    from a import c\n");
    source("a/c.py", "import a.c\n");
    assertEquals(
        "{__main__={a=1, a.b=1}, a={}, a.b={a=1, a.c=-3}, a.c={a=1}}", graph().edges().toString());
  }

  @Test
  void start_isTheMainModule() throws Exception {
    source("pkg/__init__.py", "");
    source("pkg/__main__.py", "");
    assertNull(ImportGraph.start(image(null)));
    assertEquals("pkg.__main__", ImportGraph.start(image("pkg")));
    assertNull(ImportGraph.start(image("nothing")));
    source("__main__.py", "");
    assertEquals("__main__", ImportGraph.start(image(null)));
  }

  @Test
  void compilerIdentity_tellsLevelsApart() {
    assertNotNull(CompilerIdentity.of(0));
    assertEquals(CompilerIdentity.of(1), CompilerIdentity.of(1));
    assertTrue(CompilerIdentity.of(2).endsWith(" -O2"));
  }

  private void source(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ImportGraph graph() throws Exception {
    return new ImportGraph(image(null), Set.of("sys", "typing")::contains);
  }

  private Image image(String main) throws Exception {
    ImageBuilder builder = new ImageBuilder();
    if (main != null) {
      builder.info(ImageBuilder.INFO_MAIN, main);
    }
    new DirectoryBuilder(builder)
        .add(directory)
        .build(
            new DirectoryBuilder.Progress() {
              @Override
              public void added(String module, int done, int total) {}

              @Override
              public void skipped(Path file, String reason) {
                throw new AssertionError(file + ": " + reason);
              }
            });
    return Image.open("app.dmi", ByteBuffer.wrap(builder.build()));
  }
}
