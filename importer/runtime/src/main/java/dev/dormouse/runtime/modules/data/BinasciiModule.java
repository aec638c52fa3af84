package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** {@code binascii}. Compare CPython's {@code Modules/binascii.c}. */
@BuiltinModule(
    name = "binascii",
    doc = "Conversion between binary data and ASCII",
    parts = {QuotedPrintable.class})
public final class BinasciiModule {
  private BinasciiModule() {}

  private static final PyType ERROR = Exceptions.define("binascii", "Error", Exceptions.ValueError);
  private static final PyType INCOMPLETE =
      Exceptions.define("binascii", "Incomplete", Exceptions.Exception);

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  public static BuiltinTable table() {
    return new BinasciiModuleTable();
  }

  static void exec(PyModule m) {
    m.set("Error", ERROR);
    m.set("Incomplete", INCOMPLETE);
  }

  private static PyException error(String message) {
    return Errors.of(ERROR, message);
  }

  @Function(
      name = "b2a_hex",
      signature = "(data, sep=<unrepresentable>, bytes_per_sep=1)",
      doc = "Hexadecimal representation of binary data.")
  static PyObject b2aHex(PyObject data, PyObject sep, int group) {
    return hexlify(data, sep, group);
  }

  @Function(
      signature = "(data, sep=<unrepresentable>, bytes_per_sep=1)",
      doc = "Hexadecimal representation of binary data.")
  static PyObject hexlify(PyObject data, PyObject sep, int group) {
    return PyBytes.of(Bytes.hex(Bytes.of(data), sep, group).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Function(
      name = "a2b_hex",
      signature = "(hexstr, /)",
      doc = "Binary data of hexadecimal representation.")
  static PyObject a2bHex(PyObject text) {
    return unhexlify(text);
  }

  @Function(signature = "(hexstr, /)", doc = "Binary data of hexadecimal representation.")
  static PyObject unhexlify(PyObject text) {
    byte[] in = Bytes.ofAsciiOrBytes(text);
    if (in.length % 2 != 0) {
      throw error("Odd-length string");
    }
    byte[] out = new byte[in.length / 2];
    for (int i = 0; i < out.length; i++) {
      int high = in[2 * i] < 0 ? -1 : Character.digit(in[2 * i], 16);
      int low = in[2 * i + 1] < 0 ? -1 : Character.digit(in[2 * i + 1], 16);
      if (high < 0 || low < 0) {
        throw error("Non-hexadecimal digit found");
      }
      out[i] = (byte) (high << 4 | low);
    }
    return PyBytes.of(out);
  }

  @Function(
      name = "b2a_base64",
      signature = "(data, /, *, newline=True)",
      doc = "Base64-code line of data.")
  static PyObject b2aBase64(PyObject data, boolean newline) {
    byte[] in = Bytes.of(data);
    ByteSink out = new ByteSink((in.length + 2) / 3 * 4 + 1);
    for (int i = 0; i < in.length; i += 3) {
      int n = Math.min(3, in.length - i);
      int bits =
          (in[i] & 0xff) << 16
              | (n > 1 ? in[i + 1] & 0xff : 0) << 8
              | (n > 2 ? in[i + 2] & 0xff : 0);
      out.add(ALPHABET.charAt(bits >> 18)).add(ALPHABET.charAt(bits >> 12 & 63));
      out.add(n > 1 ? ALPHABET.charAt(bits >> 6 & 63) : '=')
          .add(n > 2 ? ALPHABET.charAt(bits & 63) : '=');
    }
    if (newline) {
      out.add('\n');
    }
    return PyBytes.of(out.toBytes());
  }

  private static int base64(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  @Function(
      name = "a2b_base64",
      signature = "(data, /, *, strict_mode=False)",
      doc = "Decode a line of base64 data; strict_mode refuses what does not belong there.")
  static PyObject a2bBase64(PyObject data, boolean strict) {
    byte[] in = Bytes.ofAsciiOrBytes(data);
    ByteSink out = new ByteSink(in.length / 4 * 3 + 3);
    if (strict && in.length > 0 && in[0] == '=') {
      throw error("Leading padding not allowed");
    }
    int position = 0; // within a group of four
    int left = 0;
    int pads = 0;
    boolean padding = false;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '=') {
        padding = true;
        if (position >= 2 && position + ++pads >= 4) {
          if (strict && i + 1 < in.length) {
            throw error("Excess data after padding");
          }
          return PyBytes.of(out.toBytes());
        }
        continue;
      }
      int value = base64(in[i]);
      if (value < 0) {
        if (strict) {
          throw error("Only base64 data is allowed");
        }
        continue;
      }
      if (strict && padding) {
        throw error("Discontinuous padding not allowed");
      }
      pads = 0;
      switch (position) {
        case 0 -> left = value;
        case 1 -> {
          out.add(left << 2 | value >> 4);
          left = value & 15;
        }
        case 2 -> {
          out.add(left << 4 | value >> 2);
          left = value & 3;
        }
        default -> out.add(left << 6 | value);
      }
      position = (position + 1) % 4;
    }
    if (position == 1) {
      throw error(
          "Invalid base64-encoded string: number of data characters ("
              + (out.size() / 3 * 4 + 1)
              + ") cannot be 1 more than a multiple of 4");
    }
    if (position != 0) {
      throw error("Incorrect padding");
    }
    return PyBytes.of(out.toBytes());
  }

  @Function(
      name = "b2a_uu",
      signature = "(data, /, *, backtick=False)",
      doc = "Uuencode line of data.")
  static PyObject b2aUu(PyObject data, boolean backtick) {
    byte[] in = Bytes.of(data);
    if (in.length > 45) {
      throw error("At most 45 bytes at once");
    }
    ByteSink out = new ByteSink(64);
    out.add(uu(in.length, backtick));
    for (int i = 0; i < in.length; i += 3) {
      int n = in.length - i;
      int bits =
          (in[i] & 0xff) << 16
              | (n > 1 ? in[i + 1] & 0xff : 0) << 8
              | (n > 2 ? in[i + 2] & 0xff : 0);
      for (int shift = 18; shift >= 0; shift -= 6) {
        out.add(uu(bits >> shift & 63, backtick));
      }
    }
    return PyBytes.of(out.add('\n').toBytes());
  }

  private static int uu(int value, boolean backtick) {
    return value == 0 && backtick ? '`' : value + ' ';
  }

  @Function(name = "a2b_uu", signature = "(data, /)", doc = "Decode a line of uuencoded data.")
  static PyObject a2bUu(PyObject data) {
    byte[] in = Bytes.ofAsciiOrBytes(data);
    if (in.length == 0) {
      return PyBytes.of(new byte[32]);
    }
    int length = (in[0] & 0xff) - ' ' & 63;
    ByteSink out = new ByteSink(length);
    int i = 1;
    int bits = 0;
    int count = 0;
    while (out.size() < length) {
      int c = i < in.length ? in[i] & 0xff : 0;
      i++;
      int value;
      if (c == '\n' || c == '\r' || c == 0) {
        // Spaces at the end of a line are often lost.
        value = 0;
        i--;
        if (i >= in.length) {
          i = in.length;
        }
      } else if (c < ' ' || c > ' ' + 64) {
        throw error("Illegal char");
      } else {
        value = c - ' ' & 63;
      }
      bits = bits << 6 | value;
      count += 6;
      if (count >= 8) {
        count -= 8;
        out.add(bits >> count);
        bits &= (1 << count) - 1;
      }
    }
    for (; i < in.length; i++) {
      int c = in[i];
      if (c != ' ' && c != ' ' + 64 && c != '\n' && c != '\r') {
        throw error("Trailing garbage");
      }
    }
    return PyBytes.of(out.toBytes());
  }

  @Function(
      name = "crc_hqx",
      signature = "(data, crc, /)",
      doc = "Compute CRC-CCITT incrementally.")
  static PyObject crcHqx(PyObject data, PyObject crc) {
    int value =
        crc instanceof PyInt n
            ? n.bigValue().intValue() & 0xffff
            : (int) dev.dormouse.runtime.objects.Abstract.toJavaLong(crc) & 0xffff;
    for (byte b : Bytes.of(data)) {
      value ^= (b & 0xff) << 8;
      for (int k = 0; k < 8; k++) {
        value = (value & 0x8000) != 0 ? value << 1 ^ 0x1021 : value << 1;
      }
      value &= 0xffff;
    }
    return PyInt.of(value);
  }

  @Function(signature = "(data, crc=0, /)", doc = "Compute CRC-32 incrementally.")
  static PyObject crc32(PyObject data, PyObject crc) {
    return PyInt.of(crc32(Bytes.of(data), crc == null ? 0 : Checksums.start(crc)));
  }

  /** CRC-32 of {@code data} after other data whose CRC-32 is {@code start}. */
  static long crc32(byte[] data, int start) {
    if (start == 0) {
      CRC32 c = new CRC32();
      c.update(data);
      return c.getValue();
    }
    return Checksums.crc32(data, start);
  }
}
