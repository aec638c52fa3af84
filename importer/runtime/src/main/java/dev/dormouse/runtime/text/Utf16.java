package dev.dormouse.runtime.text;

/** UTF-16 and UTF-32 in either byte order, with or without a byte order mark. */
public final class Utf16 {
  private Utf16() {}

  /** Byte orders, as CPython numbers them. */
  public static final int LITTLE = -1;

  /** Look for a mark; without one, little endian. */
  public static final int DETECT = 0;

  public static final int BIG = 1;

  /**
   * Decodes UTF-16.
   *
   * @param order the byte order; receives the one found
   * @param errors null for strict
   * @param last whether an incomplete sequence at the end is an error rather than left alone
   * @param consumed if not null, receives the number of bytes decoded
   */
  public static String decode16(
      byte[] in, int[] order, CodecErrors errors, boolean last, int[] consumed) {
    int i = 0;
    if (order[0] == DETECT && in.length >= 2) {
      int mark = unit(in, 0, false);
      if (mark == 0xfeff || mark == 0xfffe) {
        order[0] = mark == 0xfeff ? LITTLE : BIG;
        i = 2;
      }
    }
    boolean big = order[0] == BIG;
    String name = big ? "utf-16-be" : "utf-16-le";
    StringBuilder out = new StringBuilder(in.length / 2);
    while (true) {
      int left = in.length - i;
      if (left <= 0) {
        break;
      }
      int end;
      String reason;
      if (left == 1) {
        if (!last) {
          break;
        }
        reason = "truncated data";
        end = in.length;
      } else {
        int c = unit(in, i, big);
        if (c < 0xd800 || c > 0xdfff) {
          out.append((char) c);
          i += 2;
          continue;
        }
        end = i + 2;
        if (c >= 0xdc00) {
          reason = "illegal encoding";
        } else if (left < 4) {
          if (!last) {
            break;
          }
          reason = "unexpected end of data";
          end = in.length;
        } else {
          int low = unit(in, i + 2, big);
          if (low >= 0xdc00 && low <= 0xdfff) {
            out.append((char) c).append((char) low);
            i += 4;
            continue;
          }
          reason = "illegal UTF-16 surrogate";
        }
      }
      if (errors == null) {
        throw CodecFailure.decode(name, in, i, end, reason);
      }
      out.append(errors.decode(name, in, i, end, reason));
      i = errors.resume;
      in = errors.input;
    }
    if (consumed != null) {
      consumed[0] = i;
    }
    return out.toString();
  }

  private static int unit(byte[] in, int i, boolean big) {
    int a = in[i] & 0xff;
    int b = in[i + 1] & 0xff;
    return big ? a << 8 | b : b << 8 | a;
  }

  /** Decodes UTF-32; the parameters are those of {@link #decode16}. */
  public static String decode32(
      byte[] in, int[] order, CodecErrors errors, boolean last, int[] consumed) {
    int i = 0;
    if (order[0] == DETECT && in.length >= 4) {
      int mark = quad(in, 0, false);
      if (mark == 0xfeff || mark == 0xfffe0000) {
        order[0] = mark == 0xfeff ? LITTLE : BIG;
        i = 4;
      }
    }
    boolean big = order[0] == BIG;
    String name = big ? "utf-32-be" : "utf-32-le";
    StringBuilder out = new StringBuilder(in.length / 4);
    while (i < in.length) {
      int end;
      String reason;
      if (in.length - i < 4) {
        if (!last) {
          break;
        }
        reason = "truncated data";
        end = in.length;
      } else {
        int cp = quad(in, i, big);
        if (cp >= 0 && cp < 0x110000 && (cp < 0xd800 || cp > 0xdfff)) {
          out.appendCodePoint(cp);
          i += 4;
          continue;
        }
        end = i + 4;
        reason =
            cp < 0 || cp >= 0x110000
                ? "code point not in range(0x110000)"
                : "code point in surrogate code point range(0xd800, 0xe000)";
      }
      if (errors == null) {
        throw CodecFailure.decode(name, in, i, end, reason);
      }
      out.append(errors.decode(name, in, i, end, reason));
      i = errors.resume;
      in = errors.input;
    }
    if (consumed != null) {
      consumed[0] = i;
    }
    return out.toString();
  }

  private static int quad(byte[] in, int i, boolean big) {
    int first = unit(in, i, big);
    int second = unit(in, i + 2, big);
    return big ? first << 16 | second : second << 16 | first;
  }

  /**
   * Encodes.
   *
   * @param width 2 for UTF-16, 4 for UTF-32
   * @param order {@link #DETECT} writes a mark and little endian
   * @param errors null for strict
   */
  public static byte[] encode(String s, int width, int order, CodecErrors errors) {
    boolean big = order == BIG;
    String name = (width == 2 ? "utf-16" : "utf-32") + (order == 0 ? "" : big ? "-be" : "-le");
    ByteSink out = new ByteSink((s.length() + 1) * width);
    if (order == DETECT) {
      add(out, 0xfeff, width, false);
    }
    int n = s.length();
    for (int i = 0; i < n; ) {
      char c = s.charAt(i);
      if (c < 0xd800 || c >= 0xe000) {
        add(out, c, width, big);
        i++;
      } else if (!Utf8.isLone(s, i)) {
        if (width == 2) {
          add(out, c, 2, big);
          add(out, s.charAt(i + 1), 2, big);
        } else {
          add(out, s.codePointAt(i), 4, big);
        }
        i += 2;
      } else {
        i = replace(out, name, s, i, width, big, errors);
      }
    }
    return out.toBytes();
  }

  private static int replace(
      ByteSink out, String name, String s, int i, int width, boolean big, CodecErrors errors) {
    String reason = "surrogates not allowed";
    if (errors == null) {
      throw CodecFailure.encode(name, s, i, i + 1, reason);
    }
    String replacement = errors.encode(name, s, i, i + 1, reason);
    if (replacement == null) {
      byte[] b = errors.replacementBytes;
      if (b.length % width != 0) {
        throw CodecFailure.encode(name, s, i, i + 1, reason);
      }
      out.add(b, 0, b.length);
    } else {
      for (int k = 0; k < replacement.length(); k++) {
        if (replacement.charAt(k) >= 128) {
          throw CodecFailure.encode(name, s, i, i + 1, reason);
        }
        add(out, replacement.charAt(k), width, big);
      }
    }
    return errors.resume;
  }

  private static void add(ByteSink out, int value, int width, boolean big) {
    for (int k = 0; k < width; k++) {
      out.add(value >>> 8 * (big ? width - 1 - k : k));
    }
  }
}
