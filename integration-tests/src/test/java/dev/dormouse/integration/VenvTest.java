package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments of {@code venv}: made, and started, as the reference's are. */
class VenvTest {
  /** What a program can see of being in an environment. */
  private static final String LOOK =
      """
      import os, site, sys, sysconfig
      print(sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix)
      print(sys.executable, os.path.dirname(sys._base_executable), sys._home)
      print(site.PREFIXES, site.ENABLE_USER_SITE, sys.flags)
      for name in ('stdlib', 'purelib', 'platlib', 'scripts', 'data'):
          print(name, sysconfig.get_path(name))
      print([p for p in sys.path if p.startswith(sys.prefix)])
      """;

  @TempDir Path folder;

  @BeforeEach
  void resolve() throws IOException {
    folder = folder.toRealPath();
  }

  @Test
  void programs_seeWhatTheySeeInAnEnvironmentOfTheReference() {
    checkInside(List.of(), "-c", LOOK);
    checkInside(List.of("--clear"), "-S", "-c", "import sys; print(sys.prefix, sys.executable)");
    checkInside(List.of("--system-site-packages"), "-c", LOOK);
    checkInside(List.of("--clear", "--copies"), "-c", LOOK);
    checkInside(List.of("--upgrade", "--system-site-packages"), "-I", "-c", LOOK);
  }

  @Test
  void filesAndConfiguration_areThoseOfTheReference() throws IOException {
    for (List<String> options :
        List.of(
            List.<String>of(),
            List.of("--clear", "--symlinks", "--prompt", "a b"),
            List.of("--clear", "--copies"))) {
      assertEquals(tree(make(false, options)), tree(make(true, options)), options::toString);
    }
  }

  @Test
  void activated_pythonIsTheEnvironments() {
    Path environment = make(true, List.of());
    Run run =
        Run.program(
                Path.of("/bin/sh"),
                "-c",
                ". '" + environment + "/bin/activate'; python3 -c 'import sys; print(sys.prefix)'")
            .run();
    assertEquals(environment + "\n", run.out(), run::toString);
  }

  @Test
  void start_runsNothingOfTheLibrary() {
    Path environment = make(true, List.of());
    Run run = python(environment, "--report", "-c", "print('hi')").run();
    assertTrue(run.err().matches("(?s).*\\nmodules asleep +9\\n.*"), run::toString);
  }

  @Test
  void damagedConfiguration_endsTheStart() throws IOException {
    Path environment = make(true, List.of());
    Files.write(environment.resolve("pyvenv.cfg"), new byte[] {'h', '=', (byte) 0xff, '\n'});
    Run run = python(environment, "-c", "print('hi')").run();
    assertEquals(1, run.status(), run::toString);
    assertEquals("", run.out());
    assertTrue(run.err().contains("UnicodeDecodeError"), run::toString);
  }

  @Test
  void pip_installsScriptsThatStart() throws IOException {
    Path environment = folder.resolve("with pip");
    Run made = Run.dormouse("-m", "venv", environment.toString()).run();
    assertEquals(0, made.status(), made::toString);
    Path wheel = folder.resolve("greeter-1.0-py3-none-any.whl");
    writeWheel(wheel);
    Run installed =
        Run.program(
                environment.resolve("bin/pip"),
                "--disable-pip-version-check",
                "install",
                "--no-index",
                wheel.toString())
            .run();
    assertEquals(0, installed.status(), installed::toString);
    Run greeted = Run.program(environment.resolve("bin/greet"), "you").run();
    assertEquals("hello you from " + environment + "\n", greeted.out(), greeted::toString);
  }

  private static void writeWheel(Path wheel) throws IOException {
    String info = "greeter-1.0.dist-info/";
    String[][] files = {
      {
        "greeter.py",
        "import sys\ndef main():\n    print('hello', sys.argv[1], 'from', sys.prefix)\n"
      },
      {info + "METADATA", "Metadata-Version: 2.1\nName: greeter\nVersion: 1.0\n"},
      {info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"},
      {info + "entry_points.txt", "[console_scripts]\ngreet = greeter:main\n"},
      {
        info + "RECORD",
        "greeter.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n"
      },
    };
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      for (String[] file : files) {
        zip.putNextEntry(new ZipEntry(file[0]));
        zip.write(file[1].getBytes());
      }
    }
  }

  /** Makes an environment without pip, of Dormouse or of the reference. */
  private Path make(boolean ours, List<String> options) {
    Path environment = folder.resolve(ours ? "ours" : "theirs");
    List<String> command = new ArrayList<>(List.of("-m", "venv", "--without-pip"));
    command.addAll(options);
    command.add(environment.toString());
    String[] arguments = command.toArray(new String[0]);
    Run made = (ours ? Run.dormouse(arguments) : Run.reference(arguments)).run();
    assertEquals(0, made.status(), made::toString);
    return environment;
  }

  private void checkInside(List<String> options, String... arguments) {
    Run expected = python(make(false, options), arguments).run();
    Run actual = python(make(true, options), arguments).run();
    assertEquals(0, expected.status(), expected::toString);
    assertEquals(
        withoutPlaces(expected.toString()), withoutPlaces(actual.toString()), options::toString);
  }

  private static Run.Program python(Path environment, String... arguments) {
    return Run.program(environment.resolve("bin/python"), arguments);
  }

  /** Files and links with their modes and contents, but for the executable's own content. */
  private String tree(Path environment) throws IOException {
    StringBuilder out = new StringBuilder();
    try (Stream<Path> all = Files.walk(environment)) {
      for (Path path : all.sorted().toList()) {
        String name = environment.relativize(path).toString();
        if (name.equals("bin/dormouse")) {
          continue;
        }
        out.append(name);
        boolean isPython = name.startsWith("bin/python");
        if (Files.isSymbolicLink(path)) {
          out.append(isPython ? " link" : " -> " + Files.readSymbolicLink(path));
        } else {
          out.append(' ').append(Files.getPosixFilePermissions(path));
          if (Files.isRegularFile(path) && !isPython) {
            out.append('\n').append(Files.readString(path));
          }
        }
        out.append('\n');
      }
    }
    return withoutPlaces(out.toString());
  }

  private String withoutPlaces(String text) {
    Path reference = Path.of(System.getProperty("dormouse.reference"));
    return text.replace(folder.resolve("ours").toString(), "<environment>")
        .replace(folder.resolve("theirs").toString(), "<environment>")
        .replace("(ours)", "(theirs)")
        .replace("\"ours\"", "\"theirs\"")
        .replace(reference.toString(), "<base>/bin/dormouse")
        .replace(System.getProperty("dormouse.distribution"), "<base>")
        .replace(reference.getParent().getParent().toString(), "<base>");
  }
}
