package dev.dormouse.runtime.modules.audio;

/** The companding laws of ITU-T G.711 and the step sizes of Intel's and DVI's ADPCM. */
final class Laws {
  private static final int ULAW_BIAS = 33;
  private static final int ULAW_CLIP = 8159;

  static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };

  static final int[] STEP_CHANGES = {-1, -1, -1, -1, 2, 4, 6, 8};

  private Laws() {}

  /** The segment of a magnitude: which power of two above {@code first} it is below. */
  private static int segment(int magnitude, int first) {
    int s = 0;
    int end = first;
    while (s < 8 && magnitude > end) {
      end = end << 1 | 1;
      s++;
    }
    return s;
  }

  /** From a sample of 14 bits. */
  static int toUlaw(int sample) {
    int mask = sample < 0 ? 0x7F : 0xFF;
    int v = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
    int s = segment(v, 0x3F);
    return s >= 8 ? 0x7F ^ mask : (s << 4 | v >> s + 1 & 0xF) ^ mask;
  }

  /** To a sample of 16 bits. */
  static int fromUlaw(int code) {
    int c = ~code & 0xFF;
    int v = ((c & 0xF) << 3) + (ULAW_BIAS << 2) << ((c & 0x70) >> 4);
    return (c & 0x80) != 0 ? (ULAW_BIAS << 2) - v : v - (ULAW_BIAS << 2);
  }

  /** From a sample of 13 bits. */
  static int toAlaw(int sample) {
    int mask = sample >= 0 ? 0xD5 : 0x55;
    int v = sample >= 0 ? sample : -sample - 1;
    int s = segment(v, 0x1F);
    if (s >= 8) {
      return 0x7F ^ mask;
    }
    return (s << 4 | (s < 2 ? v >> 1 : v >> s) & 0xF) ^ mask;
  }

  /** To a sample of 16 bits. */
  static int fromAlaw(int code) {
    int c = code ^ 0x55;
    int v = (c & 0xF) << 4;
    int s = (c & 0x70) >> 4;
    v += s == 0 ? 8 : 0x108;
    if (s > 1) {
      v <<= s - 1;
    }
    return (c & 0x80) != 0 ? v : -v;
  }
}
