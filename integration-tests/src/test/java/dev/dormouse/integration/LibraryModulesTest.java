package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The modules that CPython builds over C libraries of their own, as programs see them. */
class LibraryModulesTest {
  private static void compare(String script, String... arguments) throws Exception {
    Path file = Path.of(LibraryModulesTest.class.getResource(script).toURI());
    List<String> all = new ArrayList<>(List.of("-S", "-W", "ignore", script));
    all.addAll(List.of(arguments));
    Run run = Differential.in(file.getParent()).check(all.toArray(new String[0]));
    assertEquals(0, run.status(), run::toString);
  }

  private static void compareRecorded(String script) throws Exception {
    Path file = Path.of(LibraryModulesTest.class.getResource(script + ".py").toURI());
    Run run = Run.dormouse("-S", script + ".py").in(file.getParent()).run();
    assertEquals(0, run.status(), run::toString);
    assertEquals(Files.readString(file.resolveSibling(script + ".out")), Run.text(run.out()));
  }

  @Test
  void bzip2_equalsReference() throws Exception {
    compare("bz2_streams.py");
  }

  /**
   * The reference is built without liblzma: what a CPython 3.11 that has it printed is recorded.
   */
  @Test
  void lzma_equalsRecordedReference() throws Exception {
    compareRecorded("lzma_streams");
  }

  /** As for lzma. What depends on SQLite's own version is left out. */
  @Test
  void sqlite_equalsRecordedReference() throws Exception {
    compareRecorded("sqlite_databases");
  }

  @Test
  void elementTrees_equalReference() throws Exception {
    compare("element_trees.py");
  }

  @Test
  void elementTreesOfDocuments_equalReference() throws Exception {
    String documents = System.getProperty("dormouse.reference.lib") + "/test/xmltestdata";
    compare("element_tree_documents.py", documents, System.getProperty("dormouse.root"));
  }

  /** Some of this ends CPython 3.11's process, or never ends: what it does here is recorded. */
  @Test
  void mutationsOfElementTrees_areHarmless() throws Exception {
    compareRecorded("element_tree_mutations");
  }

  @Test
  void timeZones_equalReference() throws Exception {
    compare("time_zones.py");
  }

  /** Some of this ends CPython 3.11's process: what it does here is recorded. */
  @Test
  void mutationsOfTimeZoneCaches_areHarmless() throws Exception {
    compareRecorded("time_zone_caches");
  }

  @Test
  void tls_equalsReference() throws Exception {
    compare("tls_connections.py", System.getProperty("dormouse.reference.lib") + "/test");
  }

  @Test
  void memoryMaps_equalReference() throws Exception {
    compare("memory_maps.py");
  }

  @Test
  void cData_equalsReference() throws Exception {
    compare("c_data.py");
  }

  @Test
  void cCallbackErrors_equalReference() throws Exception {
    compare("c_callback_errors.py");
  }

  @Test
  void unixModules_equalReference() throws Exception {
    compare("unix_modules.py");
  }

  @Test
  void lineJumps_equalReference() throws Exception {
    compare("line_jumps.py");
  }

  @Test
  void profiledCalls_equalReference() throws Exception {
    compare("profiled_calls.py");
  }

  @Test
  void audioFragments_equalReference() throws Exception {
    compare("audio_fragments.py");
  }

  @Test
  void xmlEvents_equalReference() throws Exception {
    compare("xml_events.py");
  }

  @Test
  void xmlLibraries_equalReference() throws Exception {
    compare("xml_libraries.py");
  }
}
