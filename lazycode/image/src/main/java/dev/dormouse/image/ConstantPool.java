package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.Constants;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CONSTANTS part being written. Equal constants get one record: {@link Constants} defines
 * equality as the compiler does, by type and bits, except for floats, where Java's own {@code
 * equals} takes all NaNs for one.
 */
final class ConstantPool {
  private final StringPool strings;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<byte[]> records = new ArrayList<>();

  /** For each record: its depth and weight as containers store them. */
  private final List<Integer> extents = new ArrayList<>();

  /** A float by its bits. */
  private record FloatBits(long bits) {}

  ConstantPool(StringPool strings) {
    this.strings = strings;
  }

  /** First phase: hands the strings inside {@code constant} to the string pool. */
  static void collectStrings(Object constant, StringPool strings, int depth) {
    if (depth > MAX_CONTAINER_DEPTH) {
      throw new ImageLimitException("a constant nested more than " + MAX_CONTAINER_DEPTH + " deep");
    }
    if (constant instanceof String || constant instanceof Constants.WideText) {
      strings.add(constant);
    } else if (constant instanceof Constants.Tuple t) {
      for (Object item : t.items) {
        collectStrings(item, strings, depth + 1);
      }
    } else if (constant instanceof Constants.FrozenSet f) {
      for (Object item : f.items) {
        collectStrings(item, strings, depth + 1);
      }
    }
  }

  /** Second phase: the reference to {@code constant}, which is anything but code. */
  int reference(Object constant) {
    if (constant instanceof String || constant instanceof Constants.WideText) {
      return ImageFormat.reference(TAG_STRING, strings.id(constant));
    }
    if (constant instanceof Constants.Singleton s) {
      return switch (s) {
        case NONE -> ImageFormat.reference(TAG_SINGLETON, SINGLETON_NONE);
        case ELLIPSIS -> ImageFormat.reference(TAG_SINGLETON, SINGLETON_ELLIPSIS);
        case STOP_ITERATION -> throw new ImageLimitException("StopIteration as a constant");
      };
    }
    if (constant instanceof Boolean b) {
      return ImageFormat.reference(TAG_SINGLETON, b ? SINGLETON_TRUE : SINGLETON_FALSE);
    }
    if (constant instanceof Long l && l >= -MAX_INDEX && l < MAX_INDEX) {
      return l.intValue() << TAG_BITS | TAG_INT;
    }
    return ImageFormat.reference(TAG_CONSTANT, number(constant));
  }

  private int number(Object constant) {
    Object key =
        constant instanceof Double d
            ? new FloatBits(Double.doubleToRawLongBits(d))
            : keyOf(constant);
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    PartOutput out = new PartOutput();
    int extent = 1; // depth 0, weight 1
    if (constant instanceof Long l) {
      out.i32(head(CONSTANT_LONG, 8));
      out.i64(l);
    } else if (constant instanceof BigInteger big) {
      byte[] bytes = big.toByteArray();
      out.i32(head(CONSTANT_BIGINT, bytes.length));
      out.bytes(bytes);
    } else if (constant instanceof Double d) {
      out.i32(head(CONSTANT_FLOAT, 8));
      out.i64(Double.doubleToRawLongBits(d));
    } else if (constant instanceof Constants.Complex c) {
      out.i32(head(CONSTANT_COMPLEX, 16));
      out.i64(Double.doubleToRawLongBits(c.real));
      out.i64(Double.doubleToRawLongBits(c.imag));
    } else if (constant instanceof Constants.Bytes b) {
      out.i32(head(CONSTANT_BYTES, b.value.length));
      out.bytes(b.value);
    } else if (constant instanceof Constants.Tuple t) {
      extent = container(out, CONSTANT_TUPLE, t.items);
    } else if (constant instanceof Constants.FrozenSet f) {
      extent = container(out, CONSTANT_FROZENSET, f.items);
    } else {
      throw new ImageLimitException(
          "a " + constant.getClass().getSimpleName() + " inside a constant");
    }
    out.align(4);
    int number = records.size();
    records.add(out.toByteArray());
    extents.add(extent);
    numbers.put(key, number);
    return number;
  }

  /**
   * Containers are looked up by the references of their items: those are shared already, so equal
   * references are equal constants, NaNs and signed zeros inside included.
   */
  private Object keyOf(Object constant) {
    if (constant instanceof Constants.Tuple t) {
      return List.of("tuple", references(t.items));
    }
    if (constant instanceof Constants.FrozenSet f) {
      return List.of("frozenset", references(f.items));
    }
    return constant;
  }

  private List<Integer> references(Object[] items) {
    List<Integer> references = new ArrayList<>(items.length);
    for (Object item : items) {
      references.add(reference(item));
    }
    return references;
  }

  private int container(PartOutput out, int type, Object[] items) {
    List<Integer> references = references(items);
    int depth = 0;
    long weight = 1;
    for (int reference : references) {
      int inside = (reference & TAG_MASK) == TAG_CONSTANT ? extents.get(reference >> TAG_BITS) : 1;
      depth = Math.max(depth, inside >>> CONTAINER_WEIGHT_BITS);
      weight += inside & CONTAINER_WEIGHT_MASK;
    }
    depth++;
    if (depth > MAX_CONTAINER_DEPTH) {
      throw new ImageLimitException("a constant nested more than " + MAX_CONTAINER_DEPTH + " deep");
    }
    if (weight > CONTAINER_WEIGHT_MASK) {
      throw new ImageLimitException("a constant of more than " + CONTAINER_WEIGHT_MASK + " items");
    }
    int extent = depth << CONTAINER_WEIGHT_BITS | (int) weight;
    out.i32(head(type, items.length));
    out.i32(extent);
    for (int reference : references) {
      out.i32(reference);
    }
    return extent;
  }

  private static int head(int type, int size) {
    if (size >= MAX_INDEX) {
      throw new ImageLimitException("a constant of " + size + " bytes");
    }
    return size << TAG_BITS | type;
  }

  int count() {
    return records.size();
  }

  /** Where in the part the first records end, so many as are given. */
  int endOf(int count) {
    int at = 4 * records.size();
    for (int i = 0; i < count; i++) {
      at = Math.addExact(at, records.get(i).length);
    }
    return at;
  }

  byte[] toByteArray() {
    PartOutput out = new PartOutput();
    int at = 4 * records.size();
    for (byte[] record : records) {
      out.i32(at);
      at = Math.addExact(at, record.length);
    }
    for (byte[] record : records) {
      out.bytes(record);
    }
    return out.toByteArray();
  }
}
