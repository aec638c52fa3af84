package dev.dormouse.runtime.modules.warnings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.runtime.eval.Snippets;
import org.junit.jupiter.api.Test;

/**
 * {@code _warnings} without the module that is written in Python. Expectations are CPython 3.11's.
 */
class WarningsModuleTest {
  /** Collects what is shown in {@code shown}. */
  private static final String CAPTURE =
      """
      class Stream:
          def write(self, text): shown.append(text)
      shown = []
      sys.stderr = Stream()
      """;

  private static String run(String source) {
    return Snippets.result(CAPTURE + source, "_warnings", "sys");
  }

  @Test
  void defaultFilters_areCPythons() {
    assertEquals(
        "[('default', None, <class 'DeprecationWarning'>, '__main__', 0), ('ignore', None, <class"
            + " 'DeprecationWarning'>, None, 0), ('ignore', None, <class"
            + " 'PendingDeprecationWarning'>, None, 0), ('ignore', None, <class 'ImportWarning'>,"
            + " None, 0), ('ignore', None, <class 'ResourceWarning'>, None, 0)]",
        run("result = _warnings.filters"));
  }

  @Test
  void errorFilter_raisesTheWarning() {
    assertEquals(
        "UserWarning: no",
        run(
            "_warnings.filters.insert(0, ('error', None, UserWarning, None, 0))\n"
                + "_warnings.warn('no')"));
  }

  @Test
  void categoryThatIsNoWarning_isRefused() {
    assertEquals(
        "TypeError: category must be a Warning subclass, not 'type'",
        run("_warnings.warn('x', int)"));
    assertEquals(
        "TypeError: category must be a Warning subclass, not 'int'", run("_warnings.warn('x', 3)"));
  }

  @Test
  void registry_remembersTextCategoryAndLine() {
    assertEquals(
        "{'version': 0, ('a', <class 'UserWarning'>, 3): True}",
        run(
            "registry = {}\n"
                + "_warnings.warn_explicit('a', UserWarning, 'f.py', 3, 'm', registry)\n"
                + "result = registry"));
  }

  @Test
  void mutatedFilters_outdateTheRegistry() {
    assertEquals(
        "{'version': 1, ('b', <class 'UserWarning'>, 4): True}",
        run(
            """
            registry = {}
            _warnings.warn_explicit('a', UserWarning, 'f.py', 3, 'm', registry)
            _warnings._filters_mutated()
            _warnings.warn_explicit('b', UserWarning, 'f.py', 4, 'm', registry)
            result = registry
            """));
  }

  @Test
  void unknownAction_isNamed() {
    assertEquals(
        "RuntimeError: Unrecognized action ('odd') in warnings.filters:\n"
            + " ('odd', None, <class 'Warning'>, None, 0)",
        run("_warnings.filters.insert(0, ('odd', None, Warning, None, 0))\n_warnings.warn('x')"));
  }

  @Test
  void badFilter_isNamed() {
    assertEquals(
        "ValueError: _warnings.filters item 0 isn't a 5-tuple",
        run("_warnings.filters.insert(0, ('error',))\n_warnings.warn('x')"));
  }
}
