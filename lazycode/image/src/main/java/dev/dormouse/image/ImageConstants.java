package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.ConstantFactory;
import java.math.BigInteger;

/**
 * The strings and constants of one image as one factory made them, each made once however many
 * functions use it. Sharing is by number in the image-wide tables, never by way of another
 * function, so waking one never reads another.
 *
 * <p>The caches grow in chunks: an image has tens of thousands of strings of which a run touches a
 * few hundred, mostly neighbours.
 */
final class ImageConstants {
  private static final int CHUNK_BITS = 6;
  private static final int CHUNK_SIZE = 1 << CHUNK_BITS;

  final ConstantFactory factory;
  private final Image image;
  private final StringTable strings;
  private final Part constants;

  /** Guarded by this; null chunks and elements are not made yet. */
  private final Object[][] madeStrings;

  /**
   * The bytes of chunks of strings; null for those that are not made yet or too long. Guarded by
   * this.
   */
  private final byte[][] rawStrings;

  private final Object[][] madeConstants;

  ImageConstants(Image image, ConstantFactory factory) {
    this.image = image;
    this.factory = factory;
    this.strings = image.strings();
    this.constants = image.part(PartKind.CONSTANTS);
    if (constants.count > constants.length >> 2) {
      throw constants.damaged(
          0, "room for " + constants.count + " offsets", constants.length + " bytes");
    }
    this.madeStrings = new Object[(strings.count() >> StringTable.CHUNK_BITS) + 1][];
    this.rawStrings = new byte[madeStrings.length][];
    this.madeConstants = new Object[(constants.count >> CHUNK_BITS) + 1][];
  }

  synchronized Object[] consts(ImageCode code) {
    Part part = image.part(PartKind.TABLES);
    byte[] tables = code.tables();
    int start = code.tablesAt();
    int at = TABLES_REFERENCES;
    int n = Part.i32(tables, TABLES_CONSTS);
    Object[] made = new Object[n];
    int previous = code.index();
    for (int i = 0; i < n; i++, at += 4) {
      int reference = Part.i32(tables, at);
      int value = reference >> TAG_BITS;
      switch (reference & TAG_MASK) {
        case TAG_CODE:
          image.checkChild(value, previous, start + at);
          previous = value;
          made[i] = factory.code(new ImageCode(image, value, code.index()));
          break;
        case TAG_DOCSTRING:
          // Its number is checked when it is read: a check now would have to read the docstring
          // part.
          made[i] = factory.lazyStr(new ImageText(image, value));
          break;
        default:
          made[i] = simple(reference, part, start + at, MAX_CONTAINER_DEPTH + 1, null);
      }
    }
    return made;
  }

  /** What {@code co_consts[0]} is if it is a str, else null. */
  synchronized Object docstring(ImageCode code) {
    byte[] tables = code.tables();
    if (Part.i32(tables, TABLES_CONSTS) == 0) {
      return null;
    }
    int reference = Part.i32(tables, TABLES_REFERENCES);
    switch (reference & TAG_MASK) {
      case TAG_DOCSTRING:
        return factory.lazyStr(new ImageText(image, reference >> TAG_BITS));
      case TAG_STRING:
        return stringLocked(reference >> TAG_BITS);
      default:
        return null;
    }
  }

  synchronized Object[] names(ImageCode code) {
    byte[] tables = code.tables();
    int at = TABLES_REFERENCES + 4 * Part.i32(tables, TABLES_CONSTS);
    Object[] made = new Object[Part.i32(tables, TABLES_NAMES)];
    for (int i = 0; i < made.length; i++, at += 4) {
      made[i] = stringLocked(Part.i32(tables, at));
    }
    return made;
  }

  /** An entry of the constants part, for the verifier. */
  synchronized Object constant(int number) {
    return entry(number, constants, 4 * number, MAX_CONTAINER_DEPTH + 1, null);
  }

  synchronized Object string(int id) {
    return stringLocked(id);
  }

  /** The bytes of a chunk of strings, if one of them was made from it; else null. */
  synchronized byte[] rawChunk(int number) {
    return rawStrings[number];
  }

  private Object stringLocked(int id) {
    boolean wide = strings.isWide(id);
    int number = id >> StringTable.CHUNK_BITS;
    Object[] chunk = madeStrings[number];
    if (chunk == null) {
      madeStrings[number] = chunk = new Object[StringTable.CHUNK_SIZE];
      rawStrings[number] = strings.chunk(id & -StringTable.CHUNK_SIZE);
    }
    Object made = chunk[id & StringTable.CHUNK_SIZE - 1];
    if (made == null) {
      byte[] raw = rawStrings[number];
      if (wide) {
        made = factory.str(strings.codePoints(id));
      } else if (raw != null && strings.isLatin1(id)) {
        String text = strings.string(raw, id & -StringTable.CHUNK_SIZE, id);
        made = factory.str(text, strings.isName(id));
      } else {
        made = factory.str(strings.string(id), strings.isName(id));
      }
      chunk[id & StringTable.CHUNK_SIZE - 1] = made;
    }
    return made;
  }

  /**
   * Any constant but code and docstrings.
   *
   * @param part where the reference stands, for messages
   * @param depth what a container's depth must be below; bounds the recursion
   * @param weight where to add a container's weight, or null
   */
  private Object simple(int reference, Part part, int at, int depth, int[] weight) {
    int value = reference >> TAG_BITS;
    switch (reference & TAG_MASK) {
      case TAG_STRING:
        return stringLocked(value);
      case TAG_INT:
        return factory.integer((long) value);
      case TAG_SINGLETON:
        switch (value) {
          case SINGLETON_NONE:
            return factory.none();
          case SINGLETON_ELLIPSIS:
            return factory.ellipsis();
          case SINGLETON_FALSE:
            return factory.bool(false);
          case SINGLETON_TRUE:
            return factory.bool(true);
          default:
            throw part.damaged(at, "a singleton", "number " + value);
        }
      case TAG_CONSTANT:
        return entry(value, part, at, depth, weight);
      default:
        throw part.damaged(at, "a reference to a constant", "0x" + Integer.toHexString(reference));
    }
  }

  private Object entry(int number, Part part, int at, int depth, int[] weight) {
    if (number < 0 || number >= constants.count) {
      throw part.damaged(at, "a constant below " + constants.count, "constant " + number);
    }
    int record = constants.i32(4 * number);
    if ((record & 3) != 0) {
      throw constants.damaged(4L * number, "a multiple of 4", "" + record);
    }
    int head = constants.i32(record);
    int type = head & TAG_MASK;
    if (type == CONSTANT_TUPLE || type == CONSTANT_FROZENSET) {
      // Before the cache is asked: whether the parent's depth and weight are true must not depend
      // on what woke before.
      int own = constants.i32(record + 4);
      if (own >>> CONTAINER_WEIGHT_BITS >= depth) {
        throw constants.damaged(
            record + 4L, "a depth below " + depth, "depth " + (own >>> CONTAINER_WEIGHT_BITS));
      }
      if (weight != null) {
        weight[0] += own & CONTAINER_WEIGHT_MASK;
      }
    } else if (weight != null) {
      weight[0]++;
    }
    Object[] chunk = madeConstants[number >> CHUNK_BITS];
    if (chunk == null) {
      madeConstants[number >> CHUNK_BITS] = chunk = new Object[CHUNK_SIZE];
    }
    Object made = chunk[number & CHUNK_SIZE - 1];
    if (made == null) {
      made = make(record, type, head >>> TAG_BITS);
      chunk[number & CHUNK_SIZE - 1] = made;
    }
    return made;
  }

  private Object make(int record, int type, int size) {
    int payload = record + 4;
    switch (type) {
      case CONSTANT_LONG:
        return factory.integer(constants.i64(payload));
      case CONSTANT_BIGINT:
        if (size == 0) {
          throw constants.damaged(record, "an int of at least one byte", "none");
        }
        return factory.integer(new BigInteger(constants.bytes(payload, size)));
      case CONSTANT_FLOAT:
        return factory.floating(Double.longBitsToDouble(constants.i64(payload)));
      case CONSTANT_COMPLEX:
        return factory.complex(
            Double.longBitsToDouble(constants.i64(payload)),
            Double.longBitsToDouble(constants.i64(payload + 8)));
      case CONSTANT_BYTES:
        return factory.bytes(constants.bytes(payload, size));
      case CONSTANT_TUPLE:
        return factory.tuple(items(record, size));
      case CONSTANT_FROZENSET:
        return factory.frozenset(items(record, size));
      default:
        throw constants.damaged(record, "a type of constant", "type " + type);
    }
  }

  private Object[] items(int record, int size) {
    int own = constants.i32(record + 4);
    int at = record + 8;
    if (size > constants.length >> 2) {
      throw constants.damaged(record, "items that fit the part", size + " items");
    }
    constants.check(at, 4 * size);
    Object[] items = new Object[size];
    int[] weight = {1};
    for (int i = 0; i < size; i++, at += 4) {
      int reference = constants.i32(at);
      if ((reference & TAG_MASK) != TAG_CONSTANT) {
        weight[0]++;
      }
      items[i] = simple(reference, constants, at, own >>> CONTAINER_WEIGHT_BITS, weight);
      // Small at every step, or the sum could wrap around to the expected one.
      if (weight[0] > CONTAINER_WEIGHT_MASK) {
        break;
      }
    }
    if (weight[0] != (own & CONTAINER_WEIGHT_MASK)) {
      throw constants.damaged(
          record + 4L,
          "the weight of what is inside",
          (own & CONTAINER_WEIGHT_MASK) + " instead of " + weight[0]);
    }
    return items;
  }
}
