package dev.dormouse.code;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CPython's marshal format, versions 0 to 4 (a stream does not say which it is; the type
 * codes do).
 *
 * <p>Values come out in one of two shapes. Without a {@link MarshalFactory} they are {@link
 * Constants} and code objects: what a {@code .pyc} holds. With one they are the factory's products,
 * except inside a code object, whose parts are constants always. Since a later value may refer back
 * into a code object and the other way round, every immutable value is known in its constant shape
 * and turned into a product when asked for as such.
 *
 * <p>Input is hostile. Every count is checked against the bytes that could hold the items, where
 * the items that enclosing containers still wait for are counted too: so what is allocated is
 * proportional to the input. The same goes for constants with every reference written out, since
 * those who make objects out of constants, hash or compare them follow each reference. Nesting is
 * limited as in CPython.
 */
public final class MarshalReader {
  /** As CPython's {@code MAX_MARSHAL_STACK_DEPTH} on everything but debug builds on Windows. */
  static final int MAX_DEPTH = 2000;

  /**
   * How many values per byte of input the references may stand for, over and above {@link
   * #FREE_EXPANSION}.
   */
  private static final int MAX_EXPANSION = 64;

  private static final int FREE_EXPANSION = 1 << 16;

  private static final String EOF = "EOF read where object expected";
  private static final String TOO_SHORT = "marshal data too short";

  /** What the NULL type code reads as: the end of a dict, an error elsewhere. */
  private static final Object NULL = new Object();

  private final String file;
  private final byte[] data;
  private final int limit;
  private final MarshalFactory factory;

  private int position;
  private int depth;

  /** Items that the containers being read still wait for; each takes one byte at least. */
  private long owed;

  /**
   * The values that were flagged as referenced, in the order of their type codes: in constant
   * shape, null for what has none (yet), and as products, null until someone asked. Both null:
   * still being read, nothing may refer to it.
   */
  private Object[] constants = new Object[16];

  private Object[] products;
  private int references;

  /**
   * For each constant the number of values in it with references written out. Code objects count as
   * one.
   */
  private int[] sizes = new int[16];

  /** The size in that sense of the constant that was read last. */
  private int lastSize;

  /** How many more values references may stand for. */
  private long allowance;

  /** The constant shape of what {@link #product} read last, or null if it has none. */
  private Object lastConstant;

  /**
   * @param file named in exceptions
   * @param factory null if everything shall be in constant shape
   */
  public MarshalReader(String file, byte[] data, int start, int limit, MarshalFactory factory) {
    this.file = file;
    this.data = data;
    this.position = start;
    this.limit = limit;
    this.factory = factory;
    this.allowance = (limit - start) * (long) MAX_EXPANSION + FREE_EXPANSION;
    this.products = factory == null ? null : new Object[16];
  }

  /** Reads a code object in constant shape from the bytes from {@code start} on. */
  public static CodeObject readCode(String file, byte[] data, int start)
      throws CodeFormatException {
    MarshalReader reader = new MarshalReader(file, data, start, data.length, null);
    Object value = reader.read();
    if (value instanceof CodeObject code) {
      return code;
    }
    throw reader.bad(start, "a code object", describe(value), null);
  }

  /** Reads the next value. */
  public Object read() throws CodeFormatException {
    int start = position;
    Object value;
    try {
      value = factory == null ? constant() : product();
    } catch (StackOverflowError e) {
      // Our caller had less of the stack left than the permitted depth needs.
      throw bad(
          position, "nesting that the stack has room for", "more", "recursion limit exceeded");
    }
    if (value == NULL) {
      throw bad(start, "an object", "NULL", "NULL object in marshal data for object");
    }
    return value;
  }

  /** The offset of the first byte that no value read so far includes. */
  public int position() {
    return position;
  }

  // The two shapes.

  /** The next value in constant shape, or {@link #NULL}. */
  private Object constant() throws CodeFormatException {
    int start = position;
    int type = enter();
    boolean flagged = type >= 0x80;
    type &= 0x7F;
    Object value;
    switch (type) {
      case '(', ')', '>' -> {
        int slot = reserve(flagged);
        int count = type == ')' ? byteCount() : count(start, type == '(' ? "tuple" : "set");
        Object[] items = new Object[count];
        int size = 1;
        for (int i = 0; i < count; i++) {
          items[i] = item(false, type == '>' ? "set" : "tuple");
          size += lastSize;
        }
        value = type == '>' ? new Constants.FrozenSet(items) : new Constants.Tuple(items);
        lastSize = size;
        set(slot, value);
      }
      case 'c' -> {
        int slot = reserve(flagged);
        value = code(start);
        lastSize = 1;
        set(slot, value);
      }
      case 'r' -> {
        int index = reference(start);
        value = constants[index];
        if (value == null) {
          if (products != null && products[index] != null) {
            throw bad(start, "a constant", "a reference to a mutable object", null);
          }
          throw invalidReference(start, index);
        }
        expand(start, index);
      }
      // CPython would take these as constants, but no compiler makes them and the domain has no
      // place for them.
      case '[', '{', '<', 'S' -> throw bad(start, "a code constant", typeName(type), null);
      default -> {
        value = leaf(type, start);
        lastSize = 1;
        if (flagged && isShared(type)) {
          set(reserve(true), value);
        }
      }
    }
    depth--;
    return value;
  }

  /** The next value as a product; sets {@link #lastConstant}. */
  private Object product() throws CodeFormatException {
    int start = position;
    int type = enter();
    boolean flagged = type >= 0x80;
    type &= 0x7F;
    Object value;
    Object constant = null;
    switch (type) {
      case '(', ')' -> {
        int count = type == ')' ? byteCount() : count(start, "tuple");
        Object[] items = factory.tupleItems(count);
        value = factory.unfilledTuple(items);
        int slot = reserve(flagged);
        setProduct(slot, value);
        Object[] parts = new Object[count];
        int size = 1;
        for (int i = 0; i < count; i++) {
          items[i] = item(true, "tuple");
          size += lastSize;
          if (lastConstant == null) {
            parts = null;
          } else if (parts != null) {
            parts[i] = lastConstant;
          }
        }
        if (parts != null) {
          constant = new Constants.Tuple(parts);
          lastSize = size;
          set(slot, constant);
        }
      }
      case '>' -> {
        int slot = reserve(flagged);
        int count = count(start, "set");
        Object[] items = new Object[count];
        Object[] parts = new Object[count];
        int size = 1;
        for (int i = 0; i < count; i++) {
          items[i] = item(true, "set");
          size += lastSize;
          if (lastConstant == null) {
            parts = null;
          } else if (parts != null) {
            parts[i] = lastConstant;
          }
        }
        value = factory.frozenset(items);
        setProduct(slot, value);
        if (parts != null) {
          constant = new Constants.FrozenSet(parts);
          lastSize = size;
          set(slot, constant);
        }
      }
      case '[' -> {
        int count = count(start, "list");
        value = factory.list(count);
        setProduct(reserve(flagged), value);
        for (int i = 0; i < count; i++) {
          factory.append(value, item(true, "list"));
        }
      }
      case '<' -> {
        int count = count(start, "set");
        value = factory.set();
        setProduct(reserve(flagged), value);
        for (int i = 0; i < count; i++) {
          factory.add(value, item(true, "set"));
        }
      }
      case '{' -> {
        value = factory.dict();
        setProduct(reserve(flagged), value);
        while (true) {
          Object key = product();
          if (key == NULL) {
            break;
          }
          Object item = product();
          if (item == NULL) {
            break;
          }
          factory.put(value, key, item);
        }
      }
      case 'c' -> {
        int slot = reserve(flagged);
        CodeObject code = code(start);
        constant = code;
        value = factory.code(code);
        lastSize = 1;
        set(slot, code);
        setProduct(slot, value);
      }
      case 'r' -> {
        int index = reference(start);
        constant = constants[index];
        value = products[index];
        if (value == null) {
          if (constant == null) {
            throw invalidReference(start, index);
          }
          expand(start, index);
          value = CodeObject.make(constant, factory);
          products[index] = value;
        }
        lastSize = sizes[index];
      }
      default -> {
        constant = leaf(type, start);
        lastSize = 1;
        if (constant == NULL) {
          value = NULL;
        } else if (constant == Constants.Singleton.STOP_ITERATION) {
          value = factory.stopIteration();
          constant = null;
        } else if (constant instanceof String s) {
          value = factory.str(s, type == 't' || type == 'A' || type == 'Z');
        } else {
          value = CodeObject.make(constant, factory);
        }
        if (flagged && isShared(type)) {
          int slot = reserve(true);
          set(slot, constant);
          setProduct(slot, value);
        }
      }
    }
    lastConstant = constant;
    depth--;
    return value;
  }

  private Object item(boolean asProduct, String container) throws CodeFormatException {
    int start = position;
    owed--;
    Object value = asProduct ? product() : constant();
    if (value == NULL) {
      throw bad(
          start,
          "an item of a " + container,
          "NULL",
          "NULL object in marshal data for " + container);
    }
    return value;
  }

  /** Whether CPython puts values of this type in its reference list when they are flagged. */
  private static boolean isShared(int type) {
    return switch (type) {
      case '0', 'N', 'T', 'F', 'S', '.' -> false;
      default -> true;
    };
  }

  // Values without parts.

  private Object leaf(int type, int start) throws CodeFormatException {
    switch (type) {
      case '0':
        return NULL;
      case 'N':
        return Constants.Singleton.NONE;
      case 'S':
        return Constants.Singleton.STOP_ITERATION;
      case '.':
        return Constants.Singleton.ELLIPSIS;
      case 'F':
        return Boolean.FALSE;
      case 'T':
        return Boolean.TRUE;
      case 'i':
        return Long.valueOf(int32());
      case 'I':
        return Long.valueOf(int64());
      case 'l':
        return bigInteger(start);
      case 'f':
        return textDouble();
      case 'g':
        return Double.longBitsToDouble(int64());
      case 'x':
        double real = textDouble();
        return new Constants.Complex(real, textDouble());
      case 'y':
        double binaryReal = Double.longBitsToDouble(int64());
        return new Constants.Complex(binaryReal, Double.longBitsToDouble(int64()));
      case 's':
        int size = size(start, "bytes object");
        position += size;
        return new Constants.Bytes(Arrays.copyOfRange(data, position - size, position));
      case 'z', 'Z':
        return latin1(require(byteCount()));
      case 'a', 'A':
        return latin1(size(start, "string"));
      case 't', 'u':
        return utf8(size(start, "string"));
      default:
        throw bad(start, "a type code", typeName(type), "bad marshal data (unknown type code)");
    }
  }

  /** CPython reads the "ASCII" types byte by byte too, without a look at the top bit. */
  private String latin1(int size) {
    position += size;
    return new String(data, position - size, size, StandardCharsets.ISO_8859_1);
  }

  private Object utf8(int size) throws CodeFormatException {
    int start = position;
    position += size;
    Object text = SurrogateUtf8.decode(data, start, size);
    if (text == null) {
      throw bad(
          start + SurrogateUtf8.validPrefix(data, start, size),
          "UTF-8 text of " + size + " bytes",
          "an invalid sequence",
          null);
    }
    return text;
  }

  private Object bigInteger(int start) throws CodeFormatException {
    int count = int32();
    if (count == Integer.MIN_VALUE) {
      throw bad(start, "a digit count", count, "bad marshal data (long size out of range)");
    }
    int size = Math.abs(count);
    if (size > remaining() / 2) {
      throw bad(start, size + " digits", remaining() + " bytes", TOO_SHORT);
    }
    if (size == 0) {
      return 0L;
    }
    // Fifteen bits each, lowest first, into big-endian bytes.
    byte[] magnitude = new byte[(int) ((size * 15L + 7) / 8)];
    long bits = 0;
    int have = 0;
    int at = magnitude.length;
    for (int i = 0; i < size; i++) {
      int digit = data[position] & 0xFF | (data[position + 1] & 0xFF) << 8;
      if (digit > 0x7FFF) {
        throw bad(
            position, "a digit of 15 bits", digit, "bad marshal data (digit out of range in long)");
      }
      if (digit == 0 && i == size - 1) {
        throw bad(position, "a leading digit", "zero", "bad marshal data (unnormalized long data)");
      }
      position += 2;
      bits |= (long) digit << have;
      for (have += 15; have >= 8; have -= 8, bits >>>= 8) {
        magnitude[--at] = (byte) bits;
      }
    }
    if (have > 0) {
      magnitude[--at] = (byte) bits;
    }
    BigInteger value = new BigInteger(count < 0 ? -1 : 1, magnitude);
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /** A float as versions 0 and 1 write it: a length byte and decimal text. */
  private double textDouble() throws CodeFormatException {
    int size = require(byteCount());
    int start = position;
    String text = latin1(size);
    String word = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    double sign = text.startsWith("-") ? -1 : 1;
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (word.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    boolean plausible = true;
    for (int i = 0; i < size; i++) {
      // Java's own grammar is wider: suffixes, hexadecimal, white space.
      char c = text.charAt(i);
      plausible &= c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
    if (plausible) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // Reported below with everything else.
      }
    }
    throw bad(start, "a decimal number", text, "could not convert string to float: '" + text + "'");
  }

  // Code objects. Which part comes when is what makes marshal differ between Python versions.

  private CodeObject code(int start) throws CodeFormatException {
    final int argcount = int32();
    final int posonlyargcount = int32();
    final int kwonlyargcount = int32();
    final int stacksize = int32();
    final int flags = int32();
    final byte[] code = bytes("co_code");
    final Object[] consts = tuple("co_consts");
    final String[] names = names("co_names");
    final String[] localsplusnames = names("co_localsplusnames");
    final byte[] localspluskinds = bytes("co_localspluskinds");
    final String filename = string("co_filename");
    final String name = string("co_name");
    final String qualname = string("co_qualname");
    final int firstlineno = int32();
    final byte[] linetable = bytes("co_linetable");
    final byte[] exceptiontable = bytes("co_exceptiontable");
    if (localspluskinds.length != localsplusnames.length) {
      throw bad(
          start,
          localsplusnames.length + " local kinds",
          localspluskinds.length + " of them",
          null);
    }
    if (code.length % 2 != 0) {
      throw bad(start, "an even co_code size", "size " + code.length, "code: co_code is malformed");
    }
    return new CodeObject(
        argcount,
        posonlyargcount,
        kwonlyargcount,
        stacksize,
        flags,
        code,
        consts,
        names,
        localsplusnames,
        localspluskinds,
        filename,
        name,
        qualname,
        firstlineno,
        linetable,
        exceptiontable);
  }

  private byte[] bytes(String part) throws CodeFormatException {
    int start = position;
    if (constant() instanceof Constants.Bytes b) {
      return b.value;
    }
    throw wrongPart(start, part, "bytes");
  }

  private Object[] tuple(String part) throws CodeFormatException {
    int start = position;
    if (constant() instanceof Constants.Tuple t) {
      return t.items;
    }
    throw wrongPart(start, part, "a tuple");
  }

  private String string(String part) throws CodeFormatException {
    int start = position;
    if (constant() instanceof String s) {
      return s;
    }
    throw wrongPart(start, part, "a str");
  }

  private String[] names(String part) throws CodeFormatException {
    int start = position;
    Object[] items = tuple(part);
    String[] names = new String[items.length];
    for (int i = 0; i < names.length; i++) {
      if (!(items[i] instanceof String s)) {
        throw wrongPart(start, part, "a tuple of str");
      }
      names[i] = s;
    }
    return names;
  }

  private CodeFormatException wrongPart(int start, String part, String expected) {
    return bad(start, expected + " for " + part, typeName(data[start] & 0x7F), null);
  }

  // References.

  private int reserve(boolean flagged) {
    if (!flagged) {
      return -1;
    }
    if (references == constants.length) {
      constants = Arrays.copyOf(constants, references * 2);
      sizes = Arrays.copyOf(sizes, references * 2);
      if (products != null) {
        products = Arrays.copyOf(products, references * 2);
      }
    }
    return references++;
  }

  private void set(int slot, Object constant) {
    if (slot >= 0) {
      constants[slot] = constant;
      sizes[slot] = lastSize;
    }
  }

  private void setProduct(int slot, Object product) {
    if (slot >= 0) {
      products[slot] = product;
    }
  }

  private int reference(int start) throws CodeFormatException {
    int index = int32();
    if (index < 0 || index >= references) {
      throw invalidReference(start, index);
    }
    return index;
  }

  /** Accounts for a reference to a constant whose parts will be visited once more because of it. */
  private void expand(int start, int index) throws CodeFormatException {
    lastSize = sizes[index];
    allowance -= lastSize;
    if (allowance < 0) {
      throw bad(start, "a moderate number of shared values", "references to references", null);
    }
  }

  private CodeFormatException invalidReference(int start, int index) {
    return bad(
        start,
        "a reference to one of " + references + " values",
        "reference " + index,
        "bad marshal data (invalid reference)");
  }

  // Bytes and counts.

  /** The type code of a value, one level deeper. */
  private int enter() throws CodeFormatException {
    if (position >= limit) {
      throw bad(position, "an object", "the end", EOF);
    }
    if (++depth > MAX_DEPTH) {
      throw bad(position, "at most " + MAX_DEPTH + " levels", "more", "recursion limit exceeded");
    }
    return data[position++] & 0xFF;
  }

  private int remaining() {
    return limit - position;
  }

  private int require(int size) throws CodeFormatException {
    if (size > remaining()) {
      throw bad(position, size + " bytes", remaining() + " bytes", TOO_SHORT);
    }
    return size;
  }

  private int int32() throws CodeFormatException {
    require(4);
    int at = position;
    position = at + 4;
    return data[at] & 0xFF
        | (data[at + 1] & 0xFF) << 8
        | (data[at + 2] & 0xFF) << 16
        | data[at + 3] << 24;
  }

  private long int64() throws CodeFormatException {
    require(8);
    return int32() & 0xFFFF_FFFFL | (long) int32() << 32;
  }

  /** The byte that is the size of a short string or tuple. */
  private int byteCount() throws CodeFormatException {
    if (position >= limit) {
      throw bad(position, "a size", "the end", EOF);
    }
    return data[position++] & 0xFF;
  }

  /** A size in bytes. */
  private int size(int start, String what) throws CodeFormatException {
    int size = int32();
    if (size < 0) {
      throw bad(
          start, "a size", "size " + size, "bad marshal data (" + what + " size out of range)");
    }
    return require(size);
  }

  /** The number of items of a container. */
  private int count(int start, String what) throws CodeFormatException {
    int count = int32();
    if (count < 0) {
      throw bad(
          start, "a count", "count " + count, "bad marshal data (" + what + " size out of range)");
    }
    if (owed + count > remaining()) {
      throw bad(start, owed + count + " items still to come", remaining() + " bytes", EOF);
    }
    owed += count;
    return count;
  }

  // Failure.

  private CodeFormatException bad(int offset, String expected, Object actual, String reason) {
    return new CodeFormatException(
        file, "marshal", offset, expected, String.valueOf(actual), reason);
  }

  private static String typeName(int type) {
    return type > ' ' && type < 0x7F ? "type code '" + (char) type + "'" : "type code " + type;
  }

  private static String describe(Object value) {
    return value.getClass().getSimpleName();
  }
}
