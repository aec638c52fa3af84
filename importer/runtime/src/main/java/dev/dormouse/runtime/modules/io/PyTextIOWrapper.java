package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.text.ByteSink;
import dev.dormouse.tables.BuiltinType;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * {@code _io.TextIOWrapper}: the state and its algorithms; the Python methods are in {@link
 * TextIOMethods}.
 */
@BuiltinType(
    name = "TextIOWrapper",
    ops = TextIOMethods.TextIOWrapperOps.class,
    doc = "Character and line based layer over a BufferedIOBase object, buffer.",
    parts = {TextIOMethods.class})
public final class PyTextIOWrapper extends IOBases.Text {
  public static final PyType TYPE =
      PyType.builtin(
              "TextIOWrapper",
              IOBases.Text.TYPE,
              new TextIOMethods.TextIOWrapperOps(),
              new PyTextIOWrapperTable())
          .in("_io")
          .with(PyType.BASETYPE);

  static final int CHUNK_SIZE = 8192;

  /** Null before {@code __init__} and after {@code detach}. */
  PyObject buffer;

  boolean detached;

  /** {@link #buffer} if it can be called in Java, else null. */
  private BufferedFile file;

  TextCodec codec;
  private IoState io;

  /** The newline argument: null for universal with translation. */
  String newline;

  private boolean readUniversal;
  private boolean readTranslate;

  /** What {@code \n} is written as; null to write it as it is. */
  private String writeNewline;

  boolean lineBuffering;
  boolean writeThrough;
  int chunkSize = CHUNK_SIZE;
  boolean seekable;

  /** False while {@code next()} reads ahead. */
  boolean telling;

  private boolean canRead;
  private boolean canWrite;
  private boolean hasRead1;

  /** Null unless newlines are universal. */
  PyIncrementalNewlineDecoder newlines;

  /** Encoded text that the buffer has not got yet; null if none. */
  private ByteSink pending;

  /**
   * Text decoded but not yet handed out: {@link #decoded} from {@link #used} on, in UTF-16 units.
   */
  private String decoded = "";

  private int used;

  /**
   * The bytes that {@link #decoded} came from, with those an earlier chunk had left over at the
   * front; null if unknown (nothing read since a seek or write).
   */
  private byte[] chunk;

  /**
   * Whether a {@code \r} from before {@link #chunk} was withheld and is in front of {@link
   * #decoded}.
   */
  private boolean chunkAfterCr;

  /**
   * The other codec's decoder flags, newline state included as lowest bit, when {@link #chunk}
   * began.
   */
  private long chunkFlags;

  PyTextIOWrapper(PyType type) {
    super(type);
  }

  /** What {@code __init__} does first: until it succeeds there is no stream. */
  void reset() {
    buffer = null;
    file = null;
    codec = null;
    detached = false;
  }

  void open(
      PyObject stream,
      String encoding,
      String errors,
      String newline,
      boolean lines,
      boolean through) {
    io = IoState.current();
    codec = new TextCodec(encoding, errors);
    buffer = stream;
    detached = false;
    file =
        stream.type == PyBufferedReader.TYPE
                || stream.type == PyBufferedWriter.TYPE
                || stream.type == PyBufferedRandom.TYPE
            ? (BufferedFile) stream
            : null;
    setNewline(newline);
    lineBuffering = lines;
    writeThrough = through;
    decoded = "";
    used = 0;
    chunk = null;
    PyFileIO raw = file == null ? null : file.fileOrNull();
    if (raw != null) {
      canRead = raw.canRead() && !(file instanceof PyBufferedWriter);
      canWrite = raw.canWrite() && !(file instanceof PyBufferedReader);
      seekable = raw.canSeek();
      hasRead1 = true;
    } else {
      canRead = Abstract.isTrue(Abstract.callMethod(stream, READABLE));
      canWrite = Abstract.isTrue(Abstract.callMethod(stream, WRITABLE));
      seekable = Abstract.isTrue(Abstract.callMethod(stream, SEEKABLE));
      hasRead1 = Abstract.getAttributeOrNull(stream, PyStr.interned("read1")) != null;
    }
    telling = seekable;
    fixEncoderStart();
  }

  private void setNewline(String newline) {
    this.newline = newline;
    readUniversal = newline == null || newline.isEmpty();
    readTranslate = newline == null;
    writeNewline = newline == null || newline.isEmpty() || newline.equals("\n") ? null : newline;
    newlines = readUniversal ? new PyIncrementalNewlineDecoder(readTranslate) : null;
  }

  private void fixEncoderStart() {
    if (canWrite && seekable && !codec.isStateless()) {
      PyObject at = Abstract.callMethod(buffer, TELL);
      if (!(at instanceof PyInt i) || !i.isZero()) {
        codec.setEncoderAtStart(false);
      }
    }
  }

  /**
   * {@code reconfigure} after its checks; nulls leave things alone, except newline, which {@code
   * setsNewline} governs.
   */
  void reconfigure(String encoding, String errors, boolean setsNewline, String newline) {
    if (encoding != null || errors != null) {
      String e = encoding != null ? encoding : codec.encoding;
      String h = errors != null ? errors : encoding != null ? "strict" : codec.errors;
      codec = new TextCodec(e, h);
      fixEncoderStart();
    }
    if (setsNewline) {
      setNewline(newline);
    }
  }

  boolean hasDecodedText() {
    return chunk != null || used < decoded.length();
  }

  PyObject requireBuffer() {
    if (buffer == null) {
      throw Errors.valueError(
          detached
              ? "underlying buffer has been detached"
              : "I/O operation on uninitialized object");
    }
    return buffer;
  }

  boolean isClosedNow() {
    requireBuffer();
    return file != null ? file.isClosedNow() : isClosed(buffer);
  }

  void requireOpenNow() {
    if (isClosedNow()) {
      throw Errors.valueError("I/O operation on closed file.");
    }
  }

  @Override
  void warnUnclosed() {
    if (buffer != null) {
      Abstract.callMethod(buffer, "_dealloc_warn", this);
    }
  }

  @Override
  public int finalizationRank() {
    return 1;
  }

  @Override
  boolean isOrdinary() {
    return file == null || file.isOrdinary();
  }

  @Override
  void writeOut() {
    if (buffer != null && !isClosedNow()) {
      writePending();
      flushBuffer();
    } else {
      io.removeDirty(this);
    }
  }

  // writing

  /** {@code write}: the number of characters. */
  int write(PyStr text) {
    requireOpenNow();
    if (!canWrite) {
      throw IoState.unsupported("not writable");
    }
    String s = text.value();
    int length = text.length();
    boolean lineFeed = (writeNewline != null || lineBuffering) && s.indexOf('\n') >= 0;
    PyStr out = text;
    if (lineFeed && writeNewline != null) {
      out = PyStr.of(s.replace("\n", writeNewline));
    }
    boolean flush = lineBuffering && (lineFeed || s.indexOf('\r') >= 0);
    byte[] bytes = codec.encode(out);
    if (pending != null && pending.size() + bytes.length > chunkSize) {
      writePending();
    }
    if (pending == null) {
      pending = new ByteSink(Math.max(bytes.length, 256));
      io.addDirty(this);
    }
    pending.add(bytes, 0, bytes.length);
    if (pending.size() >= chunkSize || flush || writeThrough) {
      writePending();
    }
    if (flush) {
      flushBuffer();
    }
    dropDecoded();
    codec.resetDecoder();
    if (newlines != null) {
      newlines.dropPendingCr();
    }
    return length;
  }

  /** Hands encoded text to the buffer. */
  void writePending() {
    if (pending == null) {
      return;
    }
    byte[] bytes = pending.toBytes();
    pending = null;
    io.removeDirty(this);
    if (file != null) {
      file.enter();
      try {
        file.requireNotClosed("write to closed file");
        file.writeBytes(bytes, 0, bytes.length);
      } finally {
        file.leave();
      }
    } else {
      Abstract.callMethod(buffer, WRITE, PyBytes.of(bytes));
    }
  }

  private void flushBuffer() {
    if (file != null) {
      file.requireNotClosed("flush of closed file");
      file.flushNow();
    } else {
      Abstract.callMethod(buffer, FLUSH);
    }
  }

  void flush() {
    requireOpenNow();
    telling = seekable;
    writePending();
    flushBuffer();
  }

  // reading

  private void dropDecoded() {
    decoded = "";
    used = 0;
    chunk = null;
  }

  /**
   * Decodes the next chunk; false at the end, when {@link #decoded} may still have got a last
   * piece.
   */
  private boolean readChunk() {
    if (!canRead) {
      throw IoState.unsupported("not readable");
    }
    byte[] input;
    if (telling && !codec.isStateless()) {
      PyTuple state = codec.decoderState();
      chunkFlags = Abstract.toJavaLong(state.items[1]);
      chunk = ((PyBytes) state.items[0]).value;
    } else {
      chunk = codec.partial();
    }
    chunkAfterCr = newlines != null && newlines.hasPendingCr();
    if (file != null) {
      file.enter();
      try {
        file.requireNotClosed("read of closed file");
        input = file.readOnce(chunkSize);
      } finally {
        file.leave();
      }
    } else {
      PyObject part = Abstract.callMethod(buffer, hasRead1 ? "read1" : "read", PyInt.of(chunkSize));
      input = bytes(part, hasRead1 ? "read1" : "read");
    }
    boolean atEnd = input.length == 0;
    String text = codec.decode(input, atEnd);
    decoded = newlines == null ? text : newlines.decodeText(text, atEnd);
    used = 0;
    chunk = chunk.length == 0 ? input : concat(chunk, input);
    return !atEnd || !decoded.isEmpty();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private byte[] bytes(PyObject part, String method) {
    if (part instanceof PyBytes b) {
      return b.value;
    }
    if (part.type.has(dev.dormouse.runtime.objects.Slot.BUFFER)) {
      dev.dormouse.runtime.objects.Buffer view = part.type.ops.getBuffer(part, 0);
      byte[] copy = view.toByteArray();
      view.release();
      return copy;
    }
    throw Errors.typeError(
        "underlying "
            + method
            + "() should have returned a bytes-like object, not '"
            + part.type.name()
            + "'");
  }

  /** {@code read(n)}; negative for everything. */
  String read(int n) {
    requireOpenNow();
    if (!canRead) {
      throw IoState.unsupported("not readable");
    }
    writePending();
    if (n < 0) {
      PyObject rest = Abstract.callMethod(buffer, READ);
      if (rest == NONE) {
        throw Errors.typeError(
            "underlying read() should have returned a bytes-like object, not 'NoneType'");
      }
      String text = codec.decode(bytes(rest, "read"), true);
      if (newlines != null) {
        text = newlines.decodeText(text, true);
      }
      String all = used == decoded.length() ? text : decoded.substring(used) + text;
      dropDecoded();
      return all;
    }
    StringBuilder out = null;
    String first = "";
    int left = n;
    while (left > 0) {
      if (used == decoded.length() && !readChunk()) {
        break;
      }
      int to = advance(decoded, used, left);
      String part = decoded.substring(used, to);
      left -= part.codePointCount(0, part.length());
      used = to;
      if (out != null) {
        out.append(part);
      } else if (first.isEmpty()) {
        first = part;
      } else {
        out = new StringBuilder(first).append(part);
      }
    }
    return out == null ? first : out.toString();
  }

  /** The UTF-16 index {@code count} code points after {@code from}, or the end. */
  private static int advance(String s, int from, int count) {
    int length = s.length();
    if (length - from <= count) {
      return length;
    }
    int i = from;
    for (int k = 0; k < count && i < length; k++) {
      i += Character.charCount(s.codePointAt(i));
    }
    return i;
  }

  /** {@code readline(limit)}; negative for no limit. */
  String readLine(int limit) {
    requireOpenNow();
    writePending();
    StringBuilder line = null;
    int left = limit < 0 ? Integer.MAX_VALUE : limit;
    while (left > 0) {
      if (used == decoded.length() && !readChunk()) {
        break;
      }
      int end;
      if (line != null
          && "\r\n".equals(newline)
          && line.length() > 0
          && line.charAt(line.length() - 1) == '\r'
          && used < decoded.length()
          && decoded.charAt(used) == '\n') {
        end = used + 1;
      } else {
        end = lineEnd(decoded, used);
      }
      boolean found = end >= 0;
      int to = found ? end : decoded.length();
      if (limit >= 0) {
        int most = advance(decoded, used, left);
        if (most < to) {
          to = most;
          found = true;
        }
      }
      String part = decoded.substring(used, to);
      used = to;
      if (found && line == null) {
        return part;
      }
      if (line == null) {
        line = new StringBuilder(part.length() + 80);
      }
      line.append(part);
      if (limit >= 0) {
        left -= part.codePointCount(0, part.length());
      }
      if (found) {
        break;
      }
    }
    return line == null ? "" : line.toString();
  }

  /** The index behind the end of the line that starts at {@code from}, or -1. */
  private int lineEnd(String s, int from) {
    return lineEnd(s, from, readUniversal && !readTranslate, newline);
  }

  static int lineEnd(String s, int from, boolean universal, String newline) {
    if (universal) {
      for (int i = from; i < s.length(); i++) {
        char c = s.charAt(i);
        if (c == '\n') {
          return i + 1;
        }
        if (c == '\r') {
          return i + 1 < s.length() && s.charAt(i + 1) == '\n' ? i + 2 : i + 1;
        }
      }
      return -1;
    }
    if (newline == null || newline.isEmpty() || newline.equals("\n")) {
      int at = s.indexOf('\n', from);
      return at < 0 ? -1 : at + 1;
    }
    int at = s.indexOf(newline, from);
    return at < 0 ? -1 : at + newline.length();
  }

  // position

  /** {@code tell}: the byte position if that says it all, else a cookie in CPython's layout. */
  PyObject tell() {
    requireOpenNow();
    if (!seekable) {
      throw IoState.unsupported("underlying stream is not seekable");
    }
    if (!telling) {
      throw Errors.of(Exceptions.OSError, "telling position disabled by next() call");
    }
    writePending();
    flushBuffer();
    long at = PyFileIO.offset(Abstract.callMethod(buffer, TELL));
    if (chunk == null) {
      return PyInt.of(at);
    }
    if (codec.isStateless()) {
      return PyInt.of(at - chunk.length + bytesUsed());
    }
    return otherCodecCookie(at - chunk.length);
  }

  /**
   * How many bytes of {@link #chunk} made the first {@link #used} characters; -1 if the {@code \r}
   * before it is not used.
   */
  private int bytesUsed() {
    if (chunkAfterCr && used == 0) {
      return -1;
    }
    if (!codec.isMeasurable()) {
      return bytesUsedByTrying();
    }
    int produced = 0;
    int i = 0;
    if (chunkAfterCr) {
      // The withheld \r is the first character; translated, it swallows a \n after it.
      produced = 1;
      if (chunk.length > 0 && chunk[0] == '\n') {
        if (readTranslate) {
          i = 1;
        } else if (used > 1) {
          produced = 2;
          i = 1;
        }
      }
    }
    while (produced < used) {
      int n = codec.characterLength(chunk, i);
      int units = n == 4 ? 2 : 1;
      if (readTranslate && chunk[i] == '\r' && i + 1 < chunk.length && chunk[i + 1] == '\n') {
        n = 2;
      }
      produced += units;
      i += n;
    }
    return i;
  }

  /**
   * As {@link #bytesUsed} where an error handler may have replaced bytes by any text: finds the
   * shortest prefix.
   */
  private int bytesUsedByTrying() {
    for (int n = 0; n <= chunk.length; n++) {
      TextCodec fresh = new TextCodec(codec.encoding, codec.errors);
      String text = fresh.decode(Arrays.copyOf(chunk, n), false);
      if (newlines != null) {
        PyIncrementalNewlineDecoder d = new PyIncrementalNewlineDecoder(readTranslate);
        text = d.decodeText(chunkAfterCr ? "\r" + text : text, false);
      }
      if (text.length() >= used && fresh.partial().length == 0) {
        return n;
      }
    }
    throw Errors.of(Exceptions.OSError, "can't reconstruct logical file position");
  }

  private PyObject otherCodecCookie(long position) {
    PyTuple saved = codec.decoderState();
    try {
      int wanted = used;
      PyIncrementalNewlineDecoder d =
          newlines == null ? null : new PyIncrementalNewlineDecoder(readTranslate);
      if (d != null && chunkAfterCr) {
        d.decodeText("\r", false);
      }
      codec.setDecoderState(new byte[0], chunkFlags);
      long safeAt = position;
      long safeFlags = chunkFlags << 1 | (chunkAfterCr ? 1 : 0);
      int safeBytes = 0;
      int safeChars = 0;
      int chars = 0;
      int i = 0;
      boolean needEof = false;
      while (chars < wanted) {
        if (i == chunk.length) {
          chars += advanceBy(new byte[0], true, d);
          needEof = true;
          break;
        }
        chars += advanceBy(new byte[] {chunk[i++]}, false, d);
        PyTuple state = codec.decoderState();
        if (((PyBytes) state.items[0]).value.length == 0 && chars <= wanted) {
          safeBytes = i;
          safeChars = chars;
          safeFlags =
              Abstract.toJavaLong(state.items[1]) << 1 | (d != null && d.hasPendingCr() ? 1 : 0);
        }
      }
      if (chars < wanted) {
        throw Errors.of(Exceptions.OSError, "can't reconstruct logical file position");
      }
      safeAt += safeBytes;
      long toFeed = i - safeBytes;
      long toSkip = wanted - safeChars;
      long flags = newlines == null ? safeFlags >> 1 : safeFlags;
      if (flags == 0 && toSkip == 0) {
        return PyInt.of(safeAt);
      }
      BigInteger cookie = BigInteger.valueOf(safeAt);
      cookie = cookie.or(BigInteger.valueOf(flags).shiftLeft(64));
      cookie = cookie.or(BigInteger.valueOf(toSkip == 0 ? 0 : toFeed).shiftLeft(96));
      cookie = cookie.or(BigInteger.valueOf(toSkip).shiftLeft(128));
      return PyInt.of(needEof && toSkip != 0 ? cookie.setBit(160) : cookie);
    } finally {
      codec.setDecoderState(((PyBytes) saved.items[0]).value, Abstract.toJavaLong(saved.items[1]));
    }
  }

  private int advanceBy(byte[] bytes, boolean last, PyIncrementalNewlineDecoder d) {
    String text = codec.decode(bytes, last);
    return (d == null ? text : d.decodeText(text, last)).length();
  }

  /** {@code seek}: {@code cookie} is 0 unless {@code whence} is 0. */
  PyObject seek(PyInt cookie, int whence) {
    requireOpenNow();
    if (!seekable) {
      throw IoState.unsupported("underlying stream is not seekable");
    }
    PyInt target = cookie;
    switch (whence) {
      case 1:
        if (!cookie.isZero()) {
          throw IoState.unsupported("can't do nonzero cur-relative seeks");
        }
        target = (PyInt) tell();
        break;
      case 2:
        if (!cookie.isZero()) {
          throw IoState.unsupported("can't do nonzero end-relative seeks");
        }
        flush();
        dropDecoded();
        resetReading();
        PyObject end = Abstract.callMethod(buffer, SEEK, PyInt.ZERO, PyInt.of(2));
        if (canWrite) {
          codec.setEncoderAtStart(end instanceof PyInt i && i.isZero());
        }
        return end;
      case 0:
        break;
      default:
        throw Errors.valueError("invalid whence (" + whence + ", should be 0, 1 or 2)");
    }
    if (target.isNegative()) {
      throw Errors.valueError("negative seek position " + Abstract.repr(target).value());
    }
    flush();
    BigInteger all = target.bigValue();
    long position = all.longValue();
    long flags = all.shiftRight(64).intValue() & 0xFFFF_FFFFL;
    int toFeed = all.shiftRight(96).intValue();
    int toSkip = all.shiftRight(128).intValue();
    boolean needEof = all.testBit(160);
    Abstract.callMethod(buffer, SEEK, PyInt.of(position));
    dropDecoded();
    resetReading();
    if (flags != 0) {
      if (newlines != null) {
        if ((flags & 1) != 0) {
          newlines.decodeText("\r", false);
        }
        flags >>= 1;
      }
      if (!codec.isStateless()) {
        codec.setDecoderState(new byte[0], flags);
      }
    }
    if (toSkip > 0) {
      chunkFlags = flags;
      chunkAfterCr = newlines != null && newlines.hasPendingCr();
      byte[] input = bytes(Abstract.callMethod(buffer, READ, PyInt.of(toFeed)), "read");
      String text = codec.decode(input, needEof);
      decoded = newlines == null ? text : newlines.decodeText(text, needEof);
      chunk = input;
      if (decoded.length() < toSkip) {
        throw Errors.of(Exceptions.OSError, "can't restore logical file position");
      }
      used = toSkip;
    }
    if (canWrite) {
      codec.setEncoderAtStart(position == 0 && toSkip == 0 && flags == 0);
    }
    return target;
  }

  private void resetReading() {
    codec.resetDecoder();
    if (newlines != null) {
      newlines.forget();
    }
  }

  // the end

  void closeNow() {
    requireBuffer();
    if (isClosedNow()) {
      return;
    }
    warnIfFinalized();
    PyException flushError = null;
    try {
      Abstract.callMethod(this, FLUSH);
    } catch (PyException e) {
      flushError = e;
    }
    try {
      Abstract.callMethod(buffer, CLOSE);
    } catch (PyException e) {
      if (flushError != null) {
        Raising.chainContext(e.value, flushError.value);
      }
      throw e;
    } finally {
      io.removeDirty(this);
      pending = null;
    }
    if (flushError != null) {
      throw flushError;
    }
  }

  PyObject detachNow() {
    requireBuffer();
    Abstract.callMethod(this, FLUSH);
    PyObject stream = buffer;
    buffer = null;
    file = null;
    detached = true;
    return stream;
  }
}
