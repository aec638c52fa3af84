package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code termios}. */
@BuiltinModule(
    name = "termios",
    doc = "This module provides an interface to the Posix calls for tty I/O control.")
public final class TermiosModule {
  private static final String INTEGERS =
      "B0 0 B1000000 4104 B110 3 B115200 4098 B1152000 4105 B1200 9 B134 4 B150 5 "
          + "B1500000 4106 B1800 10 B19200 14 B200 6 B2000000 4107 B230400 4099 B2400 11 "
          + "B2500000 4108 B300 7 B3000000 4109 B3500000 4110 B38400 15 B4000000 4111 "
          + "B460800 4100 B4800 12 B50 1 B500000 4101 B57600 4097 B576000 4102 B600 8 B75 2 "
          + "B921600 4103 B9600 13 BRKINT 2 BS0 0 BS1 8192 BSDLY 8192 CBAUD 4111 CBAUDEX 4096 "
          + "CDSUSP 25 CEOF 4 CEOL 0 CEOT 4 CERASE 127 CFLUSH 15 CIBAUD 269418496 CINTR 3 "
          + "CKILL 21 CLNEXT 22 CLOCAL 2048 CQUIT 28 CR0 0 CR1 512 CR2 1024 CR3 1536 CRDLY 1536 "
          + "CREAD 128 CRPRNT 18 CRTSCTS 2147483648 CS5 0 CS6 16 CS7 32 CS8 48 CSIZE 48 "
          + "CSTART 17 CSTOP 19 CSTOPB 64 CSUSP 26 CWERASE 23 ECHO 8 ECHOCTL 512 ECHOE 16 "
          + "ECHOK 32 ECHOKE 2048 ECHONL 64 ECHOPRT 1024 EXTA 14 EXTB 15 FF0 0 FF1 32768 "
          + "FFDLY 32768 FIOASYNC 21586 FIOCLEX 21585 FIONBIO 21537 FIONCLEX 21584 "
          + "FIONREAD 21531 FLUSHO 4096 HUPCL 1024 ICANON 2 ICRNL 256 IEXTEN 32768 IGNBRK 1 "
          + "IGNCR 128 IGNPAR 4 IMAXBEL 8192 INLCR 64 INPCK 16 IOCSIZE_MASK 1073676288 "
          + "IOCSIZE_SHIFT 16 ISIG 1 ISTRIP 32 IUCLC 512 IXANY 2048 IXOFF 4096 IXON 1024 NCC 8 "
          + "NCCS 32 NL0 0 NL1 256 NLDLY 256 NOFLSH 128 N_MOUSE 2 N_PPP 3 N_SLIP 1 N_STRIP 4 "
          + "N_TTY 0 OCRNL 8 OFDEL 128 OFILL 64 OLCUC 2 ONLCR 4 ONLRET 32 ONOCR 16 OPOST 1 "
          + "PARENB 256 PARMRK 8 PARODD 512 PENDIN 16384 TAB0 0 TAB1 2048 TAB2 4096 TAB3 6144 "
          + "TABDLY 6144 TCFLSH 21515 TCGETA 21509 TCGETS 21505 TCIFLUSH 0 TCIOFF 2 TCIOFLUSH 2 "
          + "TCION 3 TCOFLUSH 1 TCOOFF 0 TCOON 1 TCSADRAIN 1 TCSAFLUSH 2 TCSANOW 0 TCSBRK 21513 "
          + "TCSBRKP 21541 TCSETA 21510 TCSETAF 21512 TCSETAW 21511 TCSETS 21506 TCSETSF 21508 "
          + "TCSETSW 21507 TCXONC 21514 TIOCCONS 21533 TIOCEXCL 21516 TIOCGETD 21540 "
          + "TIOCGICOUNT 21597 TIOCGLCKTRMIOS 21590 TIOCGPGRP 21519 TIOCGSERIAL 21534 "
          + "TIOCGSOFTCAR 21529 TIOCGWINSZ 21523 TIOCINQ 21531 TIOCLINUX 21532 TIOCMBIC 21527 "
          + "TIOCMBIS 21526 TIOCMGET 21525 TIOCMIWAIT 21596 TIOCMSET 21528 TIOCM_CAR 64 "
          + "TIOCM_CD 64 TIOCM_CTS 32 TIOCM_DSR 256 TIOCM_DTR 2 TIOCM_LE 1 TIOCM_RI 128 "
          + "TIOCM_RNG 128 TIOCM_RTS 4 TIOCM_SR 16 TIOCM_ST 8 TIOCNOTTY 21538 TIOCNXCL 21517 "
          + "TIOCOUTQ 21521 TIOCPKT 21536 TIOCPKT_DATA 0 TIOCPKT_DOSTOP 32 TIOCPKT_FLUSHREAD 1 "
          + "TIOCPKT_FLUSHWRITE 2 TIOCPKT_NOSTOP 16 TIOCPKT_START 8 TIOCPKT_STOP 4 "
          + "TIOCSCTTY 21518 TIOCSERCONFIG 21587 TIOCSERGETLSR 21593 TIOCSERGETMULTI 21594 "
          + "TIOCSERGSTRUCT 21592 TIOCSERGWILD 21588 TIOCSERSETMULTI 21595 TIOCSERSWILD 21589 "
          + "TIOCSER_TEMT 1 TIOCSETD 21539 TIOCSLCKTRMIOS 21591 TIOCSPGRP 21520 "
          + "TIOCSSERIAL 21535 TIOCSSOFTCAR 21530 TIOCSTI 21522 TIOCSWINSZ 21524 TOSTOP 256 "
          + "VDISCARD 13 VEOF 4 VEOL 11 VEOL2 16 VERASE 2 VINTR 0 VKILL 3 VLNEXT 15 VMIN 6 "
          + "VQUIT 1 VREPRINT 12 VSTART 8 VSTOP 9 VSUSP 10 VSWTC 7 VSWTCH 7 VT0 0 VT1 16384 "
          + "VTDLY 16384 VTIME 5 VWERASE 14 XCASE 4 XTABS 6144";

  private static final int NCCS = 32;
  private static final int ICANON = 2;
  private static final int VTIME = 5;
  private static final int VMIN = 6;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;

  private TermiosModule() {}

  public static BuiltinTable table() {
    return new TermiosModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    PyDict namespace = new PyDict();
    namespace.put("__module__", PyStr.of("termios"));
    m.state =
        Abstract.call(PyType.TYPE, PyStr.of("error"), PyTuple.of(Exceptions.Exception), namespace);
    m.set("error", (PyObject) m.state);
  }

  private static void check(PyModule m, int result) {
    if (result < 0) {
      PyObject e =
          Abstract.call((PyObject) m.state, PyInt.of(-result), PyStr.of(Errno.strerror(-result)));
      throw new PyException((PyBaseException) e);
    }
  }

  @Function(signature = "(fd, /)", doc = "Get the tty attributes for file descriptor fd.")
  static PyObject tcgetattr(PyModule m, PyObject fd) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(64);
      check(m, libc.call("tcgetattr", Host.descriptor(fd), p));
      boolean canonical = (libc.getInt(p + 12) & ICANON) != 0;
      PyList characters = new PyList();
      for (int i = 0; i < NCCS; i++) {
        int c = libc.getByte(p + 17 + i);
        // Without canonical mode these two are numbers.
        characters.add(
            !canonical && (i == VMIN || i == VTIME)
                ? PyInt.of(c & 0xFF)
                : PyBytes.of(new byte[] {(byte) c}));
      }
      PyList all = new PyList();
      for (int i = 0; i < 4; i++) {
        all.add(PyInt.of(libc.getUnsignedInt(p + 4L * i)));
      }
      all.add(PyInt.of(libc.raw("cfgetispeed", p, 0, 0, 0, 0, 0) & 0xFFFF_FFFFL));
      all.add(PyInt.of(libc.raw("cfgetospeed", p, 0, 0, 0, 0, 0) & 0xFFFF_FFFFL));
      all.add(characters);
      return all;
    }
  }

  @Function(
      signature = "(fd, when, attributes, /)",
      doc = "Set the tty attributes for file descriptor fd.")
  static void tcsetattr(PyModule m, PyObject fd, int when, PyObject attributes) {
    if (!(attributes instanceof PyList list) || list.size() != 7) {
      throw Errors.typeError("tcsetattr, arg 3: must be 7 element list");
    }
    if (!(list.get(6) instanceof PyList characters) || characters.size() != NCCS) {
      throw Errors.typeError("tcsetattr: attributes[6] must be " + NCCS + " element list");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(64);
      int number = Host.descriptor(fd);
      check(m, libc.call("tcgetattr", number, p));
      for (int i = 0; i < 4; i++) {
        libc.setInt(p + 4L * i, (int) Abstract.toJavaLong(list.get(i)));
      }
      for (int i = 0; i < NCCS; i++) {
        PyObject c = characters.get(i);
        if (c instanceof PyBytes b && b.value.length == 1) {
          libc.setByte(p + 17 + i, b.value[0]);
        } else if (c instanceof PyInt) {
          libc.setByte(p + 17 + i, Abstract.toJavaInt(c));
        } else {
          throw Errors.typeError(
              "tcsetattr: elements of attributes must be characters or integers");
        }
      }
      check(m, libc.call("cfsetispeed", p, Abstract.toJavaLong(list.get(4))));
      check(m, libc.call("cfsetospeed", p, Abstract.toJavaLong(list.get(5))));
      check(m, libc.call("tcsetattr", number, when, p));
    }
  }

  @Function(signature = "(fd, duration, /)", doc = "Send a break on file descriptor fd.")
  static void tcsendbreak(PyModule m, PyObject fd, int duration) {
    check(m, Host.os().libc().call("tcsendbreak", Host.descriptor(fd), duration));
  }

  @Function(
      signature = "(fd, /)",
      doc = "Wait until all output written to file descriptor fd has been transmitted.")
  static void tcdrain(PyModule m, PyObject fd) {
    check(m, Host.os().libc().call("tcdrain", Host.descriptor(fd)));
  }

  @Function(signature = "(fd, queue, /)", doc = "Discard queued data on file descriptor fd.")
  static void tcflush(PyModule m, PyObject fd, int queue) {
    check(m, Host.os().libc().call("tcflush", Host.descriptor(fd), queue));
  }

  @Function(
      signature = "(fd, action, /)",
      doc = "Suspend or resume input or output on file descriptor fd.")
  static void tcflow(PyModule m, PyObject fd, int action) {
    check(m, Host.os().libc().call("tcflow", Host.descriptor(fd), action));
  }

  @Function(signature = "(fd, /)", doc = "Get the tty winsize for file descriptor fd.")
  static PyObject tcgetwinsize(PyModule m, PyObject fd) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      check(m, libc.call("ioctl", Host.descriptor(fd), TIOCGWINSZ, p));
      return PyTuple.of(PyInt.of(libc.getShort(p)), PyInt.of(libc.getShort(p + 2)));
    }
  }

  @Function(signature = "(fd, winsize, /)", doc = "Set the tty winsize for file descriptor fd.")
  static void tcsetwinsize(PyModule m, PyObject fd, PyObject winsize) {
    if (!Abstract.isSequence(winsize) || Abstract.length(winsize) != 2) {
      throw Errors.typeError("tcsetwinsize, arg 2: must be a two-item sequence");
    }
    PyObject[] size = Abstract.toArray(winsize);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      check(m, libc.call("ioctl", Host.descriptor(fd), TIOCGWINSZ, p));
      libc.setShort(p, Abstract.toJavaInt(size[0]));
      libc.setShort(p + 2, Abstract.toJavaInt(size[1]));
      check(m, libc.call("ioctl", Host.descriptor(fd), TIOCSWINSZ, p));
    }
  }
}
