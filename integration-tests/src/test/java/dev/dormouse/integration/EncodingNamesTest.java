package dev.dormouse.integration;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may name an encoding is what CPython takes as a string of C. */
class EncodingNamesTest {
  @TempDir Path folder;

  @Test
  void names_areRefusedAsByTheReference() {
    Differential.in(folder)
        .check(
            "-S",
            "-c",
            """
            names = ('utf-8\\udce2\\udc80\\udc9d', '\\udc80', 'utf-8\\0', 'utf\\u20ac8', 'UTF 8',
                'latin_1', '\\U0001f600')
            for name in names:
                for call in (lambda: b'foo\\xac'.decode(name), lambda: 'a'.encode(name),
                        lambda: b''.decode(name), lambda: ''.encode(name),
                        lambda: bytes('a', name), lambda: str(b'a', name),
                        lambda: bytearray('a', name), lambda: bytearray(b'a').decode(name)):
                    try:
                        print(call())
                    except Exception as e:
                        print(type(e).__name__, ascii(str(e)))
            """);
  }
}
