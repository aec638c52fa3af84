package dev.dormouse.runtime.modules.mmap;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exports;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySlice;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slices;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code mmap.mmap}. */
@BuiltinType(
    name = "mmap",
    ops = PyMmap.MmapOps.class,
    doc =
        "Windows: mmap(fileno, length[, tagname[, access[, offset]]])\n\n"
            + "Maps length bytes of a file into memory, all of it for 0; -1 for fileno maps memory"
            + " that belongs to no file.")
final class PyMmap extends PyObject {
  static final PyType TYPE =
      PyType.builtin("mmap", PyType.OBJECT, new MmapOps(), new PyMmapTable())
          .in("mmap")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_ANONYMOUS = 32;
  private static final int ACCESS_DEFAULT = 0;
  private static final int ACCESS_READ = 1;
  private static final int ACCESS_WRITE = 2;
  private static final int ACCESS_COPY = 3;
  private static final int MREMAP_MAYMOVE = 1;
  private static final int MS_SYNC = 4;
  private static final int SC_PAGESIZE = 30;
  private static final String[] ACCESS_NAMES = {
    "ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"
  };

  /** 0 when closed. */
  private long address;

  private int size;
  private long offset;
  private int pos;

  /** A duplicate; -1 for memory without a file, and when closed. */
  private int fd = -1;

  private int access;
  private final Exports exports = new Exports();

  private PyMmap(PyType type) {
    super(type);
  }

  static long pageSize() {
    return Host.os().libc().callLong("sysconf", SC_PAGESIZE, 0, 0, 0, 0, 0);
  }

  private static Libc libc() {
    return Host.os().libc();
  }

  private static long checked(long result) {
    try {
      return Libc.check(result);
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
  }

  /** The C library, if the map is there. */
  private Libc open() {
    if (address == 0) {
      throw Errors.valueError("mmap closed or invalid");
    }
    return libc();
  }

  private void checkWritable() {
    if (access == ACCESS_READ) {
      throw Errors.typeError("mmap can't modify a readonly memory map.");
    }
  }

  // making

  private static PyMmap make(PyType cls, PyObject[] p) {
    int fileno = Abstract.toJavaInt(p[0]);
    long length = Abstract.toJavaLong(p[1]);
    int flags = p[2] == null ? MAP_SHARED : Abstract.toJavaInt(p[2]);
    int prot = p[3] == null ? PROT_READ | PROT_WRITE : Abstract.toJavaInt(p[3]);
    int access = p[4] == null ? ACCESS_DEFAULT : Abstract.toJavaInt(p[4]);
    long offset = p[5] == null ? 0 : Abstract.toJavaLong(p[5]);
    if (length < 0) {
      throw Errors.overflowError("memory mapped length must be positive");
    }
    if (offset < 0) {
      throw Errors.overflowError("memory mapped offset must be positive");
    }
    if (access != ACCESS_DEFAULT && (p[2] != null || p[3] != null)) {
      throw Errors.valueError("mmap can't specify both access and flags, prot.");
    }
    switch (access) {
      case ACCESS_READ -> prot = PROT_READ;
      case ACCESS_WRITE -> prot = PROT_READ | PROT_WRITE;
      case ACCESS_COPY -> {
        flags = MAP_PRIVATE;
        prot = PROT_READ | PROT_WRITE;
      }
      case ACCESS_DEFAULT -> {
        boolean both = (prot & PROT_READ) != 0 && (prot & PROT_WRITE) != 0;
        access = both ? ACCESS_DEFAULT : (prot & PROT_WRITE) != 0 ? ACCESS_WRITE : ACCESS_READ;
      }
      default -> throw Errors.valueError("mmap invalid access parameter.");
    }
    PyMmap m = new PyMmap(cls);
    long wanted = m.fit(fileno, length, offset);
    if (wanted > Integer.MAX_VALUE) {
      throw Errors.missingFeature("mapping more than 2 GB at once");
    }
    m.access = access;
    m.offset = offset;
    m.size = (int) wanted;
    if (fileno == -1) {
      flags |= MAP_ANONYMOUS;
    } else {
      m.fd = (int) duplicate(fileno);
    }
    long at = libc().raw("mmap", 0, wanted, prot, flags, m.fd, offset);
    if (at == -1) {
      int errno = libc().errno();
      m.closeFile();
      throw PyOSError.of(errno);
    }
    m.address = at;
    return m;
  }

  private static long duplicate(int fileno) {
    try {
      return Host.os().fds().dup(fileno);
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
  }

  private long fit(int fileno, long length, long offset) {
    if (fileno == -1) {
      return length;
    }
    long fileSize;
    try {
      var status = Host.os().fds().fstat(fileno);
      if (!status.isRegular()) {
        return length;
      }
      fileSize = status.size;
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
    if (length == 0) {
      if (fileSize == 0) {
        throw Errors.valueError("cannot mmap an empty file");
      }
      if (offset >= fileSize) {
        throw Errors.valueError("mmap offset is greater than file size");
      }
      return fileSize - offset;
    }
    if (offset > fileSize || fileSize - offset < length) {
      throw Errors.valueError("mmap length is greater than file size");
    }
    return length;
  }

  private void closeFile() {
    if (fd >= 0) {
      Host.os().fds().close(fd);
      fd = -1;
    }
  }

  // bytes

  private byte[] bytes(int from, int count) {
    byte[] b = new byte[count];
    libc().get(address + from, b, 0, count);
    return b;
  }

  @Method(signature = "(n=None, /)")
  PyObject read(PyObject n) {
    open();
    int left = Math.max(size - pos, 0);
    long wanted = n == null || n == NONE ? left : Abstract.toJavaLong(n);
    int count = wanted < 0 || wanted > left ? left : (int) wanted;
    byte[] b = bytes(pos, count);
    pos += count;
    return PyBytes.of(b);
  }

  @Method(name = "read_byte")
  int readByte() {
    Libc libc = open();
    if (pos >= size) {
      throw Errors.valueError("read byte out of range");
    }
    return libc.getByte(address + pos++) & 0xFF;
  }

  @Method
  PyObject readline() {
    Libc libc = open();
    int left = Math.max(size - pos, 0);
    long end = left == 0 ? 0 : libc.raw("memchr", address + pos, '\n', left, 0, 0, 0);
    int count = end == 0 ? left : (int) (end - address - pos) + 1;
    byte[] b = bytes(pos, count);
    pos += count;
    return PyBytes.of(b);
  }

  @Method(signature = "(data, /)")
  int write(PyObject data) {
    byte[] b = Bytes.of(data);
    Libc libc = open();
    checkWritable();
    if (pos > size || size - pos < b.length) {
      throw Errors.valueError("data out of range");
    }
    libc.set(address + pos, b, 0, b.length);
    pos += b.length;
    return b.length;
  }

  @Method(name = "write_byte", signature = "(byte, /)")
  void writeByte(PyObject value) {
    PyInt v = Abstract.index(value);
    if (v.isBig() || v.longValue() < 0 || v.longValue() > 255) {
      throw Errors.overflowError(
          v.bigValue().signum() < 0
              ? "unsigned byte integer is less than minimum"
              : "unsigned byte integer is greater than maximum");
    }
    Libc libc = open();
    checkWritable();
    if (pos >= size) {
      throw Errors.valueError("write byte out of range");
    }
    libc.setByte(address + pos++, (int) v.longValue());
  }

  @Method(signature = "(sub, start=None, end=None, /)")
  long find(PyObject sub, PyObject start, PyObject end) {
    return search(sub, start, end, false);
  }

  @Method(signature = "(sub, start=None, end=None, /)")
  long rfind(PyObject sub, PyObject start, PyObject end) {
    return search(sub, start, end, true);
  }

  private long search(PyObject sub, PyObject start, PyObject end, boolean backwards) {
    byte[] what = Bytes.of(sub);
    Libc libc = open();
    int from = clip(start == null || start == NONE ? PyInt.of(pos) : start);
    int to = clip(end == null || end == NONE ? PyInt.of(size) : end);
    if (to - from < what.length) {
      return -1;
    }
    if (!backwards) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long needle = frame.bytes(what, 0, what.length);
        long found = libc.raw("memmem", address + from, to - from, needle, what.length, 0, 0);
        return found == 0 ? -1 : found - address;
      }
    }
    byte[] all = bytes(from, to - from);
    for (int i = all.length - what.length; i >= 0; i--) {
      int k = 0;
      while (k < what.length && all[i + k] == what[k]) {
        k++;
      }
      if (k == what.length) {
        return from + i;
      }
    }
    return -1;
  }

  private int clip(PyObject index) {
    int i = Abstract.toIndexClipped(index);
    return Math.min(Math.max(i < 0 ? i + size : i, 0), size);
  }

  @Method(signature = "(dest, src, count, /)")
  void move(long to, long from, long count) {
    Libc libc = open();
    checkWritable();
    boolean inside = to >= 0 && from >= 0 && count >= 0;
    if (!inside || size - to < count || size - from < count) {
      throw Errors.valueError("source, destination, or count out of range");
    }
    libc.raw("memmove", address + to, address + from, count, 0, 0, 0);
  }

  // positions and the file

  @Method(signature = "(pos, whence=0, /)")
  void seek(long to, int whence) {
    open();
    long base =
        switch (whence) {
          case 0 -> 0;
          case 1 -> pos;
          case 2 -> size;
          default -> throw Errors.valueError("unknown seek type");
        };
    long target = base + to;
    if (target < 0 || target > size) {
      throw Errors.valueError("seek out of range");
    }
    pos = (int) target;
  }

  @Method
  int tell() {
    open();
    return pos;
  }

  @Method(name = "size")
  long fileSize() {
    open();
    try {
      return Host.os().fds().fstat(fd).size;
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
  }

  @Method(signature = "(newsize, /)")
  void resize(long wanted) {
    Libc libc = open();
    if (exports.count() > 0) {
      throw Errors.bufferError("mmap can't resize with extant pointers exported.");
    }
    if (access == ACCESS_READ || access == ACCESS_COPY) {
      throw Errors.typeError("mmap can't resize a readonly or copy-on-write memory map.");
    }
    if (wanted < 0 || wanted > Integer.MAX_VALUE) {
      throw Errors.valueError("new size out of range");
    }
    if (fd != -1) {
      checked(libc.call("ftruncate", fd, offset + wanted));
    }
    long at = libc.raw("mremap", address, size, wanted, MREMAP_MAYMOVE, 0, 0);
    if (at == -1) {
      throw PyOSError.of(libc.errno());
    }
    address = at;
    size = (int) wanted;
  }

  @Method(signature = "(offset=0, size=None, /)")
  PyObject flush(long from, PyObject count) {
    Libc libc = open();
    long n = count == null || count == NONE ? size : Abstract.toJavaLong(count);
    if (from < 0 || n < 0 || size - from < n) {
      throw Errors.valueError("flush values out of range");
    }
    if (access == ACCESS_READ || access == ACCESS_COPY) {
      return NONE;
    }
    long at = address + from;
    int result = ThreadState.current().allowThreads(() -> libc.call("msync", at, n, MS_SYNC));
    checked(result);
    return NONE;
  }

  @Method(signature = "(option, start=0, length=None, /)")
  void madvise(int option, long start, PyObject length) {
    Libc libc = open();
    long n = length == null ? size : Abstract.toJavaLong(length);
    if (start < 0 || start >= size) {
      throw Errors.valueError("madvise start out of bounds");
    }
    if (n < 0) {
      throw Errors.valueError("madvise length invalid");
    }
    if (Long.MAX_VALUE - start < n) {
      throw Errors.overflowError("madvise length too large");
    }
    checked(libc.call("madvise", address + start, Math.min(n, size - start), option));
  }

  @Method
  void close() {
    if (exports.count() > 0) {
      throw Errors.bufferError("cannot close exported pointers exist");
    }
    if (address != 0) {
      libc().call("munmap", address, size);
      address = 0;
      closeFile();
    }
  }

  @Method(name = "__enter__")
  PyObject enter() {
    open();
    return this;
  }

  @Method(name = "__exit__", signature = "(*args)")
  void exit(PyObject[] args) {
    close();
  }

  @Getter(name = "closed")
  PyObject isClosed() {
    return PyBool.of(address == 0);
  }

  /** A copy of the memory, written back at the end if anybody may have changed it. */
  private static final class Export extends Buffer {
    private PyMmap owner;

    Export(PyMmap m, byte[] copy) {
      super(copy, 0, copy.length, m.access == ACCESS_READ);
      owner = m;
    }

    @Override
    public void release() {
      PyMmap m = owner;
      if (m != null) {
        owner = null;
        m.exports.remove(this);
        if (!readonly && m.address != 0) {
          libc().set(m.address, bytes, 0, Math.min(length, m.size));
        }
      }
    }
  }

  static final class MmapOps extends Ops {
    private static PyMmap open(PyObject o) {
      PyMmap m = (PyMmap) o;
      Libc ignored = m.open();
      return m;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return make(
          cls,
          ArgParser.parse(
              "mmap", "fileno\0length\0flags\0prot\0access\0offset", 0, 6, 2, args, kwnames));
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}

    @Override
    public PyObject repr(PyObject o) {
      PyMmap m = (PyMmap) o;
      String name = m.type.fullName();
      String access = ACCESS_NAMES[m.access];
      if (m.address == 0) {
        return PyStr.of("<" + name + " closed=True>");
      }
      return PyStr.of(
          "<"
              + name
              + " closed=False, access="
              + access
              + ", length="
              + m.size
              + ", pos="
              + m.pos
              + ", offset="
              + m.offset
              + ">");
    }

    @Override
    public int length(PyObject o) {
      return open(o).size;
    }

    private static int index(PyMmap m, PyObject key) {
      long i = Abstract.toIndexClipped(key);
      long at = i < 0 ? i + m.size : i;
      if (at < 0 || at >= m.size) {
        throw Errors.indexError("mmap index out of range");
      }
      return (int) at;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      PyMmap m = open(o);
      if (key instanceof PySlice s) {
        Slices range = Slices.of(s, m.size);
        if (range.step == 1) {
          return PyBytes.of(m.bytes(range.start, range.count));
        }
        byte[] b = new byte[range.count];
        for (int i = 0, at = range.start; i < b.length; i++, at += range.step) {
          b[i] = libc().getByte(m.address + at);
        }
        return PyBytes.of(b);
      }
      if (!key.type.has(Slot.INDEX)) {
        throw Errors.typeError("mmap indices must be integers");
      }
      return PyInt.of(libc().getByte(m.address + index(m, key)) & 0xFF);
    }

    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      PyMmap m = open(o);
      m.checkWritable();
      if (key instanceof PySlice s) {
        setSlice(m, Slices.of(s, m.size), value);
        return;
      }
      if (!key.type.has(Slot.INDEX)) {
        throw Errors.typeError("mmap indices must be integers");
      }
      int at = index(m, key);
      if (value == null) {
        throw Errors.typeError("mmap doesn't support item deletion");
      }
      if (!value.type.has(Slot.INDEX)) {
        throw Errors.typeError("mmap item value must be an int");
      }
      PyInt v = Abstract.index(value);
      if (v.isBig() || v.longValue() < 0 || v.longValue() > 255) {
        throw Errors.valueError("mmap item value must be in range(0, 256)");
      }
      libc().setByte(m.address + at, (int) v.longValue());
    }

    private static void setSlice(PyMmap m, Slices range, PyObject value) {
      if (value == null) {
        throw Errors.typeError("mmap object doesn't support slice deletion");
      }
      byte[] b = Bytes.of(value);
      if (b.length != range.count) {
        throw Errors.indexError("mmap slice assignment is wrong size");
      }
      for (int i = 0, at = range.start; i < b.length; i++, at += range.step) {
        libc().setByte(m.address + at, b[i]);
      }
    }

    @Override
    public Buffer getBuffer(PyObject o, int flags) {
      PyMmap m = open(o);
      if ((flags & Buffer.WRITABLE) != 0 && m.access == ACCESS_READ) {
        throw Errors.bufferError("Object is not writable.");
      }
      Buffer b = new Export(m, m.bytes(0, m.size));
      m.exports.add(b);
      return b;
    }
  }
}
