package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import dev.dormouse.code.LazyText;
import dev.dormouse.code.MarshalWriter;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images laid out by a profile hold the same as others, with what woke in front. */
class LayoutTest {
  private static final String ALPHA =
      """
      "alpha's docstring"
      class C:
          "C's docstring"
          def first(self): return 'string of first', (1.5, 'in a tuple')
          def second(self): "second's docstring"; return [x for x in (2.5, 'other')]
      def cold(): return 3.5
      def hot(): return 4.5, 'hot string'
      """;
  private static final String BETA =
      """
      def f(): return 5.5
      if f:
          def g(): return 'one g'
      else:
          def g(): return 'two g'
      """;

  /** In the order of waking. */
  private static final List<String> WOKEN =
      List.of(
          "beta:<module>", "beta:g#2", "alpha:<module>", "alpha:C", "alpha:hot", "alpha:C.second");

  @Test
  void whatWoke_standsFirstInOrderOfWaking() throws Exception {
    Image image = open(builder().layout(profile(WOKEN)).build());

    List<ImageCode> woken = new ArrayList<>();
    for (String name : WOKEN) {
      woken.add(find(image, name));
    }
    long last = -1;
    for (ImageCode code : woken) {
      assertTrue(code.tablesAt() > last, code.qualname());
      last = code.tablesAt();
    }
    // Headers: what wakes, and what is bound by that, whose headers waking reads.
    assertEquals(0, find(image, "beta:<module>").index());
    int coldest = find(image, "alpha:C.second").index();
    assertTrue(find(image, "alpha:cold").index() < find(image, "alpha:C.first").index());
    assertTrue(coldest < find(image, "alpha:C.second.<locals>.<listcomp>").index());
    // Strings of what woke come before the others of their class.
    assertTrue(string(image, "hot string") < string(image, "string of first"));
    assertTrue(string(image, "two g") < string(image, "one g"));
    assertEquals("6", image.info(ImageBuilder.INFO_HOT));
    assertTrue(ImageInspector.summary(image).contains("6 code objects first"));
  }

  @Test
  void coldCode_standsBehindAllThatWoke() throws Exception {
    Image image = open(builder().layout(profile(WOKEN)).build());
    for (String cold : List.of("alpha:cold", "alpha:C.first", "beta:f", "beta:g")) {
      for (String hot : WOKEN) {
        assertTrue(
            find(image, cold).tablesAt() > find(image, hot).tablesAt(), cold + " behind " + hot);
      }
    }
  }

  @Test
  void layout_changesNothingOfWhatIsRead() throws Exception {
    Image plain = open(builder().build());
    Image image = open(builder().layout(profile(WOKEN)).build());
    ImageVerifier.verify(image);
    for (String module : List.of("alpha", "beta")) {
      assertArrayEquals(
          MarshalWriter.toBytes(plain.find(module).code().toCodeObject()),
          MarshalWriter.toBytes(image.find(module).code().toCodeObject()));
    }
  }

  @Test
  void codeOfOneNameInAModule_isFoundWithOrWithoutAProfile() throws Exception {
    for (Image image :
        List.of(open(builder().build()), open(builder().layout(profile(WOKEN)).build()))) {
      for (String module : List.of("alpha", "beta")) {
        int body = image.find(module).code().index();
        for (int code = 0; code < image.codeCount(); code++) {
          if (body(image, code) != body) {
            continue;
          }
          int name = image.code(code).qualnameId();
          BitSet names = new BitSet();
          names.set(name);
          List<Integer> expected = new ArrayList<>();
          for (int i = 0; i < image.codeCount(); i++) {
            if (body(image, i) == body && image.code(i).qualnameId() == name) {
              expected.add(i);
            }
          }
          List<Integer> found = new ArrayList<>();
          for (int i : image.codeCalled(names, new int[] {body})) {
            if (body(image, i) == body) {
              found.add(i);
            }
          }
          assertEquals(expected, found, module + ":" + image.code(code).qualname());
        }
      }
    }
  }

  private static int body(Image image, int code) {
    return image.parent(code) < 0 ? code : body(image, image.parent(code));
  }

  @Test
  void build_dependsOnNothingButItsInputs() throws Exception {
    byte[] one = builder().layout(profile(WOKEN)).build();
    byte[] two = builder().layout(profile(WOKEN)).build();
    assertArrayEquals(one, two);
    byte[] unknown =
        builder().layout(profile(List.of("gamma:<module>", "alpha:gone", "beta:g#9"))).build();
    Image image = open(unknown);
    ImageVerifier.verify(image);
    assertEquals("0", image.info(ImageBuilder.INFO_HOT));
  }

  @Test
  void profileThatKnowsOnlyInnerCode_givesAValidImage() throws Exception {
    for (String name : WOKEN) {
      Image image = open(builder().layout(profile(List.of(name))).build());
      ImageVerifier.verify(image);
      assertEquals(0, find(image, name).tablesAt());
    }
  }

  @Test
  void droppedParts_areGoneAndTheImageSaysSo() throws Exception {
    byte[] bytes = builder().keepDocstrings(false).keepLineTables(false).build();
    Image image = open(bytes);
    ImageVerifier.verify(image);
    assertEquals("docstrings, line tables", image.info(ImageBuilder.INFO_WITHOUT));
    assertTrue(ImageInspector.summary(image).contains("without         docstrings, line tables\n"));
    assertEquals(0, image.part(PartKind.DOCSTRINGS).count);
    assertEquals(4, image.part(PartKind.LINE_TABLES).length);
    assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("docstring\""));
    ImageCode second = find(image, "alpha:C.second");
    assertEquals(Constants.Singleton.NONE, second.consts(PlainConstants.FACTORY)[0]);
    assertEquals(0, second.linetable().length);
    assertEquals(null, second.docstring(PlainConstants.FACTORY));

    Image lines = open(builder().keepLineTables(false).build());
    assertEquals("line tables", lines.info(ImageBuilder.INFO_WITHOUT));
    assertEquals(
        "second's docstring",
        ((LazyText) find(lines, "alpha:C.second").docstring(PlainFactory.LAZY)).read());
  }

  @Test
  void docstringWithALoneSurrogate_isNoLazyOne() throws Exception {
    String source = "class C:\n  'a\\ud800'\nclass D:\n  'b\\U0001F600'\n";
    byte[] bytes =
        new ImageBuilder()
            .addModule("m", compile("m", source), false, "m.py", SourceStamp.NONE)
            .build();
    Image image = open(bytes);
    assertEquals(1, image.docstrings().count());
    assertEquals("b\ud83d\ude00", image.docstrings().string(0));
    assertEquals("a\ud800", find(image, "m:C").consts(PlainFactory.LAZY)[1]);
  }

  static ImageBuilder builder() throws Exception {
    return new ImageBuilder()
        .addModule("alpha", compile("alpha", ALPHA), false, "alpha.py", SourceStamp.NONE)
        .addModule("beta", compile("beta", BETA), false, "beta.py", SourceStamp.NONE)
        .addResource("alpha.txt", "some text".getBytes(StandardCharsets.UTF_8));
  }

  private static CodeObject compile(String name, String source) throws Exception {
    return Compiler.compile(
        source.getBytes(StandardCharsets.UTF_8),
        "<image>/" + name + ".py",
        Compiler.MODE_EXEC,
        0,
        0,
        new WarningSink.Silent());
  }

  /** These woke, in this order. */
  static Profile profile(List<String> names) {
    Profile profile = new Profile().addRuns(1, 1);
    long at = 0;
    for (String name : names) {
      String[] words = name.split("[:#]");
      int number = words.length > 2 ? Integer.parseInt(words[2]) : 1;
      profile.add(
          new Profile.Code(
              new Key(words[0], words[1], number), true, "call", "", at++, 1, 0, 0, 1));
    }
    return profile;
  }

  static List<String> woken() {
    return WOKEN;
  }

  static ImageCode find(Image image, String name) {
    String[] words = name.split("[:#]");
    List<ImageCode> found = new ArrayList<>();
    collect(image.find(words[0]).code(), words[1], found);
    return found.get(words.length > 2 ? Integer.parseInt(words[2]) - 1 : 0);
  }

  /** Looks into no code that cannot have it inside: that may be in another file. */
  private static void collect(ImageCode code, String qualname, List<ImageCode> found) {
    if (code.qualname().equals(qualname)) {
      found.add(code);
    }
    for (ImageCode child :
        code.parent() < 0 || qualname.startsWith(code.qualname() + ".")
            ? code.children()
            : List.<ImageCode>of()) {
      collect(child, qualname, found);
    }
  }

  private static int string(Image image, String text) {
    for (int i = 0; i < image.strings().count(); i++) {
      if (image.strings().equals(i, text)) {
        return i;
      }
    }
    throw new AssertionError("no string " + text);
  }

  private static Image open(byte[] image) throws ImageFormatException {
    return Image.open("test.dmi", ByteBuffer.wrap(image));
  }
}
