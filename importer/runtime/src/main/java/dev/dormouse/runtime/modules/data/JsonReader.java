package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Reads the strings of a JSON document; positions are UTF-16 units, and become code points in
 * errors.
 */
class JsonReader {
  final PyStr document;
  final String text;

  /** Behind what was read last. */
  int end;

  JsonReader(PyStr document) {
    this.document = document;
    this.text = document.value();
  }

  final PyException error(String message, int at) {
    PyObject type =
        Abstract.getAttribute(
            Interpreter.current().importer().importModule("json.decoder"), "JSONDecodeError");
    PyObject e =
        Abstract.call(type, PyStr.of(message), document, PyInt.of(document.codePointIndex(at)));
    return new PyException((PyBaseException) e);
  }

  /** The string whose first character is at {@code i}. */
  final String string(int i, boolean strict) {
    int begin = i - 1;
    int n = text.length();
    StringBuilder out = null;
    int from = i;
    while (true) {
      if (i >= n) {
        throw error("Unterminated string starting at", begin);
      }
      char c = text.charAt(i);
      if (c == '"') {
        end = i + 1;
        return out == null ? text.substring(from, i) : out.append(text, from, i).toString();
      }
      if (c < ' ' && strict) {
        throw error("Invalid control character at", i);
      }
      if (c != '\\') {
        i++;
        continue;
      }
      if (out == null) {
        out = new StringBuilder();
      }
      out.append(text, from, i);
      i++;
      if (i >= n) {
        throw error("Unterminated string starting at", begin);
      }
      c = text.charAt(i);
      if (c == 'u') {
        out.append((char) unit(i + 1));
        i += 5;
      } else {
        int at = "\"\\/bfnrt".indexOf(c);
        if (at < 0) {
          throw error("Invalid \\escape", i - 1);
        }
        out.append("\"\\/\b\f\n\r\t".charAt(at));
        i++;
      }
      from = i;
    }
  }

  private int unit(int i) {
    int value = 0;
    for (int k = 0; k < 4; k++) {
      char c = i + k < text.length() ? text.charAt(i + k) : 0;
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0 || i + 4 >= text.length()) {
        throw error("Invalid \\uXXXX escape", i - 1);
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
