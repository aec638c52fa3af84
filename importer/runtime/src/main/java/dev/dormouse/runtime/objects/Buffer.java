package dev.dormouse.runtime.objects;

/**
 * The bytes of an object that exports a buffer (PEP 3118), while somebody looks at them. Contiguous
 * memory is a byte array with an offset; the exporter must not move it before {@link #release}.
 */
public class Buffer {
  public static final int WRITABLE = 1;

  /** The memory; may be shared with the exporter. */
  public final byte[] bytes;

  public final int offset;

  /** In bytes. */
  public final int length;

  public final boolean readonly;

  /** Struct format of an item, "B" for plain bytes. */
  public final String format;

  public final int itemsize;

  public Buffer(byte[] bytes, int offset, int length, boolean readonly) {
    this(bytes, offset, length, readonly, "B", 1);
  }

  public Buffer(
      byte[] bytes, int offset, int length, boolean readonly, String format, int itemsize) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.readonly = readonly;
    this.format = format;
    this.itemsize = itemsize;
  }

  /** How many items lie along each dimension; null for one row of them. */
  public int[] shape() {
    return null;
  }

  /** Whose memory it is: that of the object that was asked, unless that passes on another's. */
  public PyObject owner(PyObject asked) {
    return asked;
  }

  /** Tells the exporter that nobody looks any more. Calling it twice does nothing. */
  public void release() {}

  /**
   * Called before the bytes are looked at again and after some were written, for exporters whose
   * memory is elsewhere and of which {@link #bytes} is a copy; others have nothing to do.
   */
  public void synchronize() {}

  /** A copy of the bytes. */
  public final byte[] toByteArray() {
    return java.util.Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
