package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import java.util.Arrays;

/**
 * What BufferedReader, BufferedWriter and BufferedRandom are made of: bytes read ahead, or bytes
 * not yet written, never both. Their Python methods are in {@link BufferedMethods} and its
 * siblings.
 *
 * <p>The raw stream is called in Java if it is exactly a FileIO, else through its methods. Only one
 * thread at a time is in here; others wait without the interpreter lock.
 */
abstract class BufferedFile extends IOBases.Buffered {
  private static final int WOULD_BLOCK = PyFileIO.WOULD_BLOCK;

  /** Null before {@code __init__} and after {@code detach}. */
  PyObject raw;

  /** {@link #raw} if it can be called in Java, else null. */
  private PyFileIO file;

  private boolean detached;

  private int size;

  /**
   * Read ahead: bytes {@code [position, end)} of {@link #ahead} come next. Null until the first
   * read.
   */
  private byte[] ahead;

  private int position;
  private int end;

  /** Not yet written: the first {@link #pending} bytes. Null until the first write. */
  private byte[] unwritten;

  private int pending;

  /** Who is in here; null if nobody. Guarded by the interpreter lock. */
  private Thread owner;

  /** How many threads want to get in. Guarded by the interpreter lock. */
  private int waiting;

  private IoState io;

  BufferedFile(PyType type) {
    super(type);
  }

  /** What {@code __init__} does first: until it succeeds there is no stream. */
  final void reset() {
    raw = null;
    file = null;
    detached = false;
  }

  final void open(PyObject stream, int bufferSize) {
    if (bufferSize <= 0) {
      throw Errors.valueError("buffer size must be strictly positive");
    }
    io = IoState.current();
    raw = stream;
    file = stream.type == PyFileIO.TYPE ? (PyFileIO) stream : null;
    detached = false;
    size = bufferSize;
    position = end = pending = 0;
  }

  /** The raw stream, if this was opened and not detached. */
  final PyObject requireRaw() {
    if (raw == null) {
      throw Errors.valueError(
          detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
    }
    return raw;
  }

  final boolean isClosedNow() {
    requireRaw();
    return file != null ? !file.isOpen() : isClosed(raw);
  }

  final void requireNotClosed(String message) {
    if (isClosedNow()) {
      throw Errors.valueError(message);
    }
  }

  final PyFileIO fileOrNull() {
    return file;
  }

  @Override
  void warnUnclosed() {
    BufferedMethods.deallocWarn(this, this);
  }

  @Override
  boolean isOrdinary() {
    return file == null || file.isOrdinary();
  }

  @Override
  void writeOut() {
    if (raw != null && !isClosedNow()) {
      flushNow();
    } else {
      io.removeDirty(this);
    }
  }

  // one thread at a time

  /**
   * Whoever waits goes first: a thread that leaves and enters again and again gives up the
   * interpreter lock only while it is inside, so that others would find it there for ever.
   */
  final void enter() {
    Thread me = Thread.currentThread();
    if (waiting > 0 && owner == null) {
      pause(2);
    }
    while (owner != null) {
      if (owner == me) {
        throw Errors.runtimeError("reentrant call inside " + Abstract.repr(this).value());
      }
      waiting++;
      try {
        pause(1);
      } finally {
        waiting--;
      }
    }
    owner = me;
  }

  /** Lets other threads run. */
  private void pause(int milliseconds) {
    io.release();
    try {
      synchronized (this) {
        wait(milliseconds);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      io.resume();
    }
  }

  final void leave() {
    owner = null;
  }

  @Override
  boolean isBusyElsewhere() {
    Thread inside = owner;
    return inside != null && inside != Thread.currentThread();
  }

  // the raw stream

  private int rawRead(byte[] into, int offset, int length) {
    if (file != null) {
      return file.readInto(into, offset, length);
    }
    PyObject array = Abstract.call(Interpreter.current().builtin("bytearray"), PyInt.of(length));
    PyObject count = retry("readinto", array);
    if (count == NONE) {
      return WOULD_BLOCK;
    }
    long n;
    try {
      n = Abstract.toIndex(count, Exceptions.ValueError);
    } catch (PyException e) {
      throw Errors.chained(Errors.of(Exceptions.OSError, "raw readinto() failed"), e);
    }
    if (n < 0 || n > length) {
      throw Errors.of(
          Exceptions.OSError,
          "raw readinto() returned invalid length "
              + n
              + " (should have been between 0 and "
              + length
              + ")");
    }
    Buffer buffer = Host.readable(array);
    System.arraycopy(buffer.bytes, buffer.offset, into, offset, (int) n);
    buffer.release();
    return (int) n;
  }

  private int rawWrite(byte[] from, int offset, int length) {
    if (file != null) {
      return file.writeFrom(from, offset, length);
    }
    PyObject bytes = PyBytes.of(Arrays.copyOfRange(from, offset, offset + length));
    PyObject count = retry("write", bytes);
    if (count == NONE) {
      return WOULD_BLOCK;
    }
    long n = Abstract.toIndex(count, Exceptions.ValueError);
    if (n < 0 || n > length) {
      throw Errors.of(
          Exceptions.OSError,
          "raw write() returned invalid length "
              + n
              + " (should have been between 0 and "
              + length
              + ")");
    }
    return (int) n;
  }

  /** Calls a raw method again when it says that a signal interrupted it. */
  private PyObject retry(String method, PyObject argument) {
    while (true) {
      try {
        return Abstract.callMethod(raw, method, argument);
      } catch (PyException e) {
        if (!e.matches(Exceptions.InterruptedError)) {
          throw e;
        }
      }
    }
  }

  private long rawSeek(long offset, int whence) {
    if (file != null) {
      return file.seekTo(offset, whence);
    }
    long at = PyFileIO.offset(Abstract.callMethod(raw, SEEK, PyInt.of(offset), PyInt.of(whence)));
    if (at < 0) {
      throw Errors.of(Exceptions.OSError, "Raw stream returned invalid position " + at);
    }
    return at;
  }

  final long rawTell() {
    if (file != null) {
      return file.seekTo(0, 1);
    }
    long at = PyFileIO.offset(Abstract.callMethod(raw, TELL));
    if (at < 0) {
      throw Errors.of(Exceptions.OSError, "Raw stream returned invalid position " + at);
    }
    return at;
  }

  // reading; all with the owner inside

  private void beforeReading() {
    if (pending > 0) {
      writePending();
    }
  }

  /** Reads ahead into the empty buffer: the number of bytes, 0 at the end, or WOULD_BLOCK. */
  private int fill() {
    if (ahead == null) {
      ahead = new byte[size];
    }
    position = end = 0;
    int n = rawRead(ahead, 0, size);
    if (n > 0) {
      end = n;
    }
    return n;
  }

  /** Everything to the end; null if that would block. */
  final byte[] readAll() {
    beforeReading();
    int have = end - position;
    byte[] rest;
    if (file != null) {
      byte[] had = have == 0 ? null : Arrays.copyOfRange(ahead, position, end);
      position = end = 0;
      rest = file.readAllBytes();
      if (rest == null) {
        return had;
      }
      return had == null ? rest : concat(had, rest);
    }
    byte[] had = have == 0 ? new byte[0] : Arrays.copyOfRange(ahead, position, end);
    position = end = 0;
    PyObject readall = Abstract.getAttributeOrNull(raw, PyStr.interned("readall"));
    if (readall != null) {
      PyObject all = Abstract.call(readall);
      if (all == NONE) {
        return had.length == 0 ? null : had;
      }
      if (!(all instanceof PyBytes b)) {
        throw Errors.typeError("readall() should return bytes");
      }
      return concat(had, b.value);
    }
    boolean any = had.length > 0;
    while (true) {
      PyObject part = Abstract.callMethod(raw, READ);
      if (part != NONE && !(part instanceof PyBytes)) {
        throw Errors.typeError("read() should return bytes");
      }
      if (part == NONE || ((PyBytes) part).value.length == 0) {
        return part == NONE && !any ? null : had;
      }
      any = true;
      had = concat(had, ((PyBytes) part).value);
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    if (a.length == 0) {
      return b;
    }
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /**
   * Reads until {@code length} bytes are there, the end comes, or it would block.
   *
   * @return the number of bytes; {@link PyFileIO#WOULD_BLOCK} if it would block at once
   */
  final int readFully(byte[] into, int offset, int length) {
    int got = take(into, offset, length);
    if (got == length) {
      return got;
    }
    beforeReading();
    while (got < length) {
      int left = length - got;
      int n;
      if (left >= size) {
        // Whole blocks go straight to their place.
        n = rawRead(into, offset + got, left - left % size);
      } else {
        n = fill();
        if (n > 0) {
          n = take(into, offset + got, left);
        }
      }
      if (n <= 0) {
        return got == 0 && n == WOULD_BLOCK ? WOULD_BLOCK : got;
      }
      got += n;
    }
    return got;
  }

  /** Takes what was read ahead. */
  private int take(byte[] into, int offset, int length) {
    int n = Math.min(length, end - position);
    if (n > 0) {
      System.arraycopy(ahead, position, into, offset, n);
      position += n;
    }
    return n;
  }

  /**
   * At most one raw read; what is there already suffices. Never null: would-block counts as
   * nothing, as in CPython.
   */
  final byte[] readOnce(int wanted) {
    int most = wanted < 0 ? size : wanted;
    if (most == 0) {
      return new byte[0];
    }
    int have = end - position;
    if (have == 0) {
      beforeReading();
      byte[] direct = new byte[most];
      position = end = 0;
      int n = rawRead(direct, 0, most);
      return n == most ? direct : Arrays.copyOf(direct, Math.max(n, 0));
    }
    byte[] out = new byte[Math.min(most, have)];
    take(out, 0, out.length);
    return out;
  }

  /**
   * Reads into memory until it is full, the end comes or it would block; with {@code once} there is
   * at most one raw read, and none to fill the buffer when it had something.
   */
  final int readIntoBuffer(byte[] into, int offset, int length, boolean once) {
    int got = take(into, offset, length);
    if (got == length) {
      return got;
    }
    beforeReading();
    while (got < length) {
      int left = length - got;
      int n;
      if (left > size) {
        n = rawRead(into, offset + got, left);
      } else if (once && got > 0) {
        break;
      } else {
        n = fill();
        if (n > 0) {
          n = take(into, offset + got, left);
        }
      }
      if (n <= 0) {
        return got == 0 && n == WOULD_BLOCK ? WOULD_BLOCK : got;
      }
      got += n;
      if (once) {
        break;
      }
    }
    return got;
  }

  /** What comes next, without taking it; reads at most once. */
  final byte[] peekBytes() {
    if (position == end) {
      beforeReading();
      fill();
    }
    return position == end ? new byte[0] : Arrays.copyOfRange(ahead, position, end);
  }

  /** A line with its newline, at most {@code limit} bytes if that is not negative. */
  final byte[] readLine(int limit) {
    byte[] line = null;
    while (true) {
      int most = limit < 0 ? Integer.MAX_VALUE : limit - (line == null ? 0 : line.length);
      int stop = position + Math.min(end - position, most);
      int i = position;
      while (i < stop && ahead[i] != '\n') {
        i++;
      }
      boolean found = i < stop;
      int to = found ? i + 1 : stop;
      if (to > position) {
        byte[] part = Arrays.copyOfRange(ahead, position, to);
        line = line == null ? part : concat(line, part);
        position = to;
      }
      if (found || limit >= 0 && line != null && line.length >= limit || limit == 0) {
        break;
      }
      beforeReading();
      if (fill() <= 0) {
        break;
      }
    }
    return line == null ? new byte[0] : line;
  }

  // writing

  /**
   * Moves the raw position back over what was read ahead, so that a write lands where the reader
   * is.
   */
  private void beforeWriting() {
    if (end > position) {
      rawSeek(position - (long) end, 1);
    }
    position = end = 0;
  }

  /** Buffers bytes, writing when full. */
  final void writeBytes(byte[] from, int offset, int length) {
    if (end > 0) {
      beforeWriting();
    }
    if (unwritten == null) {
      unwritten = new byte[size];
    }
    if (length <= size - pending) {
      System.arraycopy(from, offset, unwritten, pending, length);
      if (pending == 0 && length > 0) {
        io.addDirty(this);
      }
      pending += length;
      return;
    }
    try {
      writePending();
    } catch (PyException e) {
      if (!e.matches(Exceptions.BlockingIOError)) {
        throw e;
      }
      // Keep what fits.
      int room = Math.min(size - pending, length);
      System.arraycopy(from, offset, unwritten, pending, room);
      pending += room;
      if (room < length) {
        throw IoState.wouldBlock(room);
      }
      return;
    }
    int done = 0;
    while (length - done > size) {
      int n = rawWrite(from, offset + done, length - done);
      if (n == WOULD_BLOCK) {
        int left = length - done;
        int room = Math.min(left, size);
        System.arraycopy(from, offset + done, unwritten, 0, room);
        pending = room;
        io.addDirty(this);
        if (left > size) {
          throw IoState.wouldBlock(done + room);
        }
        return;
      }
      done += n;
      io.checkSignals();
    }
    if (length > done) {
      System.arraycopy(from, offset + done, unwritten, 0, length - done);
      pending = length - done;
      io.addDirty(this);
    }
  }

  /** Writes all that is pending. */
  final void writePending() {
    int done = 0;
    try {
      while (done < pending) {
        int n = rawWrite(unwritten, done, pending - done);
        if (n == WOULD_BLOCK) {
          throw IoState.wouldBlock(0);
        }
        done += n;
        io.checkSignals();
      }
    } finally {
      if (done > 0 && done < pending) {
        System.arraycopy(unwritten, done, unwritten, 0, pending - done);
      }
      pending -= done;
      if (pending == 0) {
        io.removeDirty(this);
      }
    }
  }

  /** Flush from Java, for text streams: as {@code flush()}. */
  final void flushNow() {
    enter();
    try {
      if (pending > 0) {
        writePending();
      }
      if (end > 0 && this instanceof PyBufferedRandom) {
        beforeWriting();
      }
    } finally {
      leave();
    }
  }

  // position

  final long tellNow() {
    long at = rawTell();
    return at - (end - position) + pending;
  }

  final long seekTo(long target, int whence) {
    if (whence != 2 && end > position) {
      // Within what was read ahead, nothing but the position changes.
      long current = rawTell();
      long offset = whence == 0 ? target - (current - (end - position)) : target;
      if (offset >= -position && offset <= end - position) {
        position += (int) offset;
        return current - (end - position);
      }
    }
    if (pending > 0) {
      writePending();
    }
    long adjusted = whence == 1 ? target - (end - position) : target;
    long at = rawSeek(adjusted, whence);
    position = end = 0;
    return at;
  }

  final PyObject truncateTo(PyObject length) {
    if (pending > 0) {
      writePending();
    }
    PyObject to = length == null || length == NONE ? PyInt.of(tellNow()) : length;
    if (end > position) {
      beforeWriting();
    }
    return Abstract.callMethod(raw, "truncate", to);
  }

  /**
   * {@code close()}: flushes, then closes the raw stream whatever happened; both errors are told.
   */
  final void closeNow() {
    requireRaw();
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
    // Closing may take long, and nobody may write meanwhile.
    enter();
    try {
      Abstract.callMethod(raw, CLOSE);
    } catch (PyException e) {
      if (flushError != null) {
        Raising.chainContext(e.value, flushError.value);
      }
      throw e;
    } finally {
      io.removeDirty(this);
      if (isClosedQuietly()) {
        ahead = null;
        unwritten = null;
        position = end = pending = 0;
      }
      leave();
    }
    if (flushError != null) {
      throw flushError;
    }
  }

  private boolean isClosedQuietly() {
    try {
      return isClosedNow();
    } catch (PyException e) {
      return true;
    }
  }

  final PyObject detachNow() {
    requireRaw();
    Abstract.callMethod(this, FLUSH);
    PyObject stream = raw;
    raw = null;
    file = null;
    detached = true;
    return stream;
  }

  /** Checks a raw stream's ability, as {@code _checkReadable} and its siblings do. */
  static void requireAble(PyObject stream, PyStr method, String message) {
    if (stream.type == PyFileIO.TYPE) {
      PyFileIO f = (PyFileIO) stream;
      boolean able =
          method == READABLE ? f.canRead() : method == WRITABLE ? f.canWrite() : f.canSeek();
      if (!able) {
        throw IoState.unsupported(message);
      }
      return;
    }
    if (!Abstract.isTrue(Abstract.callMethod(stream, method))) {
      throw IoState.unsupported(message);
    }
  }
}
