package dev.dormouse.image.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of profiles: what is written is read, in any order, and nothing else is. */
class ProfileFileTest {
  private static final String HEAD = "dormouse profile 1\n";

  @Test
  void example_ofTheDocument_isWhatTheWriterWrites() throws Exception {
    Path here = Path.of("PROFILE.md");
    String document =
        Files.readString(Files.exists(here) ? here : Path.of("lazycode/image/PROFILE.md"));
    int start = document.indexOf("```\n" + HEAD) + 4;
    String example = document.substring(start, document.indexOf("```", start));

    Profile profile = read(example);

    assertEquals(example, ProfileWriter.text(profile));
    assertEquals(1, profile.runs());
    assertEquals("json", profile.imports().get("json.decoder").inside());
    assertEquals(1, profile.wokenCount());
    assertEquals("app:main", profile.woken().getFirst().by());
  }

  @Test
  void linesInAnyOrder_areTheSameProfile() throws Exception {
    String text = ProfileWriter.text(random(new Random(1), 40));
    List<String> lines = new ArrayList<>(text.lines().skip(1).toList());
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(lines, new Random(i));
      assertEquals(text, ProfileWriter.text(read(HEAD + String.join("\r\n", lines))));
    }
  }

  @Test
  void merging_isCommutativeAndAssociative() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      String a = ProfileWriter.text(random(random, 12));
      String b = ProfileWriter.text(random(random, 12));
      String c = ProfileWriter.text(random(random, 12));
      String left = ProfileWriter.text(read(a).merge(read(b)).merge(read(c)));
      String right = ProfileWriter.text(read(a).merge(read(c).merge(read(b))));
      String reversed = ProfileWriter.text(read(c).merge(read(b)).merge(read(a)));
      assertEquals(left, right, "seed " + seed);
      assertEquals(left, reversed, "seed " + seed);
      assertEquals(left, ProfileWriter.text(new Profile().merge(read(left))), "seed " + seed);
    }
  }

  @Test
  void awakeInOneRunAndBoundInAnother_isAwake() throws Exception {
    Profile merged =
        read(HEAD + "runs 1\nbound m:f size=9 runs=1")
            .merge(read(HEAD + "runs 1\nawake m:f at=5 took=7 why=call"));
    assertEquals(
        HEAD + "runs 2\ntime 0\nawake m:f why=call at=5 took=7 size=9\n",
        ProfileWriter.text(merged));
  }

  @Test
  void sumsBeyondTheLargestNumber_stayReadable() throws Exception {
    Profile huge = read(HEAD + "runs 1000000000\ntime 999999999999999999\n");
    String text = ProfileWriter.text(huge.merge(read(ProfileWriter.text(huge))));
    assertEquals(text, ProfileWriter.text(read(text)));
  }

  @Test
  void namesWithAnyCharacter_comeBack() throws Exception {
    for (String name :
        List.of(
            "a b",
            "100%",
            "Größe",
            "\ud83d\udc2d",
            "\ud83d",
            "x\ny",
            "#",
            "f.<locals>.<lambda>",
            "\u00a0",
            "\u2028",
            "=")) {
      Profile profile = new Profile();
      profile.add(new Profile.Code(new Key(name, name, 3), true, name, name, 1, 1, 1, 1, 1));
      profile.add(new Profile.Import(name, name, name, 1, 1, 1, 1));
      Profile again = read(ProfileWriter.text(profile));
      assertEquals(profile.code(), again.code());
      assertEquals(profile.imports(), again.imports());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runs|a word and a name or number|'runs'",
        "runs x|a number of at most 18 digits for 'runs'|'x'",
        "runs -1|a number of at most 18 digits for 'runs'|'-1'",
        "runs 1000000001|at most 1000000000 for 'runs'|1000000001",
        "time 1 2|nothing behind the number|'2'",
        "sleeps m:f|'runs', 'time', 'part', 'import', 'awake' or 'bound'|'sleeps'",
        "awake f|MODULE:QUALNAME or MODULE:QUALNAME#NUMBER|'f'",
        "awake m:f#1|MODULE:QUALNAME or MODULE:QUALNAME#NUMBER|'m:f#1'",
        "awake m:f#x|MODULE:QUALNAME or MODULE:QUALNAME#NUMBER|'m:f#x'",
        "awake m:f at|one of the fields why by at took size calls runs|'at'",
        "awake m:f at=1 at=2|each field once|a second 'at'",
        "bound m:f took=1|one of the fields size runs|'took=1'",
        "import m took=1|one of the fields by in at self total runs|'took=1'",
        "import m at=1234567890123456789|a number of at most 18 digits for"
            + " 'at'|'1234567890123456789'",
        "part x|IMAGE:PART|'x'",
        "import m%12|four hexadecimal digits behind '%'|'m%12'",
      })
  void badLine_isRefusedWithItsPlace(String line, String expected, String actual) {
    ProfileFormatException e =
        assertThrows(ProfileFormatException.class, () -> read(HEAD + "# fine\n" + line + "\n"));
    assertEquals("x.dmp", e.file());
    assertEquals(3, e.line());
    assertEquals(expected, e.expected());
    assertEquals(actual, e.actual());
    assertEquals("x.dmp: line 3: expected " + expected + ", found " + actual, e.getMessage());
  }

  @Test
  void sameNameTwice_isRefused() {
    for (String line : List.of("runs 1", "time 1", "part i:p", "import m", "awake m:f")) {
      ProfileFormatException e =
          assertThrows(ProfileFormatException.class, () -> read(HEAD + line + "\n" + line));
      assertEquals(3, e.line());
    }
    assertThrows(ProfileFormatException.class, () -> read(HEAD + "awake m:f\nbound m:f"));
  }

  @Test
  void otherFile_isRefusedInItsFirstLine() {
    for (String text : List.of("", "\n", "{}", "dormouse profile 2\n", "\u0000\u0001")) {
      ProfileFormatException e = assertThrows(ProfileFormatException.class, () -> read(text));
      assertEquals(1, e.line());
    }
    byte[] image = {(byte) 0x89, 'D', 'M', 'I', '\r', '\n', 26, '\n'};
    assertEquals(
        1,
        assertThrows(ProfileFormatException.class, () -> ProfileReader.read("x.dmp", image))
            .line());
  }

  @Test
  void anyMutation_isReadOrRefused() throws Exception {
    byte[] good = ProfileWriter.text(random(new Random(9), 20)).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(10);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        ProfileWriter.text(ProfileReader.read("x.dmp", bad));
      } catch (ProfileFormatException e) {
        refused++;
        assertFalse(e.actual().contains("\n"));
      }
    }
    assertTrue(refused > 1000 && refused < 5000, refused + " refused");
  }

  private static Profile read(String text) throws ProfileFormatException {
    return ProfileReader.read("x.dmp", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Profile random(Random random, int lines) {
    Profile profile = new Profile().addRuns(1 + random.nextInt(3), random.nextInt(1000));
    String[] names = {"a", "a.b", "c", "größe"};
    for (int i = 0; i < lines; i++) {
      String name = names[random.nextInt(names.length)];
      String other = names[random.nextInt(names.length)];
      int n = 1 + random.nextInt(3);
      switch (random.nextInt(4)) {
        case 0 ->
            profile.add(new Profile.Import(name, other, other, random.nextInt(4), n, 2 * n, n));
        case 1 -> profile.add(new Profile.Part(name + ".dmi", other, n, n));
        case 2 ->
            profile.add(new Profile.Code(new Key(name, "f", n), false, "", "", 0, 0, n, 0, n));
        default ->
            profile.add(
                new Profile.Code(
                    new Key(name, "f", n), true, "call", other, random.nextInt(4), n, n, n, n));
      }
    }
    return profile;
  }
}
