package dev.dormouse.code;

/** Text that stays in its file until someone reads it; see {@link ConstantFactory#lazyStr}. */
public interface LazyText {
  /**
   * The text, as UTF-16 like {@link ConstantFactory#str(String, boolean)} takes it. May be called
   * from any thread and more than once, and decodes anew each time: the caller keeps the result.
   * Throws an unchecked exception of the source when the bytes turn out to be damaged.
   */
  String read();
}
