package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed images, and images that cannot be trusted, as the command line meets them. */
class TrustTest {
  private static final String STALE =
      "app.dmi: stale: part.py beside it is not what the image was built from; build it again, or"
          + " choose with --stale=source or --stale=image";

  @TempDir Path folder;

  @BeforeEach
  void makeKeyAndImage() throws IOException {
    folder = folder.toRealPath();
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/__main__.py"), "import part\nprint(part.value)\n");
    Files.writeString(folder.resolve("app/part.py"), "value = 'from the image'\n");
    ok("image", "build", "app", "-o", "app.dmi");
    ok("image", "keygen", "-o", "release");
    ok("image", "keygen", "-o", "other");
  }

  private void ok(String... arguments) {
    Run run = Run.dormouse(arguments).in(folder).run();
    assertEquals("status 0, ", "status " + run.status() + ", " + run.err());
  }

  /** Runs and expects failure, with one line that ends in {@code end}. */
  private void refused(String end, String... arguments) {
    Run run = Run.dormouse(arguments).in(folder).run();
    assertEquals(1, run.status(), () -> Arrays.toString(arguments) + run);
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().strip().endsWith(end), run.err());
    assertTrue(
        run.err().startsWith("dormouse: ") || run.err().startsWith("ImportError: "), run.err());
  }

  @Test
  void demand_isMetByASignatureOnly() {
    String unsigned = "app.dmi: not signed; sign it with dormouse image sign, or get a signed one";
    refused(unsigned, "--require-signature", "release.pub", "app.dmi");
    refused(unsigned, "--require-signature", "release.pub", "--image", "app.dmi", "-c", "1");
    refused(unsigned, "image", "verify", "--key", "release.pub", "app.dmi");
    ok("image", "sign", "--key", "release", "app.dmi");
    Run signed = Run.dormouse("--require-signature=release.pub", "app.dmi").in(folder).run();
    assertEquals("status 0\n--- out\nfrom the image\n--- err\n", signed.toString());
    ok("image", "verify", "--key", "release.pub", "app.dmi");
    ok("app.dmi");
    String foreign =
        "signed by no key of other.pub; get its signer's key, or an image of a trusted one";
    refused(foreign, "--require-signature", "other.pub", "app.dmi");
    refused(foreign, "image", "verify", "--key", "other.pub", "app.dmi");
    Run byVariable =
        Run.dormouse("app.dmi").with("DORMOUSE_REQUIRE_SIGNATURE", "other.pub").in(folder).run();
    assertEquals(1, byVariable.status());
    ok("image", "sign", "--key", "other", "app.dmi");
    ok("--require-signature", "other.pub", "app.dmi");
    ok("--require-signature", "release.pub", "app.dmi");
  }

  @Test
  void demand_isMadeOfImagesMetOnThePath() {
    Run run =
        Run.dormouse(
                "--require-signature",
                "release.pub",
                "-c",
                "import sys; sys.path.insert(0, 'app.dmi'); import part")
            .in(folder)
            .run();
    assertEquals(1, run.status());
    assertTrue(run.err().contains("app.dmi: not signed"), run.err());
  }

  @Test
  void demand_keepsSourcesBesideAnImageOut() throws IOException {
    ok("image", "sign", "--key", "release", "app.dmi");
    Files.writeString(folder.resolve("part.py"), "value = 'from beside'\n");
    refused(STALE, "app.dmi");
    assertEquals(
        "from the image\n",
        Run.dormouse("--require-signature", "release.pub", "app.dmi").in(folder).run().out());
  }

  @Test
  void badImages_areRefusedInALineThatSaysWhatToDo() throws IOException {
    ok("image", "sign", "--key", "release", "app.dmi");
    byte[] good = Files.readAllBytes(folder.resolve("app.dmi"));

    Files.write(folder.resolve("cut.dmi"), Arrays.copyOf(good, good.length / 2));
    String truncated = "; the file is truncated: copy or build it again";
    refused(truncated, "cut.dmi");
    refused(truncated, "--image", "cut.dmi", "-c", "1");
    refused(truncated, "image", "verify", "cut.dmi");
    Run onPath = Run.dormouse("-c", "1").with("PYTHONPATH", "cut.dmi").in(folder).run();
    assertEquals(1, onPath.status());
    assertTrue(onPath.err().strip().endsWith(truncated), onPath.err());
    assertEquals(1, onPath.err().lines().count(), onPath.err());

    patch("version.dmi", good, 8, 77);
    refused("of another version of Dormouse: build it again with this one", "version.dmi");
    patch("python.dmi", good, 10, 1);
    refused("for another version of Python: build it again for 3.11", "python.dmi");
    patch("header.dmi", good, 40, 1);
    refused("; the image is damaged: copy or build it again", "header.dmi");
    patch("tampered.dmi", good, good.length - 300, 0x55);
    refused("; the image is damaged: copy or build it again", "image", "verify", "tampered.dmi");
    refused(
        "changed after it was signed; get it again from where it was signed",
        "--require-signature",
        "release.pub",
        "tampered.dmi");
    refused(
        "; the image is damaged: copy or build it again",
        "image",
        "sign",
        "--key",
        "release",
        "tampered.dmi");
  }

  private void patch(String name, byte[] image, int at, int value) throws IOException {
    Path file = Files.write(folder.resolve(name), image);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(at);
      out.write(image[at] ^ value);
    }
  }

  @Test
  void staleImage_isRefusedAgainstItsSources() throws IOException {
    ok("image", "verify", "--against", "app", "app.dmi");
    Files.writeString(folder.resolve("app/part.py"), "value = 'changed'\n");
    refused(
        "app.dmi: stale: app/part.py is not what the image was built from; build it again",
        "image",
        "verify",
        "--against",
        "app",
        "app.dmi");
  }

  @Test
  void imageBesideChangedSources_isRefusedUnlessOneIsChosen() throws IOException {
    Files.copy(folder.resolve("app/part.py"), folder.resolve("part.py"));
    ok("app.dmi");
    Files.writeString(folder.resolve("part.py"), "value = 'from beside'\n");
    refused(STALE, "app.dmi");
    refused(STALE, "--stale", "refuse", "app.dmi");
    for (String[] chosen : new String[][] {{"source", "beside"}, {"image", "the image"}}) {
      Run run = Run.dormouse("--stale=" + chosen[0], "app.dmi").in(folder).run();
      assertEquals(new Run(0, "from " + chosen[1] + "\n", ""), run);
    }
    // No program takes it for a module that is missing; and an image on the path is no other.
    String careful =
        "import sys; sys.path.insert(0, 'app.dmi')\n"
            + "try: import part\n"
            + "except BaseException: print('missing')\n";
    refused(STALE, "-c", careful);
    Run thread =
        Run.dormouse(
                "-c",
                "import sys, threading, time; sys.path.insert(0, 'app.dmi')\n"
                    + "threading.Thread(target=__import__, args=('part',)).start()\n"
                    + "time.sleep(60)\n")
            .in(folder)
            .run();
    assertEquals(new Run(1, "", "dormouse: " + STALE + "\n"), thread);
    Run unknown = Run.dormouse("--stale=both", "app.dmi").in(folder).run();
    assertEquals(2, unknown.status());
    assertTrue(
        unknown.err().startsWith("--stale must be one of 'refuse', 'source', or 'image'\nusage: "),
        unknown.err());
  }

  @Test
  void badArguments_giveUsage_badFilesTheirName() throws IOException {
    for (String[] arguments :
        new String[][] {
          {"image", "keygen"},
          {"image", "keygen", "-o"},
          {"image", "keygen", "-o", "a", "b"},
          {"image", "sign", "app.dmi"},
          {"image", "sign", "--key", "release"},
          {"image", "sign", "--nonsense", "app.dmi"},
          {"image", "verify"},
          {"image", "verify", "--key"},
          {"--require-signature"}
        }) {
      Run run = Run.dormouse(arguments).in(folder).run();
      assertEquals(2, run.status(), () -> Arrays.toString(arguments) + run);
      assertTrue(run.err().contains("usage: dormouse "), run.err());
    }
    Files.writeString(folder.resolve("text"), "no key");
    refused("/release: File exists", "image", "keygen", "-o", "release");
    refused("text: no PRIVATE KEY in PEM form", "image", "sign", "--key", "text", "app.dmi");
    refused("gone: No such file or directory", "image", "sign", "--key", "gone", "app.dmi");
    refused("text: no PUBLIC KEY in PEM form", "image", "verify", "--key", "text", "app.dmi");
    refused("app: Is a directory", "image", "verify", "--key", "app", "app.dmi");
    refused("a file without a name", "--require-signature", "", "app.dmi");
    refused("gone: No such file or directory", "image", "verify", "--against", "gone", "app.dmi");
    refused("text: no PUBLIC KEY in PEM form", "--require-signature", "text", "app.dmi");
    refused("gone: No such file or directory", "--require-signature", "gone", "app.dmi");
  }
}
