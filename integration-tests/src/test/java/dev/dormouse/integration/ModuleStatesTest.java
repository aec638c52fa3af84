package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the states in the library's image say modules hold is what their bodies leave there. */
class ModuleStatesTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("module_states.py"), ToolsTest.resource("module_states.py"));
  }

  /** The list from which the distribution was made. */
  static List<String> modules() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../importer/cli/src/build/states.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        names.addAll(Arrays.asList(line.strip().split(" +")));
      }
    }
    return names;
  }

  private void assertSame(List<String> modules, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("module_states.py");
    arguments.addAll(modules);
    List<String> running = new ArrayList<>(arguments);
    running.addAll(0, List.of("-X", "no_state"));
    Run states = Run.dormouse(arguments.toArray(new String[0])).in(folder).run();
    // Another environment and locale, which must make no difference to what a state may say.
    Run bodies =
        Run.dormouse(running.toArray(new String[0]))
            .in(folder)
            .with("LANG", "de_DE.UTF-8")
            .with("LC_ALL", "C.UTF-8")
            .with("TZ", "Asia/Kolkata")
            .with("COLUMNS", "33")
            .with("TMPDIR", folder.toString())
            .run();
    assertEquals(0, bodies.status(), bodies::toString);
    assertTrue(bodies.out().contains("module " + modules.getFirst()), bodies::toString);
    assertEquals(bodies.err(), states.err());
    String[] expected = bodies.out().split("\n");
    String[] actual = states.out().split("\n");
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      assertEquals(expected[i], actual[i]);
    }
    assertEquals(expected.length, actual.length);
  }

  @Test
  void statesOfAllModules_areWhatTheirBodiesLeave() throws IOException {
    assertSame(modules());
  }

  @Test
  void statesOfModulesImportedInAnyOrder_areWhatTheirBodiesLeave() throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      List<String> modules = modules();
      Collections.shuffle(modules, new Random(seed));
      assertSame(modules.subList(0, 40), "-S");
      assertSame(modules.subList(0, 3), "-I");
    }
  }

  @Test
  void importingModulesWithState_runsNothing() throws IOException {
    Run run =
        Run.dormouse("--report", "-c", "import argparse, enum, json, re, typing").in(folder).run();
    String woken = run.err().replaceAll("(?s).*woken +(\\d+).*", "$1");
    assertTrue(Integer.parseInt(woken) < 20, run::toString);
  }

  /** Alone: what it needs, native modules included, no other import brought before. */
  @Test
  void importingOneModuleWithState_runsNoBodyOfOne() throws IOException {
    List<String> modules = modules();
    Path profile = folder.resolve("one.dmp");
    for (String module : modules) {
      Run run =
          Run.dormouse("--profile", profile.toString(), "-c", "import " + module).in(folder).run();
      assertEquals(0, run.status(), run::toString);
      for (String line : Files.readAllLines(profile)) {
        if (line.startsWith("awake ") && line.contains(":<module> ")) {
          String ran = line.substring("awake ".length(), line.indexOf(":<module> "));
          assertFalse(modules.contains(ran), () -> "import " + module + ": " + line);
        }
      }
    }
  }

  @Test
  void warningsWithOptions_isWhatItsBodyLeaves() throws IOException {
    String show = "import warnings; print(warnings.filters[:2], warnings.defaultaction)";
    for (String option : List.of("-Werror::ImportWarning", "-bb", "-Xdev")) {
      Run body = Run.dormouse("-X", "no_state", option, "-c", show).in(folder).run();
      Run state = Run.dormouse(option, "-c", show).in(folder).run();
      assertTrue(body.out().contains("Warning"), body::toString);
      assertEquals(body.out(), state.out());
    }
  }

  @Test
  void environment_isThatOfTheRun() throws IOException {
    Run run =
        Run.dormouse(
                "-c",
                """
                import os, posix, subprocess, sys
                print(os.environ['DORMOUSE_ROOM'], os.getenvb(b'DORMOUSE_ROOM'))
                print(os.environ._data is os.environb._data is posix.environ)
                os.environ['DORMOUSE_ROOM'] = 'attic'
                print(os.environb[b'DORMOUSE_ROOM'])
                print(subprocess.check_output(['sh', '-c', 'echo $DORMOUSE_ROOM']))
                """)
            .in(folder)
            .with("DORMOUSE_ROOM", "cellar")
            .run();
    assertEquals("cellar b'cellar'\nTrue\nb'attic'\nb'attic\\n'\n", run.out(), run::toString);
  }

  /** What a program does to one module must not show in another that had the old value. */
  @Test
  void namesImportedBeforeAPatch_areTheOldOnes() throws IOException {
    Run run =
        Run.dormouse(
                "-c",
                """
                import time, timeit, operator, collections, functools
                real = time.perf_counter
                time.perf_counter = 'patched'
                print(timeit.default_timer == real)
                functools.partial = 'patched'
                import shutil, contextlib
                operator.itemgetter = None
                print(collections._itemgetter(1)('abc'))
                """)
            .in(folder)
            .run();
    assertEquals("True\nb\n", run.out(), run::toString);
  }

  @Test
  void reloadedModules_runTheirBodies() throws IOException {
    Run run =
        Run.dormouse(
                "-c",
                """
                import importlib, json, json.decoder, sys
                old = json.decoder.JSONDecoder
                importlib.reload(json.decoder)
                print(json.decoder.JSONDecoder is old, json.decoder.JSONDecoder().decode('[1]'))
                del sys.modules['enum'], sys.modules['re']
                import enum, re
                print(issubclass(re.RegexFlag, enum.Flag), bool(re.match('a', 'A', re.I)))
                """)
            .in(folder)
            .run();
    assertEquals("False [1]\nTrue True\n", run.out(), run::toString);
    assertEquals("", run.err());
  }

  /** Modules that somebody put into {@code sys.modules} are what later imports get. */
  @Test
  void modulesInThePlaceOfOthers_areSeenByWhoImportsThem() throws IOException {
    Run run =
        Run.dormouse(
                "-c",
                """
                import sys, types, re, shutil
                sys.modules['fnmatch'] = fake = types.ModuleType('fnmatch')
                sys.modules['time'] = clock = types.ModuleType('time')
                clock.perf_counter = 'fake'
                import glob, timeit
                print(glob.fnmatch is fake, timeit.default_timer, shutil.fnmatch is fake)
                """)
            .in(folder)
            .run();
    assertEquals("True fake False\n", run.out(), run::toString);
  }

  /** Whoever traces sees the bodies run. */
  @Test
  void tracedImports_runBodies() throws IOException {
    Run run =
        Run.dormouse(
                "-c",
                """
                import sys
                seen = []
                sys.setprofile(lambda frame, event, arg: seen.append(frame.f_code.co_name))
                import graphlib
                sys.setprofile(None)
                print('TopologicalSorter' in seen)
                """)
            .in(folder)
            .run();
    assertEquals("True\n", run.out(), run::toString);
  }

  @Test
  void commandForStates_saysWhatCannotBeWritten() throws IOException {
    Run usage = Run.dormouse("image", "state").in(folder).run();
    assertEquals(2, usage.status());
    assertTrue(usage.err().contains("usage: dormouse image state"), usage::toString);
    assertFalse(usage.err().contains("Exception"), usage::toString);
  }

  @Test
  void commandForStates_thatCannotWriteAll_leavesTheImageAlone() throws IOException {
    Path image = Path.of(System.getProperty("dormouse.distribution"), "images", "stdlib.dmi");
    Object before = Files.readAttributes(image, "unix:ino").get("ino");
    Run missing = Run.dormouse("image", "state", "keyword", "no_such_module").in(folder).run();
    assertEquals(1, missing.status(), missing::toString);
    assertTrue(missing.err().contains("No module named 'no_such_module'"), missing::toString);
    Run refused = Run.dormouse("image", "state", "csv").in(folder).run();
    assertEquals(1, refused.status(), refused::toString);
    assertTrue(refused.err().startsWith("csv: "), refused::toString);
    assertEquals(before, Files.readAttributes(image, "unix:ino").get("ino"));
  }
}
