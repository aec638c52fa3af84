package dev.dormouse.importer.state;

import static dev.dormouse.importer.state.StateFormat.*;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageState;
import dev.dormouse.runtime.modules.AbcModule;
import dev.dormouse.runtime.modules.AtexitModule;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.CodecRegistry;
import dev.dormouse.runtime.objects.DormantClasses;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;

/**
 * The modules of an image as they are after their bodies ran, for one interpreter. {@link #install}
 * takes the place of running a body; after it the namespace has what the body would have left
 * there, made when somebody asks for it. An object is made once, and is the same in all modules
 * that have it.
 *
 * <p>Guarded by the interpreter lock. On the start-up path.
 */
public final class ModuleStates {
  /** What {@link #install} answers if the module is not what its state says. */
  public static final int NOT = -1;

  /** What it answers if there is nothing left to run. */
  public static final int WHOLE = 0;

  /** What imports a module by its absolute name. */
  public interface Imports {
    /** False if it raised an exception: the body has to run, which may catch it. */
    boolean importModule(String name);

    /** Whether no finder knows this module, and nobody has put one of that name into place. */
    boolean isMissing(String name);
  }

  final Interpreter interpreter;
  final Image image;
  final ImageState state;
  private final Imports imports;

  /** What an application's states refer to; null in the library's own. */
  final ModuleStates library;

  private final Decoder decoder;

  /** The table of modules. */
  private final byte[] modules;

  private final int objectsAt;
  private final int stringsAt;
  private final int outsidersAt;

  /** Namespaces by module number; null where the module was not imported this way. */
  private final PyDict[] namespaces;

  /** Which modules are what their state says: not those that were run again. */
  private final boolean[] installed;

  // By number; null where nobody has asked yet.
  private final PyObject[] objects;
  private final PyStr[] strings;
  private final PyObject[] outsiders;

  /**
   * By object, the numbers of those that were made; null unless somebody writes a state that may
   * refer to them.
   */
  private IdentityHashMap<PyObject, Integer> made;

  private ModuleStates(
      Interpreter interpreter,
      Image image,
      ImageState state,
      Imports imports,
      ModuleStates library) {
    this.library = library;
    this.interpreter = interpreter;
    this.image = image;
    this.state = state;
    this.imports = imports;
    this.decoder = new Decoder(this);
    byte[] header = state.bytes(0, HEADER_SIZE);
    for (int at = HEADER_MODULES; at <= HEADER_OUTSIDERS; at += 4) {
      // What is counted has a word in the part at least.
      if (Integer.compareUnsigned(ImageState.i32(header, at), state.length() >> 2) > 0) {
        throw state.damaged(at, "a count that fits the part", "" + ImageState.i32(header, at));
      }
    }
    int count = ImageState.i32(header, HEADER_MODULES);
    modules = state.bytes(ImageState.i32(header, HEADER_MODULES_AT), count * MODULE_SIZE);
    namespaces = new PyDict[count];
    installed = new boolean[count];
    objects = new PyObject[ImageState.i32(header, HEADER_OBJECTS)];
    strings = new PyStr[ImageState.i32(header, HEADER_STRINGS)];
    outsiders = new PyObject[ImageState.i32(header, HEADER_OUTSIDERS)];
    objectsAt = ImageState.i32(header, HEADER_OBJECTS_AT);
    stringsAt = ImageState.i32(header, HEADER_STRINGS_AT);
    outsidersAt = ImageState.i32(header, HEADER_OUTSIDERS_AT);
  }

  /**
   * The states in the library's image; null if it is not trusted, has none, or none for this
   * version.
   */
  public static ModuleStates of(Interpreter interpreter, Image image, Imports imports) {
    ImageState state = image.trusted() ? image.state() : null;
    if (state == null || !fits(image, state)) {
      return null;
    }
    ModuleStates states = new ModuleStates(interpreter, image, state, imports, null);
    interpreter.dormantClasses = states.new Subclasses(state.i32(HEADER_ROOTS_AT), null);
    return states;
  }

  /** Why the states in an application's image, which has some, cannot be used; null if they can. */
  public static String obstacle(Image image, Image library) {
    ImageState state = image.state();
    if (!fits(image, state)) {
      return "made by another version of Dormouse";
    }
    return Arrays.equals(state.bytes(HEADER_BASIS, BASIS_SIZE), library.contentIdBytes())
        ? null
        : "made with another library, " + library.name() + " is not that";
  }

  private static boolean fits(Image image, ImageState state) {
    return state.length() >= HEADER_SIZE
        && state.i32(HEADER_VERSION) == VERSION
        && state.i32(HEADER_CODES) == image.codeCount();
  }

  /**
   * The states in the image of an application, for which there is no {@link #obstacle}. Nobody
   * vouches for such an image, so it is checked: against accidents here, and as objects are made.
   */
  public static ModuleStates of(ModuleStates library, Image image) {
    ImageState state = image.state();
    state.checkSum();
    ModuleStates states =
        new ModuleStates(library.interpreter, image, state, library.imports, library);
    library.interpreter.dormantClasses =
        states.new Subclasses(state.i32(HEADER_ROOTS_AT), library.interpreter.dormantClasses);
    return states;
  }

  /** From now on {@link #numberOf} answers. */
  void rememberMade() {
    made = new IdentityHashMap<>();
    for (int i = 0; i < objects.length; i++) {
      if (objects[i] != null) {
        made.put(objects[i], i);
      }
    }
  }

  /** The number of an object that was made here, or null. */
  Integer numberOf(PyObject o) {
    return made.get(o);
  }

  /** The number of the module that was the first to hold an object. */
  int ownerOf(int object) {
    int owner = namespaces.length - 1;
    while (owner > 0 && ImageState.i32(modules, owner * MODULE_SIZE + MODULE_OBJECTS) > object) {
      owner--;
    }
    return owner;
  }

  /** The number of the module whose namespace this is, or -1. */
  int moduleOf(PyDict namespace) {
    for (int i = 0; i < namespaces.length; i++) {
      if (namespaces[i] == namespace) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a module with this namespace is what its state says. */
  boolean holds(PyDict namespace) {
    int module = moduleOf(namespace);
    return module >= 0 && installed[module];
  }

  /** How many modules are what their state says. */
  public int installedCount() {
    int n = 0;
    for (boolean is : installed) {
      n += is ? 1 : 0;
    }
    return n;
  }

  public Image image() {
    return image;
  }

  // modules

  /**
   * Makes a namespace what it is after the body of {@code found} ran, its effects on other modules
   * included. {@link #NOT} if that is not known, or not possible now: then nothing but imports has
   * happened, and the body must run. Else the offset from which it must, or {@link #WHOLE}.
   */
  public int install(ImageModule found, PyModule module) {
    if (library == null) {
      return installChecked(found, module);
    }
    try {
      return installChecked(found, module);
    } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
      throw state.damaged(0, "the record of module " + found.name(), "one that makes no sense");
    }
  }

  private int installChecked(ImageModule found, PyModule module) {
    int number = number(found.code().index());
    if (number < 0) {
      return NOT;
    }
    PyDict dict = module.dict();
    boolean again = namespaces[number] != null;
    installed[number] = false;
    if (again || !isFresh(dict)) {
      return NOT;
    }
    byte[] record =
        state.bytes(
            ImageState.i32(modules, number * MODULE_SIZE + MODULE_RECORD),
            ImageState.i32(modules, number * MODULE_SIZE + MODULE_RECORD_SIZE));
    if ((ImageState.i32(record, 0) & NEEDS_NO_WARNOPTIONS) != 0
        && !(interpreter.sysAttribute("warnoptions") instanceof PyList l && l.size() == 0)) {
      return NOT;
    }
    int tail = ImageState.i32(record, 4);
    if (tail != WHOLE
        && library != null
        && !BodyTail.isPossible(image.name(), found.code(), tail)) {
      throw state.damaged(0, "where the body of " + found.name() + " goes on", "" + tail);
    }
    int at = 8;
    int n = ImageState.i32(record, at);
    for (int i = 0; i < n; i++) {
      at += 4;
      int name = ImageState.i32(record, at);
      boolean asBefore =
          name >= 0
              ? imports.importModule(string(name).value())
              : imports.isMissing(string(-1 - name).value());
      if (!asBefore) {
        return NOT;
      }
    }
    at += 4;
    n = ImageState.i32(record, at);
    for (int i = 0; i < n; i++) {
      at += 8;
      if (!isInstalled(ImageState.i32(record, at - 4), ImageState.i32(record, at))) {
        return NOT;
      }
    }
    at += 4;
    n = ImageState.i32(record, at);
    for (int i = 0; i < n; i++) {
      at += 4;
      if (!isThere(ImageState.i32(record, at))) {
        return NOT;
      }
    }
    namespaces[number] = dict;
    installed[number] = true;
    at = apply(record, at + 4);
    dict.put(Names.DOC, get(ImageState.i32(record, at)));
    dict.put(Names.DUNDER_NAME, get(ImageState.i32(record, at + 4)));
    DictTable table = new DictTable(this, record, at + 8);
    giveWay(dict, table);
    dict.setDormant(table);
    return tail;
  }

  /**
   * Whether the module of this name is what its state says; one that sleeps wakes for it, and one
   * that is not there is imported: a function that the body called would have done so. No longer so
   * when somebody has put another one in its place.
   */
  private boolean isInstalled(int number, int name) {
    if (number < 0) {
      return library.isInstalled(-1 - number, string(name));
    }
    return isInstalled(number, string(name));
  }

  private boolean isInstalled(int number, PyStr name) {
    PyObject there = interpreter.modules.get(name);
    if (there == null && imports.importModule(name.value())) {
      there = interpreter.modules.get(name);
    }
    if (!(there instanceof PyModule m)) {
      return false;
    }
    PyDict dict = m.dict();
    return installed[number] && dict == namespaces[number];
  }

  /**
   * The same for a module whose body ran, or that is native. One that is not in {@code sys.modules}
   * is imported: the body would have woken a module that sleeps there and imports it.
   */
  private boolean isThere(int outsider) {
    PyObject before = outsiders[outsider];
    outsiders[outsider] = null;
    PyObject now = outsider(outsider);
    if (now == null && before == null) {
      byte[] entry = state.bytes(outsidersAt + outsider * OUTSIDE_SIZE, OUTSIDE_SIZE);
      if (imports.importModule(string(ImageState.i32(entry, OUTSIDE_NAME)).value())) {
        now = outsider(outsider);
      }
    }
    if (before != null) {
      outsiders[outsider] = before; // what imported it then has it still
    }
    return now != null && (before == null || before == now);
  }

  /** The module whose body this is, or -1. */
  private int number(int body) {
    for (int i = 0; i < namespaces.length; i++) {
      if (ImageState.i32(modules, i * MODULE_SIZE + MODULE_BODY) == body) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the import system alone has been at it. */
  private static boolean isFresh(PyDict dict) {
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr s && !s.value().startsWith("__")) {
        return false;
      }
    }
    return true;
  }

  /** What imports have bound in a package before its body, the body may have bound anew. */
  private static void giveWay(PyDict dict, DictTable table) {
    for (int i = dict.slotLimit() - 1; i >= 0; i--) {
      if (dict.keyAt(i) instanceof PyStr s && !s.value().startsWith("__") && table.find(s) >= 0) {
        dict.remove(s);
      }
    }
  }

  /** Does the effects at {@code at}, and answers where they end. */
  private int apply(byte[] record, int at) {
    int n = ImageState.i32(record, at);
    at += 4;
    for (int i = 0; i < n; i++, at += 16) {
      int first = ImageState.i32(record, at + 4);
      PyObject second = get(ImageState.i32(record, at + 8));
      switch (ImageState.i32(record, at)) {
        case EFFECT_SYS_MODULES -> interpreter.modules.put(string(first), second);
        case EFFECT_REGISTER -> AbcModule.restoreRegistration(get(first), (PyType) second);
        case EFFECT_DICT -> ((PyDict) get(first)).put(second, get(ImageState.i32(record, at + 12)));
        case EFFECT_WAKE -> get(first);
        case EFFECT_CLASS ->
            Anatomy.setAttribute(
                (PyType) get(first), (PyStr) second, get(ImageState.i32(record, at + 12)));
        case EFFECT_APPEND -> ((PyList) get(first)).add(second);
        case EFFECT_EXIT -> AtexitModule.register(get(first), ((PyTuple) second).items);
        case EFFECT_ATTRIBUTE ->
            ((PyModule) get(first))
                .dict()
                .put((PyStr) second, get(ImageState.i32(record, at + 12)));
        case EFFECT_CODECS -> CodecRegistry.current().register(get(first));
        default -> throw state.damaged(at, "an effect", "" + ImageState.i32(record, at));
      }
    }
    return at;
  }

  /** The namespace of a module by number; {@code -2 - n} for number n of the library. */
  PyDict namespace(int module) {
    return module < -1 ? library.namespaces[-2 - module] : namespaces[module];
  }

  // objects

  /** What a reference means; null for nothing. */
  PyObject get(int reference) {
    int number = reference >> TAG_BITS;
    switch (reference & TAG_MASK) {
      case TAG_OBJECT:
        PyObject o = objects[check(number, objects.length)];
        return o != null ? o : decoder.decode(number);
      case TAG_STRING:
        return string(number);
      case TAG_TEXT:
        return decoder.text(number);
      case TAG_CODE:
        return decoder.code(number);
      case TAG_OUTSIDE:
        return outsider(number);
      default:
        return Decoder.atom(reference);
    }
  }

  private int check(int number, int count) {
    if (number < 0 || number >= count) {
      throw state.damaged(0, "a number below " + count, "" + number);
    }
    return number;
  }

  byte[] record(int number) {
    byte[] range = state.bytes(objectsAt + 4 * number, 8);
    int from = ImageState.i32(range, 0);
    return state.bytes(from, ImageState.i32(range, 4) - from);
  }

  /** The object of this number, or null if it has not been made. */
  PyObject made(int number) {
    return objects[number];
  }

  /** Makes {@code o} the object of this number, before what it is made of is there. */
  void set(int number, PyObject o) {
    objects[number] = o;
    if (made != null) {
      made.put(o, number);
    }
  }

  PyStr string(int number) {
    PyStr s = strings[check(number, strings.length)];
    if (s == null) {
      strings[number] = s = PyStr.interned(text(number));
    }
    return s;
  }

  String text(int number) {
    byte[] range = state.bytes(stringsAt + 4 * number, 8);
    int from = ImageState.i32(range, 0);
    byte[] bytes = state.bytes(from, ImageState.i32(range, 4) - from);
    if (bytes.length == 0 || bytes[0] != 0 && (bytes.length & 1) == 0) {
      throw state.damaged(from, "a string", bytes.length + " bytes");
    }
    return bytes[0] == 0
        ? new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1)
        : utf16(bytes);
  }

  private static String utf16(byte[] bytes) {
    char[] chars = new char[bytes.length >> 1];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (bytes[2 * i + 1] & 0xFF | bytes[2 * i + 2] << 8);
    }
    return new String(chars);
  }

  /** Null if it is a module that is not in {@code sys.modules} and has not been asked for. */
  private PyObject outsider(int number) {
    PyObject o = outsiders[check(number, outsiders.length)];
    if (o == null) {
      byte[] entry = state.bytes(outsidersAt + number * OUTSIDE_SIZE, OUTSIDE_SIZE);
      o =
          decoder.outsider(
              ImageState.i32(entry, OUTSIDE_KIND),
              ImageState.i32(entry, OUTSIDE_NAME),
              ImageState.i32(entry, OUTSIDE_ATTRIBUTE));
      outsiders[number] = o;
    }
    return o;
  }

  /** An outsider that is a module. */
  PyModule module(int number) {
    return (PyModule) outsider(number);
  }

  /** The classes in the list at {@code at}, made now, of those modules that count as imported. */
  void wakeClasses(int at) {
    int n = state.i32(at);
    byte[] list = state.bytes(at + 4, 8 * n);
    for (int i = 0; i < n; i++) {
      if (namespaces[ImageState.i32(list, 8 * i)] != null) {
        get(ImageState.i32(list, 8 * i + 4) << TAG_BITS | TAG_OBJECT);
      }
    }
  }

  /** Subclasses of one class, or of all builtin ones, that may not have been made yet. */
  final class Subclasses implements DormantClasses {
    private final int at;

    /** Those of another image; null if there are none. */
    private final DormantClasses more;

    Subclasses(int at, DormantClasses more) {
      this.at = at;
      this.more = more;
    }

    @Override
    public void wake() {
      if (more != null) {
        more.wake();
      }
      wakeClasses(at);
    }
  }
}
