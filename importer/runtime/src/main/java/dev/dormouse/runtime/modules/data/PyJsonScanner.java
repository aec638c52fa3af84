package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.IntDigits;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.text.FloatText;
import dev.dormouse.runtime.text.IntText;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import java.math.BigInteger;
import java.util.HashMap;

/**
 * {@code _json.Scanner}: makes objects of a JSON document with the hooks of a {@code JSONDecoder}.
 */
@BuiltinType(name = "Scanner", ops = PyJsonScanner.ScannerOps.class, doc = "JSON scanner object")
final class PyJsonScanner extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Scanner", PyType.OBJECT, new ScannerOps(), new PyJsonScannerTable())
          .in("_json")
          .with(PyType.BASETYPE);

  private final boolean strict;

  /** None for no hook. */
  private final PyObject objectHook;

  private final PyObject pairsHook;
  private final PyObject parseFloat;
  private final PyObject parseInt;
  private final PyObject parseConstant;

  private PyJsonScanner(PyType type, PyObject context) {
    super(type);
    strict = Abstract.isTrue(Abstract.getAttribute(context, "strict"));
    objectHook = Abstract.getAttribute(context, "object_hook");
    pairsHook = Abstract.getAttribute(context, "object_pairs_hook");
    parseFloat = Abstract.getAttribute(context, "parse_float");
    parseInt = Abstract.getAttribute(context, "parse_int");
    parseConstant = Abstract.getAttribute(context, "parse_constant");
  }

  @Getter(name = "strict", member = true)
  PyObject getStrict() {
    return PyBool.of(strict);
  }

  @Getter(name = "object_hook", member = true)
  PyObject getObjectHook() {
    return objectHook;
  }

  @Getter(name = "object_pairs_hook", member = true)
  PyObject getPairsHook() {
    return pairsHook;
  }

  @Getter(name = "parse_float", member = true)
  PyObject getParseFloat() {
    return parseFloat;
  }

  @Getter(name = "parse_int", member = true)
  PyObject getParseInt() {
    return parseInt;
  }

  @Getter(name = "parse_constant", member = true)
  PyObject getParseConstant() {
    return parseConstant;
  }

  static final class ScannerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyJsonScanner(
          cls, ArgParser.parse("make_scanner", "context", 0, 1, 1, args, kwnames)[0]);
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("scan_once", "string\0idx", 0, 2, 2, args, kwnames);
      if (!(p[0] instanceof PyStr s)) {
        throw Errors.typeError("first argument must be a string, not " + p[0].type.name());
      }
      int index = Abstract.toIndex(p[1]);
      if (index < 0) {
        throw Errors.valueError("idx cannot be negative");
      }
      Reader r = new Reader((PyJsonScanner) o, s);
      if (index >= s.length()) {
        throw Errors.stopIteration(PyInt.of(index));
      }
      PyObject value = r.value(s.unitIndex(index));
      return PyTuple.of(value, PyInt.of(s.codePointIndex(r.end)));
    }
  }

  /** One document being read. */
  private static final class Reader extends JsonReader {
    private final PyJsonScanner scanner;

    /** Equal keys of a document are one object. */
    private final HashMap<String, PyStr> keys = new HashMap<>();

    Reader(PyJsonScanner scanner, PyStr document) {
      super(document);
      this.scanner = scanner;
    }

    private PyException noValue(int at) {
      return Errors.stopIteration(PyInt.of(document.codePointIndex(at)));
    }

    private int skip(int i) {
      while (i < text.length()) {
        char c = text.charAt(i);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
          break;
        }
        i++;
      }
      return i;
    }

    private char at(int i) {
      return i < text.length() ? text.charAt(i) : 0;
    }

    PyObject value(int i) {
      if (i >= text.length()) {
        throw noValue(i);
      }
      switch (text.charAt(i)) {
        case '"':
          return PyStr.of(string(i + 1, scanner.strict));
        case '{', '[':
          ThreadState ts = ThreadState.current();
          boolean object = text.charAt(i) == '{';
          ts.enterRecursive(
              object
                  ? " while decoding a JSON object from a unicode string"
                  : " while decoding a JSON array from a unicode string");
          try {
            return object ? object(i + 1) : array(i + 1);
          } finally {
            ts.leaveRecursive();
          }
        case 'n':
          if (word(i, "null")) {
            return NONE;
          }
          break;
        case 't':
          if (word(i, "true")) {
            return PyBool.TRUE;
          }
          break;
        case 'f':
          if (word(i, "false")) {
            return PyBool.FALSE;
          }
          break;
        case 'N':
          if (word(i, "NaN")) {
            return Abstract.call(scanner.parseConstant, PyStr.of("NaN"));
          }
          break;
        case 'I':
          if (word(i, "Infinity")) {
            return Abstract.call(scanner.parseConstant, PyStr.of("Infinity"));
          }
          break;
        case '-':
          if (word(i, "-Infinity")) {
            return Abstract.call(scanner.parseConstant, PyStr.of("-Infinity"));
          }
          break;
        default:
          break;
      }
      return number(i);
    }

    private boolean word(int i, String word) {
      if (!text.startsWith(word, i)) {
        return false;
      }
      end = i + word.length();
      return true;
    }

    private boolean isDigit(int i) {
      char c = at(i);
      return c >= '0' && c <= '9';
    }

    private PyObject number(int start) {
      int i = start;
      if (at(i) == '-') {
        i++;
      }
      if (!isDigit(i)) {
        throw noValue(start);
      }
      if (at(i) == '0') {
        i++;
      } else {
        while (isDigit(i)) {
          i++;
        }
      }
      boolean isFloat = false;
      if (at(i) == '.' && isDigit(i + 1)) {
        isFloat = true;
        i += 2;
        while (isDigit(i)) {
          i++;
        }
      }
      if (at(i) == 'e' || at(i) == 'E') {
        int k = i + 1;
        if (at(k) == '-' || at(k) == '+') {
          k++;
        }
        if (isDigit(k)) {
          isFloat = true;
          while (isDigit(k)) {
            k++;
          }
          i = k;
        }
      }
      end = i;
      String literal = text.substring(start, i);
      PyObject parser = isFloat ? scanner.parseFloat : scanner.parseInt;
      if (parser != (isFloat ? PyFloat.TYPE : PyInt.TYPE)) {
        return Abstract.call(parser, PyStr.of(literal));
      }
      try {
        if (isFloat) {
          return PyFloat.of(FloatText.parse(literal));
        }
        Number n = IntText.parse(literal, 10, literal.length() < 640 ? 0 : IntDigits.limit());
        return n instanceof BigInteger big ? PyInt.of(big) : PyInt.of(n.longValue());
      } catch (TextError e) {
        throw TextErrors.python(e);
      }
    }

    private PyObject array(int i) {
      PyList list = new PyList();
      i = skip(i);
      if (at(i) == ']' && i < text.length()) {
        end = i + 1;
        return list;
      }
      while (true) {
        list.add(value(i));
        i = skip(end);
        if (i < text.length() && text.charAt(i) == ']') {
          end = i + 1;
          return list;
        }
        if (at(i) != ',') {
          throw error("Expecting ',' delimiter", i);
        }
        i = skip(i + 1);
      }
    }

    private PyObject object(int i) {
      boolean pairs = scanner.pairsHook != NONE;
      PyDict dict = pairs ? null : new PyDict();
      PyList list = pairs ? new PyList() : null;
      i = skip(i);
      if (at(i) != '}') {
        while (true) {
          if (at(i) != '"') {
            throw error("Expecting property name enclosed in double quotes", i);
          }
          PyStr key = key(string(i + 1, scanner.strict));
          i = skip(end);
          if (at(i) != ':') {
            throw error("Expecting ':' delimiter", i);
          }
          PyObject value = value(skip(i + 1));
          if (pairs) {
            list.add(PyTuple.of(key, value));
          } else {
            dict.put(key, value);
          }
          i = skip(end);
          if (at(i) == '}') {
            break;
          }
          if (at(i) != ',') {
            throw error("Expecting ',' delimiter", i);
          }
          i = skip(i + 1);
        }
      }
      int close = i + 1;
      PyObject result = pairs ? Abstract.call(scanner.pairsHook, list) : dict;
      if (!pairs && scanner.objectHook != NONE) {
        result = Abstract.call(scanner.objectHook, dict);
      }
      end = close;
      return result;
    }

    private PyStr key(String s) {
      PyStr key = keys.get(s);
      if (key == null) {
        key = PyStr.of(s);
        keys.put(s, key);
      }
      return key;
    }
  }
}
