package dev.dormouse.image.profile;

/**
 * The name of a code object in a profile: its module and its qualified name, and a number if
 * several in one module have that name (a property's getter and setter, functions defined in an
 * {@code if}): {@code json.decoder:JSONDecoder.decode}, {@code abc:C.x#2}. So a profile survives
 * edits of the source.
 *
 * @param number counts from 1 in the order in which the source defines them
 */
public record Key(String module, String qualname, int number) implements Comparable<Key> {
  /** The qualified name of a module's body. */
  public static final String BODY = "<module>";

  /** Stands in front of {@link #number} if that is not 1. */
  static final char NUMBER = '#';

  /** The body of a module. */
  public static Key body(String module) {
    return new Key(module, BODY, 1);
  }

  /** What {@link #toString} made; null if the text has no colon or no good number. */
  static Key parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return null;
    }
    String name = text.substring(colon + 1);
    int number = 1;
    int hash = name.lastIndexOf(NUMBER);
    if (hash >= 0) {
      try {
        number = Integer.parseInt(name.substring(hash + 1));
      } catch (NumberFormatException e) {
        return null;
      }
      if (number < 2) {
        return null;
      }
      name = name.substring(0, hash);
    }
    return new Key(text.substring(0, colon), name, number);
  }

  public boolean isBody() {
    return qualname.equals(BODY);
  }

  @Override
  public int compareTo(Key other) {
    int c = module.compareTo(other.module);
    if (c == 0) {
      c = qualname.compareTo(other.qualname);
    }
    return c == 0 ? Integer.compare(number, other.number) : c;
  }

  @Override
  public String toString() {
    return module + ":" + qualname + (number > 1 ? "" + NUMBER + number : "");
  }
}
