package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that wake the same code at the same time see the same constants. */
class ConcurrentWakingTest {
  private static final int THREADS = 4;

  @Test
  void threadsWakingTheSameCode_shareItsConstants() throws Exception {
    byte[] bytes =
        ReferenceModules.image(
            ReferenceModules.load("json", "json.decoder", "json.tool", "argparse"));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 10; round++) {
        Image image = Image.open("test.dmi", java.nio.ByteBuffer.wrap(bytes));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<List<Object>>> waking = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          waking.add(
              threads.submit(
                  () -> {
                    start.await();
                    return wakeAll(image);
                  }));
        }
        List<Object> first = waking.get(0).get();
        for (Future<List<Object>> other : waking) {
          List<Object> made = other.get();
          assertEquals(first.size(), made.size());
          for (int i = 0; i < made.size(); i++) {
            assertSame(first.get(i), made.get(i));
          }
        }
        assertEquals(image.codeCount(), image.wokenCount());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Wakes everything; answers all names and constants that an image makes only once. */
  private static List<Object> wakeAll(Image image) {
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < image.codeCount(); i++) {
      ImageCode code = image.code(i);
      code.wordcode();
      for (Object name : code.names(PlainFactory.LAZY)) {
        made.add(name);
      }
      for (Object constant : code.consts(PlainFactory.LAZY)) {
        if (constant instanceof String || constant instanceof dev.dormouse.code.Constants.Tuple) {
          made.add(constant);
        }
      }
    }
    return made;
  }
}
