package dev.dormouse.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the processor has a source that breaks it here; the runtime's classes are empty
 * stand-ins.
 */
class TableProcessorTest {
  private static final String[] STAND_INS = {
    "Abstract",
    "ArgParser",
    "BuiltinTable",
    "Ops",
    "PyBool",
    "PyDict",
    "PyFloat",
    "PyInt",
    "PyModule",
    "PyObject",
    "PyStr",
    "PyType"
  };

  @TempDir Path output;

  static Stream<Arguments> badSources() {
    return Stream.of(
        bad(
            "setter of 'x' has no getter",
            type("@Setter(name = \"x\") static void set(PyObject self, PyObject v) {}")),
        bad(
            "getters and setters belong in a type",
            module("@Getter static PyObject x(PyObject self) { return null; }")),
        bad(
            "'x' is defined twice",
            type(
                "@Getter(name = \"x\") static PyObject a(PyObject s) { return s; } @Getter(name ="
                    + " \"x\") static PyObject b(PyObject s) { return s; }")),
        bad("a getter takes self", type("@Getter static PyObject x() { return null; }")),
        bad(
            "a setter takes self and the value",
            type(
                "@Getter static PyObject x(PyObject s) { return s; } @Setter(name = \"x\") static"
                    + " void set(PyObject self) {}")),
        bad("methods belong in a type", module("@Method static void f(PyObject self) {}")),
        bad("functions belong in a module", type("@Function static void f() {}")),
        bad(
            "'f' is defined twice",
            type(
                "@Method static void f(PyObject self) {} @Method(name = \"f\") static void"
                    + " g(PyObject self) {}")),
        bad("must not be private", type("@Method private static void f(PyObject self) {}")),
        bad("only methods may be Java instance methods", module("@Function void f() {}")),
        bad(
            "signature must be in parentheses",
            type("@Method(signature = \"x\") static void f(PyObject self, PyObject x) {}")),
        bad(
            "nothing before /",
            type("@Method(signature = \"(/, x)\") static void f(PyObject self, PyObject x) {}")),
        bad(
            "not a parameter: '1x'",
            type("@Method(signature = \"(1x)\") static void f(PyObject self, PyObject x) {}")),
        bad(
            "parameter y without a default after one with",
            type(
                "@Method(signature = \"(x=None, y)\") static void f(PyObject self, PyObject x,"
                    + " PyObject y) {}")),
        bad("the first parameter of 'f' must be self", type("@Method static void f() {}")),
        bad(
            "the first parameter of class method 'f' must be a PyType",
            type("@ClassMethod static void f(PyStr cls) {}")),
        bad(
            "'f' has 1 parameters in its signature and 2 in Java",
            type(
                "@Method(signature = \"(x)\") static void f(PyObject self, PyObject x, PyObject y)"
                    + " {}")),
        bad(
            "*args must be a PyObject[]",
            type("@Method(signature = \"(*args)\") static void f(PyObject self, PyObject x) {}")),
        bad(
            "**kw must be a PyDict",
            type("@Method(signature = \"(**kw)\") static void f(PyObject self, PyObject x) {}")),
        bad(
            "the default of x must be a number: None",
            type("@Method(signature = \"(x=None)\") static void f(PyObject self, int x) {}")),
        bad(
            "the default of x must be True or False: 1",
            type("@Method(signature = \"(x=1)\") static void f(PyObject self, boolean x) {}")),
        bad(
            "parameter x has a type that the table cannot convert to: byte[]",
            type("@Method(signature = \"(x)\") static void f(PyObject self, byte[] x) {}")));
  }

  private static Arguments bad(String message, String source) {
    return Arguments.of(message, source);
  }

  private static String type(String members) {
    return "@BuiltinType(name = \"t\") final class Sample {" + members + "}";
  }

  private static String module(String members) {
    return "@BuiltinModule(name = \"m\") final class Sample {" + members + "}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badSources")
  void brokenRule_isAnErrorThatSaysWhich(String message, String source) throws IOException {
    List<String> errors = process(source);
    // A table is still written after most errors, so that one mistake does not hide the next; it
    // does not compile here.
    assertTrue(errors.stream().anyMatch(e -> e.contains(message)), errors::toString);
  }

  @Test
  void type_getsATableWithItsNamesSignaturesAndSlots() throws IOException {
    String ops =
        "class SampleOps extends Ops { public PyObject add(PyObject v, PyObject w) { return v; }"
            + " public PyObject iter(PyObject o) { return o; } void add2() {} }";
    String source =
        "@BuiltinType(name = \"sample\", ops = SampleOps.class, doc = \"A sample.\") final class"
            + " Sample {@Method(signature = \"(x, /, base=10, *, key=None)\") static PyObject"
            + " f(PyObject self, PyObject x, int base, PyObject key) { return x; }@Getter(member ="
            + " true) static int size(PyObject self) { return 1; }} "
            + ops;
    assertEquals(List.of(), process(source));
    String table = Files.readString(output.resolve("sample/SampleTable.java"));
    assertTrue(table.contains("{\"f\", \"size\"}"), table);
    assertTrue(table.contains("\"04\""), "kinds: a method and a member");
    assertTrue(table.contains("($self, x, /, base=10, *, key=None)"), table);
    long slots = 1L << SlotNames.idOf("add") | 1L << SlotNames.idOf("iter");
    assertTrue(table.contains("slots() { return " + slots + "L; }"), table);
    assertTrue(
        table.contains("ArgParser.parse(\"f\", \"x\\0base\\0key\", 1, 2, 1, 0, args, kwnames)"),
        table);
  }

  @Test
  void parts_addTheirMethodsToTheTable() throws IOException {
    String source =
        "@BuiltinModule(name = \"m\", parts = More.class) final class Sample { @Function static"
            + " void a() {} } final class More { @Function static void b() {} }";
    assertEquals(List.of(), process(source));
    assertTrue(
        Files.readString(output.resolve("sample/SampleTable.java")).contains("{\"a\", \"b\"}"));
  }

  /** Runs the processor alone over {@code source} in package sample; the messages of its errors. */
  private List<String> process(String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(output.toFile()));
      files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(output.toFile()));
      List<JavaFileObject> units = new ArrayList<>();
      for (String c : STAND_INS) {
        units.add(
            unit(
                "dev.dormouse.runtime.objects." + c,
                "package dev.dormouse.runtime.objects; public class " + c + " {}"));
      }
      units.add(
          unit(
              "sample.Sample",
              "package sample; import dev.dormouse.tables.*; import dev.dormouse.runtime.objects.*;"
                  + " "
                  + source));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, found, List.of("-proc:only", "-implicit:none"), null, units);
      task.setProcessors(List.of(new TableProcessor()));
      task.call();
    }
    List<String> errors = new ArrayList<>();
    for (Diagnostic<?> d : found.getDiagnostics()) {
      if (d.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(d.getMessage(null));
      }
    }
    return errors;
  }

  private static JavaFileObject unit(String name, String text) {
    URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
