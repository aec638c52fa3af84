package dev.dormouse.runtime.objects;

import java.util.HashMap;

/**
 * The codecs and error handlers of one interpreter: search functions, what they found, and handlers
 * by name. The library's package {@code encodings}, which brings nearly all codecs, is imported
 * when the first one is looked up; the codecs that the runtime has itself never get here.
 */
public final class CodecRegistry {
  private final PyList searchPath = new PyList();

  /** By normalised name; 4-tuples (encoder, decoder, reader, writer), usually {@code CodecInfo}. */
  private final HashMap<String, PyTuple> found = new HashMap<>();

  private final HashMap<String, PyObject> handlers = new HashMap<>();

  private boolean encodingsImported;

  private CodecRegistry() {}

  public static CodecRegistry current() {
    Interpreter interpreter = Interpreter.current();
    Object r = interpreter.registered(CodecRegistry.class);
    if (r == null) {
      r = new CodecRegistry();
      interpreter.register(CodecRegistry.class, r);
    }
    return (CodecRegistry) r;
  }

  public void register(PyObject searchFunction) {
    if (!Abstract.isCallable(searchFunction)) {
      throw Errors.typeError("argument must be callable");
    }
    searchPath.add(searchFunction);
  }

  /** All there are now, in the order in which they are asked. */
  public PyObject[] searchFunctions() {
    return searchPath.toArray();
  }

  public void unregister(PyObject searchFunction) {
    PyObject[] all = searchPath.toArray();
    searchPath.items = PyObject.NO_ARGS;
    searchPath.size = 0;
    boolean removed = false;
    for (PyObject f : all) {
      if (!removed && f == searchFunction) {
        removed = true;
        found.clear();
      } else {
        searchPath.add(f);
      }
    }
  }

  /**
   * In lower case, with an underscore for each run of anything but ASCII letters, digits and dots.
   */
  private static String normalize(String encoding) {
    StringBuilder out = new StringBuilder(encoding.length());
    boolean gap = false;
    for (int i = 0; i < encoding.length(); i++) {
      char c = encoding.charAt(i);
      boolean upper = c >= 'A' && c <= 'Z';
      if (upper || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.') {
        if (gap && out.length() > 0) {
          out.append('_');
        }
        gap = false;
        out.append(upper ? (char) (c + 32) : c);
      } else {
        gap = true;
      }
    }
    return out.toString();
  }

  /** The codec of a name. */
  public PyTuple lookup(String encoding) {
    String name = normalize(encoding);
    PyTuple codec = found.get(name);
    if (codec != null) {
      return codec;
    }
    if (!encodingsImported) {
      encodingsImported = true;
      Interpreter.current().importer().importModule("encodings");
    }
    if (searchPath.size() == 0) {
      throw Errors.lookupError("no codec search functions registered: can't find encoding");
    }
    for (int i = 0; i < searchPath.size(); i++) {
      PyObject r = Abstract.call(searchPath.get(i), PyStr.of(name));
      if (r == PyObject.NONE) {
        continue;
      }
      if (!(r instanceof PyTuple t) || t.items.length != 4) {
        throw Errors.typeError("codec search functions must return 4-tuples");
      }
      found.put(name, t);
      return t;
    }
    throw Errors.lookupError("unknown encoding: " + encoding);
  }

  /** Drops what a search function found before. */
  public void forget(String encoding) {
    found.remove(normalize(encoding));
  }

  public void registerError(String name, PyObject handler) {
    if (!Abstract.isCallable(handler)) {
      throw Errors.typeError("handler must be callable");
    }
    handlers.put(name, handler);
  }

  /** The handler of a name, null stands for strict. */
  public PyObject lookupError(String name) {
    String key = name == null ? "strict" : name;
    PyObject handler = handlers.get(key);
    if (handler == null) {
      handler = CodecErrorHandlers.find(key);
      if (handler == null) {
        throw Errors.lookupError("unknown error handler name '" + key + "'");
      }
      handlers.put(key, handler);
    }
    return handler;
  }
}
