package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code dir()} of builtin types and native modules, and what {@code inspect.signature} reads, are
 * the reference's. A module gets into the program's list when it is complete; a difference in one
 * of them is mended, or named here with its reason.
 */
class SurfaceTest {
  /** Differences that stay, by what the line looks like. */
  private static final Map<String, String> EXCEPTIONS = new LinkedHashMap<>();

  static {
    EXCEPTIONS.put(
        ".*\\.__module__",
        "types that C code makes on the heap keep their module in their dictionary, where dir()"
            + " finds it; which ones those are says nothing to a program");
    EXCEPTIONS.put(
        ".*\\.__weakref__", "error classes that C code makes as if by a class statement, likewise");
    EXCEPTIONS.put(
        ".*\\.__vectorcalloffset__", "where in a C struct the pointer to the call function is");
    EXCEPTIONS.put(
        "(_codecs_.*\\.__map_|unicodedata\\._ucnhash_CAPI).*", "tables lent to other C code");
    EXCEPTIONS.put("_datetime\\.datetime_CAPI .*", "functions for C extensions");
    EXCEPTIONS.put(
        "decimal\\.Context\\._apply .*",
        "C code has signatures from docstrings, and this has none");
    EXCEPTIONS.put(
        "(_elementtree\\.SubElement|zoneinfo\\.ZoneInfo\\.(_unpickle|clear_cache|dst|from_file|fromutc|no_cache|tzname|utcoffset))"
            + " .*",
        "C code has signatures from docstrings, and these have none");
    EXCEPTIONS.put("_sha3\\.keccakopt .*", "the optimization of the C implementation");
    EXCEPTIONS.put(
        "sys\\.(_debugmallocstats|_getquickenedcount) .*",
        "statistics of an allocator and of an optimizer that do not exist");
    EXCEPTIONS.put(
        "_sha512\\.(SHA512Type|sha384).*",
        "CPython enters SHA-384's type under the name of the other");
    EXCEPTIONS.put(
        "sys\\.__interactivehook__ .*", "native until it is called; then it is that of site");
    EXCEPTIONS.put(
        "weakref\\.CallableProxyType\\.__(bytes|reversed)__",
        "both kinds of proxies share their methods");
  }

  @Test
  void namesAndSignatures_areTheReferences() throws Exception {
    Path program = Path.of(SurfaceTest.class.getResource("surface.py").toURI());
    TreeSet<String> expected = lines(Run.reference("-W", "ignore", program.toString()).run());
    TreeSet<String> actual = lines(Run.dormouse("-W", "ignore", program.toString()).run());
    TreeSet<String> unused = new TreeSet<>(EXCEPTIONS.keySet());
    List<String> differences = new ArrayList<>();
    for (String line : expected) {
      if (!actual.contains(line) && !excepted(line, unused)) {
        differences.add("missing: " + line);
      }
    }
    for (String line : actual) {
      if (!expected.contains(line) && !excepted(line, unused)) {
        differences.add("too many: " + line);
      }
    }
    assertEquals(List.of(), differences);
    assertEquals(new TreeSet<>(), unused, "exceptions that are none any more");
  }

  /** Of the others those that nobody has used yet are missing, see {@code PyType.subclasses}. */
  @Test
  void subclassesOfIntAndExceptions_areTheReferences() {
    Differential.in(Path.of("").toAbsolutePath())
        .check(
            "-I",
            "-S",
            "-c",
            """
            class Mine(int): pass
            def names(t):
                return sorted(c.__name__ for c in t.__subclasses__() if c.__module__ in ('builtins', '__main__'))
            def walk(t):
                print(t.__name__, names(t))
                for c in sorted(t.__subclasses__(), key=lambda c: c.__name__):
                    if c.__module__ == 'builtins':
                        walk(c)
            print(names(int))
            walk(BaseException)
            """);
  }

  private static TreeSet<String> lines(Run run) {
    assertEquals(0, run.status(), run::toString);
    return new TreeSet<>(List.of(run.out().split("\n")));
  }

  private static boolean excepted(String line, TreeSet<String> unused) {
    boolean found = false;
    for (String pattern : EXCEPTIONS.keySet()) {
      if (Pattern.matches(pattern, line)) {
        unused.remove(pattern);
        found = true;
      }
    }
    return found;
  }
}
