package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/** The Python methods that all three buffered files have. */
final class BufferedMethods {
  private BufferedMethods() {}

  @Getter(name = "raw", member = true)
  static PyObject getRaw(BufferedFile self) {
    return self.raw == null ? PyObject.NONE : self.raw;
  }

  @Getter(name = "closed")
  static PyObject getClosed(BufferedFile self) {
    return PyBool.of(self.isClosedNow());
  }

  @Getter(name = "name")
  static PyObject getName(BufferedFile self) {
    return Abstract.getAttribute(self.requireRaw(), PyIOBase.NAME);
  }

  @Getter(name = "mode")
  static PyObject getMode(BufferedFile self) {
    return Abstract.getAttribute(self.requireRaw(), PyIOBase.MODE);
  }

  @Method(signature = "()")
  static void close(BufferedFile self) {
    self.closeNow();
  }

  @Method(signature = "()")
  static PyObject detach(BufferedFile self) {
    return self.detachNow();
  }

  @Method(signature = "()")
  static PyObject seekable(BufferedFile self) {
    return Abstract.callMethod(self.requireRaw(), PyIOBase.SEEKABLE);
  }

  @Method(signature = "()")
  static PyObject fileno(BufferedFile self) {
    return Abstract.callMethod(self.requireRaw(), PyIOBase.FILENO);
  }

  @Method(signature = "()")
  static PyObject isatty(BufferedFile self) {
    return Abstract.callMethod(self.requireRaw(), PyIOBase.ISATTY);
  }

  @Method(name = "_dealloc_warn", signature = "(source, /)")
  static void deallocWarn(BufferedFile self, PyObject source) {
    if (self.raw != null) {
      Abstract.callMethod(self.raw, "_dealloc_warn", source);
    }
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(BufferedFile self) {
    throw PyIOBase.notPicklable(self);
  }

  @Method(signature = "()")
  static long tell(BufferedFile self) {
    self.requireRaw();
    return self.tellNow();
  }

  @Method(signature = "(target, whence=0, /)")
  static long seek(BufferedFile self, PyObject target, int whence) {
    self.requireRaw();
    if (whence < 0 || whence > 4) {
      throw Errors.valueError("whence value " + whence + " unsupported");
    }
    self.requireNotClosed("seek of closed file");
    BufferedFile.requireAble(self.raw, PyIOBase.SEEKABLE, "File or stream is not seekable.");
    long offset = PyFileIO.offset(target);
    self.enter();
    try {
      return self.seekTo(offset, whence);
    } finally {
      self.leave();
    }
  }

  @Method(signature = "(pos=None, /)")
  static PyObject truncate(BufferedFile self, PyObject pos) {
    self.requireRaw();
    self.requireNotClosed("truncate of closed file");
    if (self instanceof PyBufferedReader) {
      throw IoState.unsupported("truncate");
    }
    self.enter();
    try {
      return self.truncateTo(pos);
    } finally {
      self.leave();
    }
  }

  @Method(signature = "()")
  static void flush(BufferedFile self) {
    self.requireNotClosed("flush of closed file");
    if (self instanceof PyBufferedReader && self.fileOrNull() == null) {
      // It has nothing to write, but whoever made the raw stream may count on it.
      Abstract.callMethod(self.requireRaw(), PyIOBase.FLUSH);
    } else {
      self.flushNow();
    }
  }

  @Method(name = "__sizeof__", signature = "()")
  static int sizeOf(BufferedFile self) {
    return 176 + IOBases.DEFAULT_BUFFER_SIZE;
  }

  /** Methods of those that read. */
  static final class Reading {
    private Reading() {}

    @Method(signature = "()")
    static PyObject readable(BufferedFile self) {
      return Abstract.callMethod(self.requireRaw(), PyIOBase.READABLE);
    }

    @Method(signature = "(size=-1, /)")
    static PyObject read(BufferedFile self, PyObject size) {
      int n = PyIOBase.size(size);
      self.requireRaw();
      if (n < -1) {
        throw Errors.valueError("read length must be non-negative or -1");
      }
      self.requireNotClosed("read of closed file");
      self.enter();
      try {
        if (n == -1) {
          byte[] all = self.readAll();
          return all == null ? PyObject.NONE : PyBytes.of(all);
        }
        byte[] bytes = new byte[n];
        int got = self.readFully(bytes, 0, n);
        if (got == PyFileIO.WOULD_BLOCK) {
          return PyObject.NONE;
        }
        return PyBytes.of(got == n ? bytes : Arrays.copyOf(bytes, got));
      } finally {
        self.leave();
      }
    }

    @Method(signature = "(size=-1, /)")
    static PyObject read1(BufferedFile self, PyObject size) {
      int n = PyIOBase.size(size);
      self.requireRaw();
      self.requireNotClosed("read of closed file");
      self.enter();
      try {
        return PyBytes.of(self.readOnce(n));
      } finally {
        self.leave();
      }
    }

    @Method(signature = "(size=0, /)")
    static PyObject peek(BufferedFile self, PyObject size) {
      self.requireRaw();
      self.requireNotClosed("peek of closed file");
      self.enter();
      try {
        return PyBytes.of(self.peekBytes());
      } finally {
        self.leave();
      }
    }

    @Method(signature = "(buffer, /)")
    static PyObject readinto(BufferedFile self, PyObject buffer) {
      return into(self, buffer, "readinto", false);
    }

    @Method(signature = "(buffer, /)")
    static PyObject readinto1(BufferedFile self, PyObject buffer) {
      return into(self, buffer, "readinto1", true);
    }

    private static PyObject into(BufferedFile self, PyObject target, String name, boolean once) {
      Buffer buffer = Host.writable(target, name + "() argument");
      try {
        self.requireNotClosed("readinto of closed file");
        self.enter();
        try {
          int n = self.readIntoBuffer(buffer.bytes, buffer.offset, buffer.length, once);
          return n == PyFileIO.WOULD_BLOCK ? PyObject.NONE : PyInt.of(n);
        } finally {
          self.leave();
        }
      } finally {
        buffer.release();
      }
    }

    @Method(signature = "(size=-1, /)")
    static PyObject readline(BufferedFile self, PyObject size) {
      int limit = PyIOBase.size(size);
      self.requireRaw();
      self.requireNotClosed("readline of closed file");
      self.enter();
      try {
        return PyBytes.of(self.readLine(limit));
      } finally {
        self.leave();
      }
    }
  }

  /** Methods of those that write. */
  static final class Writing {
    private Writing() {}

    @Method(signature = "()")
    static PyObject writable(BufferedFile self) {
      return Abstract.callMethod(self.requireRaw(), PyIOBase.WRITABLE);
    }

    @Method(signature = "(buffer, /)")
    static PyObject write(BufferedFile self, PyObject buffer) {
      self.requireRaw();
      Buffer from = Host.readable(buffer);
      try {
        self.enter();
        try {
          self.requireNotClosed("write to closed file");
          self.writeBytes(from.bytes, from.offset, from.length);
          return PyInt.of(from.length);
        } finally {
          self.leave();
        }
      } finally {
        from.release();
      }
    }
  }
}
