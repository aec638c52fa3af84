package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the states in an application's image say modules hold is what their bodies leave there. */
class ApplicationStatesTest {
  /** A package made of what applications do at import; some of it no state can repeat. */
  private static final Path SHOP = Path.of("examples/shop").toAbsolutePath();

  private static final List<String> WRITTEN =
      List.of("shop", "shop.gen", "shop.goods", "shop.kinds", "shop.plugins");

  @TempDir Path folder;

  /** What {@code image state} said. */
  private Run made;

  @BeforeEach
  void build() throws IOException {
    Files.write(folder.resolve("module_states.py"), ToolsTest.resource("module_states.py"));
    run("image", "build", SHOP.toString(), "-o", "shop.dmi", "--main", "shop");
    made = run("image", "state", "shop.dmi", "shop.*");
  }

  private Run run(String... arguments) throws IOException {
    Run run = Run.dormouse(arguments).in(folder).run();
    assertEquals(0, run.status(), run::toString);
    return run;
  }

  @Test
  void modulesThatCannotBeWritten_areNamedWithTheReason() {
    assertEquals(
        new TreeSet<>(
            List.of(
                "shop.clock: its body calls time.time",
                "shop.env: its body reads or changes the environment",
                "shop.loud: its body sets up logger shop",
                "shop.ordered: its body changes function __gt__ of module functools")),
        new TreeSet<>(Arrays.asList(made.err().split("\n"))),
        made::toString);
    assertTrue(made.out().startsWith("5 modules of 9, "), made::toString);
  }

  @Test
  void programs_doTheSameWithAndWithoutStates() throws IOException {
    Run states = run("shop.dmi");
    Run bodies = run("-X", "no_state", "shop.dmi");
    assertEquals(bodies.out(), states.out());
    assertEquals("", states.err());
  }

  @Test
  void states_areWhatBodiesLeave_inAnyOrder() throws IOException {
    List<String> modules = new ArrayList<>(WRITTEN);
    modules.addAll(List.of("shop.env", "shop.loud"));
    for (int i = 0; i < modules.size(); i += 2) {
      Collections.rotate(modules, 2);
      List<String> arguments = new ArrayList<>(List.of("--image", "shop.dmi", "module_states.py"));
      arguments.addAll(modules);
      Run states = run(arguments.toArray(new String[0]));
      arguments.addAll(0, List.of("-X", "no_state"));
      Run bodies = run(arguments.toArray(new String[0]));
      assertArrayEquals(bodies.out().split("\n"), states.out().split("\n"));
    }
  }

  @Test
  void modulesWithState_runNothing() throws IOException {
    Run report = run("--report", "--image", "shop.dmi", "-c", "import shop; shop.registry");
    assertTrue(
        report.err().replaceAll("(?s).*?module states +(\\d+ modules).*", "$1").equals("4 modules"),
        report::toString);
  }

  /** A class of the library or of a module whose body runs knows the subclasses that sleep. */
  @Test
  void classesOfOthers_knowTheirSubclasses() throws IOException {
    Run run =
        run(
            "--image",
            "shop.dmi",
            "-c",
            """
            import enum, threading, abc, shop
            print([c.__name__ for c in enum.IntFlag.__subclasses__() if c.__module__ == 'shop.kinds'])
            print([c.__name__ for c in threading.Thread.__subclasses__() if c.__module__ == 'shop.goods'])
            print([c.__name__ for c in Exception.__subclasses__() if c.__module__ == 'shop.goods'])
            """);
    assertEquals("['Size']\n['Worker']\n['Broken']\n", run.out());
  }

  /** What a body could not import at build time may be there at run time. */
  @Test
  void modulesThatWereMissing_areImportedWhereTheyAreThere() throws IOException {
    Files.writeString(folder.resolve("simplejson.py"), "");
    Run run =
        Run.dormouse(
                "--image", "shop.dmi", "-c", "import shop.plugins as p; print(p.json.__name__)")
            .in(folder)
            .with("PYTHONPATH", folder.toString())
            .run();
    assertEquals("simplejson\n", run.out(), run::toString);
  }

  @Test
  void loggers_areThoseOfTheRun() throws IOException {
    Run run =
        run(
            "--image",
            "shop.dmi",
            "-c",
            """
            import logging
            logging.getLogger('shop.kinds').setLevel(logging.ERROR)
            import shop
            print(shop.kinds.log is logging.getLogger('shop.kinds'), shop.kinds.log)
            """);
    assertEquals("True <Logger shop.kinds (ERROR)>\n", run.out());
  }

  @Test
  void statesOfAnotherLibrary_areIgnoredAndSayWhy() throws IOException {
    change(false);
    assertEquals(run("-X", "no_state", "shop.dmi").out(), run("shop.dmi").out());
    Run verbose = run("-v", "shop.dmi");
    assertEquals(2, verbose.err().split("module states not used", -1).length, verbose::toString);
    assertTrue(
        verbose.err().contains("shop.dmi: module states not used: made with another library"),
        verbose::toString);
    Run report = run("--report", "--image", "shop.dmi", "-c", "import shop");
    assertTrue(report.err().contains("not used: made with another library"), report::toString);
  }

  @Test
  void damagedStates_areAFaultOfTheFile() throws IOException {
    change(true);
    Run run = Run.dormouse("shop.dmi").in(folder).run();
    assertEquals(1, run.status(), run::toString);
    assertTrue(run.err().contains("shop.dmi: state"), run::toString);
    assertFalse(run.err().contains("at dev.dormouse"), run::toString);
  }

  /**
   * Words of the state are replaced and its checksum set right, so that only what they mean can be
   * wrong: the program runs, or fails as a program may, or the image is refused; nothing of Java is
   * seen.
   */
  @Test
  void statesThatMakeNoSense_areRefusedOrHarmless() throws IOException {
    Path file = folder.resolve("shop.dmi");
    byte[] original = Files.readAllBytes(file);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      ByteBuffer image = ByteBuffer.wrap(original.clone()).order(ByteOrder.LITTLE_ENDIAN);
      int part = stateEntry(image);
      int start = (int) image.getLong(part + 8);
      int words = (int) image.getLong(part + 16) / 4;
      // One in four in the header, whose words decide most.
      int at = start + 4 * random.nextInt(random.nextInt(4) == 0 ? 12 : words);
      int[] values = {0, -1, Integer.MIN_VALUE, image.getInt(at) + 8, random.nextInt(4000)};
      image.putInt(at, values[random.nextInt(values.length)]);
      seal(image, part);
      Files.write(file, image.array());
      Run run = Run.dormouse("shop.dmi").in(folder).run();
      assertTrue(run.status() == 0 || run.status() == 1, run::toString);
      assertFalse(run.err().contains("at dev.dormouse"), run::toString);
      refused += run.err().contains("shop.dmi: state at offset ") ? 1 : 0;
    }
    assertTrue(refused > 5, "refused " + refused);
  }

  /** Where in the directory the state's entry is; see FORMAT.md. */
  private static int stateEntry(ByteBuffer image) {
    int entry = 72;
    while (image.getInt(entry) != 14) {
      entry += 32;
    }
    return entry;
  }

  private static void seal(ByteBuffer image, int entry) {
    CRC32C crc = new CRC32C();
    crc.update(image.slice((int) image.getLong(entry + 8), (int) image.getLong(entry + 16)));
    image.putInt(entry + 28, (int) crc.getValue());
    long check = image.getLong(0);
    // The first eight bytes are the magic number, from which the check word starts.
    for (int at = 0; at < 72 + 32 * image.getInt(16); at += 8) {
      if (at != 64) {
        check = (check ^ image.getLong(at)) * 0x100000001B3L;
        check ^= check >>> 32;
      }
    }
    image.putLong(64, check);
  }

  /** Changes a byte of the state: of what it was made with, or one behind that. */
  private void change(boolean behind) throws IOException {
    Path file = folder.resolve("shop.dmi");
    byte[] bytes = Files.readAllBytes(file);
    byte[] library =
        Image.open(Path.of(System.getProperty("dormouse.distribution"), "images", "stdlib.dmi"))
            .contentIdBytes();
    for (int at = 0; at < bytes.length - library.length; at++) {
      if (Arrays.equals(bytes, at, at + library.length, library, 0, library.length)) {
        bytes[behind ? at + library.length + 2 : at] ^= 1;
        Files.write(file, bytes);
        return;
      }
    }
    throw new AssertionError("the state does not name the library");
  }

  @Test
  void commandForStates_saysWhatIsWrong() throws IOException {
    Run missing = Run.dormouse("image", "state", "shop.dmi", "shop.none").in(folder).run();
    assertEquals(1, missing.status());
    assertTrue(missing.err().contains("shop.dmi: no module named shop.none"), missing::toString);
    Run none = Run.dormouse("image", "state", "shop.dmi", "shop.clock").in(folder).run();
    assertEquals(1, none.status());
    assertEquals("shop.clock: its body calls time.time\n", none.err());
    Run file = Run.dormouse("image", "state", "nothing.dmi", "shop").in(folder).run();
    assertEquals(1, file.status());
    assertTrue(file.err().contains("nothing.dmi: No such file"), file::toString);
  }
}
