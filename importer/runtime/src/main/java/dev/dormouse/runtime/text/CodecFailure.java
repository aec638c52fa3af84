package dev.dormouse.runtime.text;

/**
 * Text or bytes that a codec cannot convert and whose error handler is strict: a UnicodeEncodeError
 * or UnicodeDecodeError before it is a Python object.
 */
@SuppressWarnings("serial")
public final class CodecFailure extends RuntimeException {
  public final String encoding;

  /** The whole input: bytes when decoding, null when encoding. */
  public final byte[] bytes;

  /** The whole input: text when encoding, null when decoding. */
  public final String text;

  /** In bytes, or in UTF-16 units of {@link #text}, which Python does not count in. */
  public final int start;

  public final int end;

  private CodecFailure(
      String encoding, byte[] bytes, String text, int start, int end, String reason) {
    super(reason, null, false, false);
    this.encoding = encoding;
    this.bytes = bytes;
    this.text = text;
    this.start = start;
    this.end = end;
  }

  public static CodecFailure decode(
      String encoding, byte[] input, int start, int end, String reason) {
    return new CodecFailure(encoding, input, null, start, end, reason);
  }

  public static CodecFailure encode(
      String encoding, String input, int start, int end, String reason) {
    return new CodecFailure(encoding, null, input, start, end, reason);
  }
}
