package dev.dormouse.image.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requirements, versions and markers; the expected values are those of PEP 440 and PEP 508. */
class RequirementTest {
  @Test
  void versions_haveTheOrderOfPep440() {
    String[] ascending = {
      "1.dev0",
      "1.0.dev456",
      "1.0a1",
      "1.0a2.dev456",
      "1.0a2",
      "1.0b1.dev1",
      "1.0b2",
      "1.0rc1",
      "1.0",
      "1.0.post1.dev3",
      "1.0.post456",
      "1.0.15",
      "1.1.dev1",
      "1.10",
      "1!0.1"
    };
    for (int i = 0; i < ascending.length; i++) {
      for (int j = 0; j < ascending.length; j++) {
        int c = VersionNumber.parse(ascending[i]).compareTo(VersionNumber.parse(ascending[j]));
        assertEquals(
            Integer.compare(i, j), Integer.signum(c), ascending[i] + " and " + ascending[j]);
      }
    }
    assertEquals(VersionNumber.parse("1.0"), VersionNumber.parse("v1.0.0"));
    assertEquals(VersionNumber.parse("1.0c1"), VersionNumber.parse("1.0-pre.1"));
    assertEquals("1!2.0rc3.post4.dev5+x.1", VersionNumber.parse("1!2.0-C3-r4_dev5+X.1").toString());
    assertEquals(null, VersionNumber.parse("one"));
  }

  @Test
  void clauses_acceptWhatTheySay() {
    accept("x==1.0", "1.0.0", "1.0+local");
    refuse("x==1.0", "1.0.1", "1.0rc1");
    accept("x==1.4.*", "1.4", "1.4.9");
    refuse("x==1.4.*", "1.5");
    refuse("x!=1.4.*", "1.4.2");
    accept("x~=2.2", "2.2", "2.9");
    refuse("x~=2.2", "3.0", "2.1");
    accept("x~=1.4.5", "1.4.9");
    refuse("x~=1.4.5", "1.5");
    accept("x>=1,<2", "1.5", "1.99.post1");
    refuse("x>=1,<2", "2.0", "2.0rc1");
    refuse("x>1.7", "1.7.post2", "1.7");
    accept("x (>=1.0)", "3");
    accept("x (>=1.0) ; extra == 'docs'", "3");
    accept("x===1.0", "1.0");
    accept("x", "anything at all");
    refuse("x>=1", "anything at all");
  }

  private static void accept(String requirement, String... versions) {
    for (String version : versions) {
      assertTrue(Requirement.parse(requirement).accepts(version), requirement + " " + version);
    }
  }

  private static void refuse(String requirement, String... versions) {
    for (String version : versions) {
      assertFalse(Requirement.parse(requirement).accepts(version), requirement + " " + version);
    }
  }

  @Test
  void markers_decideWhetherARequirementCounts() {
    assertTrue(counts("x; python_version >= '3.8' and python_version < \"3.12\""));
    assertTrue(counts("x; python_version > '3.9'"));
    assertFalse(counts("x; sys_platform == 'win32' or (os_name != 'posix')"));
    assertTrue(counts("x; sys_platform in 'linux darwin' and 'win' not in sys_platform"));
    assertTrue(counts("x; os.name == 'posix'"));
    assertFalse(counts("x; extra == 'Tls_More'"));
    assertTrue(counts("x; extra == 'Tls_More'", "tls-more"));
    assertTrue(counts("x[a, B.c] >= 1 ; python_full_version ~= '3.11.0'"));
    assertEquals(Set.of("a", "b-c"), Requirement.parse("x[a, B.c]").extras);
  }

  private static boolean counts(String requirement, String... extras) {
    return Requirement.parse(requirement).counts(Set.of(extras));
  }

  @Test
  void whatIsNoRequirement_isRefused() {
    for (String bad :
        List.of(
            "",
            "-x",
            "x==",
            "x 1",
            "x; nonsense",
            "x; python_version",
            "x @ http://y",
            "x; (os_name == 'a'",
            "x; os_name ~~ 'a'",
            "x; os_name == 'a' or")) {
      assertThrows(IllegalArgumentException.class, () -> Requirement.parse(bad), bad);
    }
  }

  @Test
  void requirementsFile_hasCommentsOptionsAndContinuations() {
    String file =
        """
        # tools
        --index-url https://example.org/simple
        black == 23.1.0 \\
            --hash=sha256:00ff
        click>=8   # for the command line

        rich[jupyter] ; python_version < "4"
        """;
    List<Requirement> all = Requirement.parseFile(file);
    assertEquals(3, all.size(), all.toString());
    assertEquals("black", all.get(0).name);
    assertTrue(all.get(0).accepts("23.1.0"));
    assertEquals("click>=8", all.get(1).toString());
    assertThrows(IllegalArgumentException.class, () -> Requirement.parseFile("-e .\n"));
    assertThrows(IllegalArgumentException.class, () -> Requirement.parseFile("-r other.txt\n"));
  }
}
