package dev.dormouse.runtime.modules.socket;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.Method;

/** {@code sendmsg} and {@code recvmsg}: data with ancillary data, such as descriptors. */
final class SocketMessages {
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;

  /** {@code struct cmsghdr} on 64-bit Linux. */
  private static final int HEADER = 16;

  private SocketMessages() {}

  static long space(long length) {
    return HEADER + (length + 7 & -8);
  }

  /** A msghdr over one block of data. */
  private static long message(
      Libc libc, Libc.Mem.Frame frame, long data, long length, long control, long controlLength) {
    long vector = frame.take(16);
    libc.setLong(vector, data);
    libc.setLong(vector + 8, length);
    long header = frame.take(56);
    libc.setLong(header + 16, vector);
    libc.setLong(header + 24, 1);
    libc.setLong(header + 32, controlLength == 0 ? 0 : control);
    libc.setLong(header + 40, controlLength);
    return header;
  }

  @Method(
      signature = "(buffers, ancdata=None, flags=0, address=None, /)",
      doc = "Send normal and ancillary data to the socket.")
  static PyObject sendmsg(
      PySocket self, PyObject buffers, PyObject ancdata, int flags, PyObject address) {
    PyObject[] parts = Abstract.toArray(buffers);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      byte[][] all = new byte[parts.length][];
      int total = 0;
      for (int i = 0; i < parts.length; i++) {
        Buffer b = Host.readable(parts[i]);
        all[i] = b.toByteArray();
        b.release();
        total += all[i].length;
      }
      long data = frame.takeDirty(total);
      int at = 0;
      for (byte[] part : all) {
        libc.set(data + at, part, 0, part.length);
        at += part.length;
      }
      PyObject[] ancillary =
          ancdata == null || ancdata == PyObject.NONE
              ? PyObject.NO_ARGS
              : Abstract.toArray(ancdata);
      long room = 0;
      byte[][] contents = new byte[ancillary.length][];
      for (int i = 0; i < ancillary.length; i++) {
        if (!(ancillary[i] instanceof PyTuple t) || t.items.length != 3) {
          throw Errors.typeError(
              "[sendmsg() ancillary data items]() argument must be sequence of length 3");
        }
        Buffer b = Host.readable(t.items[2]);
        contents[i] = b.toByteArray();
        b.release();
        room += space(contents[i].length);
      }
      long control = frame.take(room);
      long next = control;
      for (int i = 0; i < ancillary.length; i++) {
        PyObject[] item = ((PyTuple) ancillary[i]).items;
        libc.setLong(next, HEADER + contents[i].length);
        libc.setInt(next + 8, Abstract.toJavaInt(item[0]));
        libc.setInt(next + 12, Abstract.toJavaInt(item[1]));
        libc.set(next + HEADER, contents[i], 0, contents[i].length);
        next += space(contents[i].length);
      }
      long header = message(libc, frame, data, total, control, room);
      if (address != null && address != PyObject.NONE) {
        SocketAddresses.Address to =
            SocketAddresses.write(libc, frame, self.family, address, "sendmsg");
        libc.setLong(header, to.pointer);
        libc.setInt(header + 8, to.length);
      }
      return PyInt.of(self.call(true, "sendmsg", header, flags, 0, 0, 0));
    }
  }

  private static PyObject receive(
      PySocket self,
      Libc libc,
      Libc.Mem.Frame frame,
      long data,
      int size,
      int ancbufsize,
      int flags,
      PyObject[] result) {
    if (ancbufsize < 0) {
      throw Errors.valueError("invalid ancillary data buffer length");
    }
    long control = frame.take(ancbufsize);
    long header = message(libc, frame, data, size, control, ancbufsize);
    long address = frame.take(SocketAddresses.ROOM);
    libc.setLong(header, address);
    libc.setInt(header + 8, SocketAddresses.ROOM);
    long n = self.call(false, "recvmsg", header, flags | MSG_CMSG_CLOEXEC, 0, 0, 0);
    PyList ancillary = new PyList();
    long at = control;
    long end = control + libc.getLong(header + 40);
    while (ancbufsize > 0 && at + HEADER <= end) {
      long length = libc.getLong(at);
      if (length < HEADER) {
        break;
      }
      int present = (int) Math.min(length - HEADER, end - at - HEADER);
      ancillary.add(
          PyTuple.of(
              PyInt.of(libc.getInt(at + 8)),
              PyInt.of(libc.getInt(at + 12)),
              PyBytes.of(libc.bytes(at + HEADER, present))));
      at += space(length - HEADER);
    }
    result[1] = ancillary;
    result[2] = PyInt.of(libc.getInt(header + 48) & ~MSG_CMSG_CLOEXEC);
    result[3] = SocketAddresses.read(libc, address, libc.getInt(header + 8));
    return PyInt.of(n);
  }

  @Method(
      signature = "(bufsize, ancbufsize=0, flags=0, /)",
      doc = "Receive normal and ancillary data from the socket.")
  static PyObject recvmsg(PySocket self, int bufsize, int ancbufsize, int flags) {
    if (bufsize < 0) {
      throw Errors.valueError("negative buffer size in recvmsg()");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long data = frame.takeDirty(bufsize);
      PyObject[] result = new PyObject[4];
      PyObject n = receive(self, libc, frame, data, bufsize, ancbufsize, flags, result);
      result[0] = PyBytes.of(libc.bytes(data, (int) Abstract.toJavaLong(n)));
      return PyTuple.of(result);
    }
  }

  @Method(
      name = "recvmsg_into",
      signature = "(buffers, ancbufsize=0, flags=0, /)",
      doc = "Receive normal and ancillary data into buffers.")
  static PyObject recvmsgInto(PySocket self, PyObject buffers, int ancbufsize, int flags) {
    PyObject[] parts = Abstract.toArray(buffers);
    Buffer[] into = new Buffer[parts.length];
    int total = 0;
    for (int i = 0; i < parts.length; i++) {
      into[i] = Host.writable(parts[i], "recvmsg_into() argument 1");
      total += into[i].length;
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long data = frame.takeDirty(total);
      PyObject[] result = new PyObject[4];
      result[0] = receive(self, libc, frame, data, total, ancbufsize, flags, result);
      int left = (int) Abstract.toJavaLong(result[0]);
      long at = data;
      for (Buffer b : into) {
        int n = Math.min(left, b.length);
        libc.get(at, b.bytes, b.offset, n);
        at += n;
        left -= n;
      }
      return PyTuple.of(result);
    } finally {
      for (Buffer b : into) {
        b.release();
      }
    }
  }
}
