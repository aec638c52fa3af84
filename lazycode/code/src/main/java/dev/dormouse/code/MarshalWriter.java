package dev.dormouse.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes CPython's marshal format, versions 0 to 4.
 *
 * <p>The writer knows {@link Constants} and code objects. For anything else there is a {@link
 * Source}, which describes a value by calling exactly one of the public methods below.
 *
 * <p>From version 3 on a value that occurs again is written as a reference. CPython flags a value
 * as referable when its reference count says that it might occur again, so its output depends on
 * what else the process holds. Here a value is flagged if and only if it does occur again, which
 * needs no second pass: the flag is set in the bytes already written and the reference numbers are
 * filled in at the end. Constants are the same value if they are equal, as CPython's compiler
 * merges them; other values if they are identical. Versions 0 to 2 have no references, and there
 * the bytes are CPython's.
 *
 * <p>The order of a set's items is made independent of hashing, as CPython does: sorted by what
 * marshal writes for each.
 */
public final class MarshalWriter {
  /** The version that 3.11 writes unless told otherwise. */
  public static final int VERSION = 4;

  private static final int FLAG_REF = 0x80;

  /** Describes values that are not constants. */
  public interface Source {
    /**
     * Calls the one method of {@code out} that writes {@code value}, or none if marshal cannot
     * carry it. That method comes back here for the items of a container.
     */
    void describe(Object value, MarshalWriter out);
  }

  /** A value that marshal cannot carry; the message is CPython's for the ValueError. */
  public static final class UnmarshallableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmarshallableException(String message) {
      super(message, null, false, false);
    }
  }

  /** Where a value was written, and who refers to it: {@code index} is known only at the end. */
  private static final class Entry {
    final int position;
    boolean referred;
    int index;

    Entry(int position) {
      this.position = position;
    }
  }

  private final int version;
  private final Source source;

  private byte[] out = new byte[256];
  private int length;
  private int depth;

  // Who was written where (all null below version 3), and which references to fill in: the entries
  // and offsets of
  // referenceEntries and referenceOffsets belong together.
  private final Map<Object, Entry> constants;
  private final Map<Object, Entry> objects;
  private final List<Entry> entries;
  private final List<Entry> referenceEntries = new ArrayList<>();
  private int[] referenceOffsets = new int[16];

  /**
   * What the source is describing, until one of the public methods has written its type code; null
   * for constants.
   */
  private Object described;

  /**
   * @param source null if there will be only constants and code objects
   */
  public MarshalWriter(int version, Source source) {
    this.version = version;
    this.source = source;
    boolean references = version >= 3;
    constants = references ? new HashMap<>() : null;
    objects = references ? new IdentityHashMap<>() : null;
    entries = references ? new ArrayList<>() : null;
  }

  /** The bytes of one constant or code object, in the version that 3.11 writes. */
  public static byte[] toBytes(Object constant) {
    return new MarshalWriter(VERSION, null).write(constant).toBytes();
  }

  /**
   * Writes one more value.
   *
   * @throws UnmarshallableException if it or something in it cannot be written
   */
  public MarshalWriter write(Object value) {
    try {
      item(value);
    } catch (StackOverflowError e) {
      // Our caller had less of the stack left than the permitted depth needs.
      throw tooDeep();
    }
    return this;
  }

  public byte[] toBytes() {
    int index = 0;
    if (entries != null) {
      for (Entry entry : entries) {
        if (entry.referred) {
          out[entry.position] |= (byte) FLAG_REF;
          entry.index = index++;
        }
      }
    }
    int end = length;
    for (int i = 0; i < referenceEntries.size(); i++) {
      length = referenceOffsets[i];
      int32(referenceEntries.get(i).index);
    }
    length = end;
    return Arrays.copyOf(out, length);
  }

  // What a source can say.

  public void none() {
    plain('N');
  }

  public void stopIteration() {
    plain('S');
  }

  public void ellipsis() {
    plain('.');
  }

  public void bool(boolean value) {
    plain(value ? 'T' : 'F');
  }

  public void integer(long value) {
    if (value == (int) value) {
      type('i');
      int32((int) value);
      return;
    }
    type('l');
    boolean negative = value < 0;
    // The magnitude of the smallest long reads as 2^63 when taken as unsigned, which the shifts do.
    long magnitude = negative ? -value : value;
    int digits = (64 - Long.numberOfLeadingZeros(magnitude) + 14) / 15;
    int32(negative ? -digits : digits);
    for (int i = 0; i < digits; i++, magnitude >>>= 15) {
      int16((int) magnitude & 0x7FFF);
    }
  }

  public void integer(BigInteger value) {
    if (value.bitLength() < 64) {
      integer(value.longValue());
      return;
    }
    type('l');
    byte[] magnitude = value.abs().toByteArray();
    int digits = (value.abs().bitLength() + 14) / 15;
    int32(value.signum() < 0 ? -digits : digits);
    long bits = 0;
    int have = 0;
    int at = magnitude.length;
    for (int i = 0; i < digits; i++) {
      for (; have < 15 && at > 0; have += 8) {
        bits |= (magnitude[--at] & 0xFFL) << have;
      }
      int16((int) bits & 0x7FFF);
      bits >>>= 15;
      have -= 15;
    }
  }

  public void floating(double value) {
    type(version > 1 ? 'g' : 'f');
    real(value);
  }

  public void complex(double real, double imag) {
    type(version > 1 ? 'y' : 'x');
    real(real);
    real(imag);
  }

  /**
   * @param interned whether the reader should intern it; only a hint
   */
  public void str(String value, boolean interned) {
    int size = value.length();
    boolean ascii = version >= 4;
    for (int i = 0; ascii && i < size; i++) {
      ascii = value.charAt(i) < 0x80;
    }
    if (!ascii) {
      type(interned && version >= 3 ? 't' : 'u');
      sized(SurrogateUtf8.encode(value));
    } else if (size < 256) {
      type(interned ? 'Z' : 'z');
      put(size);
      append(value.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      type(interned ? 'A' : 'a');
      sized(value.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** A str that UTF-16 cannot express; any other comes out as by the other method. */
  public void str(int[] codePoints, boolean interned) {
    if (Constants.text(codePoints) instanceof String s) {
      str(s, interned);
      return;
    }
    type(interned && version >= 3 ? 't' : 'u');
    sized(SurrogateUtf8.encode(codePoints));
  }

  public void bytes(byte[] value) {
    type('s');
    sized(value);
  }

  public void tuple(Object[] items) {
    if (version >= 4 && items.length < 256) {
      type(')');
      put(items.length);
    } else {
      type('(');
      int32(items.length);
    }
    items(items);
  }

  public void list(Object[] items) {
    type('[');
    int32(items.length);
    items(items);
  }

  /** Keys and values in turn. */
  public void dict(Object[] items) {
    type('{');
    items(items);
    put('0');
  }

  public void set(Object[] items) {
    type('<');
    sorted(items);
  }

  public void frozenset(Object[] items) {
    type('>');
    sorted(items);
  }

  public void code(CodeUnit unit) {
    type('c');
    code(unit.toCodeObject());
  }

  // Values of both worlds.

  private void item(Object value) {
    if (++depth > MarshalReader.MAX_DEPTH) {
      throw tooDeep();
    }
    if (value instanceof Constants.Singleton || value instanceof Boolean) {
      constant(value);
    } else if (isConstant(value)) {
      if (!reference(constants, value)) {
        constant(value);
      }
    } else if (source == null) {
      throw new UnmarshallableException("unmarshallable object");
    } else {
      describe(value);
    }
    depth--;
  }

  private void describe(Object value) {
    if (objects != null) {
      Entry entry = objects.get(value);
      if (entry != null) {
        refer(entry);
        return;
      }
    }
    Object outer = described;
    described = value;
    int before = length;
    source.describe(value, this);
    described = outer;
    if (length == before) {
      throw new UnmarshallableException("unmarshallable object");
    }
  }

  private static UnmarshallableException tooDeep() {
    return new UnmarshallableException("object too deeply nested to marshal");
  }

  private static boolean isConstant(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof CodeUnit
        || value instanceof BigInteger
        || value instanceof Constants.Tuple
        || value instanceof Constants.Bytes
        || value instanceof Constants.FrozenSet
        || value instanceof Constants.Complex
        || value instanceof Constants.WideText;
  }

  private void constant(Object value) {
    if (value instanceof String s) {
      str(s, isNameLike(s));
    } else if (value instanceof Constants.Singleton s) {
      switch (s) {
        case NONE -> none();
        case ELLIPSIS -> ellipsis();
        case STOP_ITERATION -> stopIteration();
      }
    } else if (value instanceof Long l) {
      integer(l.longValue());
    } else if (value instanceof Constants.Tuple t) {
      tuple(t.items);
    } else if (value instanceof Constants.Bytes b) {
      bytes(b.value);
    } else if (value instanceof CodeUnit unit) {
      code(unit);
    } else if (value instanceof Boolean b) {
      bool(b);
    } else if (value instanceof Double d) {
      floating(d);
    } else if (value instanceof BigInteger b) {
      integer(b);
    } else if (value instanceof Constants.Complex c) {
      complex(c.real, c.imag);
    } else if (value instanceof Constants.FrozenSet f) {
      frozenset(f.items);
    } else if (value instanceof Constants.WideText w) {
      str(w.codePoints(), false);
    }
  }

  private void code(CodeObject code) {
    int32(code.argcount);
    int32(code.posonlyargcount);
    int32(code.kwonlyargcount);
    int32(code.stacksize);
    int32(code.flags);
    item(new Constants.Bytes(code.code));
    item(new Constants.Tuple(code.consts));
    names(code.names);
    names(code.localsplusnames);
    item(new Constants.Bytes(code.localspluskinds));
    item(code.filename);
    item(code.name);
    item(code.qualname);
    int32(code.firstlineno);
    item(new Constants.Bytes(code.linetable));
    item(new Constants.Bytes(code.exceptiontable));
  }

  /** A tuple of names, which are interned whatever they look like. */
  private void names(String[] names) {
    if (++depth > MarshalReader.MAX_DEPTH) {
      throw tooDeep();
    }
    if (!reference(constants, new Constants.Tuple((Object[]) names))) {
      if (version >= 4 && names.length < 256) {
        type(')');
        put(names.length);
      } else {
        type('(');
        int32(names.length);
      }
      for (String name : names) {
        if (!reference(constants, name)) {
          str(name, true);
        }
      }
    }
    depth--;
  }

  /** What CPython interns among the constants of a code object. */
  private static boolean isNameLike(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
      if (!word) {
        return false;
      }
    }
    return true;
  }

  private void items(Object[] items) {
    for (Object item : items) {
      item(item);
    }
  }

  private void sorted(Object[] items) {
    int32(items.length);
    byte[][] keys = new byte[items.length][];
    Integer[] order = new Integer[items.length];
    for (int i = 0; i < items.length; i++) {
      MarshalWriter single = new MarshalWriter(version, source);
      single.depth = depth;
      keys[i] = single.write(items[i]).toBytes();
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
    for (int i : order) {
      item(items[i]);
    }
  }

  // References.

  /**
   * Writes a reference if an equal constant was written before; else notes that it is written now.
   */
  private boolean reference(Map<Object, Entry> seen, Object value) {
    if (seen == null) {
      return false;
    }
    Entry entry = seen.get(value);
    if (entry != null) {
      refer(entry);
      return true;
    }
    entry = new Entry(length);
    seen.put(value, entry);
    entries.add(entry);
    return false;
  }

  private void refer(Entry entry) {
    entry.referred = true;
    put('r');
    int count = referenceEntries.size();
    if (count == referenceOffsets.length) {
      referenceOffsets = Arrays.copyOf(referenceOffsets, count * 2);
    }
    referenceOffsets[count] = length;
    referenceEntries.add(entry);
    int32(0);
  }

  /** The type code of a value that nothing ever refers to. */
  private void plain(char type) {
    described = null;
    put(type);
  }

  /** The type code of a value that may be referred to. */
  private void type(char type) {
    if (described != null) {
      if (objects != null) {
        Entry entry = new Entry(length);
        objects.put(described, entry);
        entries.add(entry);
      }
      described = null;
    }
    put(type);
  }

  // Bytes.

  private void put(int b) {
    if (length == out.length) {
      out = Arrays.copyOf(out, length * 2);
    }
    out[length++] = (byte) b;
  }

  private void int16(int value) {
    put(value);
    put(value >> 8);
  }

  private void int32(int value) {
    int16(value);
    int16(value >> 16);
  }

  private void append(byte[] bytes) {
    if (out.length - length < bytes.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + bytes.length));
    }
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
  }

  private void sized(byte[] bytes) {
    int32(bytes.length);
    append(bytes);
  }

  private void real(double value) {
    if (version > 1) {
      long bits = Double.doubleToRawLongBits(value);
      int32((int) bits);
      int32((int) (bits >> 32));
      return;
    }
    byte[] text = seventeenDigits(value).getBytes(StandardCharsets.ISO_8859_1);
    put(text.length);
    append(text);
  }

  /** The number as C's {@code %.17g} prints it. */
  private static String seventeenDigits(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0";
    }
    BigDecimal decimal =
        new BigDecimal(Math.abs(value))
            .round(new MathContext(17, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent < -4 || exponent >= 17) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      int size = Math.abs(exponent);
      return sign
          + digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (size < 10 ? "0" : "")
          + size;
    }
    return sign + decimal.toPlainString();
  }
}
