package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

  /** The list from which the distribution was made, as far as it names modules. */
  static List<String> modules() throws IOException {
    List<String> names = new ArrayList<>();
    for (String each : entries()) {
      names.add(each.split(":")[0]);
    }
    return names;
  }

  /** The list itself. */
  static List<String> entries() throws IOException {
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
    String[] expected = varying(bodies.out()).split("\n");
    String[] actual = varying(states.out()).split("\n");
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      assertEquals(expected[i], actual[i]);
    }
    assertEquals(expected.length, actual.length);
  }

  /** Without what each run has of its own: addresses, threads, times, zones. */
  private static String varying(String text) {
    return text.replaceAll(" at 0x[0-9a-f]+", "")
        .replaceAll("'_(native_id|ident)': [0-9]+", "")
        .replaceAll("_active = #[0-9]+<dict \\{[0-9]+", "_active")
        .replaceAll("_startTime = [0-9.]+", "_startTime")
        .replaceAll("_TimeRE_cache = .*", "_TimeRE_cache");
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
    // The end of some bodies runs.
    List<String> whole = new ArrayList<>(entries());
    whole.removeIf(each -> each.contains(":") && !each.contains("="));
    whole.replaceAll(each -> each.split(":")[0]);
    Path profile = folder.resolve("one.dmp");
    for (String module : modules) {
      Run run =
          Run.dormouse("--profile", profile.toString(), "-c", "import " + module).in(folder).run();
      assertEquals(0, run.status(), run::toString);
      for (String line : Files.readAllLines(profile)) {
        if (line.startsWith("awake ") && line.contains(":<module> ")) {
          String ran = line.substring("awake ".length(), line.indexOf(":<module> "));
          assertFalse(whole.contains(ran), () -> "import " + module + ": " + line);
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

  /** What a body does at its end is done by each import, in the order of the imports. */
  @Test
  void endsOfBodies_runAtEveryImport() throws IOException {
    String program =
        """
        import sys
        started = __import__('time').time()
        import logging, random, threading, concurrent.futures.thread, csv, atexit
        print(threading.main_thread() is threading.current_thread(), threading.active_count())
        print(threading._active[threading.get_ident()] is threading._main_thread)
        print(list(threading._dangling), threading._main_thread.ident == threading.get_ident())
        print(started <= logging._startTime <= __import__('time').time())
        print(threading._threading_atexits[0].func is concurrent.futures.thread._python_exit)
        print(csv.list_dialects(), csv.get_dialect('unix').lineterminator == '\\n')
        print(logging.getLogger('concurrent.futures') is concurrent.futures._base.LOGGER)
        print(logging.lastResort.lock, [r() is logging.lastResort for r in logging._handlerList])
        print(len(logging._at_fork_reinit_lock_weakset), concurrent.futures._base.LOGGER.parent)
        print(random._inst.random.__self__ is random.random.__self__, random.seed.__self__ is random._inst)
        concurrent.futures.ThreadPoolExecutor(2).submit(print, 'in a thread').result()
        logging.getLogger('a.b').warning('said')
        print(atexit._ncallbacks())
        """;
    Run body = Run.dormouse("-X", "no_state", "-c", program).in(folder).run();
    Run state = Run.dormouse("-c", program).in(folder).run();
    assertEquals(0, body.status(), body::toString);
    assertEquals(addressless(body.out()), addressless(state.out()));
    assertEquals(body.err(), state.err());
    Run seeds = Run.dormouse("-c", "import random; print(random.random())").in(folder).run();
    Run again = Run.dormouse("-c", "import random; print(random.random())").in(folder).run();
    assertNotEquals(seeds.out(), again.out());
  }

  private static String addressless(String text) {
    return text.replaceAll("0x[0-9a-f]+", "").replaceAll("started [0-9]+", "started");
  }

  /** A traceback through the end of a body has the lines of the body. */
  @Test
  void errorsAtTheEndOfABody_haveItsLines() throws IOException {
    String program =
        """
        import traceback, os
        os.register_at_fork = None
        try:
            import threading
        except TypeError:
            traceback.print_exc()
        """;
    Run body = Run.dormouse("-X", "no_state", "-c", program).in(folder).run();
    Run state = Run.dormouse("-c", program).in(folder).run();
    assertTrue(
        body.err().contains("_os.register_at_fork(after_in_child=_after_fork)"), body::toString);
    assertEquals(body.err(), state.err());
  }

  /** The library's import system is one, whatever name it has. */
  @Test
  void importlib_isTheImportSystem() throws IOException {
    String program =
        """
        import sys, importlib, importlib.util, importlib.machinery, importlib.abc, importlib.metadata
        modules = sys.modules
        print(modules['_frozen_importlib'] is modules['importlib._bootstrap'] is importlib._bootstrap)
        print(modules['_frozen_importlib_external'] is modules['importlib._bootstrap_external'])
        print(importlib._bootstrap, importlib._bootstrap_external, importlib._bootstrap.__name__)
        print(importlib.machinery.ModuleSpec is type(sys.__spec__), importlib._bootstrap._thread)
        print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader))
        print(issubclass(importlib.machinery.PathFinder, importlib.abc.MetaPathFinder))
        print([f in sys.meta_path for f in (importlib.machinery.BuiltinImporter, importlib.machinery.PathFinder)])
        spec = importlib.util.find_spec('json')
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        print(module.loads('[1]'), importlib.reload(modules['importlib.util']).find_spec('json').name)
        print(importlib.import_module('.decoder', 'json').__name__)
        """;
    Run body = Run.dormouse("-X", "no_state", "-c", program).in(folder).run();
    Run state = Run.dormouse("-c", program).in(folder).run();
    assertEquals(0, body.status(), body::toString);
    assertTrue(body.out().startsWith("True\nTrue\n"), body::toString);
    assertEquals(body.out() + body.err(), state.out() + state.err());
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
    Run refused = Run.dormouse("image", "state", "csv:spam").in(folder).run();
    assertEquals(1, refused.status(), refused::toString);
    assertEquals("csv: no statement of its body, outside of any block, sets spam\n", refused.err());
    assertEquals(before, Files.readAttributes(image, "unix:ino").get("ino"));
  }
}
