package dev.dormouse.runtime.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ErrnoTest {
  @Test
  void everyNamedNumber_isFoundByItsText() {
    int named = 0;
    for (int errno = 1; errno < Errno.LIMIT; errno++) {
      if (Errno.name(errno) != null) {
        named++;
        assertEquals(errno, Errno.ofMessage(Errno.strerror(errno)), Errno.name(errno));
      }
    }
    assertEquals(130, named);
  }

  @Test
  void texts_areGlibcs() {
    assertEquals("No such file or directory", Errno.strerror(2));
    assertEquals("Resource deadlock avoided", Errno.strerror(35));
    assertEquals("Unknown error 41", Errno.strerror(41));
    assertEquals("Success", Errno.strerror(0));
    assertEquals("ENOTSUP", Errno.name(95));
    assertNull(Errno.name(41));
    assertEquals(0, Errno.ofMessage("Permiso denegado"));
  }
}
