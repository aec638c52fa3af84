package dev.dormouse.importer.profile;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.profile.Key;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What profiles call the code objects that woke in a run, and which others were bound.
 *
 * <p>Only what is awake is walked: code is reached from the constants of its parent, which are in
 * memory when the parent is awake, so that naming reads nothing of code that sleeps.
 */
final class CodeNames {
  private static final PyStr FILE = PyStr.of("__file__");

  private final Interpreter interpreter;

  /** What {@link #text} made. */
  private final IdentityHashMap<PyCode, String> texts = new IdentityHashMap<>();

  private final IdentityHashMap<PyCode, Key> keys = new IdentityHashMap<>();
  private final IdentityHashMap<PyCode, Key> bound = new IdentityHashMap<>();

  /** For each image, the modules by the number of their body. */
  private final Map<Image, Map<Integer, String>> bodies = new IdentityHashMap<>();

  /** Modules by their file; filled for the first code that is from no image. */
  private Map<String, String> files;

  /**
   * @param wakers who woke each, null for the runtime itself
   */
  CodeNames(Interpreter interpreter, PyCode[] woken, PyCode[] wakers, int count) {
    this.interpreter = interpreter;
    for (int i = 0; i < count; i++) {
      PyCode code = woken[i];
      if (!keys.containsKey(code) && isBody(code.unit)) {
        // The program given with -c or on standard input is a file to nobody.
        String module =
            wakers[i] == null && code.unit.filename().startsWith("<s")
                ? "__main__"
                : module(code.unit);
        keys.put(code, Key.body(module));
        walk(code, module, new HashMap<>());
      }
    }
    for (int i = 0; i < count; i++) {
      // What was reached in no body: code of which the body woke before, or that was made by hand.
      PyCode code = woken[i];
      if (!keys.containsKey(code)) {
        String module = module(code.unit);
        Key key = new Key(module, code.unit.qualname(), 1);
        keys.put(code, key);
        walk(code, module, new HashMap<>());
      }
    }
  }

  private static boolean isBody(CodeUnit unit) {
    return unit instanceof ImageCode image
        ? image.parent() < 0
        : unit.name().equals(Key.BODY) && (unit.flags() & CodeUnit.CO_OPTIMIZED) == 0;
  }

  /** Names what hangs below; the numbers count equal names in the order of the source. */
  private void walk(PyCode code, String module, Map<String, Integer> numbers) {
    for (PyObject constant : code.consts) {
      if (constant instanceof PyCode child && !keys.containsKey(child)) {
        String qualname = child.unit.qualname();
        Integer before = numbers.get(qualname);
        Integer number = before == null ? 1 : before + 1;
        numbers.put(qualname, number);
        Key key = new Key(module, qualname, number);
        keys.put(child, key);
        if (child.isAwake()) {
          walk(child, module, numbers);
        } else if (child.unit instanceof ImageCode unit && unit.image().isBound(unit.index())) {
          bound.put(child, key);
        }
      }
    }
  }

  private String module(CodeUnit unit) {
    if (unit instanceof ImageCode code) {
      Image image = code.image();
      int index = code.index();
      for (int parent = code.parent(); parent >= 0; parent = image.code(parent).parent()) {
        index = parent;
      }
      Map<Integer, String> modules = bodies.get(image);
      if (modules == null) {
        modules = bodiesOf(image);
        bodies.put(image, modules);
      }
      String name = modules.get(index);
      if (name == null) {
        // Such as __main__, which is there under that name.
        name = search(image, index);
        modules.put(index, name);
      }
      return name;
    }
    if (files == null) {
      files = files();
    }
    String file = unit.filename();
    return files.getOrDefault(file, file);
  }

  private Map<Integer, String> bodiesOf(Image image) {
    Map<Integer, String> found = new HashMap<>();
    // Nearly all are in sys.modules under their own names; only if others woke, look everywhere.
    PyDict modules = interpreter.modules;
    for (int i = 0; i < modules.slotLimit(); i++) {
      if (modules.keyAt(i) instanceof PyStr name) {
        ImageModule module = image.find(name.value());
        if (module != null) {
          putBody(found, module);
        }
      }
    }
    return found;
  }

  private static void putBody(Map<Integer, String> found, ImageModule module) {
    ImageCode body = module.code();
    if (body != null) {
      found.put(body.index(), module.name());
    }
  }

  /** The name of the module with this body, which is not in {@code sys.modules}. */
  private static String search(Image image, int body) {
    int count = image.moduleCount();
    for (int i = 0; i < count; i++) {
      ImageModule module = image.module(i);
      ImageCode code = module.code();
      if (code != null && code.index() == body) {
        return module.name();
      }
    }
    return image.name();
  }

  private Map<String, String> files() {
    Map<String, String> found = new HashMap<>();
    PyDict modules = interpreter.modules;
    for (int i = 0; i < modules.slotLimit(); i++) {
      if (modules.keyAt(i) instanceof PyStr name
          && modules.get(name) instanceof PyModule module
          // To look would be to wake it; and its code has not run.
          && !module.isDormant()
          && module.dict().get(FILE) instanceof PyStr file) {
        found.putIfAbsent(file.value(), name.value());
      }
    }
    return found;
  }

  Key key(PyCode code) {
    return keys.get(code);
  }

  /** The name of a waker; empty for the runtime itself. */
  String text(PyCode code) {
    if (code == null) {
      return "";
    }
    String text = texts.get(code);
    if (text == null) {
      Key key = keys.get(code);
      text = (key != null ? key : new Key(module(code.unit), code.unit.qualname(), 1)).toString();
      texts.put(code, text);
    }
    return text;
  }

  /** Code of images of which a function was made that never ran. */
  Map<PyCode, Key> bound() {
    return bound;
  }

  static long size(PyCode code) {
    return code.unit instanceof ImageCode unit ? unit.wakingSize() : 0;
  }
}
