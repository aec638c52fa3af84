package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dormouse image build} with a profile: recorded by one run, it lays out the next image. */
class ImageLayoutTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Path app = Files.createDirectories(folder.resolve("src/app"));
    Files.writeString(
        app.resolve("__init__.py"),
        """
        "The package."

        def hot():
            "hot's docstring"
            return "hot"

        def cold():
            return "".join(["co", "ld"])

        def fails():
            raise ValueError("as it should")
        """);
    Files.writeString(
        app.resolve("__main__.py"),
        """
        import sys
        from app import *

        print(hot())
        for name in sys.argv[1:]:
            print(globals()[name]())
        """);
    build("plain.dmi");
    assertEquals(new Run(0, "hot\n", ""), dormouse("--profile", "start.dmp", "plain.dmi"));
  }

  @Test
  void imageByProfile_saysSoAndRunsAlike() {
    build("hot.dmi", "--profile", "start.dmp");
    Run inspect = dormouse("image", "inspect", "hot.dmi");
    assertTrue(
        inspect.out().contains("  by profile      3 code objects first\n"), inspect::toString);
    assertEquals(new Run(0, "hot.dmi: OK\n", ""), dormouse("image", "verify", "hot.dmi"));
    assertEquals(dormouse("plain.dmi", "cold"), dormouse("hot.dmi", "cold"));
    assertTrue(dormouse("image", "inspect", "hot.dmi", "app:cold").out().contains("RETURN_VALUE"));
  }

  @Test
  void build_dependsOnNothingButItsInputs() throws IOException {
    build("one.dmi", "--profile", "start.dmp", "--split-cold");
    build("two.dmi", "--profile", "start.dmp", "--split-cold");
    assertArrayEquals(bytes("one.dmi"), bytes("two.dmi"));
    assertArrayEquals(Files.readAllBytes(second("one.dmi")), Files.readAllBytes(second("two.dmi")));
  }

  @Test
  void splitImage_startsWithoutItsSecondFile() throws IOException {
    build("app.dmi", "--profile", "start.dmp", "--split-cold");
    Path second = second("app.dmi");
    assertEquals(new Run(0, "app.dmi: OK\n", ""), dormouse("image", "verify", "app.dmi"));
    Run inspect = dormouse("image", "inspect", "app.dmi");
    assertTrue(
        inspect.out().contains("  second file     " + second.toRealPath()), inspect::toString);
    assertEquals(new Run(0, "hot\ncold\n", ""), dormouse("app.dmi", "cold"));
    Run traceback = dormouse("app.dmi", "fails");
    assertTrue(traceback.err().contains(", line 11, in fails\n"), traceback::toString);
    assertTrue(
        traceback.err().contains("raise ValueError(\"as it should\")\n"), traceback::toString);

    byte[] contents = Files.readAllBytes(second);
    Files.delete(second);
    assertEquals(new Run(0, "hot\n", ""), dormouse("app.dmi"));
    Run shown = dormouse("image", "inspect", "app.dmi");
    assertEquals(0, shown.status(), shown::toString);
    assertTrue(shown.out().contains("found no such file"), shown::toString);
    Run missing = dormouse("app.dmi", "cold");
    assertEquals(1, missing.status(), missing::toString);
    assertTrue(
        missing
            .err()
            .matches(
                "dormouse: \\S+\\.cold: file at offset 0: expected the second file of"
                    + " \\S+app\\.dmi, found no such file.*\n"),
        missing::toString);
    assertEquals(1, dormouse("image", "verify", "app.dmi").status());

    contents[contents.length / 2] ^= 1;
    Files.write(second, contents);
    Run damaged = dormouse("image", "verify", "app.dmi");
    assertEquals(1, damaged.status(), damaged::toString);
    assertTrue(damaged.err().contains(".cold: "), damaged::toString);
    Run itself = dormouse("image", "verify", folder.relativize(second).toString());
    assertEquals(1, itself.status(), itself::toString);
    assertTrue(
        itself.err().contains("expected an image, found the second file of one"), itself::toString);
  }

  @Test
  void executableInTwoFiles_starts() throws IOException {
    build("app", "--profile", "start.dmp", "--split-cold", "--executable");
    assertTrue(Files.isExecutable(folder.resolve("app")));
    assertEquals(new Run(0, "hot\ncold\n", ""), dormouse("app", "cold"));
  }

  @Test
  void profileThatAPackageShips_isMerged() throws IOException {
    Files.copy(folder.resolve("start.dmp"), folder.resolve("src/app/dormouse-profile.dmp"));
    build("shipped.dmi");
    Run inspect = dormouse("image", "inspect", "shipped.dmi");
    assertTrue(
        inspect.out().contains("  by profile      3 code objects first\n"), inspect::toString);
    Files.writeString(
        folder.resolve("src/app/dormouse-profile.dmp"), "dormouse profile 1\nnap 1\n");
    Run bad = dormouse("image", "build", "src", "-o", "bad.dmi");
    assertEquals(1, bad.status(), bad::toString);
    assertTrue(
        bad.err().startsWith("dormouse: app/dormouse-profile.dmp: line 2: expected "),
        bad::toString);
  }

  @Test
  void whatIsLeftOut_isGoneAndInspectSaysSo() {
    build("small.dmi", "--drop-docstrings", "--drop-line-tables", "-O");
    Run inspect = dormouse("image", "inspect", "small.dmi");
    assertTrue(
        inspect.out().contains("  without         docstrings, line tables\n"), inspect::toString);
    assertTrue(inspect.out().contains("  optimized       -O\n"), inspect::toString);
    Run docs =
        dormouse("--image", "small.dmi", "-c", "import app; print(app.__doc__, app.hot.__doc__)");
    assertEquals(new Run(0, "None None\n", ""), docs);
    Run traceback = dormouse("small.dmi", "fails");
    assertTrue(traceback.err().contains(", line -1, in fails\n"), traceback::toString);
    // Building again over it takes nothing over that lacks something.
    build("small.dmi");
    assertTrue(dormouse("small.dmi", "fails").err().contains(", line 11, in fails\n"));
  }

  @Test
  void badArguments_areRefused() throws IOException {
    Run cold = dormouse("image", "build", "src", "--split-cold", "-o", "x.dmi");
    assertEquals(2, cold.status(), cold::toString);
    assertTrue(cold.err().contains("--split-cold needs --profile"), cold::toString);
    Run missing = dormouse("image", "build", "src", "--profile", "no.dmp", "-o", "x.dmi");
    assertEquals(new Run(1, "", "dormouse: no.dmp: No such file or directory\n"), missing);
    Files.writeString(folder.resolve("bad.dmp"), "nothing of the kind\n");
    Run bad = dormouse("image", "build", "src", "--profile", "bad.dmp", "-o", "x.dmi");
    assertEquals(
        new Run(
            1,
            "",
            "dormouse: bad.dmp: line 1: expected 'dormouse profile 1', found 'nothing of the"
                + " kind'\n"),
        bad);
    assertTrue(Files.notExists(folder.resolve("x.dmi")));
  }

  private void build(String image, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("image", "build", "src/app", "--main", "app", "-o", image));
    arguments.addAll(List.of(options));
    Run run = dormouse(arguments.toArray(new String[0]));
    assertEquals(new Run(0, "", ""), run);
  }

  private Path second(String image) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(f -> f.getFileName().toString().matches(image + "\\..*\\.cold")).toList();
      assertEquals(1, found.size(), found::toString);
      return found.getFirst();
    }
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private Run dormouse(String... arguments) {
    return Run.dormouse(arguments).in(folder).with("PYTHONDONTWRITEBYTECODE", "1").run();
  }
}
