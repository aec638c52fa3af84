package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.text.FloatText;
import dev.dormouse.runtime.text.Reference;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
  @Test
  void shouldProduceTheNumbersOfTheReference() throws IOException {
    Reference.check(
        "twister.py",
        50,
        f -> {
          BigInteger seed = new BigInteger(f[0], 16);
          int[] key = new int[Math.max((seed.bitLength() + 31) / 32, 1)];
          for (int i = 0; i < key.length; i++) {
            key[i] = seed.shiftRight(32 * i).intValue();
          }
          MersenneTwister twister = new MersenneTwister();
          twister.seed(key);
          StringBuilder out = new StringBuilder();
          for (int i = 0; i < 2000; i++) {
            out.append(Integer.toUnsignedString(twister.next())).append(' ');
          }
          return out.append(FloatText.repr(twister.nextDouble())).toString();
        });
  }
}
