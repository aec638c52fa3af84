package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * What goes into an image comes out of it, made by hand so that every form of every part is met.
 */
class ImageRoundTripTest {
  @Test
  void constantsOfEveryType_comeBackEqual() throws Exception {
    Object[] consts = {
      Constants.Singleton.NONE,
      Constants.Singleton.ELLIPSIS,
      true,
      false,
      0L,
      -1L,
      (1L << 27) - 1,
      1L << 27,
      -(1L << 27),
      -(1L << 27) - 1,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      BigInteger.ONE.shiftLeft(200),
      BigInteger.ONE.shiftLeft(63),
      BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE),
      0.0,
      -0.0,
      Double.NaN,
      1.5,
      new Constants.Complex(0.0, -0.0),
      "",
      "name",
      "caf\u00e9 au lait",
      "\u0100 wide",
      "\ud83d\ude00",
      "\ud800 alone",
      Constants.text(new int[] {0xD83D, 0xDE00}),
      new Constants.Bytes(new byte[] {0, 1, -1}),
      new Constants.Bytes(new byte[0]),
      new Constants.Tuple(),
      new Constants.Tuple(1L, new Constants.Tuple("x", 1.0), new Constants.FrozenSet(2L, "y")),
      new Constants.FrozenSet(),
    };
    CodeObject code = code("<module>", 0, consts);

    CodeObject back =
        image(new ImageBuilder().addModule("m", code, false, "m.py", SourceStamp.NONE))
            .find("m")
            .code()
            .toCodeObject();

    assertArrayEquals(consts, back.consts);
  }

  @Test
  void equalConstantsOfDifferentTypes_stayApart() throws Exception {
    Object[] consts = {
      1L,
      true,
      1.0,
      0L,
      false,
      0.0,
      -0.0,
      new Constants.Tuple(0.0),
      new Constants.Tuple(-0.0),
      new Constants.Tuple(1L),
      new Constants.Tuple(true),
      new Constants.Complex(0, 0),
      new Constants.Complex(0, -0.0),
      new Constants.Tuple("a"),
      new Constants.FrozenSet("a"),
      Double.longBitsToDouble(0x7ff8000000000000L),
      Double.longBitsToDouble(0xfff8000000000000L),
    };
    Image image =
        image(
            new ImageBuilder()
                .addModule("m", code("<module>", 0, consts), false, "m.py", SourceStamp.NONE));

    Object[] back = image.find("m").code().toCodeObject().consts;

    assertArrayEquals(consts, back);
    assertEquals(0x7ff8000000000000L, Double.doubleToRawLongBits((Double) back[15]));
    assertEquals(0xfff8000000000000L, Double.doubleToRawLongBits((Double) back[16]));
  }

  @Test
  void constantSharedByTwoFunctions_isOneObjectAndWakesNeither() throws Exception {
    Constants.Tuple shared = new Constants.Tuple("a", 1.5);
    CodeObject f = code("f", 3, Constants.Singleton.NONE, shared, 2.5);
    CodeObject g = code("g", 3, Constants.Singleton.NONE, new Constants.Tuple("a", 1.5), 2.5);
    Image image =
        image(
            new ImageBuilder()
                .addModule("m", code("<module>", 0, f, g), false, "m.py", SourceStamp.NONE));
    Object[] children = image.find("m").code().consts(PlainConstants.FACTORY);
    ImageCode first = (ImageCode) children[0];
    ImageCode second = (ImageCode) children[1];

    Object[] firstConsts = first.consts(PlainConstants.FACTORY);
    first.wordcode();

    assertTrue(image.isWoken(first.index()));
    assertFalse(image.isWoken(second.index()));
    assertSame(firstConsts[1], second.consts(PlainConstants.FACTORY)[1]);
    assertSame(firstConsts[2], second.consts(PlainConstants.FACTORY)[2]);
    assertNotSame(first, image.code(first.index()));
  }

  @Test
  void headerFields_comeBack() throws Exception {
    byte[] wordcode = {
      (byte) Opcode.COPY_FREE_VARS,
      1,
      (byte) Opcode.MAKE_CELL,
      4,
      (byte) Opcode.MAKE_CELL,
      5,
      (byte) Opcode.RESUME,
      0,
      Opcode.LOAD_ASSERTION_ERROR,
      0,
      Opcode.RETURN_VALUE,
      0
    };
    CodeObject code =
        new CodeObject(
            3,
            1,
            2,
            77,
            0x1000000 | 3 | 0x10,
            wordcode,
            new Object[] {Constants.Singleton.NONE},
            new String[] {"attr", "\u0394"},
            new String[] {"a", "b", "c", "d", "e", "cell", "free"},
            new byte[] {0x20, 0x20, 0x20, 0x20, 0x60, 0x40, (byte) 0x80},
            "/src/m.py",
            "f",
            "C.<locals>.f",
            4711,
            new byte[] {1, 2, 3},
            new byte[0]);
    ImageCode back =
        image(new ImageBuilder().addModule("m", code, false, "m.py", SourceStamp.NONE))
            .find("m")
            .code();

    assertEquals(3, back.argcount());
    assertEquals(1, back.posonlyargcount());
    assertEquals(2, back.kwonlyargcount());
    assertEquals(77, back.stacksize());
    assertEquals(0x1000013, back.flags());
    assertEquals(7, back.nlocalsplus());
    assertEquals(1, back.nfreevars());
    assertEquals(4711, back.firstlineno());
    assertEquals("f", back.name());
    assertEquals("C.<locals>.f", back.qualname());
    assertEquals("/src/m.py", back.filename());
    assertArrayEquals(code.code, back.wordcode());
    assertArrayEquals(code.names, back.names(PlainConstants.FACTORY));
    assertArrayEquals(code.localsplusnames, back.localsplusnames());
    assertArrayEquals(code.localspluskinds, back.localspluskinds());
    assertArrayEquals(code.linetable, back.linetable());
    assertArrayEquals(code.exceptiontable, back.exceptiontable());
  }

  @Test
  void functionDocstring_isReadOnlyWhenAsked() throws Exception {
    CodeObject f = code("f", 3, "What f does.", 1.5);
    Image image =
        image(
            new ImageBuilder()
                .addModule("m", code("<module>", 0, f), false, "m.py", SourceStamp.NONE));
    ImageCode dormant = (ImageCode) image.find("m").code().consts(PlainFactory.LAZY)[0];

    Object[] consts = dormant.consts(PlainFactory.LAZY);
    assertEquals(0, image.part(PartKind.DOCSTRINGS).bytesRead());
    assertEquals("What f does.", ((dev.dormouse.code.LazyText) consts[0]).read());
    assertEquals("What f does.", dormant.docstring(PlainConstants.FACTORY));
    assertTrue(image.part(PartKind.DOCSTRINGS).bytesRead() > 0);
  }

  @Test
  void docstringThatTheBodyLoads_isAnOrdinaryConstant() throws Exception {
    CodeObject f =
        new CodeObject(
            0,
            0,
            0,
            1,
            3,
            new byte[] {Opcode.LOAD_CONST, 0, Opcode.RETURN_VALUE, 0},
            new Object[] {"both"},
            new String[0],
            new String[0],
            new byte[0],
            "m.py",
            "f",
            "f",
            1,
            new byte[0],
            new byte[0]);
    Image image =
        image(
            new ImageBuilder()
                .addModule("m", code("<module>", 0, f), false, "m.py", SourceStamp.NONE));
    ImageCode dormant = (ImageCode) image.find("m").code().consts(PlainFactory.LAZY)[0];

    assertEquals("both", dormant.consts(PlainFactory.LAZY)[0]);
    assertEquals("both", dormant.docstring(PlainFactory.LAZY));
    assertEquals(0, image.part(PartKind.DOCSTRINGS).count);
  }

  @Test
  void modules_areFoundByNameAndListed() throws Exception {
    CodeObject code = code("<module>", 0);
    Image image =
        image(
            new ImageBuilder()
                .addModule("json", code, true, "json/__init__.py", SourceStamp.of(12, 34))
                .addModule("json.tool", code, false, "json/tool.py", SourceStamp.of(5, 6, 7))
                .addModule("json.decoder", code, false, "json/decoder.py", SourceStamp.NONE)
                .addModule("abc", code, false, "abc.py", SourceStamp.NONE)
                .addModule("\u03b1\u03b2", code, false, "\u03b1\u03b2.py", SourceStamp.NONE)
                .addNamespacePackage("spam"));

    assertNull(image.find("jso"));
    assertNull(image.find(""));
    assertNull(image.find("nothing.here"));
    assertEquals("\u03b1\u03b2", image.find("\u03b1\u03b2").name());
    ImageModule json = image.find("json");
    assertTrue(json.isPackage());
    assertEquals(12, json.sourceSize());
    assertEquals(34, json.sourceHash());
    assertFalse(json.hasSourceMtime());
    assertEquals("json.decoder", json.children()[0].name());
    assertEquals("json.tool", json.children()[1].name());
    assertEquals(7, json.children()[1].sourceMtime());
    assertEquals("json/tool.py", json.children()[1].origin());
    assertFalse(json.children()[0].hasSourceStamp());
    assertEquals("abc", image.topLevelModules()[0].name());
    assertEquals(4, image.topLevelModules().length);
    assertTrue(image.find("spam").isNamespace());
    assertNull(image.find("spam").code());
    assertNull(image.find("spam").origin());
  }

  @Test
  void resources_areFoundListedAndRead() throws Exception {
    Image image =
        image(
            new ImageBuilder()
                .addModule("pkg", code("<module>", 0), true, "pkg/__init__.py", SourceStamp.NONE)
                .addResource("pkg/data/a.txt", "alpha".getBytes())
                .addResource("pkg/data/b.bin", new byte[0])
                .addResourceDirectory("pkg/empty")
                .info(ImageBuilder.INFO_MAIN, "pkg"));

    assertEquals("pkg", image.info("main"));
    assertNull(image.info("nothing"));
    assertEquals("alpha", new String(image.resource("pkg/data/a.txt").bytes()));
    assertEquals(5, image.resource("pkg/data/a.txt").contents().remaining());
    assertTrue(image.resource("pkg/data/a.txt").contents().isReadOnly());
    assertNull(image.resource("pkg/data/c.txt"));
    ImageResource directory = image.find("pkg").resources();
    assertEquals("pkg", directory.path());
    assertTrue(directory.isDirectory());
    assertEquals("data", directory.children()[0].name());
    assertEquals("empty", directory.children()[1].name());
    assertEquals(2, directory.children()[0].children().length);
    assertThrows(IllegalStateException.class, directory::bytes);
    assertEquals("pkg", image.topLevelResources()[0].name());
  }

  @Test
  void emptyImage_opens() throws Exception {
    Image image = image(new ImageBuilder());

    assertEquals(0, image.moduleCount());
    assertNull(image.find("x"));
    assertNull(image.resource("x"));
    assertNull(image.info("x"));
  }

  @Test
  void build_dependsOnContentNotOnOrder() {
    CodeObject a = code("<module>", 0, "x", 1.0);
    CodeObject b = code("<module>", 0, "y", 2.0);
    byte[] one =
        new ImageBuilder()
            .addModule("a", a, false, "a.py", SourceStamp.NONE)
            .addModule("b", b, false, "b.py", SourceStamp.NONE)
            .addResource("r", new byte[1])
            .addResource("q/s", new byte[2])
            .build();
    byte[] two =
        new ImageBuilder()
            .addResource("q/s", new byte[2])
            .addModule("b", b, false, "b.py", SourceStamp.NONE)
            .addResource("r", new byte[1])
            .addModule("a", a, false, "a.py", SourceStamp.NONE)
            .build();

    assertArrayEquals(one, two);
  }

  @Test
  void whatDoesNotFit_isRefusedByName() {
    Object deep = new Constants.Tuple();
    for (int i = 0; i < 300; i++) {
      deep = new Constants.Tuple(deep);
    }
    Object tooDeep = deep;
    CodeObject nested = code("f", 3);
    for (int i = 0; i < 600; i++) {
      nested = code("f", 3, nested);
    }
    CodeObject tooNested = nested;

    assertThrows(
        ImageLimitException.class,
        () ->
            image(
                new ImageBuilder()
                    .addModule(
                        "m", code("<module>", 0, tooDeep), false, "m.py", SourceStamp.NONE)));
    assertThrows(
        ImageLimitException.class,
        () -> image(new ImageBuilder().addModule("m", tooNested, false, "m.py", SourceStamp.NONE)));
    assertThrows(
        IllegalArgumentException.class, () -> new ImageBuilder().addResource("../x", new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new ImageBuilder().addResource("/x", new byte[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImageBuilder().addResource("a/b", new byte[0]).addResource("a", new byte[0]));
  }

  static Image image(ImageBuilder builder) throws ImageFormatException {
    return Image.open("test.dmi", ByteBuffer.wrap(builder.build()));
  }

  static CodeObject code(String name, int flags, Object... consts) {
    byte[] wordcode = {
      (byte) Opcode.RESUME, 0, Opcode.LOAD_ASSERTION_ERROR, 0, Opcode.RETURN_VALUE, 0
    };
    return new CodeObject(
        0,
        0,
        0,
        1,
        flags,
        wordcode,
        consts,
        new String[0],
        new String[0],
        new byte[0],
        "m.py",
        name,
        name,
        1,
        new byte[0],
        new byte[0]);
  }
}
