package dev.dormouse.runtime.modules.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.runtime.eval.Snippets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads and locks. Nothing here depends on how fast anything is: whoever waits is woken by what
 * it waits for.
 */
@Timeout(60)
class ThreadModuleTest {
  private static String run(String source) {
    return Snippets.result(source, "_thread");
  }

  @Test
  void manyThreadsUnderALock_loseNoUpdate() {
    assertEquals(
        "(16000, 16)",
        run(
            """
            lock = _thread.allocate_lock()
            done = _thread.allocate_lock()
            done.acquire()
            total = 0
            ended = 0
            def work():
                global total, ended
                for i in range(1000):
                    with lock:
                        total += 1
                with lock:
                    ended += 1
                    if ended == 16:
                        done.release()
            for i in range(16):
                _thread.start_new_thread(work, ())
            done.acquire()
            result = total, ended
            """));
  }

  @Test
  void busyThread_letsOthersRun() {
    assertEquals(
        "True",
        run(
            """
            flag = False
            def work():
                global flag
                flag = True
            _thread.start_new_thread(work, ())
            while not flag:
                pass
            result = flag
            """));
  }

  @Test
  void acquireWithTimeout_givesUp() {
    assertEquals(
        "(True, False, False, True)",
        run(
            """
            lock = _thread.allocate_lock()
            a = lock.acquire()
            b = lock.acquire(timeout=0.001)
            c = lock.acquire(False)
            lock.release()
            result = a, b, c, lock.acquire(True, 100)
            """));
  }

  @Test
  void badTimeouts_areRefused() {
    assertEquals(
        "ValueError: can't specify a timeout for a non-blocking call",
        run("_thread.allocate_lock().acquire(False, 1)"));
    assertEquals(
        "ValueError: timeout value must be positive",
        run("_thread.allocate_lock().acquire(True, -2)"));
    assertEquals(
        "OverflowError: timestamp too large to convert to C _PyTime_t",
        run("_thread.allocate_lock().acquire(True, 10**30)"));
    assertEquals("RuntimeError: release unlocked lock", run("_thread.allocate_lock().release()"));
  }

  @Test
  void rlock_belongsToItsThread() {
    assertEquals(
        "[False, 'cannot release un-acquired lock', True]",
        run(
            """
            lock = _thread.RLock()
            lock.acquire()
            lock.acquire()
            seen = []
            done = _thread.allocate_lock()
            done.acquire()
            def other():
                seen.append(lock.acquire(False))
                try:
                    lock.release()
                except RuntimeError as e:
                    seen.append(str(e))
                done.release()
            _thread.start_new_thread(other, ())
            done.acquire()
            lock.release()
            lock.release()
            def again():
                seen.append(lock.acquire())
                done.release()
            _thread.start_new_thread(again, ())
            done.acquire()
            result = seen
            """));
  }

  @Test
  void waitOfMainThread_endsByPendingCall() {
    assertEquals(
        "'interrupted'",
        run(
            """
            lock = _thread.allocate_lock()
            lock.acquire()
            try:
                _thread.start_new_thread(_thread.interrupt_main, ())
                lock.acquire()
            except KeyboardInterrupt:
                result = 'interrupted'
            """));
  }

  @Test
  void loopOfMainThread_endsByPendingCallThoughAnotherThreadRuns() {
    assertEquals(
        "'interrupted'",
        run(
            """
            stop = False
            def spin():
                _thread.interrupt_main()
                while not stop:
                    pass
            try:
                _thread.start_new_thread(spin, ())
                while True:
                    pass
            except KeyboardInterrupt:
                stop = True
                result = 'interrupted'
            """));
  }

  @Test
  void local_hasADictPerThreadAndRunsInitInEach() {
    assertEquals(
        "([('init', 7), 7, False], 1)",
        run(
            """
            seen = []
            class Local(_thread._local):
                def __init__(self, n):
                    self.n = n
                    if seen is not None:
                        seen.append(('init', n))
            local = Local(7)
            seen.clear()
            local.n = 1
            local.extra = 2
            done = _thread.allocate_lock()
            done.acquire()
            def other():
                seen.append(local.n)
                seen.append(hasattr(local, 'extra'))
                done.release()
            _thread.start_new_thread(other, ())
            done.acquire()
            result = seen, local.n
            """));
  }

  @Test
  void sentinel_isReleasedWhenItsThreadEnds() {
    assertEquals(
        "True",
        run(
            """
            sentinels = []
            ready = _thread.allocate_lock()
            ready.acquire()
            def work():
                s = _thread._set_sentinel()
                s.acquire()
                sentinels.append(s)
                ready.release()
            _thread.start_new_thread(work, ())
            ready.acquire()
            result = sentinels[0].acquire()
            """));
  }

  @Test
  void count_isThatOfStartedThreads() {
    assertEquals(
        "[0, 3, 0]",
        run(
            """
            counts = [_thread._count()]
            started = [_thread.allocate_lock() for i in range(3)]
            go = _thread.allocate_lock()
            go.acquire()
            sentinels = []
            def work(mine):
                s = _thread._set_sentinel()
                s.acquire()
                sentinels.append(s)
                mine.release()
                with go:
                    pass
            for s in started:
                s.acquire()
                _thread.start_new_thread(work, (s,))
            for s in started:
                s.acquire()
            counts.append(_thread._count())
            go.release()
            for s in sentinels:
                s.acquire()
            counts.append(_thread._count())
            result = counts
            """));
  }
}
