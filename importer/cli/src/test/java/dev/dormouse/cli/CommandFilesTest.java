package dev.dormouse.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.image.Image;
import dev.dormouse.image.profile.Profile;
import dev.dormouse.image.profile.ProfileReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dormouse image} and {@code dormouse profile} with every kind of file that is not what they
 * want, and every kind of place that cannot be written: exit code 1 and one line that names it.
 */
class CommandFilesTest {
  @TempDir Path folder;

  /** What a command answered. */
  private record Result(int status, String out, String err) {}

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/__main__.py"), "import part\n");
    Files.writeString(folder.resolve("app/part.py"), "value = 1\n");
    Files.createDirectories(folder.resolve("directory"));
    Files.createFile(folder.resolve("empty"));
    Files.writeString(folder.resolve("text"), "hello\n");
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Files.write(folder.resolve("bytes"), bytes);
    Files.writeString(
        folder.resolve("good.dmp"), "dormouse profile 1\nruns 1\nawake part:<module> at=1\n");
    assertEquals(0, run("image", "build", "@app", "-o", "@good.dmi").status);
    assertEquals(0, run("image", "keygen", "-o", "@key").status);
  }

  /** Runs a command in this JVM; {@code @name} is a file in the folder. */
  private Result run(String... words) {
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = words[i].startsWith("@") ? folder.resolve(words[i].substring(1)) + "" : words[i];
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int status;
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
      status = args[0].equals("image") ? ImageCommand.run(args) : ProfileCommand.run(args);
    } catch (UsageException e) {
      System.err.print(e.getMessage() + "\n" + e.usage());
      status = 2;
    } finally {
      System.out.flush();
      System.err.flush();
      System.setOut(out);
      System.setErr(err);
    }
    return new Result(
        status, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
  }

  /** Each of the commands, with {@code file} where a star stands, fails and names it. */
  private void allRefuse(String file, List<String> commands) {
    List<String> odd = new ArrayList<>();
    for (String command : commands) {
      Result r = run(command.replace("*", file).split(" "));
      String name = file.substring(file.indexOf('@') + 1);
      if (r.status != 1
          || !r.err.startsWith("dormouse: ")
          || !r.err.contains(name)
          || r.err.indexOf('\n') != r.err.length() - 1
          || r.err.endsWith(")\n")
          || r.err.contains("xception")) {
        odd.add(command.replace("*", file) + " -> " + r);
      }
    }
    assertEquals(List.of(), odd);
  }

  @Test
  void helpOfACommand_saysWhatItDoes() {
    for (String group : List.of("image", "profile")) {
      Result usage = run(group);
      assertEquals(2, usage.status);
      Result help = run(group, "--help");
      assertEquals(0, help.status);
      assertTrue(usage.err.endsWith(help.out), usage.err);
      String first = help.out.substring(0, help.out.indexOf('\n'));
      String[] commands = first.replaceAll("usage: dormouse \\w+ | \\.\\.\\.$", "").split("\\|");
      assertTrue(commands.length > 3, first);
      for (String command : commands) {
        String line = "\ndormouse " + group + " " + command + " ";
        assertTrue(help.out.contains(line), help.out);
        assertTrue(Help.full().contains(line), line);
        Result more = run(group, command, "--help");
        assertTrue(more.out.startsWith("usage: dormouse " + group + " " + command), more.out);
        assertTrue(more.out.lines().count() > 1, more.out);
      }
    }
  }

  /** A short text is not an image of which the end was lost. */
  @Test
  void fileThatNeverWasAnImage_isCalledNone() {
    String said = run("image", "verify", "@text").err;
    assertTrue(said.contains("the file is truncated"), said); // Six bytes: nobody can tell.
    said = run("image", "verify", "@good.dmp").err;
    assertTrue(said.contains("this is no image"), said);
  }

  @Test
  void inputThatIsNotWhatItShouldBe_isNamed() {
    List<String> commands =
        List.of(
            "image inspect *",
            "image imports *",
            "image imports --image * @good.dmi",
            "image diff * @good.dmi",
            "image diff @good.dmi *",
            "image verify *",
            "image verify --key * @good.dmi",
            "image sign --key @key *",
            "image sign --key * @good.dmi",
            "image build @app --profile * -o @o.dmi",
            "image build @app --image * -o @o.dmi",
            "profile show *",
            "profile show --image * @good.dmp",
            "profile diff * @good.dmp",
            "profile diff @good.dmp *",
            "profile merge @good.dmp * -o @o.dmp",
            "profile export --format json *");
    for (String file :
        List.of("@gone", "@directory", "@empty", "@text", "@text/in", "@bytes", "/dev/null")) {
      allRefuse(file, commands);
    }
    for (String file : List.of("@gone", "@text", "@bytes", "@empty", "@text/in")) {
      allRefuse(file, List.of("image build * -o @o.dmi", "image verify --against * @good.dmi"));
    }
    allRefuse("@gone", List.of("image build -r * --site @directory -o @o.dmi"));
    allRefuse("@directory", List.of("image build -r * --site @directory -o @o.dmi"));
    allRefuse("@bytes", List.of("image build -r * --site @directory -o @o.dmi"));
    allRefuse("@directory", List.of("image verify --against * @good.dmi"));
    assertFalse(Files.exists(folder.resolve("o.dmi")));
    assertFalse(Files.exists(folder.resolve("o.dmp")));
  }

  private static final List<String> WRITERS =
      List.of(
          "image build @app -o *",
          "image build @app --executable -o *",
          "image build @app --profile @good.dmp --split-cold -o *",
          "image keygen -o *",
          "profile merge @good.dmp -o *",
          "profile export --format json @good.dmp -o *");

  @Test
  void outputThatCannotBeWritten_isNamed() {
    for (String file : List.of("@gone/x", "@directory", "@text/in")) {
      allRefuse(file, WRITERS);
    }
  }

  /** By links, so that the machine's own devices are safe from what is being tested. */
  @Test
  void device_isWrittenToAndNotReplaced() throws Exception {
    for (String device : List.of("full", "null")) {
      Path path = Path.of("/dev", device);
      assumeTrue(Files.exists(path) && !Files.isRegularFile(path), path + " is no device");
      Files.createSymbolicLink(folder.resolve(device), path);
    }
    allRefuse("@full", WRITERS);
    assertEquals(new Result(0, "", ""), run("profile", "merge", "@good.dmp", "-o", "@null"));
    assertEquals(new Result(0, "", ""), run("image", "build", "@app", "-o", "@null"));
    for (String device : List.of("full", "null")) {
      assertTrue(Files.isSymbolicLink(folder.resolve(device)), device);
      Files.delete(folder.resolve(device)); // JUnit warns of links that lead out of the folder.
    }
  }

  @Test
  void symbolicLink_staysOne() throws Exception {
    Path link = folder.resolve("link.dmi");
    Files.createSymbolicLink(link, Path.of("real.dmi"));
    Files.createFile(folder.resolve("real.dmi"));
    assertEquals(new Result(0, "", ""), run("image", "build", "@app", "-o", "@link.dmi"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(2, Image.open(folder.resolve("real.dmi")).moduleCount());
  }

  @Test
  void nothingToPutIn_makesNoImage() {
    for (String source : List.of("@directory", "-r @empty --site @directory")) {
      Result r = run(("image build " + source + " -o @o.dmi").split(" "));
      assertEquals(1, r.status);
      assertTrue(r.err.endsWith("o.dmi: not made, since nothing goes into it\n"), r.err);
      assertFalse(Files.exists(folder.resolve("o.dmi")));
    }
  }

  @Test
  void sameFileInAndOut_isReadBeforeItIsReplaced() throws Exception {
    Files.writeString(folder.resolve("more.dmp"), "dormouse profile 1\nruns 2\nawake app:f at=1\n");
    Result merged = run("profile", "merge", "@more.dmp", "@good.dmp", "-o", "@good.dmp");
    assertEquals(new Result(0, "", ""), merged);
    Profile profile = ProfileReader.read(folder.resolve("good.dmp"));
    assertEquals(3, profile.runs());
    assertEquals(2, profile.wokenCount());

    byte[] before = Files.readAllBytes(folder.resolve("good.dmi"));
    assertEquals(new Result(0, "", ""), run("image", "build", "@app", "-o", "@good.dmi"));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("good.dmi")));
    // An image is no source of one; the old one stays.
    assertEquals(1, run("image", "build", "@good.dmi", "-o", "@good.dmi").status);
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("good.dmi")));
  }

  @Test
  void commandLineThatMakesNoSense_givesUsageAndStatus2() {
    List<String> odd = new ArrayList<>();
    for (String command :
        List.of(
            "image",
            "image frob",
            "image build",
            "image build @app",
            "image build -o @o.dmi",
            "image build @app -o",
            "image build @app --frob -o @o.dmi",
            "image build @app --split-cold -o @o.dmi",
            "image build @app --main a --entry-point b -o @o.dmi",
            "image build --distribution x -o @o.dmi",
            "image build --distribution <> --site @app -o @o.dmi",
            "image inspect",
            "image inspect @good.dmi a b",
            "image inspect @good.dmi --frob",
            "image inspect --frob",
            "image imports",
            "image imports @good.dmi @good.dmi",
            "image imports --frob @good.dmi",
            "image imports --image",
            "image diff @good.dmi",
            "image diff @good.dmi @good.dmi @good.dmi",
            "image diff --frob @good.dmi",
            "image verify",
            "image verify --against",
            "image sign @good.dmi",
            "image keygen",
            "profile",
            "profile frob",
            "profile merge @good.dmp",
            "profile merge -o @o.dmp",
            "profile show",
            "profile show --top -1 @good.dmp",
            "profile show @good.dmp @good.dmp",
            "profile diff @good.dmp",
            "profile export @good.dmp",
            "profile export --format xml @good.dmp",
            "profile export --format json @good.dmp --top 3")) {
      Result r = run(command.split(" "));
      if (r.status != 2
          || !r.err.startsWith("dormouse ")
          || !r.err.contains("\nusage: dormouse ")
          || !r.out.isEmpty()) {
        odd.add(command + " -> " + r);
      }
    }
    assertEquals(List.of(), odd);
  }
}
