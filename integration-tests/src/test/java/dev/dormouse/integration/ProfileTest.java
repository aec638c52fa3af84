package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.image.profile.Profile;
import dev.dormouse.image.profile.ProfileReader;
import dev.dormouse.image.profile.ProfileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --profile}, {@code dormouse profile} and {@code dormouse budget} on real programs. */
class ProfileTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("x.json"), "{\"b\": [1, 2.5, null], \"a\": {}}");
    Files.writeString(
        folder.resolve("app.py"),
        """
        import helper

        def main():
            def inner():
                return helper.work(2)
            return inner() + helper.work(3)

        print(main())
        """);
    Files.writeString(
        folder.resolve("helper.py"),
        """
        def work(n):
            import textwrap
            return n

        def idle():
            pass
        """);
  }

  @Test
  void profile_hasWhatTheReportHas() throws Exception {
    Profile profile = record("json.dmp", "-m", "json.tool", "x.json");
    Run report = dormouse("--report=report.json", "-m", "json.tool", "x.json");
    assertEquals(0, report.status(), report::toString);

    String json = Files.readString(folder.resolve("report.json"));
    // Code compiled from text while the program ran is in no image, and has no size.
    long fromImages = profile.woken().stream().filter(c -> c.size() > 0).count();
    assertEquals(number("woken", json), fromImages);
    Profile.Code loads =
        profile.woken().stream()
            .filter(c -> c.key().toString().equals("json:loads"))
            .findFirst()
            .orElseThrow();
    assertEquals("call", loads.why());
    assertEquals("json:load", loads.by());
    assertTrue(loads.took() > 0 && loads.at() > 0 && loads.size() > 64, loads::toString);
    assertEquals("json.tool:<module>", profile.imports().get("argparse").by());
    assertEquals("json", profile.imports().get("json.decoder").inside());
    assertEquals(1, profile.runs());
    assertTrue(profile.parts().get("stdlib.dmi:wordcode").read() > 1000);
    assertEquals(0, profile.parts().get("stdlib.dmi:docstrings").read());
  }

  @Test
  void sourceFiles_areNamedByTheirModule() throws Exception {
    Profile profile = record("app.dmp", "--profile-calls", "app.py");
    String text = ProfileWriter.text(profile);
    assertTrue(text.contains("\nawake __main__:main why=call by=__main__:<module> "), text);
    assertTrue(
        text.contains("\nawake helper:work why=call by=__main__:main.<locals>.inner "), text);
    assertTrue(
        Pattern.compile("^awake helper:work .* calls=2$", Pattern.MULTILINE).matcher(text).find(),
        text);
    assertTrue(text.contains("\nimport textwrap by=helper:work "), text);
  }

  @Test
  void profileWithEager_saysSo() throws Exception {
    Profile profile = record("eager.dmp", "--eager", "-c", "import keyword");
    assertTrue(ProfileWriter.text(profile).contains(" why=eager"), "nothing woke eagerly");
  }

  @Test
  void reasons_areWhatTheDocumentSays() throws Exception {
    Files.writeString(
        folder.resolve("reasons.py"),
        """
        import sys, site

        def tracer(frame, event, arg):
            helper(frame)

        def helper(frame):
            if frame.f_code.co_name == "called":
                looked_at_by_tracer.__code__.co_names

        def looked_at_by_tracer(): pass
        def profiler(frame, event, arg): pass
        def called(): pass
        def looked_at(): pass
        def never(): pass

        site.PREFIXES
        sys.settrace(tracer)
        called()
        sys.settrace(None)
        sys.setprofile(profiler)
        called()
        sys.setprofile(None)
        called.__code__.co_consts
        looked_at.__code__.co_consts
        """);
    Profile profile = record("reasons.dmp", "reasons.py");
    Map<String, String> reasons = new TreeMap<>();
    for (Profile.Code code : profile.woken()) {
      if (code.key().module().equals("__main__") || code.key().toString().equals("site:<module>")) {
        reasons.put(code.key().toString(), code.why() + " by " + code.by());
      }
    }
    assertEquals(
        Map.of(
            "__main__:<module>", "call by ",
            "__main__:tracer", "trace by __main__:called",
            "__main__:helper", "trace by __main__:tracer",
            "__main__:looked_at_by_tracer", "trace by __main__:helper",
            "__main__:profiler", "trace by __main__:called",
            "__main__:called", "call by __main__:<module>",
            "__main__:looked_at", "introspection by __main__:<module>",
            "site:<module>", "global by __main__:<module>"),
        reasons);
  }

  @Test
  void codeWithOneName_isToldApartOrAddedUp() throws Exception {
    Path tool = Files.createDirectories(folder.resolve("src/tool"));
    Files.writeString(
        tool.resolve("__main__.py"),
        """
        import importlib
        from tool import twice, again

        for i in range(3):
            eval("(lambda: 1)()")
        importlib.reload(again)
        print(twice.f(1), twice.C().x)
        twice.C().x = 2
        """);
    Files.writeString(tool.resolve("__init__.py"), "");
    Files.writeString(tool.resolve("again.py"), "def f(): pass\nf()\n");
    Files.writeString(
        tool.resolve("twice.py"),
        """
        def f(n):
            def g(): return n
            def h(): return n
            return g()

        def f(n):
            def g(): return n + 1
            def h(): return n
            return g()

        class C:
            @property
            def x(self): return 1
            @x.setter
            def x(self, value): pass
        """);
    assertEquals(
        new Run(0, "", ""), dormouse("image", "build", "src", "-o", "tool.dmi", "--main", "tool"));
    Run run = dormouse("--profile", "twice.dmp", "tool.dmi");
    assertEquals(new Run(0, "2 1\n", ""), run);

    Profile profile = ProfileReader.read(folder.resolve("twice.dmp"));
    Map<String, String> touched = new TreeMap<>();
    for (Profile.Code code : profile.code().values()) {
      if (code.key().module().matches("tool\\..*|<string>")) {
        touched.put(code.key().toString(), (code.awake() ? "awake " : "bound ") + code.runs());
      }
    }
    assertEquals(
        Map.of(
            "tool.twice:<module>", "awake 1",
            "tool.twice:f", "bound 1",
            "tool.twice:f#2", "awake 1",
            "tool.twice:f.<locals>.g#2", "awake 1",
            "tool.twice:f.<locals>.h#2", "bound 1",
            "tool.twice:C", "awake 1",
            "tool.twice:C.x", "awake 1",
            "tool.twice:C.x#2", "awake 1",
            "<string>:<lambda>", "awake 3",
            "<string>:<module>", "awake 3"),
        without(touched, "tool.again:", "tool.__main__:"));
    assertEquals("awake 2", touched.get("tool.again:<module>"));
    assertEquals("awake 2", touched.get("tool.again:f"));
  }

  /**
   * Looking at everything in modules that have a state makes the functions that their bodies would
   * have made, under the same names; what the bodies call and the classes they run is awake only
   * without states.
   */
  @Test
  void functionsOutOfStates_areBoundAsThoseThatBodiesMake() throws Exception {
    Files.writeString(
        folder.resolve("look.py"),
        """
        import sys

        def look(o):
            if isinstance(o, type) and o not in seen:
                seen.add(o)
                for part in list(vars(o).values()):
                    look(part)

        seen = set()
        for name in sys.argv[1:]:
            __import__(name)
            for value in list(vars(sys.modules[name]).values()):
                look(value)
        """);
    List<String> same = List.of("argparse", "textwrap", "shutil", "configparser", "zipfile");
    List<String> busy =
        List.of("enum", "json.decoder", "re", "functools", "pathlib", "ast", "contextlib");
    List<String> command = new ArrayList<>(List.of("look.py"));
    command.addAll(same);
    command.addAll(busy);
    Profile states = record("states.dmp", command.toArray(new String[0]));
    command.addAll(0, List.of("-X", "no_state"));
    Profile bodies = record("bodies.dmp", command.toArray(new String[0]));

    for (String module : same) {
      Set<String> bound = names(states, module, false);
      assertEquals(names(bodies, module, false), bound);
      assertTrue(bound.size() > 2, module);
    }
    for (String module : busy) {
      Set<String> touched = names(bodies, module, false);
      touched.addAll(names(bodies, module, true));
      Set<String> bound = names(states, module, false);
      assertEquals(Set.of(), minus(bound, touched), module);
      assertTrue(bound.size() > 2, module);
    }
    // Functions of one name are told apart: the getter and the setter of a property, say.
    Set<String> parser = names(states, "configparser", false);
    assertTrue(parser.contains("configparser:ParsingError.filename#2"), parser::toString);
  }

  /** The names of a module's code objects that are awake, or bound. */
  private static Set<String> names(Profile profile, String module, boolean awake) {
    Set<String> names = new TreeSet<>();
    for (Profile.Code code : profile.code().values()) {
      if (code.key().module().equals(module) && code.awake() == awake) {
        names.add(code.key().toString());
      }
    }
    return names;
  }

  private static Set<String> minus(Set<String> from, Set<String> what) {
    Set<String> left = new TreeSet<>(from);
    left.removeAll(what);
    return left;
  }

  @Test
  void profileReportAndPage_countTheSame() throws Exception {
    for (String state : List.of("no_warn_default_encoding", "no_state")) {
      String[] program = {"-X", state, "-m", "json.tool", "x.json"};
      List<String> both = new ArrayList<>(List.of("--report=report.json"));
      both.addAll(List.of(program));
      Profile profile = record("x.dmp", both.toArray(new String[0]));
      String json = Files.readString(folder.resolve("report.json"));
      long bound = profile.code().values().stream().filter(c -> !c.awake()).count();
      assertTrue(bound > 5, state);
      assertEquals(bound, number("bound", json));
      assertEquals(number("code", json) - number("woken", json) - bound, number("asleep", json));

      both.set(0, "--report=report.html");
      assertEquals(0, dormouse(both.toArray(new String[0])).status());
      String page = Files.readString(folder.resolve("report.html"));
      Matcher function = Pattern.compile("\\[\"[^\"]+\", 1, \\d+\\]").matcher(page);
      assertEquals(bound, function.results().count(), state);
    }
  }

  private static Map<String, String> without(Map<String, String> from, String... prefixes) {
    Map<String, String> left = new TreeMap<>(from);
    for (String prefix : prefixes) {
      left.keySet().removeIf(name -> name.startsWith(prefix));
    }
    return left;
  }

  @Test
  void mergedProfile_hasBothRuns() throws Exception {
    Profile one = record("a.dmp", "app.py");
    Profile two = record("b.dmp", "-m", "json.tool", "x.json");
    Run run = dormouse("profile", "merge", "a.dmp", "b.dmp", "-o", "c.dmp");
    assertEquals(new Run(0, "", ""), run);

    Profile merged = ProfileReader.read(folder.resolve("c.dmp"));
    assertEquals(2, merged.runs());
    assertEquals(one.nanoseconds() + two.nanoseconds(), merged.nanoseconds());
    assertTrue(merged.wokenCount() > Math.max(one.wokenCount(), two.wokenCount()));
    assertTrue(merged.wokenCount() <= one.wokenCount() + two.wokenCount());
  }

  @Test
  void diff_namesWhatWokeNewlyAndWhatNoLongerDoes() throws Exception {
    record("a.dmp", "app.py");
    record("b.dmp", "-m", "json.tool", "x.json");
    Run run = dormouse("profile", "diff", "a.dmp", "b.dmp");
    assertEquals(0, run.status(), run::toString);
    String newly = between(run.out(), "\nwoke newly (", "\nno longer wakes (");
    assertTrue(newly.contains("  json:loads  call by json:load\n"), run::toString);
    String gone = run.out().substring(run.out().indexOf("\nno longer wakes ("));
    assertTrue(gone.contains("  helper:work  call by __main__:main.<locals>.inner\n"), gone);
    String imports = between(run.out(), "\nimported newly (", "\nno longer imported (");
    assertTrue(imports.contains("  argparse  by json.tool:<module>\n"), imports);
    assertTrue(dormouse("profile", "diff", "a.dmp", "a.dmp").out().lines().count() == 6);
  }

  @Test
  void show_listsWakesModulesAndWhatWasNeverTouched() throws Exception {
    record("a.dmp", "-m", "json.tool", "x.json");
    Run run = dormouse("profile", "show", "--top", "1000", "--untouched", "a.dmp");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("\nslowest wakes\n"), run::toString);
    assertTrue(run.out().contains("  call           json:loads  by json:load\n"), run::toString);
    assertTrue(
        Pattern.compile("^ +[0-9.]+ +\\d+ +\\d+ +\\d+  json\\.decoder$", Pattern.MULTILINE)
            .matcher(run.out())
            .find(),
        run::toString);
    String never = run.out().substring(run.out().indexOf("\nnever touched, "));
    assertTrue(never.contains("\n  json.tool:main.<locals>"), never);
    assertFalse(never.contains("\n  json:loads\n"), never);
  }

  @Test
  void exports_areWhatOtherToolsRead() throws Exception {
    record("a.dmp", "-m", "json.tool", "x.json");
    Run collapsed = dormouse("profile", "export", "--format", "collapsed", "a.dmp");
    for (String line : collapsed.out().split("\n")) {
      assertTrue(line.matches("(imports|wakes)(;[^; ]+)+ \\d+"), line);
    }
    assertTrue(collapsed.out().contains("\nimports;json;json.decoder "), collapsed::toString);
    assertTrue(collapsed.out().contains(";json:load;json:loads "), collapsed::toString);

    Run importTime = dormouse("profile", "export", "--format", "importtime", "a.dmp");
    assertEquals(
        "import time: self [us] | cumulative | imported package",
        importTime.out().lines().findFirst().orElseThrow());
    for (String line : importTime.out().lines().skip(1).toList()) {
      assertTrue(line.matches("import time: [ \\d]{8}\\d \\| [ \\d]{9}\\d \\| ( {2})*\\S+"), line);
    }
    assertTrue(importTime.out().contains(" |   json.decoder\n"), importTime::toString);

    for (String format : List.of("speedscope", "json")) {
      Run run = dormouse("profile", "export", "--format", format, "a.dmp", "-o", "out.json");
      assertEquals(new Run(0, "", ""), run);
      Run check =
          dormouse(
              "-c",
              "import json; d = json.load(open('out.json')); "
                  + (format.equals("json")
                      ? "print(sum(c['awake'] for c in d['code']) > 50)"
                      : "print(all(sum(p['weights']) == p['endValue'] and len(p['samples']) =="
                          + " len(p['weights']) and max(map(max, p['samples'])) <"
                          + " len(d['shared']['frames']) for p in d['profiles']))"));
      assertEquals("True\n", check.out(), check::toString);
    }
  }

  @Test
  void importTimeInAFile_keepsStderrClean() throws Exception {
    Run run = dormouse("-X", "importtime=times.txt", "-c", "import keyword");
    assertEquals(new Run(0, "", ""), run);
    String times = Files.readString(folder.resolve("times.txt"));
    assertTrue(times.startsWith("import time: self [us] | cumulative | imported package\n"), times);
    assertTrue(times.endsWith(" | keyword\n"), times);
  }

  @Test
  void resultsThatCannotBeWritten_areNamedWithTheReason() {
    for (String option :
        List.of("--report=no/x.json", "--report=no/x.html", "--report=.", "-Ximporttime=no/x")) {
      Run run = dormouse(option, "-c", "pass");
      String file = option.substring(option.indexOf('=') + 1);
      String why = file.equals(".") ? "Is a directory" : "No such file or directory";
      assertEquals(new Run(1, "", "dormouse: cannot write " + file + ": " + why + "\n"), run);
    }
  }

  @Test
  void budgetThatHolds_isSilent() {
    Run run = dormouse("budget", "--max-modules", "1000", "--deny", "numpy", "--", "app.py");
    assertEquals(new Run(0, "5\n", ""), run);
  }

  @Test
  void deniedModule_isNamedWithTheChainThatImportsIt() {
    Run run = dormouse("budget", "--deny", "textwrap", "--deny", "numpy", "--", "app.py");
    assertEquals(3, run.status(), run::toString);
    assertEquals("5\n", run.out());
    assertEquals(
        "dormouse budget: textwrap is denied, but was imported:\n"
            + "  __main__:<module> imports helper\n"
            + "  helper:work imports textwrap\n",
        run.err());
  }

  @Test
  void exceededCounts_areNamedWithWhatWasTooMuch() {
    Run run = dormouse("budget", "--max-modules", "3", "--max-woken", "2", "--", "app.py");
    assertEquals(3, run.status(), run::toString);
    Matcher m =
        Pattern.compile(
                "dormouse budget: \\d+ modules were imported, 3 are allowed; the first too many is"
                    + " \\S+:\n(  .* imports \\S+\n)+"
                    + "dormouse budget: \\d+ code objects woke, 2 are allowed; the first too many"
                    + " is \\S+:\n(  .* wakes \\S+ \\(call\\)\n)+")
            .matcher(run.err());
    assertTrue(m.matches(), run::toString);
  }

  @Test
  void programThatFailsOverBudget_keepsItsStatus() {
    Run run =
        dormouse("budget", "--deny", "keyword", "--", "-c", "import keyword, sys; sys.exit(7)");
    assertEquals(7, run.status(), run::toString);
    assertTrue(run.err().startsWith("dormouse budget: keyword is denied"), run::toString);
  }

  @Test
  void badArguments_giveUsageAndStatus2() {
    for (String[] arguments :
        new String[][] {
          {"profile"},
          {"profile", "frob"},
          {"profile", "merge", "a.dmp"},
          {"profile", "merge", "-o"},
          {"profile", "diff", "a.dmp"},
          {"profile", "show"},
          {"profile", "show", "--top", "x", "a.dmp"},
          {"profile", "show", "--frob", "a.dmp"},
          {"profile", "export", "a.dmp"},
          {"profile", "export", "--format", "xml", "a.dmp"},
          {"budget"},
          {"budget", "--", "app.py"},
          {"budget", "--max-woken", "-1", "--", "app.py"},
          {"budget", "--deny", "--", "app.py"},
          {"budget", "--deny", "x", "app.py"},
          {"--profile"},
        }) {
      Run run = dormouse(arguments);
      assertEquals(2, run.status(), run::toString);
      assertTrue(run.err().contains("\nusage: dormouse "), run::toString);
      assertEquals("", run.out());
    }
  }

  @Test
  void badFile_isNamedAndGivesStatus1() {
    Run missing = dormouse("profile", "show", "missing.dmp");
    assertEquals(new Run(1, "", "dormouse: missing.dmp: No such file or directory\n"), missing);
    Run other = dormouse("profile", "show", "app.py");
    assertEquals(
        new Run(
            1,
            "",
            "dormouse: app.py: line 1: expected 'dormouse profile 1', found 'import helper'\n"),
        other);
    Run unwritable = dormouse("--profile", "none/x.dmp", "-c", "print(1)");
    assertEquals(
        new Run(1, "1\n", "dormouse: cannot write none/x.dmp: No such file or directory\n"),
        unwritable);
    Run times = dormouse("-X", "importtime=none/x.txt", "-c", "print(1)");
    assertEquals(
        new Run(1, "", "dormouse: cannot write none/x.txt: No such file or directory\n"), times);
  }

  private Profile record(String file, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 2];
    all[0] = "--profile";
    all[1] = file;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Run run = dormouse(all);
    assertEquals(0, run.status(), run::toString);
    assertEquals("", run.err());
    return ProfileReader.read(folder.resolve(file));
  }

  private Run dormouse(String... arguments) {
    return Run.dormouse(arguments).in(folder).with("PYTHONDONTWRITEBYTECODE", "1").run();
  }

  private static int number(String member, String json) {
    Matcher m = Pattern.compile("\"" + member + "\": (\\d+)").matcher(json);
    assertTrue(m.find(), json);
    return Integer.parseInt(m.group(1));
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from);
    int end = text.indexOf(to, start);
    assertTrue(start >= 0 && end > start, text);
    return text.substring(start, end);
  }
}
