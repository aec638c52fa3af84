package dev.dormouse.runtime.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;

/**
 * {@code __text_signature__} of builtin functions and methods. Nearly always it is the signature in
 * the table; the resource beside this class names those of which CPython shows nothing or something
 * else, so that {@code inspect.signature} answers and refuses as it does there. A list and not
 * annotations, because it is about what C code happens to say and nothing here depends on it; read
 * when somebody asks for the first signature.
 */
final class TextSignatures {
  private static final String NOTHING = "";

  /** By {@code owner.name}; {@link #NOTHING} for those that have none. */
  private final HashMap<String, String> differing = new HashMap<>();

  private TextSignatures() {
    String all;
    try (InputStream in = TextSignatures.class.getResourceAsStream("text-signatures.txt")) {
      all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String line : all.split("\n")) {
      int space = line.indexOf(' ');
      if (line.startsWith("#")) {
        continue;
      }
      if (line.charAt(space - 1) != ':') {
        differing.put(line.substring(0, space), line.substring(space + 1));
        continue;
      }
      for (String name : line.substring(space + 1).split(" ")) {
        differing.put(line.substring(0, space - 1) + "." + name, NOTHING);
      }
    }
  }

  static PyObject of(BuiltinTable table, int id) {
    String signature = table.signature(id);
    if (signature == null) {
      return PyObject.NONE;
    }
    String shown =
        current().differing.getOrDefault(table.owner() + "." + table.name(id), signature);
    return shown.equals(NOTHING) ? PyObject.NONE : PyStr.of(shown);
  }

  /** Of a builtin type itself; null if it has none. */
  static String of(PyType type) {
    return current().differing.get(type.name());
  }

  private static TextSignatures current() {
    Interpreter interp = Interpreter.current();
    TextSignatures all = (TextSignatures) interp.registered(TextSignatures.class);
    if (all == null) {
      all = new TextSignatures();
      interp.register(TextSignatures.class, all);
    }
    return all;
  }
}
