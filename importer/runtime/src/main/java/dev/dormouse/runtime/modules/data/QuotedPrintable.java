package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.tables.Function;

/**
 * The part of {@code binascii} about quoted-printable text (RFC 1521, and RFC 1522 for headers).
 */
final class QuotedPrintable {
  private QuotedPrintable() {}

  private static final String HEX = "0123456789ABCDEF";
  private static final int MAX_LINE = 76;

  @Function(
      name = "a2b_qp",
      signature = "(data, header=False)",
      doc = "Decode a string of qp-encoded data.")
  static PyObject a2b(PyObject data, boolean header) {
    byte[] in = Bytes.ofAsciiOrBytes(data);
    ByteSink out = new ByteSink(in.length);
    for (int i = 0; i < in.length; ) {
      int c = in[i];
      if (c == '=') {
        i++;
        if (i >= in.length) {
          break;
        }
        if (in[i] == '\n' || in[i] == '\r') {
          // A soft line break: the rest of the line goes away.
          while (i < in.length && in[i] != '\n') {
            i++;
          }
          i++;
        } else if (in[i] == '=') {
          out.add('=');
          i++;
        } else if (i + 1 < in.length && digit(in[i]) >= 0 && digit(in[i + 1]) >= 0) {
          out.add(digit(in[i]) << 4 | digit(in[i + 1]));
          i += 2;
        } else {
          out.add('=');
        }
      } else if (header && c == '_') {
        out.add(' ');
        i++;
      } else {
        out.add(c);
        i++;
      }
    }
    return PyBytes.of(out.toBytes());
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }

  @Function(
      name = "b2a_qp",
      signature = "(data, quotetabs=False, istext=True, header=False)",
      doc = "Encode a string using quoted-printable encoding.")
  static PyObject b2a(PyObject data, boolean quoteTabs, boolean isText, boolean header) {
    byte[] in = Bytes.of(data);
    ByteSink out = new ByteSink(in.length * 2);
    boolean crlf = false;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '\n') {
        crlf = i > 0 && in[i - 1] == '\r';
        break;
      }
    }
    int line = 0;
    int last = -1; // the byte written last if it was as it is
    for (int i = 0; i < in.length; ) {
      int c = in[i] & 0xff;
      if (mustQuote(in, i, c, line, quoteTabs, isText, header)) {
        if (line + 3 >= MAX_LINE) {
          softBreak(out, crlf);
          line = 0;
        }
        out.add('=').add(HEX.charAt(c >> 4)).add(HEX.charAt(c & 15));
        last = -1;
        line += 3;
        i++;
        continue;
      }
      boolean pair = c == '\r' && i + 1 < in.length && in[i + 1] == '\n';
      if (isText && (c == '\n' || pair)) {
        line = 0;
        // White space before a line end would get lost.
        if (last == ' ' || last == '\t') {
          out = requoteLast(out, last);
        }
        if (crlf) {
          out.add('\r');
        }
        out.add('\n');
        i += pair ? 2 : 1;
        last = '\n';
        continue;
      }
      if (i + 1 != in.length && in[i + 1] != '\n' && line + 1 >= MAX_LINE) {
        softBreak(out, crlf);
        line = 0;
      }
      line++;
      out.add(header && c == ' ' ? '_' : c);
      last = header && c == ' ' ? '_' : c;
      i++;
    }
    return PyBytes.of(out.toBytes());
  }

  private static void softBreak(ByteSink out, boolean crlf) {
    out.add('=');
    if (crlf) {
      out.add('\r');
    }
    out.add('\n');
  }

  private static ByteSink requoteLast(ByteSink out, int c) {
    byte[] b = out.toBytes();
    ByteSink again = new ByteSink(b.length + 64).add(b, 0, out.size() - 1);
    return again.add('=').add(HEX.charAt(c >> 4)).add(HEX.charAt(c & 15));
  }

  private static boolean mustQuote(
      byte[] in, int i, int c, int line, boolean quoteTabs, boolean isText, boolean header) {
    boolean atEnd = i + 1 == in.length;
    if (c > 126 || c == '=' || header && c == '_') {
      return true;
    }
    if (c == '.'
        && line == 0
        && (atEnd || in[i + 1] == '\n' || in[i + 1] == '\r' || in[i + 1] == 0)) {
      return true;
    }
    if (!isText && (c == '\r' || c == '\n')) {
      return true;
    }
    if ((c == '\t' || c == ' ') && atEnd) {
      return true;
    }
    return c < 33 && c != '\r' && c != '\n' && c != '\t' && c != ' '
        || c < 33 && c != '\r' && c != '\n' && quoteTabs;
  }
}
