package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Text, bytes and data formats as programs see them. The algorithms below are compared where they
 * are built.
 */
class TextAndDataTest {
  private static void compare(String script) throws Exception {
    Path file = Path.of(TextAndDataTest.class.getResource(script).toURI());
    Run run = Differential.in(file.getParent()).check("-S", script);
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void strMethods_equalReference() throws Exception {
    compare("str_methods.py");
  }

  @Test
  void searches_equalReference() throws Exception {
    compare("searches.py");
  }

  @Test
  void oddArguments_equalReference() throws Exception {
    compare("odd_arguments.py");
  }

  @Test
  void largeSizes_equalReference() throws Exception {
    compare("large_sizes.py");
  }

  @Test
  void objectIds_equalReference() throws Exception {
    compare("object_ids.py");
  }

  @Test
  void percentFormats_equalReference() throws Exception {
    compare("percent_formats.py");
  }

  @Test
  void bytesMethods_equalReference() throws Exception {
    compare("bytes_methods.py");
  }

  @Test
  void structFormats_equalReference() throws Exception {
    compare("struct_formats.py");
  }

  @Test
  void syntaxErrors_equalReference() throws Exception {
    compare("syntax_errors.py");
  }

  @Test
  void eastAsianCodecs_equalReference() throws Exception {
    compare("multibyte_codecs.py");
  }

  @Test
  void codecsAndCharacters_equalReference() throws Exception {
    compare("codecs_and_characters.py");
  }

  @Test
  void binaryData_equalReference() throws Exception {
    compare("binary_data.py");
  }

  @Test
  void jsonSpeedups_equalReference() throws Exception {
    compare("json_speedups.py");
  }

  @Test
  void csvRows_equalReference() throws Exception {
    compare("csv_rows.py");
  }

  @Test
  void arrays_equalReference() throws Exception {
    compare("arrays.py");
  }

  @Test
  void hashFunctions_equalReference() throws Exception {
    compare("hash_functions.py");
  }

  @Test
  void pickles_equalReference() throws Exception {
    compare("pickle_objects.py");
  }

  @Test
  void datesAndTimes_equalReference() throws Exception {
    compare("datetime_objects.py");
  }

  @Test
  void columnsSwitchedOff_codeKnowsLinesOnly() {
    String program =
        """
        def f(x):
            return (x.a +
                    x.b)
        print(f.__code__.co_linetable, *f.__code__.co_positions())
        f(1)
        """;
    new Differential().check("-X", "no_debug_ranges", "-c", program);
    new Differential().check("-c", program);
  }
}
