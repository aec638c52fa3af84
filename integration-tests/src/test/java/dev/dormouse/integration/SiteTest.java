package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start does what the library's {@code site} does, whether that module runs or not; the modules
 * that it would have imported are there, and look as if they had been all the time.
 */
class SiteTest {
  private static final Pattern COUNT = Pattern.compile("(?m)^ *([a-z ]+[a-z]) +(\\d+)$");

  @TempDir Path folder;

  @Test
  void state_isThatOfTheReference() {
    Differential.in(folder)
        .check(
            "-c",
            """
            import sys
            print([n for n in ('abc', 'stat', '_collections_abc', 'genericpath', 'posixpath',
                'os.path', 'os', 'io', '_sitebuiltins', 'site') if n not in sys.modules])
            print(sys.modules['os.path'] is sys.modules['posixpath'], type(sys.modules['os']))
            for name in ('exit', 'quit', 'help', 'copyright', 'credits', 'license'):
                value = getattr(__builtins__, name)
                print(type(value), sorted(vars(value)))
            print(exit, quit, help, credits)
            print(callable(sys.__interactivehook__), sys._home, sys.flags.no_site)
            import site
            print(site.ENABLE_USER_SITE, site.USER_BASE, site.USER_SITE, sys.path[0])
            print(sys.modules['os'].path is sys.modules['os.path'], site.os is sys.modules['os'])
            """);
  }

  @Test
  void importing_doesNotWake() {
    Run run =
        Run.dormouse(
                "-s", "--report", "-c", "import os, io, site, os.path; print(type(os).__name__)")
            .run();
    assertEquals("module\n", run.out());
    assertEquals(9, count(run, "modules asleep"), run::toString);
  }

  @Test
  void hello_wakesNoModuleThatItDoesNotUse() {
    Run run = Run.dormouse("-s", "--report", "-c", "print('hi')").run();
    assertEquals(9, count(run, "modules asleep"), run::toString);
    // What exit and help are comes from the state of _sitebuiltins.
    assertEquals(0, count(run, "woken"), run::toString);
  }

  @Test
  void touching_wakesOnlyWhatIsNeeded() {
    Run run =
        Run.dormouse("-s", "--report", "-c", "import stat; print(stat.S_ISDIR(0o40000))").run();
    assertEquals("True\n", run.out());
    assertEquals(8, count(run, "modules asleep"), run::toString);
  }

  @Test
  void everyWayToLook_wakes() {
    Differential.in(folder)
        .check(
            "-c",
            """
            import sys, posixpath, genericpath, stat, io, abc
            print(vars(posixpath)['curdir'], 'commonprefix' in dir(genericpath))
            from stat import ST_MODE
            print(ST_MODE, io.__dict__['SEEK_END'])
            abc.new = 1
            print(abc.new, abc.ABC, repr(sys.modules['os'])[:12], hasattr(sys.modules['site'], 'main'))
            """);
  }

  @Test
  void tracer_seesNoModuleBody() {
    Differential.in(folder)
        .check(
            "-c",
            """
            import sys, os
            seen = []
            sys.settrace(lambda frame, event, arg: seen.append(frame.f_code.co_name))
            os.getcwd(); os.fspath('x')
            sys.settrace(None)
            print(seen)
            """);
  }

  @Test
  void threads_wakeAModuleOnce() {
    Differential.in(folder)
        .check(
            "-c",
            """
            import _thread, sys, time
            module, done, lock = sys.modules['os'], [], _thread.allocate_lock()
            def look():
                value = module.environ, module.walk, module.fdopen, module.PathLike
                with lock:
                    done.append(value)
            sys.setswitchinterval(1e-6)
            for _ in range(16):
                _thread.start_new_thread(look, ())
            while len(done) < 16:
                time.sleep(0.01)
            print(len({tuple(map(id, value)) for value in done}))
            """);
  }

  @Test
  void path_isMadeAbsoluteOnlyAtTheStart() {
    Differential.in(folder)
        .check("-c", "import sys; sys.path.append('here'); import site; print(sys.path[-1])");
  }

  @Test
  void isolatedOrWithoutSite_areAsTheReference() {
    String program =
        "import sys; print('site' in sys.modules, hasattr(sys, '__interactivehook__'),"
            + " hasattr(__builtins__, 'exit')); import site; print(site.ENABLE_USER_SITE)";
    Differential.in(folder).check("-I", "-c", program);
    Differential.in(folder).check("-s", "-c", program);
    Differential.in(folder).check("-S", "-c", program);
  }

  @Test
  void whatThereIsToFind_isFound() throws IOException {
    Path site = folder.resolve("base/lib/python3.11/site-packages");
    Files.createDirectories(site.resolve("more"));
    Files.writeString(site.resolve("a.pth"), "more\nimport sys; sys.from_pth = True\n");
    Files.writeString(site.resolve("usercustomize.py"), "print('customized')\n");
    String program =
        "import sys, site; print(sys.from_pth, sys.path[-1].rpartition('/')[2], site.USER_SITE)";
    Run expected =
        Run.reference("-c", program)
            .with("PYTHONUSERBASE", folder.resolve("base").toString())
            .run();
    Run actual =
        Run.dormouse("-c", program).with("PYTHONUSERBASE", folder.resolve("base").toString()).run();
    assertTrue(expected.out().startsWith("customized\nTrue"), expected::toString);
    // The reference's own site-packages follow those of the user.
    assertEquals(
        expected.out().replace(" site-packages ", " more "), actual.out(), actual::toString);
  }

  @Test
  void directoryWithoutConfiguration_isAddedWithoutPython() throws IOException {
    Path site = folder.resolve("base/lib/python3.11/site-packages");
    Files.createDirectories(site);
    Files.writeString(site.resolve("installed.py"), "print('installed')\n");
    Run run =
        Run.dormouse("--report", "-c", "import installed, sys; print(sys.path[-1])")
            .with("PYTHONUSERBASE", folder.resolve("base").toString())
            .run();
    assertEquals("installed\n" + site + "\n", run.out());
    assertEquals(9, count(run, "modules asleep"), run::toString);
  }

  @Test
  void shownImports_areThoseOfTheReference() {
    Run run = Run.dormouse("-I", "-X", "importtime", "-c", "pass").run();
    assertTrue(run.err().contains("|   os\n") && run.err().contains("| site\n"), run::toString);
  }

  @Test
  void sitecustomize_runs() throws IOException {
    Files.writeString(folder.resolve("sitecustomize.py"), "import os; print('first', os.sep)\n");
    Run run = Run.dormouse("-c", "print('second')").with("PYTHONPATH", folder.toString()).run();
    assertEquals("first /\nsecond\n", run.out());
  }

  private static long count(Run run, String name) {
    Matcher m = COUNT.matcher(run.err());
    while (m.find()) {
      if (m.group(1).equals(name)) {
        return Long.parseLong(m.group(2));
      }
    }
    throw new AssertionError("no line " + name + " in " + run);
  }
}
