package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library's own tools, and a program that uses much of the library, behave as under the
 * reference.
 */
class ToolsTest {
  private static final String DOCUMENT =
      "{\"b\": [1, 2.5, -3e10, null, true], \"a\": {\"nested\": \"caf\\u00e9 \\ud83d\\ude00\","
          + " \"empty\": []}}";

  @TempDir Path folder;
  private Differential tools;

  @BeforeEach
  void write() throws IOException {
    tools = Differential.in(folder);
    Files.writeString(folder.resolve("document.json"), DOCUMENT);
    Files.writeString(folder.resolve("lines.json"), "{\"x\": 1}\n[2, 3]\n\"four\"\n");
    Files.writeString(folder.resolve("broken.json"), "{\"a\": [1, 2,, 3]}");
    Files.writeString(
        folder.resolve("program.py"),
        "import os\n\n\n"
            + "def f(a, *b, c=1, **d):\n"
            + "    \"\"\"Doc.\"\"\"\n"
            + "    try:\n"
            + "        return [x for x in b if x > a]\n"
            + "    except* ValueError as e:\n"
            + "        raise KeyError(f'{a!r:>10}') from e\n\n\n"
            + "class C(object):\n"
            + "    x: int = 5\n"
            + "    async def g(self):\n"
            + "        async with self as s:\n"
            + "            await s\n"
            + "        return lambda: self.x\n");
  }

  @Test
  void jsonTool_formatsADocument() {
    tools.check("-m", "json.tool", "document.json");
    tools.check("-m", "json.tool", "--sort-keys", "document.json");
    tools.check("-m", "json.tool", "--indent", "2", "--no-ensure-ascii", "document.json");
    tools.check("-m", "json.tool", "--compact", "document.json", "out.json");
    tools.check("-m", "json.tool", "--json-lines", "lines.json");
  }

  @Test
  void jsonTool_reportsWhatIsWrong() {
    tools.check("-m", "json.tool", "broken.json");
    tools.check("-m", "json.tool", "missing.json");
    tools.check("-m", "json.tool", "--nonsense");
    tools.reading("not json").check("-m", "json.tool");
  }

  @Test
  void jsonTool_readsAPipe() {
    tools.reading(DOCUMENT).check("-m", "json.tool");
    tools.reading(DOCUMENT).check("-m", "json.tool", "-h");
  }

  @Test
  void jsonTool_formatsAMegabyte() throws IOException {
    StringBuilder big = new StringBuilder("[");
    for (int i = 0; big.length() < 1 << 20; i++) {
      big.append(i == 0 ? "" : ",")
          .append("{\"id\": ")
          .append(i)
          .append(", \"name\": \"n\\u00fc")
          .append(i);
      big.append("\", \"values\": [")
          .append(i * 0.37)
          .append(", ")
          .append(i * 7L)
          .append(", null]}");
    }
    Files.writeString(folder.resolve("big.json"), big.append("]").toString());
    tools.check("-m", "json.tool", "big.json");
  }

  @Test
  void calendar_printsMonthsAndYears() {
    tools.check("-m", "calendar", "2024", "2");
    tools.check("-m", "calendar", "2023");
    tools.check("-m", "calendar", "--type", "html", "2023");
    tools.check("-m", "calendar", "2023", "13");
  }

  @Test
  void tokenize_listsTokens() {
    tools.check("-m", "tokenize", "program.py");
    tools.check("-m", "tokenize", "-e", "program.py");
  }

  @Test
  void ast_dumpsTheTree() {
    tools.check("-m", "ast", "program.py");
    tools.check("-m", "ast", "-a", "-i", "2", "program.py");
  }

  @Test
  void dis_disassembles() {
    tools.reading("x = [i for i in range(3)]\nprint(x)\n").check("-m", "dis");
  }

  @Test
  void base64_encodesAndDecodes() {
    tools.reading("some bytes \u00e9").check("-m", "base64", "-e");
    tools.reading("c29tZSBieXRlcw==\n").check("-m", "base64", "-d");
    tools.check("-m", "base64", "-t");
  }

  @Test
  void pickletools_disassembles() throws IOException {
    Files.write(
        folder.resolve("x.pickle"),
        new byte[] {
          (byte) 0x80, 4, '}', (byte) 0x94, (byte) 0x8c, 1, 'a', (byte) 0x94, 'K', 1, 's', '.'
        });
    tools.check("-m", "pickletools", "x.pickle");
    tools.check("-m", "pickletools", "-a", "x.pickle");
  }

  @Test
  void tabnanny_findsMixedIndentation() throws IOException {
    Files.writeString(folder.resolve("mixed.py"), "if 1:\n        a = 1\n\tb = 2\n");
    tools.check("-m", "tabnanny", "-v", "program.py");
    tools.check("-m", "tabnanny", "mixed.py");
  }

  @Test
  void zipfile_createsListsAndExtracts() {
    tools.check("-m", "zipfile", "-c", "a.zip", "program.py", "document.json");
    tools.check("-m", "zipfile", "-t", "a.zip");
    tools.check("-m", "zipfile", "-e", "a.zip", "extracted");
    tools.check("-m", "zipfile", "-l", "missing.zip");
  }

  @Test
  void unittest_passesFailsErrorsAndSkips() throws IOException {
    Files.writeString(
        folder.resolve("test_sample.py"),
        "import unittest\n\n\n"
            + "class Sample(unittest.TestCase):\n"
            + "    def test_pass(self):\n"
            + "        self.assertEqual(1 + 1, 2)\n\n"
            + "    def test_fail(self):\n"
            + "        self.assertEqual([1, 2, 3], [1, 2, 4], 'lists')\n\n"
            + "    def test_error(self):\n"
            + "        {}['missing']\n\n"
            + "    @unittest.skip('not today')\n"
            + "    def test_skip(self):\n"
            + "        pass\n\n"
            + "    @unittest.expectedFailure\n"
            + "    def test_expected(self):\n"
            + "        self.fail()\n\n"
            + "    def test_sub(self):\n"
            + "        for i in range(3):\n"
            + "            with self.subTest(i=i):\n"
            + "                self.assertNotEqual(i, 1)\n");
    Run expected = Run.reference("-m", "unittest", "-v", "test_sample").in(folder).run();
    Run actual = Run.dormouse("-m", "unittest", "-v", "test_sample").in(folder).run();
    assertEquals(withoutTimes(expected), withoutTimes(actual));
  }

  private static String withoutTimes(Run run) {
    return run.toString()
        .replaceAll("in \\d+\\.\\d+s", "in some time")
        .replace(System.getProperty("dormouse.reference.lib"), "<library>")
        .replace(System.getProperty("dormouse.distribution") + "/images/stdlib.dmi", "<library>");
  }

  @Test
  void inventory_usesMuchOfTheLibrary() throws IOException {
    Files.write(folder.resolve("inventory.py"), resource("inventory.py"));
    tools.check("inventory.py", "one", "two", "--level", "plenty", "-vv");
    tools.check("inventory.py", "--help");
    tools.check("inventory.py", "--limit", "many");
    tools.check("inventory.py", "--version");
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = ToolsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
