package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageVerifier;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of whole applications, as the command line makes and runs them. */
class ApplicationsTest {
  @TempDir Path folder;
  private String launcher;

  @BeforeEach
  void start() throws IOException {
    folder = folder.toRealPath();
    launcher = Path.of(System.getProperty("dormouse.distribution"), "bin/dormouse").toString();
  }

  // pip

  @Test
  void pip_runsFromOneFileAsItsScriptDoes() throws IOException {
    Pip pip = new Pip();
    // Side by side: each is two processes that take a second.
    List.of(
            "--version",
            "--help",
            "completion --bash",
            "nonsense",
            "list",
            "freeze --all",
            "check",
            "help install",
            "debug")
        .parallelStream()
        .forEach(pip::check);
  }

  /** An image with the pip and setuptools of the reference's library, and the script it is for. */
  private final class Pip {
    final Path site = Path.of(System.getProperty("dormouse.reference.lib"), "site-packages");
    final Path program = folder.resolve("image/pip");
    final Path script = folder.resolve("script/pip");

    Pip() throws IOException {
      Files.createDirectories(program.getParent());
      Files.createDirectories(script.getParent());
      Files.writeString(
          script, "import sys\nfrom pip._internal.cli.main import main\nsys.exit(main())\n");
      Files.writeString(folder.resolve("tools.txt"), "pip >= 22  # any\nsetuptools\n");
      Run built =
          build(
              "-r",
              "tools.txt",
              "--site",
              site.toString(),
              "--entry-point",
              "pip",
              "--executable",
              "-o",
              program.toString());
      assertEquals("status 0\n--- out\n--- err\n", built.toString());
    }

    Run run(String arguments) {
      return alone(Run.program(program, arguments.split(" ")).with("DORMOUSE", launcher));
    }

    /** Without the settings of this machine, and without asking an index for a newer pip. */
    private Run alone(Run.Program run) {
      return run.with("PIP_CONFIG_FILE", "/dev/null")
          .with("PIP_DISABLE_PIP_VERSION_CHECK", "1")
          .in(folder)
          .run();
    }

    void check(String arguments) {
      String[] all = (script + " " + arguments).split(" ");
      String expected = alone(Run.reference(all)).toString();
      assertEquals(
          withoutPlaces(expected.replace(site.toString(), "<site>")),
          withoutPlaces(run(arguments).toString().replace(program.toString(), "<site>")),
          arguments);
    }

    /**
     * Without what pip says about the interpreter itself, and the file that it needs certificates
     * in: resources of an image are copied to a file for that.
     */
    private String withoutPlaces(String text) {
      return text.replaceAll("(?m)^(sys\\.version|sys\\.executable|  name): .*", "$1")
          .replaceAll("(?m)^(pip\\._vendor\\.certifi\\.where\\(\\)): .*cacert\\.pem$", "$1")
          .replaceAll("(?s)Compatible tags: .*(?=--- err)", "");
    }
  }

  // what applications are made of

  @Test
  void wheel_runsByItsConsoleScript_withDataAndMetadata() throws IOException {
    Path wheel = wheel("toolkit-1.5-py3-none-any.whl");
    Path image = folder.resolve("toolkit.dmi");

    Run built = build(wheel.toString(), "--entry-point", "toolkit-run", "-o", image.toString());
    assertEquals("status 0\n--- out\n--- err\n", built.toString());

    assertEquals(
        "status 3\n--- out\ndata in the wheel\n1.5\n['toolkit-run = toolkit.cli:main']\n['x']\n"
            + "--- err\n",
        Run.dormouse(image.toString(), "x").in(folder).run().toString());
  }

  @Test
  void zipapp_runsItsMain() throws IOException {
    write("src/__main__.py", "import helper\nprint(helper.answer, __name__)\n");
    write("src/helper.py", "answer = 42\n");
    Run zipped =
        Run.dormouse("-m", "zipapp", "src", "-o", "app.pyz", "-p", "/usr/bin/env python3")
            .in(folder)
            .run();
    assertEquals(0, zipped.status(), zipped::toString);
    assertEquals(0, build("app.pyz", "-o", "app.dmi").status());
    assertEquals(
        "status 0\n--- out\n42 __main__\n--- err\n",
        Run.dormouse("app.dmi").in(folder).run().toString());
  }

  /** As Debian's packages and older installers leave them. */
  @Test
  void eggInfo_givesTheImageItsFilesScriptsAndMetadata() throws IOException {
    write("site/old-1.4.egg-info/PKG-INFO", "Name: old\nVersion: 1.4\n");
    write("site/old-1.4.egg-info/top_level.txt", "old\n");
    write("site/old-1.4.egg-info/requires.txt", "single\n[extra]\nabsent\n");
    write("site/old-1.4.egg-info/entry_points.txt", "[console_scripts]\nold-run = old:main\n");
    write("site/single-2.egg-info", "Name: single\nVersion: 2\n");
    write("site/single.py", "import toml\n");
    write("site/toml/__init__.py", "");
    write("site/toml-3.dist-info/METADATA", "Name: toml\nVersion: 3\n");
    write("site/toml-3.dist-info/RECORD", "toml/__init__.py,,\ntoml-3.dist-info/METADATA,,\n");
    write(
        "site/old/__init__.py",
        """
        import single, sys
        from importlib.metadata import entry_points, metadata, requires, version
        def main():
            print(version('old'), version('single'), metadata('single')['Name'])
            print(requires('old'), __main__.__package__, sys.argv[1:])
            print([e.value for e in entry_points(group='console_scripts')])
        import __main__
        """);
    String[] command = {
      "--distribution", "old", "--site", "site", "--entry-point", "old-run", "-o", "old.dmi"
    };
    assertEquals(
        "status 0\n--- out\n--- err\ndormouse: old.dmi: missing module toml, imported by single,"
            + " line 1 (__main__ -> old -> single); --distribution toml would bring it\n",
        build(command).toString());
    command[1] = "old[extra]";
    assertEquals(
        "status 1\n--- out\n--- err\n"
            + "dormouse: absent ; extra == 'extra': not installed in site, which old requires\n",
        build(command).toString());
    command[1] = "old";
    List<String> both = new ArrayList<>(List.of(command));
    both.addAll(List.of("--distribution", "toml"));
    assertEquals("status 0\n--- out\n--- err\n", build(both.toArray(String[]::new)).toString());
    assertEquals(
        "status 0\n--- out\n1.4 2 single\n['single', 'absent; extra == \"extra\"'] None ['x']\n"
            + "['old:main']\n--- err\n",
        Run.dormouse("old.dmi", "x").in(folder).run().toString());
  }

  /** Programs that look for their data beside {@code __file__} find it, as in a folder. */
  @Test
  void dataBesideFile_isReadLikeFiles() throws IOException {
    write("src/tool/data/b.txt", "two\nlines\n");
    write("src/tool/data/deep/c.bin", "\0c");
    write("src/tool/__init__.py", "");
    write(
        "src/tool/__main__.py",
        """
        import glob, mmap, os, pathlib, shutil, stat, subprocess, sys, tempfile

        here = os.path.dirname(os.path.realpath(__file__))
        data = os.path.join(here, 'data')
        def show(*what): print(*[str(w).replace(here, '<here>') for w in what])
        def fails(f, *args):
            try: show('no error', f(*args))
            except OSError as e: show(type(e).__name__, e.filename)

        text = os.path.join(data, 'b.txt')
        show(os.path.exists(text), os.path.isfile(text), os.path.isdir(text), os.path.getsize(text))
        show(os.path.isdir(data), os.path.exists(data + '/none'), os.path.islink(data))
        with open(text) as f: show(f.readlines(), f.name)
        with open(os.path.join(here, 'data', '..', 'data', 'deep', 'c.bin'), 'rb') as f:
            show(mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)[:], f.seek(0, 2))
        show(sorted(os.listdir(data)), sorted(e.name for e in os.scandir(data) if e.is_dir()))
        show([(r, sorted(d), sorted(f)) for r, d, f in os.walk(data)])
        show(sorted(glob.glob(here + '/**/*.txt', recursive=True)))
        show(sorted(pathlib.Path(here).rglob('*.bin')), pathlib.Path(text).read_text())
        show(os.access(text, os.R_OK), os.access(data + '/none', os.F_OK))
        show(stat.S_ISREG(os.lstat(text).st_mode), os.path.samefile(text, data + '/./b.txt'))
        show(os.path.samefile(text, data), open(text).fileno() > 2)
        fails(open, data)
        fails(os.listdir, text)
        with tempfile.TemporaryDirectory() as d:
            copy = shutil.copytree(data, os.path.join(d, 'copy'))
            show(sorted(os.listdir(copy)), open(os.path.join(copy, 'b.txt')).read())
        with open(text) as f:
            show(subprocess.run(['cat'], stdin=f, stdout=subprocess.PIPE).stdout)
        """);
    assertEquals(0, build("src", "--main", "tool", "-o", "tool.dmi").status());
    Run expected = Run.reference("-m", "tool").in(folder.resolve("src")).run();
    assertEquals("", expected.err());
    assertEquals(expected, Run.dormouse("tool.dmi").in(folder).run());
    Files.createSymbolicLink(folder.resolve("link.dmi"), folder.resolve("tool.dmi"));
    assertEquals(expected, Run.dormouse("link.dmi").in(folder).run());

    write("write.py", "open('tool.dmi/tool/data/b.txt', 'w')\n");
    Run written = Run.dormouse("--image", "tool.dmi", "write.py").in(folder).run();
    assertTrue(
        written
            .err()
            .endsWith(
                "NotADirectoryError: [Errno 20] Not a directory: 'tool.dmi/tool/data/b.txt'\n"),
        written::toString);
  }

  private Path wheel(String name) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "toolkit/__init__.py", "");
      entry(zip, "toolkit/text.txt", "data in the wheel");
      entry(
          zip,
          "toolkit/cli.py",
          """
          import importlib.metadata, importlib.resources, sys

          def main():
              print((importlib.resources.files('toolkit') / 'text.txt').read_text())
              d = importlib.metadata.distribution('toolkit')
              print(d.version)
              print([e.name + ' = ' + e.value for e in d.entry_points])
              print(sys.argv[1:])
              return 3
          """);
      entry(
          zip,
          "toolkit-1.5.dist-info/METADATA",
          "Metadata-Version: 2.1\nName: toolkit\nVersion: 1.5\n");
      entry(
          zip,
          "toolkit-1.5.dist-info/entry_points.txt",
          "[console_scripts]\ntoolkit-run = toolkit.cli:main\n");
    }
    return file;
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes());
  }

  // programs

  @Test
  void program_findsDormouseByVariablePlaceAndPath() throws IOException {
    write("app/__main__.py", "import sys\nprint(sys.argv[1:], flush=True)\n");
    Path plain = program("plain", "--executable");
    Path fixed = program("it's fixed", "--executable=" + launcher);
    String bin = Path.of(launcher).getParent().toString();
    String expected = "status 0\n--- out\n['a b', '-c', '']\n--- err\n";

    Run none = Run.program(plain, "a b").with("PATH", "/usr/bin:/bin").run();
    assertEquals(127, none.status());
    assertTrue(none.err().contains("the dormouse command is missing"), none.err());
    for (Run run :
        new Run[] {
          Run.program(plain, "a b", "-c", "").with("DORMOUSE", launcher).run(),
          Run.program(plain, "a b", "-c", "").with("PATH", bin + ":/usr/bin:/bin").run(),
          Run.program(fixed, "a b", "-c", "").run(),
          Run.dormouse(fixed.toString(), "a b", "-c", "").run()
        }) {
      assertEquals(expected, run.toString());
    }
    assertEquals(0, Run.dormouse("image", "verify", plain.toString()).run().status());
  }

  private Path program(String name, String option) {
    Run built = build("app", option, "-o", name);
    assertEquals(0, built.status(), built::toString);
    return folder.resolve(name);
  }

  // building

  @Test
  void missingModule_isNamedWithTheWayToIt_andStrictMakesNoImage() throws IOException {
    write("app/__main__.py", "import part\n");
    write("app/part.py", "import re\nimport nowhere\n");
    Run built = build("app", "-o", "app.dmi");
    assertEquals(
        "status 0\n--- out\n--- err\ndormouse: app.dmi: missing module nowhere, imported by part,"
            + " line 2 (__main__ -> part)\n",
        built.toString());
    Run strict = build("app", "--strict", "-o", "strict.dmi");
    assertEquals(1, strict.status());
    assertTrue(!Files.exists(folder.resolve("strict.dmi")));
    assertEquals(1, run("image", "imports", "app.dmi").status());
    write("app/nowhere.py", "");
    assertEquals(0, build("app", "--strict", "-o", "strict.dmi").status());
    assertEquals(0, run("image", "imports", "strict.dmi").status());
  }

  @Test
  void secondBuild_takesOverWhatDidNotChange_withTheSameBytes() throws IOException {
    write("app/__main__.py", "import part\n");
    write("app/part.py", "x = 1\n");
    build("app", "-o", "app.dmi");
    write("app/part.py", "x = 2\n");
    build("app", "-o", "app.dmi");
    build("app", "--fresh", "-o", "fresh.dmi");
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("fresh.dmi")),
        Files.readAllBytes(folder.resolve("app.dmi")));
    // Another optimization level shares nothing: the assert must go.
    write("app/part.py", "assert 0, 'kept'\n");
    build("app", "-o", "app.dmi");
    build("app", "-O", "-o", "app.dmi");
    assertEquals("status 0\n--- out\n--- err\n", run("app.dmi").toString());
    assertTrue(run("image", "inspect", "app.dmi").out().contains("\n  optimized       -O\n"));
  }

  @Test
  void build_countsOnATerminal_andIsSilentInAPipe() throws IOException {
    write("app/__main__.py", "import part\n");
    write("app/part.py", "x = 1\n");
    assertEquals("status 0\n--- out\n--- err\n", build("app", "-o", "app.dmi").toString());
    // Only stderr counts, so stdout is no terminal here.
    String onTerminal =
        "import os, pty, subprocess, sys\n"
            + "ours, theirs = pty.openpty()\n"
            + "p = subprocess.run(sys.argv[1:], stderr=theirs)\n"
            + "os.close(theirs)\n"
            + "sys.stdout.write(os.read(ours, 1000).decode())\n"
            + "sys.exit(p.returncode)\n";
    Run counted =
        Run.reference("-c", onTerminal, launcher, "image", "build", "app", "-o", "app.dmi")
            .in(folder)
            .run();
    assertEquals("status 0\n--- out\n\r2/2 modules\r\n--- err\n", counted.toString());
  }

  @Test
  void diff_saysWhatChanged() throws IOException {
    write("app/part.py", "def f():\n    return 1\n\ndef g():\n    return 1\n");
    write("app/gone.py", "");
    write("app/data.txt", "one");
    build("app", "-o", "a.dmi");
    assertEquals("status 0\n--- out\n--- err\n", run("image", "diff", "a.dmi", "a.dmi").toString());
    Files.delete(folder.resolve("app/gone.py"));
    write("app/part.py", "def f():\n    return 2\n\ndef h():\n    return 1\n");
    write("app/more.py", "");
    write("app/data.txt", "three");
    build("app", "-o", "b.dmi");
    Run diff = run("image", "diff", "a.dmi", "b.dmi");
    assertEquals(1, diff.status());
    for (String line :
        new String[] {
          "-module gone\n",
          "+module more\n",
          "~module part: ~<module>, ~f, -g, +h\n",
          "~resource data.txt: 3 -> 5 bytes\n"
        }) {
      assertTrue(diff.out().contains(line), diff::toString);
    }
  }

  @Test
  void badArguments_giveUsage_badFilesTheirName() throws IOException {
    for (String[] arguments :
        new String[][] {
          {"build"},
          {"build", "x"},
          {"build", "-o", "y"},
          {"build", "x", "-o"},
          {"build", "--nonsense", "x", "-o", "y"},
          {"build", "--distribution", "pip", "-o", "y"},
          {"build", "--distribution", "p p", "--site", ".", "-o", "y"},
          {"build", "x", "--main", "a", "--entry-point", "b", "-o", "y"},
          {"imports"},
          {"imports", "a", "b"},
          {"imports", "--nonsense"},
          {"diff", "one"},
          {"diff", "--one", "two"},
          {"nonsense"}
        }) {
      Run run = image(arguments);
      assertEquals(2, run.status(), () -> Arrays.toString(arguments) + run);
      assertTrue(run.err().contains("usage: dormouse image "), run.err());
    }
    write("bad", "not an image, surely, and not a zip file either");
    write("list", "-e .\n");
    write("app/part.py", "");
    for (String[] arguments :
        new String[][] {
          {"build", "gone", "-o", "y", "gone"},
          {"build", "bad", "-o", "y", "bad"},
          {"build", "-r", "list", "--site", ".", "-o", "y", "list"},
          {"build", "-r", "gone", "--site", ".", "-o", "y", "gone"},
          {"build", "-r", "app", "--site", ".", "-o", "y", "app"},
          {"build", "app", "-o", "app", "app"},
          {"build", "--distribution", "absent", "--site", ".", "-o", "y", "absent"},
          {"build", "--distribution", "absent", "--site", "gone", "-o", "y", "gone"},
          {"build", "app", "--main", "absent", "-o", "y", "absent"},
          {"build", "app", "-o", "nodir/y", "nodir"},
          {"build", "app", "--entry-point", "absent", "-o", "y", "absent"},
          {"build", "app", "--entry-point", "absent:f", "-o", "y", "absent"},
          {"imports", "bad", "bad"},
          {"imports", "gone", "gone"},
          {"diff", "bad", "bad", "bad"},
          {"verify", "bad", "bad"}
        }) {
      Run run = image(Arrays.copyOf(arguments, arguments.length - 1));
      assertEquals(1, run.status(), () -> Arrays.toString(arguments) + run);
      assertTrue(run.err().startsWith("dormouse: "), run.err());
      assertTrue(run.err().contains(arguments[arguments.length - 1]), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(!Files.exists(folder.resolve("y")), () -> Arrays.toString(arguments));
    }
  }

  @Test
  void killedBuild_leavesTheOldImageWhole() throws Exception {
    write("app/__main__.py", "print('old')\n");
    build("app", "-o", "app.dmi");
    Path image = folder.resolve("app.dmi");
    String old = Image.open(image).contentId();
    write("app/__main__.py", "print('new')\n");
    // Much to write, so that the file's being written can be met.
    byte[] data = new byte[32 << 20];
    new java.util.Random(1).nextBytes(data);
    Files.write(folder.resolve("app/data.bin"), data);

    int whileWriting = 0;
    for (int attempt = 0; attempt < 6; attempt++) {
      Process build =
          new ProcessBuilder(launcher, "image", "build", "app", "-o", "app.dmi")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
      while (build.isAlive() && !hasTemporary()) {
        Thread.onSpinWait();
      }
      build.destroyForcibly().waitFor();
      Image found = Image.open(image);
      ImageVerifier.verify(found);
      if (found.contentId().equals(old)) {
        whileWriting += hasTemporary() ? 1 : 0;
        assertEquals("old\n", run("app.dmi").out());
      } else {
        assertEquals("new\n", run("app.dmi").out());
        break;
      }
    }
    assertTrue(whileWriting > 0, "no build was killed while it wrote");
    assertEquals(0, build("app", "-o", "app.dmi").status());
    assertEquals("new\n", run("app.dmi").out());
    assertTrue(!hasTemporary(), "leftovers of killed builds are still there");
  }

  private boolean hasTemporary() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith(".app.dmi."));
    }
  }

  @Test
  void replacedImage_servesThoseWhoRunFromIt_tillTheEnd() throws Exception {
    write(
        "app/__main__.py",
        """
        import sys
        def sleeping():
            import later
            return later.value + ' ' + later.asleep()
        print('ready', flush=True)
        sys.stdin.readline()
        print(sleeping(), flush=True)
        """);
    write("app/later.py", "value = 'old'\ndef asleep():\n    return 'old too'\n");
    build("app", "-o", "app.dmi");
    Process running =
        new ProcessBuilder(launcher, "app.dmi")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = running.inputReader();
        Writer in = running.outputWriter()) {
      assertEquals("ready", out.readLine());
      write("app/later.py", "# moves everything\nvalue = 'new'\ndef asleep():\n    return 'new'\n");
      assertEquals(0, build("app", "-o", "app.dmi").status());
      in.write("go on\n");
      in.flush();
      assertEquals("old old too", out.readLine());
      assertTrue(running.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, running.exitValue());
    } finally {
      running.destroyForcibly();
    }
    assertEquals("ready\nnew new\n", Run.dormouse("app.dmi").in(folder).reading("\n").run().out());
  }

  // helpers

  private Run build(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "image";
    all[1] = "build";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return run(all);
  }

  private Run image(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "image";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run(all);
  }

  private Run run(String... arguments) {
    return Run.dormouse(arguments).in(folder).run();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
