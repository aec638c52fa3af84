package dev.dormouse.image;

/**
 * The numbers of FORMAT.md: sizes, field offsets, tags, flags and limits. A test reads the tables
 * of that document and compares them with these constants by name, so a field is added in both
 * places or in none.
 *
 * <p>All are compile-time constants: using them initialises nothing.
 */
final class ImageFormat {
  private ImageFormat() {}

  /** The first eight bytes, {@code 89 44 4D 49 0D 0A 1A 0A}, read as a little-endian long. */
  static final long MAGIC = 0x0A1A0A0D_494D4489L;

  /**
   * What the file name of code begins with, before a slash, if it is that of a file below the image
   * itself.
   */
  static final String IMAGE_PREFIX = "<image>";

  /** The magic number of CPython 3.11's bytecode, which is what an image's code is. */
  static final int PYTHON_MAGIC = 3495;

  // before and behind the image

  /** The first two bytes of a prefix, {@code #!}, read as a little-endian number. */
  static final int PREFIX_MAGIC = 0x2123;

  /** Size of a prefix: a page, so that mapped parts keep their alignment. */
  static final int PREFIX_SIZE = 4096;

  /** The first eight bytes of the signatures, {@code DMISIGNS}, read as a little-endian long. */
  static final long SIGNATURES_MAGIC = 0x534E4749_53494D44L;

  static final int SIGNATURES_COUNT = 8;
  static final int SIGNATURES_RESERVED = 12;
  static final int SIGNATURES_SIZE = 16;

  static final int SIGNATURE_KEY = 0;
  static final int SIGNATURE_VALUE = 32;
  static final int SIGNATURE_SIZE = 96;

  static final int MAX_SIGNATURES = 64;

  // header

  static final int HEADER_MAGIC = 0;
  static final int HEADER_FORMAT_VERSION = 8;
  static final int HEADER_PYTHON_MAGIC = 10;
  static final int HEADER_FLAGS = 12;
  static final int HEADER_PART_COUNT = 16;
  static final int HEADER_RESERVED = 20;
  static final int HEADER_FILE_LENGTH = 24;
  static final int HEADER_CONTENT_ID = 32;
  static final int HEADER_CHECK = 64;
  static final int HEADER_SIZE = 72;

  static final int CONTENT_ID_SIZE = 32;

  /** Header flags that a reader must understand or refuse; the upper half may be ignored. */
  static final int REQUIRED_HEADER_FLAGS = 0xFFFF;

  /** Header flag: this is not an image but the second file of one. */
  static final int FLAG_COLD = 1;

  // the part COLD

  static final int COLD_CONTENT_ID = 0;
  static final int COLD_PARTS = 32;

  static final int COLD_PART_KIND = 0;
  static final int COLD_PART_LENGTH = 4;
  static final int COLD_PART_SIZE = 8;

  // directory

  static final int DIRECTORY_KIND = 0;
  static final int DIRECTORY_FLAGS = 4;
  static final int DIRECTORY_OFFSET = 8;
  static final int DIRECTORY_LENGTH = 16;
  static final int DIRECTORY_COUNT = 24;
  static final int DIRECTORY_CRC = 28;
  static final int DIRECTORY_SIZE = 32;

  /** Part flag: a reader that does not know the kind must refuse the image. */
  static final int PART_REQUIRED = 1;

  /** Every part starts at a multiple of this. */
  static final int PART_ALIGNMENT = 8;

  // name tables: the common start of MODULES and RESOURCES

  static final int TABLE_SALT = 0;
  static final int TABLE_CHILDREN = 8;
  static final int TABLE_TOP_LEVEL = 12;
  static final int TABLE_SEEDS = 16;

  static final int ENTRY_NAME = 0;
  static final int ENTRY_FLAGS = 4;
  static final int ENTRY_FIRST_CHILD = 8;
  static final int ENTRY_CHILD_COUNT = 12;

  // module entries

  static final int MODULE_CODE = 16;
  static final int MODULE_ORIGIN = 20;
  static final int MODULE_SOURCE_SIZE = 24;
  static final int MODULE_SOURCE_MTIME = 32;
  static final int MODULE_SOURCE_HASH = 40;
  static final int MODULE_RESOURCES = 48;
  static final int MODULE_RESERVED = 52;
  static final int MODULE_SIZE = 56;

  static final int MODULE_IS_PACKAGE = 1;
  static final int MODULE_IS_NAMESPACE = 2;
  static final int MODULE_HAS_STAMP = 4;
  static final int MODULE_HAS_MTIME = 8;
  static final int MODULE_FLAGS = 15;

  // resource entries

  static final int RESOURCE_OFFSET = 16;
  static final int RESOURCE_LENGTH = 20;
  static final int RESOURCE_SIZE = 24;

  static final int RESOURCE_IS_DIRECTORY = 1;
  static final int RESOURCE_FLAGS = 1;

  // string tables: STRINGS and DOCSTRINGS

  static final int STRINGS_LATIN1_NAMES_END = 0;
  static final int STRINGS_LATIN1_END = 4;
  static final int STRINGS_UTF16_NAMES_END = 8;
  static final int STRINGS_UTF16_END = 12;
  static final int STRINGS_OFFSETS = 16;

  // code headers

  static final int CODE_NAME = 0;
  static final int CODE_QUALNAME = 4;
  static final int CODE_FILENAME = 8;
  static final int CODE_FLAGS = 12;
  static final int CODE_ARGCOUNT = 16;
  static final int CODE_POSONLYARGCOUNT = 18;
  static final int CODE_KWONLYARGCOUNT = 20;
  static final int CODE_NFREEVARS = 22;
  static final int CODE_NLOCALSPLUS = 24;
  static final int CODE_STACKSIZE = 28;
  static final int CODE_FIRSTLINENO = 32;
  static final int CODE_PARENT = 36;
  static final int CODE_WORDCODE = 40;
  static final int CODE_WORDCODE_LENGTH = 44;
  static final int CODE_TABLES = 48;
  static final int CODE_TABLES_LENGTH = 52;
  static final int CODE_EXCEPTION_TABLE = 56;
  static final int CODE_LINE_TABLE = 60;
  static final int CODE_SIZE = 64;

  /** Wordcode of each code object starts at a multiple of this. */
  static final int WORDCODE_ALIGNMENT = 8;

  // TABLES records

  static final int TABLES_CONSTS = 0;
  static final int TABLES_NAMES = 4;
  static final int TABLES_REFERENCES = 8;

  // references: the tag in the low bits, the value above it

  static final int TAG_BITS = 4;
  static final int TAG_MASK = 15;
  static final int TAG_SINGLETON = 0;
  static final int TAG_INT = 1;
  static final int TAG_STRING = 2;
  static final int TAG_CODE = 3;
  static final int TAG_CONSTANT = 4;
  static final int TAG_DOCSTRING = 5;

  static final int SINGLETON_NONE = 0;
  static final int SINGLETON_ELLIPSIS = 1;
  static final int SINGLETON_FALSE = 2;
  static final int SINGLETON_TRUE = 3;

  static int reference(int tag, int value) {
    if (value < 0 || value >= MAX_INDEX) {
      throw new ImageLimitException(
          "more than " + MAX_INDEX + " strings, constants or code objects");
    }
    return value << TAG_BITS | tag;
  }

  // constant records: the type in the low bits of the first word, a length or item count above it

  static final int CONSTANT_LONG = 1;
  static final int CONSTANT_BIGINT = 2;
  static final int CONSTANT_FLOAT = 3;
  static final int CONSTANT_COMPLEX = 4;
  static final int CONSTANT_BYTES = 5;
  static final int CONSTANT_TUPLE = 6;
  static final int CONSTANT_FROZENSET = 7;

  /** Bits of a container's second word that count everything inside; the rest is its depth. */
  static final int CONTAINER_WEIGHT_BITS = 24;

  static final int CONTAINER_WEIGHT_MASK = (1 << CONTAINER_WEIGHT_BITS) - 1;

  // limits

  /** Indices, lengths and counts that share a word with a tag stay below this. */
  static final int MAX_INDEX = 1 << 27;

  static final int MAX_PARTS = 256;

  /**
   * Code objects nest at most this deep, so that walking them recursively is safe on any thread's
   * stack.
   */
  static final int MAX_CODE_DEPTH = 500;

  /** Containers nest at most this deep; the depth has 8 bits in their record. */
  static final int MAX_CONTAINER_DEPTH = 255;

  /** No index. */
  static final int NONE = -1;
}
