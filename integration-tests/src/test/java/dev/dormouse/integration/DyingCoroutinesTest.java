package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of coroutines that die, as far as a program that asks for collections can tell. */
class DyingCoroutinesTest {
  @Test
  void afterCollections_equalReference() throws Exception {
    String script = "dying_coroutines.py";
    Path file = Path.of(DyingCoroutinesTest.class.getResource(script).toURI());
    Run run = Differential.in(file.getParent()).check("-S", script);
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void coroutineThatLivesToTheEnd_isWarnedOfThen() {
    Run run = Run.dormouse("-c", "async def f(): pass\nc = f()\nprint('bye')").run();
    assertEquals("bye\n", run.out());
    assertEquals("sys:1: RuntimeWarning: coroutine 'f' was never awaited\n", run.err());
  }
}
