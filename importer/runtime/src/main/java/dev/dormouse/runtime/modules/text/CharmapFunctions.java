package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.runtime.text.Charmap;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.tables.Function;

/**
 * The part of {@code _codecs} about codecs of one byte per character, given by a table or any
 * mapping.
 */
final class CharmapFunctions {
  private CharmapFunctions() {}

  private static String name(PyObject errors) {
    return errors instanceof PyStr s ? s.value() : null;
  }

  @Function(name = "charmap_build", signature = "(map, /)")
  static PyObject build(String map) {
    return new PyEncodingMap(new Charmap.Table(map));
  }

  @Function(name = "charmap_encode", signature = "(str, errors=None, mapping=None, /)")
  static PyObject encode(PyStr s, PyObject errors, PyObject mapping) {
    CodecErrors handler = Codecs.errors(name(errors));
    try {
      byte[] b;
      if (mapping == null || mapping == PyObject.NONE) {
        b = Charmap.encode(s.value(), 256, handler);
      } else if (mapping instanceof PyEncodingMap m) {
        b = m.table.encode(s.value(), handler);
      } else {
        b = new MappingEncoder(mapping).encode(s.value(), handler);
      }
      return PyTuple.of(PyBytes.of(b), PyInt.of(s.length()));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  private static final class MappingEncoder extends Charmap.Encoder {
    private final PyObject mapping;

    MappingEncoder(PyObject mapping) {
      this.mapping = mapping;
    }

    @Override
    protected boolean encode(ByteSink out, int cp) {
      PyObject o = CodecsModule.mapped(mapping, cp);
      if (o == null || o == PyObject.NONE) {
        return false;
      }
      if (o instanceof PyInt n) {
        if (n.isBig() || n.longValue() < 0 || n.longValue() > 255) {
          throw Errors.typeError("character mapping must be in range(256)");
        }
        out.add((int) n.longValue());
      } else if (o instanceof PyBytes b) {
        out.add(b.value, 0, b.value.length);
      } else {
        throw Errors.typeError(
            "character mapping must return integer, bytes or None, not " + o.type.name());
      }
      return true;
    }
  }

  @Function(name = "charmap_decode", signature = "(data, errors=None, mapping=None, /)")
  static PyObject decode(PyObject data, PyObject errors, PyObject mapping) {
    byte[] b = Bytes.of(data);
    CodecErrors handler = Codecs.errors(name(errors));
    try {
      String s;
      if (mapping == null || mapping == PyObject.NONE) {
        s = Charmap.decodeLatin1(b);
      } else if (mapping.type == PyStr.TYPE) {
        s = Charmap.decode(b, ((PyStr) mapping).value(), handler);
      } else {
        s = decode(b, mapping, handler);
      }
      return PyTuple.of(PyStr.of(s), PyInt.of(b.length));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, data);
    }
  }

  private static String decode(byte[] in, PyObject mapping, CodecErrors handler) {
    StringBuilder out = new StringBuilder(in.length);
    for (int i = 0; i < in.length; ) {
      PyObject o = CodecsModule.mapped(mapping, in[i] & 0xff);
      if (append(out, o)) {
        i++;
        continue;
      }
      String reason = "character maps to <undefined>";
      if (handler == null) {
        throw CodecFailure.decode("charmap", in, i, i + 1, reason);
      }
      out.append(handler.decode("charmap", in, i, i + 1, reason));
      i = handler.resume;
      in = handler.input;
    }
    return out.toString();
  }

  /** False if {@code o} stands for no character. */
  private static boolean append(StringBuilder out, PyObject o) {
    if (o == null || o == PyObject.NONE) {
      return false;
    }
    if (o instanceof PyInt n) {
      if (n.isBig() || n.longValue() < 0 || n.longValue() > 0x10ffff) {
        throw Errors.typeError("character mapping must be in range(0x110000)");
      }
      if (n.longValue() == 0xfffe) {
        return false;
      }
      out.appendCodePoint((int) n.longValue());
      return true;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("character mapping must return integer, None or str");
    }
    if (s.value().equals("\ufffe")) {
      return false;
    }
    out.append(s.value());
    return true;
  }
}
