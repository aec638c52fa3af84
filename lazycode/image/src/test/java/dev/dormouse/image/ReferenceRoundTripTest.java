package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.LazyText;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real modules through an image: nothing is lost, and nothing is read that nobody asked for. */
class ReferenceRoundTripTest {
  private static final String[] NAMES = {
    "json",
    "json.decoder",
    "json.tool",
    "argparse",
    "dataclasses",
    "enum",
    "typing",
    "asyncio",
    "asyncio.tasks",
    "collections",
    "statistics",
    "encodings.cp037",
    "html.entities"
  };

  @Test
  void modulesOfTheLibrary_comeBackEqual() throws Exception {
    List<ReferenceModules.Module> modules = modules();
    Image image = open(modules);

    ImageVerifier.verify(image);
    for (ReferenceModules.Module module : modules) {
      assertCodeEquals(module.code, image.find(module.name).code().toCodeObject(), module.name);
    }
  }

  @Test
  void headers_equalThoseOfTheWholeCode() throws Exception {
    List<ReferenceModules.Module> modules = modules();
    Image image = open(modules);
    for (ReferenceModules.Module module : modules) {
      Deque<CodeObject> expected = new ArrayDeque<>(List.of(module.code));
      Deque<CodeUnit> actual = new ArrayDeque<>(List.of(image.find(module.name).code()));
      while (!expected.isEmpty()) {
        CodeObject code = expected.pop();
        CodeUnit unit = actual.pop();
        assertEquals(code.name, unit.name());
        assertEquals(code.name, unit.name(PlainConstants.FACTORY));
        assertEquals(code.qualname, unit.qualname(PlainConstants.FACTORY));
        assertEquals(code.nfreevars(), unit.nfreevars());
        assertEquals(code.nlocalsplus(), unit.nlocalsplus());
        assertArrayEquals(code.localsplusnames, unit.localsplusnames(PlainConstants.FACTORY));
        Object docstring = code.docstring(PlainConstants.FACTORY);
        assertEquals(docstring, unit.docstring(PlainConstants.FACTORY));
        for (Object constant : code.consts) {
          if (constant instanceof CodeObject child) {
            expected.push(child);
          }
        }
        for (Object constant : unit.consts(PlainConstants.FACTORY)) {
          if (constant instanceof CodeUnit child) {
            actual.push(child);
          }
        }
      }
    }
  }

  @Test
  void opening_readsNoPart() throws Exception {
    Image image = open(modules());
    for (int i = 0; i < image.partCount(); i++) {
      assertEquals(0, image.partBytesRead(i), image.partName(i));
    }
  }

  @Test
  void wakingEverything_readsNeitherDocstringsNorLineTables() throws Exception {
    Image image = open(modules());
    for (ImageModule module : image.topLevelModules()) {
      wake(module);
    }
    assertEquals(image.codeCount(), image.wokenCount());
    assertEquals(0, image.part(PartKind.DOCSTRINGS).bytesRead());
    assertEquals(0, image.part(PartKind.LINE_TABLES).bytesRead());
    assertTrue(image.part(PartKind.DOCSTRINGS).length > 10_000);
  }

  @Test
  void wakingAModule_leavesItsFunctionsAsleep() throws Exception {
    Image image = open(modules());
    ImageCode body = image.find("json.decoder").code();
    body.wordcode();
    body.names(PlainFactory.LAZY);
    int functions = 0;
    for (Object constant : body.consts(PlainFactory.LAZY)) {
      if (constant instanceof ImageCode child) {
        functions++;
        child.noteBound();
        assertTrue(image.isBound(child.index()));
        assertFalse(image.isWoken(child.index()));
      }
    }
    assertTrue(functions > 3);
    assertEquals(functions, image.boundCount());
    assertEquals(1, image.wokenCount());
    assertTrue(image.isWoken(body.index()));
  }

  @Test
  void docstringsOfModuleClassAndFunction_stayAsleep() throws Exception {
    Image image = open(modules());
    ImageCode body = image.find("json.decoder").code();
    int lazy = 0;
    for (int i = body.index(); i < image.codeCount(); i++) {
      for (Object constant : image.code(i).consts(PlainFactory.LAZY)) {
        if (constant instanceof LazyText) {
          lazy++;
        }
      }
      if (i > body.index() && image.code(i).parent() == -1) {
        break;
      }
    }
    assertTrue(lazy >= 4, lazy + " docstrings");
    ImageCode json = image.find("json").code();
    LazyText text = assertInstanceOf(LazyText.class, json.consts(PlainFactory.LAZY)[0]);
    assertTrue(text.read().startsWith("JSON (JavaScript Object Notation)"), text.read());
  }

  private static void wake(ImageModule module) {
    Deque<CodeUnit> asleep = new ArrayDeque<>(List.of(module.code()));
    while (!asleep.isEmpty()) {
      CodeUnit code = asleep.pop();
      code.wordcode();
      code.names(PlainFactory.LAZY);
      code.exceptiontable();
      code.localspluskinds();
      for (Object constant : code.consts(PlainFactory.LAZY)) {
        if (constant instanceof CodeUnit child) {
          asleep.push(child);
        }
      }
    }
    for (ImageModule child : module.children()) {
      wake(child);
    }
  }

  private static List<ReferenceModules.Module> modules() throws Exception {
    List<String> names = new ArrayList<>(List.of(NAMES));
    names.add("encodings");
    names.add("html");
    return ReferenceModules.load(names.toArray(new String[0]));
  }

  private static Image open(List<ReferenceModules.Module> modules) throws Exception {
    return Image.open("test.dmi", ByteBuffer.wrap(ReferenceModules.image(modules)));
  }

  private static void assertCodeEquals(CodeObject expected, CodeObject actual, String where) {
    String at = where + " " + expected.qualname;
    assertEquals(expected.qualname, actual.qualname, at);
    assertEquals(expected.name, actual.name, at);
    assertEquals(expected.filename, actual.filename, at);
    assertEquals(expected.argcount, actual.argcount, at);
    assertEquals(expected.posonlyargcount, actual.posonlyargcount, at);
    assertEquals(expected.kwonlyargcount, actual.kwonlyargcount, at);
    assertEquals(expected.stacksize, actual.stacksize, at);
    assertEquals(expected.flags, actual.flags, at);
    assertEquals(expected.firstlineno, actual.firstlineno, at);
    assertArrayEquals(expected.code, actual.code, at);
    assertArrayEquals(expected.names, actual.names, at);
    assertArrayEquals(expected.localsplusnames, actual.localsplusnames, at);
    assertArrayEquals(expected.localspluskinds, actual.localspluskinds, at);
    assertArrayEquals(expected.linetable, actual.linetable, at);
    assertArrayEquals(expected.exceptiontable, actual.exceptiontable, at);
    assertEquals(expected.consts.length, actual.consts.length, at);
    for (int i = 0; i < expected.consts.length; i++) {
      if (expected.consts[i] instanceof CodeObject child) {
        assertCodeEquals(child, assertInstanceOf(CodeObject.class, actual.consts[i], at), where);
      } else {
        assertEquals(expected.consts[i], actual.consts[i], at + " constant " + i);
      }
    }
  }
}
