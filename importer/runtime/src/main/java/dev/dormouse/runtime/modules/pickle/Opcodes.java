package dev.dormouse.runtime.modules.pickle;

/** The instructions of pickles; the library's {@code pickletools} says what each does. */
final class Opcodes {
  static final int HIGHEST_PROTOCOL = 5;
  static final int DEFAULT_PROTOCOL = 4;

  static final char MARK = '(';
  static final char STOP = '.';
  static final char POP = '0';
  static final char POP_MARK = '1';
  static final char DUP = '2';
  static final char FLOAT = 'F';
  static final char INT = 'I';
  static final char BININT = 'J';
  static final char BININT1 = 'K';
  static final char LONG = 'L';
  static final char BININT2 = 'M';
  static final char NONE = 'N';
  static final char PERSID = 'P';
  static final char BINPERSID = 'Q';
  static final char REDUCE = 'R';
  static final char STRING = 'S';
  static final char BINSTRING = 'T';
  static final char SHORT_BINSTRING = 'U';
  static final char UNICODE = 'V';
  static final char BINUNICODE = 'X';
  static final char APPEND = 'a';
  static final char BUILD = 'b';
  static final char GLOBAL = 'c';
  static final char DICT = 'd';
  static final char EMPTY_DICT = '}';
  static final char APPENDS = 'e';
  static final char GET = 'g';
  static final char BINGET = 'h';
  static final char INST = 'i';
  static final char LONG_BINGET = 'j';
  static final char LIST = 'l';
  static final char EMPTY_LIST = ']';
  static final char OBJ = 'o';
  static final char PUT = 'p';
  static final char BINPUT = 'q';
  static final char LONG_BINPUT = 'r';
  static final char SETITEM = 's';
  static final char TUPLE = 't';
  static final char EMPTY_TUPLE = ')';
  static final char SETITEMS = 'u';
  static final char BINFLOAT = 'G';

  static final char PROTO = 0x80;
  static final char NEWOBJ = 0x81;
  static final char EXT1 = 0x82;
  static final char EXT2 = 0x83;
  static final char EXT4 = 0x84;
  static final char TUPLE1 = 0x85;
  static final char TUPLE2 = 0x86;
  static final char TUPLE3 = 0x87;
  static final char NEWTRUE = 0x88;
  static final char NEWFALSE = 0x89;
  static final char LONG1 = 0x8a;
  static final char LONG4 = 0x8b;

  static final char BINBYTES = 'B';
  static final char SHORT_BINBYTES = 'C';

  static final char SHORT_BINUNICODE = 0x8c;
  static final char BINUNICODE8 = 0x8d;
  static final char BINBYTES8 = 0x8e;
  static final char EMPTY_SET = 0x8f;
  static final char ADDITEMS = 0x90;
  static final char FROZENSET = 0x91;
  static final char NEWOBJ_EX = 0x92;
  static final char STACK_GLOBAL = 0x93;
  static final char MEMOIZE = 0x94;
  static final char FRAME = 0x95;

  static final char BYTEARRAY8 = 0x96;
  static final char NEXT_BUFFER = 0x97;
  static final char READONLY_BUFFER = 0x98;

  private Opcodes() {}
}
