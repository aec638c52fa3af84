package dev.dormouse.importer.state;

/**
 * The layout of the state part of an image: little-endian words of four bytes throughout, so that
 * any entry of a namespace is found without reading those before it.
 *
 * <p>The part begins with the header below. Then come records of words:
 *
 * <ul>
 *   <li>Modules: {@link #MODULE_SIZE} bytes each, in the order in which their bodies ended, which
 *       numbers them; a module is found by the number of the code object that is its body, and has
 *       a record. The objects that it was the first to hold are those from its first to the next
 *       module's.
 *   <li>Objects: a table of where each object's record begins, with one entry more for the end of
 *       the last. A record is a kind and what the kind says (what {@link Encoder} writes, {@link
 *       Decoder} reads).
 *   <li>Strings: a table like it; a string is a byte, 0 for Latin-1 and 1 for UTF-16, and its text.
 *   <li>Outsiders: {@link #OUTSIDE_SIZE} bytes each, for what is not written but looked up.
 * </ul>
 *
 * <p>The state of an application's image refers to objects of the library's by number. So it serves
 * only with that very image of the library, which in turn names the classes of the runtime.
 *
 * <p>A reference to an object is a word whose low three bits say where it is.
 */
final class StateFormat {
  private StateFormat() {}

  static final int VERSION = 4;

  // header

  static final int HEADER_VERSION = 0;

  /** How many code objects the image has for which this state was made. */
  static final int HEADER_CODES = 4;

  static final int HEADER_MODULES = 8;
  static final int HEADER_OBJECTS = 12;
  static final int HEADER_STRINGS = 16;
  static final int HEADER_OUTSIDERS = 20;
  static final int HEADER_MODULES_AT = 24;
  static final int HEADER_OBJECTS_AT = 28;
  static final int HEADER_STRINGS_AT = 32;
  static final int HEADER_OUTSIDERS_AT = 36;

  /** A word with their number, then the objects that are classes with builtin bases. */
  static final int HEADER_ROOTS_AT = 40;

  /**
   * What the state was made with: for the library's image a hash of the runtime's classes, for any
   * other the content id of the library's.
   */
  static final int HEADER_BASIS = 44;

  static final int BASIS_SIZE = 32;
  static final int HEADER_SIZE = HEADER_BASIS + BASIS_SIZE;

  // tables

  static final int MODULE_BODY = 0;
  static final int MODULE_RECORD = 4;
  static final int MODULE_RECORD_SIZE = 8;

  /** The first of its objects. */
  static final int MODULE_OBJECTS = 12;

  static final int MODULE_SIZE = 16;

  static final int OUTSIDE_KIND = 0;
  static final int OUTSIDE_NAME = 4;
  static final int OUTSIDE_ATTRIBUTE = 8;
  static final int OUTSIDE_SIZE = 12;

  /** The module called {@link #OUTSIDE_NAME}, as it was in {@code sys.modules} at the import. */
  static final int OUTSIDE_MODULE = 0;

  /** The same, and it must be a native module. */
  static final int OUTSIDE_NATIVE_MODULE = 3;

  /** Of the native module that is outsider {@link #OUTSIDE_NAME}, the attribute. */
  static final int OUTSIDE_NATIVE = 1;

  /** A builtin type without a module, by its name. */
  static final int OUTSIDE_UNNAMED = 2;

  /** The object of this number in the library's state: for an application's only. */
  static final int OUTSIDE_LIBRARY = 4;

  /** The code object of this number in the library's image: for an application's only. */
  static final int OUTSIDE_LIBRARY_CODE = 5;

  /** Of the module that is outsider {@link #OUTSIDE_NAME}, the attribute as it is at the import. */
  static final int OUTSIDE_ATTRIBUTE_OF = 6;

  /** What {@code logging.getLogger} gives for the name. */
  static final int OUTSIDE_LOGGER = 7;

  // references

  static final int TAG_BITS = 3;
  static final int TAG_MASK = 7;
  static final int TAG_OBJECT = 0;
  static final int TAG_STRING = 1;

  /** A string that is read when somebody looks at it: a docstring. */
  static final int TAG_TEXT = 2;

  /** An int of 29 bits. */
  static final int TAG_INT = 3;

  static final int TAG_SINGLETON = 4;

  /** A code object of the image. */
  static final int TAG_CODE = 5;

  static final int TAG_OUTSIDE = 6;

  static final int MAX_INT = 0x0FFF_FFFF;

  static final int NONE = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int ELLIPSIS = 3;
  static final int NOT_IMPLEMENTED = 4;

  /** A reference to nothing: an unset slot, a default that is not there. */
  static final int ABSENT = 5;

  // kinds of records

  static final int TUPLE = 1;
  static final int LIST = 2;
  static final int DICT = 3;
  static final int SET = 4;
  static final int FROZENSET = 5;
  static final int INT = 6;
  static final int FLOAT = 7;
  static final int BYTES = 8;
  static final int FUNCTION = 9;
  static final int CELL = 10;
  static final int CLASS = 11;
  static final int INSTANCE = 12;
  static final int PROPERTY = 13;
  static final int CLASSMETHOD = 14;
  static final int STATICMETHOD = 15;
  static final int SLOT = 16;
  static final int INSTANCE_ATTRIBUTE = 17;

  /** An attribute in the dictionary of a builtin type. */
  static final int TYPE_ATTRIBUTE = 18;

  /** A method of a builtin type, bound. */
  static final int BUILTIN_METHOD = 19;

  static final int METHOD = 20;
  static final int PATTERN = 21;
  static final int ABC_DATA = 22;
  static final int LRU_CACHE = 23;
  static final int GENERIC_ALIAS = 24;
  static final int UNION = 25;
  static final int MAPPING_PROXY = 26;

  /** What a builtin type or a function of a native module makes of arguments. */
  static final int CALL = 27;

  /** Code that is not in the image: a program compiled it while a module's body ran. */
  static final int CODE = 28;

  /** What a builtin type makes of one argument that has attributes: {@code _json.Scanner}. */
  static final int CONTEXT_CALL = 30;

  /** A {@code collections.defaultdict}: its type, its factory, its entries. */
  static final int DEFAULT_DICT = 32;

  /** What is called with arguments, and those that have names: a {@code functools.partial}. */
  static final int KEYWORD_CALL = 35;

  /** A weak reference: what it refers to, and what it calls or nothing. */
  static final int WEAK_REFERENCE = 33;

  /** A {@code _thread._local}: its type, and what the thread that imports has in it. */
  static final int LOCAL = 34;

  /**
   * A str that begins with where the distribution is: what comes behind {@code sys.base_prefix}.
   */
  static final int LOCATION = 31;

  /** Only as what an instance of a subclass of str begins with. */
  static final int STR = 29;

  /** What an instance begins with that is of no builtin type but object. */
  static final int PLAIN = 0;

  // effects of a module's body on others

  static final int EFFECT_SYS_MODULES = 1;
  static final int EFFECT_REGISTER = 2;
  static final int EFFECT_DICT = 3;

  /** An attribute of a class was set. */
  static final int EFFECT_CLASS = 4;

  /** A class is made at once, since one that another image or a body made must know of it. */
  static final int EFFECT_WAKE = 5;

  /** A search function for codecs was registered. */
  static final int EFFECT_CODECS = 6;

  /** Something is at the end of a list. */
  static final int EFFECT_APPEND = 7;

  /** A function is registered with {@code atexit}, with a tuple of arguments. */
  static final int EFFECT_EXIT = 8;

  /** An attribute of a module was set. */
  static final int EFFECT_ATTRIBUTE = 9;

  // what must be so, or the body has to run: bits of a module's record

  /** {@code sys.warnoptions} is an empty list. */
  static final int NEEDS_NO_WARNOPTIONS = 1;
}
