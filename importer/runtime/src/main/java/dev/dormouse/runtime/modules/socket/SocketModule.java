package dev.dormouse.runtime.modules.socket;

import dev.dormouse.runtime.modules.posix.Constants;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;

/** {@code _socket}. */
@BuiltinModule(name = "_socket", doc = "Implementation module for socket operations.")
public final class SocketModule {
  private static final String INTEGERS =
      "AF_ALG 38 AF_APPLETALK 5 AF_ASH 18 AF_ATMPVC 8 AF_ATMSVC 20 AF_AX25 3 AF_BRIDGE 7 "
          + "AF_CAN 29 AF_DECnet 12 AF_ECONET 19 AF_INET 2 AF_INET6 10 AF_IPX 4 AF_IRDA 23 "
          + "AF_KEY 15 AF_LLC 26 AF_NETBEUI 13 AF_NETLINK 16 AF_NETROM 6 AF_PACKET 17 "
          + "AF_PPPOX 24 AF_RDS 21 AF_ROSE 11 AF_ROUTE 16 AF_SECURITY 14 AF_SNA 22 AF_TIPC 30 "
          + "AF_UNIX 1 AF_UNSPEC 0 AF_VSOCK 40 AF_WANPIPE 25 AF_X25 9 AI_ADDRCONFIG 32 AI_ALL 16 "
          + "AI_CANONNAME 2 AI_NUMERICHOST 4 AI_NUMERICSERV 1024 AI_PASSIVE 1 AI_V4MAPPED 8 "
          + "ALG_OP_DECRYPT 0 ALG_OP_ENCRYPT 1 ALG_OP_SIGN 2 ALG_OP_VERIFY 3 "
          + "ALG_SET_AEAD_ASSOCLEN 4 ALG_SET_AEAD_AUTHSIZE 5 ALG_SET_IV 2 ALG_SET_KEY 1 "
          + "ALG_SET_OP 3 ALG_SET_PUBKEY 6 CAN_BCM 2 CAN_BCM_RX_ANNOUNCE_RESUME 256 "
          + "CAN_BCM_RX_CHANGED 12 CAN_BCM_RX_CHECK_DLC 64 CAN_BCM_RX_DELETE 6 "
          + "CAN_BCM_RX_FILTER_ID 32 CAN_BCM_RX_NO_AUTOTIMER 128 CAN_BCM_RX_READ 7 "
          + "CAN_BCM_RX_RTR_FRAME 1024 CAN_BCM_RX_SETUP 5 CAN_BCM_RX_STATUS 10 "
          + "CAN_BCM_RX_TIMEOUT 11 CAN_BCM_SETTIMER 1 CAN_BCM_STARTTIMER 2 CAN_BCM_TX_ANNOUNCE 8 "
          + "CAN_BCM_TX_COUNTEVT 4 CAN_BCM_TX_CP_CAN_ID 16 CAN_BCM_TX_DELETE 2 "
          + "CAN_BCM_TX_EXPIRED 9 CAN_BCM_TX_READ 3 CAN_BCM_TX_RESET_MULTI_IDX 512 "
          + "CAN_BCM_TX_SEND 4 CAN_BCM_TX_SETUP 1 CAN_BCM_TX_STATUS 8 CAN_EFF_FLAG 2147483648 "
          + "CAN_EFF_MASK 536870911 CAN_ERR_FLAG 536870912 CAN_ERR_MASK 536870911 CAN_ISOTP 6 "
          + "CAN_RAW 1 CAN_RAW_FD_FRAMES 5 CAN_RAW_FILTER 1 CAN_RAW_JOIN_FILTERS 6 "
          + "CAN_RAW_LOOPBACK 3 CAN_RAW_RECV_OWN_MSGS 4 CAN_RTR_FLAG 1073741824 "
          + "CAN_SFF_MASK 2047 EAI_ADDRFAMILY -9 EAI_AGAIN -3 EAI_BADFLAGS -1 EAI_FAIL -4 "
          + "EAI_FAMILY -6 EAI_MEMORY -10 EAI_NODATA -5 EAI_NONAME -2 EAI_OVERFLOW -12 "
          + "EAI_SERVICE -8 EAI_SOCKTYPE -7 EAI_SYSTEM -11 INADDR_ALLHOSTS_GROUP 3758096385 "
          + "INADDR_ANY 0 INADDR_BROADCAST 4294967295 INADDR_LOOPBACK 2130706433 "
          + "INADDR_MAX_LOCAL_GROUP 3758096639 INADDR_NONE 4294967295 "
          + "INADDR_UNSPEC_GROUP 3758096384 IOCTL_VM_SOCKETS_GET_LOCAL_CID 1977 "
          + "IPPORT_RESERVED 1024 IPPORT_USERRESERVED 5000 IPPROTO_AH 51 IPPROTO_DSTOPTS 60 "
          + "IPPROTO_EGP 8 IPPROTO_ESP 50 IPPROTO_FRAGMENT 44 IPPROTO_GRE 47 IPPROTO_HOPOPTS 0 "
          + "IPPROTO_ICMP 1 IPPROTO_ICMPV6 58 IPPROTO_IDP 22 IPPROTO_IGMP 2 IPPROTO_IP 0 "
          + "IPPROTO_IPIP 4 IPPROTO_IPV6 41 IPPROTO_NONE 59 IPPROTO_PIM 103 IPPROTO_PUP 12 "
          + "IPPROTO_RAW 255 IPPROTO_ROUTING 43 IPPROTO_RSVP 46 IPPROTO_SCTP 132 IPPROTO_TCP 6 "
          + "IPPROTO_TP 29 IPPROTO_UDP 17 IPPROTO_UDPLITE 136 IPV6_CHECKSUM 7 IPV6_DSTOPTS 59 "
          + "IPV6_HOPLIMIT 52 IPV6_HOPOPTS 54 IPV6_JOIN_GROUP 20 IPV6_LEAVE_GROUP 21 "
          + "IPV6_MULTICAST_HOPS 18 IPV6_MULTICAST_IF 17 IPV6_MULTICAST_LOOP 19 IPV6_NEXTHOP 9 "
          + "IPV6_PKTINFO 50 IPV6_RECVDSTOPTS 58 IPV6_RECVHOPLIMIT 51 IPV6_RECVHOPOPTS 53 "
          + "IPV6_RECVPKTINFO 49 IPV6_RECVRTHDR 56 IPV6_RECVTCLASS 66 IPV6_RTHDR 57 "
          + "IPV6_RTHDRDSTOPTS 55 IPV6_RTHDR_TYPE_0 0 IPV6_TCLASS 67 IPV6_UNICAST_HOPS 16 "
          + "IPV6_V6ONLY 26 IP_ADD_MEMBERSHIP 35 IP_BIND_ADDRESS_NO_PORT 24 "
          + "IP_DEFAULT_MULTICAST_LOOP 1 IP_DEFAULT_MULTICAST_TTL 1 IP_DROP_MEMBERSHIP 36 "
          + "IP_HDRINCL 3 IP_MAX_MEMBERSHIPS 20 IP_MULTICAST_IF 32 IP_MULTICAST_LOOP 34 "
          + "IP_MULTICAST_TTL 33 IP_OPTIONS 4 IP_RECVOPTS 6 IP_RECVRETOPTS 7 IP_RECVTOS 13 "
          + "IP_RETOPTS 7 IP_TOS 1 IP_TRANSPARENT 19 IP_TTL 2 MSG_CMSG_CLOEXEC 1073741824 "
          + "MSG_CONFIRM 2048 MSG_CTRUNC 8 MSG_DONTROUTE 4 MSG_DONTWAIT 64 MSG_EOR 128 "
          + "MSG_ERRQUEUE 8192 MSG_FASTOPEN 536870912 MSG_MORE 32768 MSG_NOSIGNAL 16384 "
          + "MSG_OOB 1 MSG_PEEK 2 MSG_TRUNC 32 MSG_WAITALL 256 NETLINK_CRYPTO 21 "
          + "NETLINK_DNRTMSG 14 NETLINK_FIREWALL 3 NETLINK_IP6_FW 13 NETLINK_NFLOG 5 "
          + "NETLINK_ROUTE 0 NETLINK_USERSOCK 2 NETLINK_XFRM 6 NI_DGRAM 16 NI_MAXHOST 1025 "
          + "NI_MAXSERV 32 NI_NAMEREQD 8 NI_NOFQDN 4 NI_NUMERICHOST 1 NI_NUMERICSERV 2 "
          + "PACKET_BROADCAST 1 PACKET_FASTROUTE 6 PACKET_HOST 0 PACKET_LOOPBACK 5 "
          + "PACKET_MULTICAST 2 PACKET_OTHERHOST 3 PACKET_OUTGOING 4 PF_CAN 29 PF_PACKET 17 "
          + "PF_RDS 21 SCM_CREDENTIALS 2 SCM_RIGHTS 1 SHUT_RD 0 SHUT_RDWR 2 SHUT_WR 1 "
          + "SOCK_CLOEXEC 524288 SOCK_DGRAM 2 SOCK_NONBLOCK 2048 SOCK_RAW 3 SOCK_RDM 4 "
          + "SOCK_SEQPACKET 5 SOCK_STREAM 1 SOL_ALG 279 SOL_CAN_BASE 100 SOL_CAN_RAW 101 "
          + "SOL_IP 0 SOL_SOCKET 1 SOL_TCP 6 SOL_TIPC 271 SOL_UDP 17 SOMAXCONN 128 "
          + "SO_ACCEPTCONN 30 SO_BINDTODEVICE 25 SO_BROADCAST 6 SO_DEBUG 1 SO_DOMAIN 39 "
          + "SO_DONTROUTE 5 SO_ERROR 4 SO_KEEPALIVE 9 SO_LINGER 13 SO_MARK 36 SO_OOBINLINE 10 "
          + "SO_PASSCRED 16 SO_PASSSEC 34 SO_PEERCRED 17 SO_PEERSEC 31 SO_PRIORITY 12 "
          + "SO_PROTOCOL 38 SO_RCVBUF 8 SO_RCVLOWAT 18 SO_RCVTIMEO 20 SO_REUSEADDR 2 "
          + "SO_REUSEPORT 15 SO_SNDBUF 7 SO_SNDLOWAT 19 SO_SNDTIMEO 21 SO_TYPE 3 "
          + "SO_VM_SOCKETS_BUFFER_MAX_SIZE 2 SO_VM_SOCKETS_BUFFER_MIN_SIZE 1 "
          + "SO_VM_SOCKETS_BUFFER_SIZE 0 TCP_CONGESTION 13 TCP_CORK 3 TCP_DEFER_ACCEPT 9 "
          + "TCP_FASTOPEN 23 TCP_INFO 11 TCP_KEEPCNT 6 TCP_KEEPIDLE 4 TCP_KEEPINTVL 5 "
          + "TCP_LINGER2 8 TCP_MAXSEG 2 TCP_NODELAY 1 TCP_QUICKACK 12 TCP_SYNCNT 7 "
          + "TCP_USER_TIMEOUT 18 TCP_WINDOW_CLAMP 10 TIPC_ADDR_ID 3 TIPC_ADDR_NAME 2 "
          + "TIPC_ADDR_NAMESEQ 1 TIPC_CFG_SRV 0 TIPC_CLUSTER_SCOPE 2 TIPC_CONN_TIMEOUT 130 "
          + "TIPC_CRITICAL_IMPORTANCE 3 TIPC_DEST_DROPPABLE 129 TIPC_HIGH_IMPORTANCE 2 "
          + "TIPC_IMPORTANCE 127 TIPC_LOW_IMPORTANCE 0 TIPC_MEDIUM_IMPORTANCE 1 "
          + "TIPC_NODE_SCOPE 3 TIPC_PUBLISHED 1 TIPC_SRC_DROPPABLE 128 TIPC_SUBSCR_TIMEOUT 3 "
          + "TIPC_SUB_CANCEL 4 TIPC_SUB_PORTS 1 TIPC_SUB_SERVICE 2 TIPC_TOP_SRV 1 "
          + "TIPC_WAIT_FOREVER -1 TIPC_WITHDRAWN 2 TIPC_ZONE_SCOPE 1 UDPLITE_RECV_CSCOV 11 "
          + "UDPLITE_SEND_CSCOV 10 VMADDR_CID_ANY 4294967295 VMADDR_CID_HOST 2 "
          + "VMADDR_PORT_ANY 4294967295 VM_SOCKETS_INVALID_VERSION 4294967295";

  private SocketModule() {}

  /** What the module keeps per interpreter. */
  static final class State {
    PyType gaierror;
    PyType herror;

    /** Nanoseconds, -1 for none. */
    long defaultTimeout = -1;
  }

  public static BuiltinTable table() {
    return new SocketModuleTable();
  }

  static State state() {
    return (State) Interpreter.current().registered(State.class);
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    m.set("has_ipv6", PyBool.TRUE);
    State state = new State();
    state.gaierror = exception("gaierror");
    state.herror = exception("herror");
    Interpreter.current().register(State.class, state);
    m.set("error", Exceptions.OSError);
    m.set("timeout", Exceptions.TimeoutError);
    m.set("gaierror", state.gaierror);
    m.set("herror", state.herror);
    m.set("socket", PySocket.TYPE);
    m.set("SocketType", PySocket.TYPE);
  }

  private static PyType exception(String name) {
    PyDict namespace = new PyDict();
    namespace.put("__module__", PyStr.of("socket"));
    return (PyType)
        Abstract.call(PyType.TYPE, PyStr.of(name), PyTuple.of(Exceptions.OSError), namespace);
  }

  private static PyException osError(String message) {
    return Errors.of(Exceptions.OSError, message);
  }

  // sockets

  @Function(signature = "(integer, /)", doc = "Close an integer socket file descriptor.")
  static void close(int fd) {
    try {
      Host.os().fds().close(fd);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(signature = "(integer, /)", doc = "Duplicate an integer socket file descriptor.")
  static int dup(int fd) {
    try {
      return Host.os().fds().dup(fd);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "(family=None, type=None, proto=0, /)",
      doc =
          "Create a pair of socket objects from the sockets returned by the platform socketpair()"
              + " function.")
  static PyObject socketpair(PyObject family, PyObject type, int proto) {
    int f = family == null || family == PyObject.NONE ? 1 : Abstract.toJavaInt(family);
    int k = type == null ? PySocket.SOCK_STREAM : Abstract.toJavaInt(type);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      Libc.check(libc.call("socketpair", f, k | PySocket.SOCK_CLOEXEC, proto, p));
      PySocket a = new PySocket(PySocket.TYPE);
      PySocket b = new PySocket(PySocket.TYPE);
      a.open(libc.getInt(p), f, k, proto);
      b.open(libc.getInt(p + 4), f, k, proto);
      return PyTuple.of(a, b);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "()",
      doc = "Returns the default timeout in seconds (float) for new socket objects.")
  static PyObject getdefaulttimeout() {
    return SocketMethods.seconds(state().defaultTimeout);
  }

  @Function(
      signature = "(timeout, /)",
      doc = "Set the default timeout in seconds (float) for new socket objects.")
  static void setdefaulttimeout(PyObject timeout) {
    state().defaultTimeout = SocketMethods.nanoseconds(timeout);
  }

  @Function(
      name = "CMSG_LEN",
      signature = "(length, /)",
      doc = "Return the total length of an ancillary data item with data of the given length.")
  static long cmsgLen(long length) {
    if (length < 0 || length > Integer.MAX_VALUE - 16) {
      throw Errors.overflowError("CMSG_LEN() argument out of range");
    }
    return 16 + length;
  }

  @Function(
      name = "CMSG_SPACE",
      signature = "(length, /)",
      doc =
          "Return the buffer size needed to receive an ancillary data item with data of the given"
              + " length.")
  static long cmsgSpace(long length) {
    if (length < 0 || length > Integer.MAX_VALUE - 24) {
      throw Errors.overflowError("CMSG_SPACE() argument out of range");
    }
    return SocketMessages.space(length);
  }

  // byte order

  private static int sixteen(PyObject o, String function) {
    PyInt i = Abstract.index(o);
    if (i.isNegative()) {
      throw Errors.overflowError(
          function + ": can't convert negative Python int to C 16-bit unsigned integer");
    }
    if (i.isBig() || i.longValue() > 0xFFFF) {
      throw Errors.overflowError(
          function + ": Python int too large to convert to C 16-bit unsigned integer");
    }
    return Short.reverseBytes((short) i.longValue()) & 0xFFFF;
  }

  private static long thirtyTwo(PyObject o) {
    if (!(o instanceof PyInt i)) {
      throw Errors.typeError("expected int, " + o.type.name() + " found");
    }
    if (i.isNegative()) {
      throw Errors.overflowError("can't convert negative value to unsigned int");
    }
    if (i.isBig() || i.longValue() > 0xFFFF_FFFFL) {
      throw Errors.overflowError("int larger than 32 bits");
    }
    return Integer.reverseBytes((int) i.longValue()) & 0xFFFF_FFFFL;
  }

  @Function(
      signature = "(integer, /)",
      doc = "Convert a 16-bit unsigned integer from host to network byte order.")
  static int htons(PyObject integer) {
    return sixteen(integer, "htons");
  }

  @Function(
      signature = "(integer, /)",
      doc = "Convert a 16-bit unsigned integer from network to host byte order.")
  static int ntohs(PyObject integer) {
    return sixteen(integer, "ntohs");
  }

  @Function(
      signature = "(integer, /)",
      doc = "Convert a 32-bit integer from host to network byte order.")
  static long htonl(PyObject integer) {
    return thirtyTwo(integer);
  }

  @Function(
      signature = "(integer, /)",
      doc = "Convert a 32-bit integer from network to host byte order.")
  static long ntohl(PyObject integer) {
    return thirtyTwo(integer);
  }

  // addresses as text

  @Function(
      signature = "(ip_addr, /)",
      doc = "Convert an IP address in string format to the 32-bit packed binary format.")
  static PyObject inet_aton(String address) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(4);
      if (libc.call("inet_aton", frame.path(address), p) == 0) {
        throw osError("illegal IP address string passed to inet_aton");
      }
      return PyBytes.of(libc.bytes(p, 4));
    }
  }

  @Function(
      signature = "(packed_ip, /)",
      doc = "Convert an IP address from 32-bit packed binary format to string format.")
  static String inet_ntoa(PyObject packed) {
    byte[] b = copy(packed);
    if (b.length != 4) {
      throw osError("packed IP wrong length");
    }
    return (b[0] & 0xFF) + "." + (b[1] & 0xFF) + "." + (b[2] & 0xFF) + "." + (b[3] & 0xFF);
  }

  private static byte[] copy(PyObject o) {
    Buffer buffer = Host.readable(o);
    byte[] bytes = buffer.toByteArray();
    buffer.release();
    return bytes;
  }

  @Function(
      signature = "(af, ip, /)",
      doc =
          "Convert an IP address from string format to a packed string suitable for use with"
              + " low-level network functions.")
  static PyObject inet_pton(int family, String address) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      int result = libc.call("inet_pton", family, frame.path(address), p);
      if (result < 0) {
        throw PyOSError.of(-result);
      }
      if (result == 0) {
        throw osError("illegal IP address string passed to inet_pton");
      }
      return PyBytes.of(libc.bytes(p, family == SocketAddresses.AF_INET ? 4 : 16));
    }
  }

  @Function(
      signature = "(af, packed_ip, /)",
      doc = "Convert a packed IP address of the given family to string format.")
  static String inet_ntop(int family, PyObject packed) {
    byte[] b = copy(packed);
    if (family != SocketAddresses.AF_INET && family != SocketAddresses.AF_INET6) {
      throw Errors.valueError("unknown address family " + family);
    }
    if (b.length != (family == SocketAddresses.AF_INET ? 4 : 16)) {
      throw Errors.valueError("invalid length of packed IP address string");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long text = frame.take(64);
      libc.raw("inet_ntop", family, frame.bytes(b, 0, b.length), text, 64, 0, 0);
      return new String(libc.cString(text), StandardCharsets.US_ASCII);
    }
  }

  // names

  @Function(signature = "()", doc = "Return the current host name.")
  static String gethostname() {
    return Host.os().processes().uname()[1];
  }

  @Function(signature = "(name, /)", doc = "Sets the hostname to name.")
  static void sethostname(PyObject name) {
    byte[] bytes = Host.fsBytes(name);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int result = libc.call("sethostname", frame.cString(bytes), bytes.length);
      if (result < 0) {
        throw PyOSError.of(-result);
      }
    }
  }

  @Function(
      signature = "(host, port, family=0, type=0, proto=0, flags=0)",
      doc = "Resolve host and port into addrinfo struct.")
  static PyObject getaddrinfo(
      PyObject host, PyObject port, int family, int type, int proto, int flags) {
    byte[] h = host == PyObject.NONE ? null : hostArgument(host);
    byte[] s;
    if (port instanceof PyInt number) {
      s = Abstract.str(PyInt.of(number.bigValue())).value().getBytes(StandardCharsets.US_ASCII);
    } else if (port instanceof PyStr text) {
      s = Host.encode(text);
    } else if (port instanceof PyBytes b) {
      s = b.value;
    } else if (port == PyObject.NONE) {
      s = null;
    } else {
      throw osError("Int or String expected");
    }
    Libc libc = Host.os().libc();
    long list = SocketAddresses.lookUp(libc, h, s, family, type, proto, flags);
    PyList all = new PyList();
    for (long p = list; p != 0; p = libc.getLong(p + 40)) {
      long canonical = libc.getLong(p + 32);
      all.add(
          PyTuple.of(
              PyInt.of(libc.getInt(p + 4)),
              PyInt.of(libc.getInt(p + 8)),
              PyInt.of(libc.getInt(p + 12)),
              canonical == 0 ? PyStr.of("") : PyStr.of(FsEncoding.decode(libc.cString(canonical))),
              SocketAddresses.read(libc, libc.getLong(p + 24), libc.getInt(p + 16))));
    }
    libc.raw("freeaddrinfo", list, 0, 0, 0, 0, 0);
    return all;
  }

  private static byte[] hostArgument(PyObject host) {
    if (host instanceof PyStr || host instanceof PyBytes) {
      return SocketAddresses.hostName(host, "getaddrinfo");
    }
    throw Errors.typeError("getaddrinfo() argument 1 must be string or None");
  }

  @Function(signature = "(sockaddr, flags, /)", doc = "Get host and port for a sockaddr.")
  static PyObject getnameinfo(PyObject sockaddr, int flags) {
    if (!(sockaddr instanceof PyTuple t)) {
      throw Errors.typeError("getnameinfo() argument 1 must be a tuple");
    }
    if (t.items.length < 2 || t.items.length > 4 || !(t.items[0] instanceof PyStr host)) {
      throw Errors.typeError("getnameinfo(): illegal sockaddr argument");
    }
    int port = Abstract.toJavaInt(t.items[1]);
    if (t.items.length > 2) {
      SocketAddresses.flowInfo(t.items[2], "getnameinfo");
    }
    byte[] service = Integer.toString(port).getBytes(StandardCharsets.US_ASCII);
    Libc libc = Host.os().libc();
    // AI_NUMERICHOST, a datagram socket to get one answer only.
    long list = SocketAddresses.lookUp(libc, Host.encode(host), service, 0, 2, 0, 4);
    try (Libc.Mem.Frame frame = libc.frame()) {
      if (libc.getLong(list + 40) != 0) {
        throw osError("sockaddr resolved to multiple addresses");
      }
      long address = libc.getLong(list + 24);
      if (libc.getInt(list + 4) == SocketAddresses.AF_INET && t.items.length != 2) {
        throw osError("IPv4 sockaddr must be 2 tuple");
      }
      if (libc.getInt(list + 4) == SocketAddresses.AF_INET6 && t.items.length > 3) {
        libc.setInt(address + 24, Abstract.toJavaInt(t.items[3]));
      }
      long name = frame.take(1025);
      long port2 = frame.take(32);
      int error =
          (int)
              libc.raw(
                  "getnameinfo", address, libc.getInt(list + 16), name, 1025, port2, 32, flags);
      if (error != 0) {
        throw SocketAddresses.gaierror(libc, error, libc.errno());
      }
      return PyTuple.of(
          PyStr.of(FsEncoding.decode(libc.cString(name))),
          PyStr.of(FsEncoding.decode(libc.cString(port2))));
    } finally {
      libc.raw("freeaddrinfo", list, 0, 0, 0, 0, 0);
    }
  }

  @Function(
      signature = "(host, /)",
      doc = "Return the IP address (a string of the form '255.255.255.255') for a host.")
  static String gethostbyname(PyObject host) {
    byte[] name = SocketAddresses.hostName(host, "gethostbyname");
    return inet_ntoa(
        PyBytes.of(SocketAddresses.resolve(Host.os().libc(), name, SocketAddresses.AF_INET)));
  }

  @Function(
      signature = "(host, /)",
      doc = "Return the true host name, a list of aliases, and a list of IP addresses, for a host.")
  static PyObject gethostbyname_ex(PyObject host) {
    byte[] name = SocketAddresses.hostName(host, "gethostbyname_ex");
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long entry = libc.raw("gethostbyname", frame.cString(name), 0, 0, 0, 0, 0);
      return hostEntry(libc, entry);
    }
  }

  @Function(
      signature = "(host, /)",
      doc = "Return the true host name, a list of aliases, and a list of IP addresses, for a host.")
  static PyObject gethostbyaddr(PyObject host) {
    byte[] name = SocketAddresses.hostName(host, "gethostbyaddr");
    Libc libc = Host.os().libc();
    boolean six = new String(name, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    int family = six ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET;
    byte[] address = SocketAddresses.resolve(libc, name, family);
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.bytes(address, 0, address.length);
      return hostEntry(libc, libc.raw("gethostbyaddr", p, address.length, family, 0, 0, 0));
    }
  }

  private static PyObject hostEntry(Libc libc, long entry) {
    if (entry == 0) {
      int error = libc.getInt(libc.raw("__h_errno_location", 0, 0, 0, 0, 0, 0));
      String text = FsEncoding.decode(libc.cString(libc.raw("hstrerror", error, 0, 0, 0, 0, 0)));
      throw new PyException(
          (PyBaseException) Abstract.call(state().herror, PyInt.of(error), PyStr.of(text)));
    }
    int family = libc.getInt(entry + 16);
    int size = libc.getInt(entry + 20);
    PyList aliases = new PyList();
    for (long p = libc.getLong(entry + 8); libc.getLong(p) != 0; p += 8) {
      aliases.add(PyStr.of(FsEncoding.decode(libc.cString(libc.getLong(p)))));
    }
    PyList addresses = new PyList();
    for (long p = libc.getLong(entry + 24); libc.getLong(p) != 0; p += 8) {
      addresses.add(PyStr.of(inet_ntop(family, PyBytes.of(libc.bytes(libc.getLong(p), size)))));
    }
    return PyTuple.of(
        PyStr.of(FsEncoding.decode(libc.cString(libc.getLong(entry)))), aliases, addresses);
  }

  @Function(
      signature = "(servicename, protocolname=None, /)",
      doc = "Return a port number from a service name and protocol name.")
  static int getservbyname(String service, String protocol) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = protocol == null ? 0 : frame.path(protocol);
      long entry = libc.raw("getservbyname", frame.path(service), p, 0, 0, 0, 0);
      if (entry == 0) {
        throw osError("service/proto not found");
      }
      return Short.reverseBytes((short) libc.getInt(entry + 16)) & 0xFFFF;
    }
  }

  @Function(
      signature = "(port, protocolname=None, /)",
      doc = "Return the service name from a port number and protocol name.")
  static PyObject getservbyport(int port, String protocol) {
    if (port < 0 || port > 0xFFFF) {
      throw Errors.overflowError("getservbyport: port must be 0-65535.");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = protocol == null ? 0 : frame.path(protocol);
      long entry =
          libc.raw("getservbyport", Short.reverseBytes((short) port) & 0xFFFF, p, 0, 0, 0, 0);
      if (entry == 0) {
        throw osError("port/proto not found");
      }
      return PyStr.of(FsEncoding.decode(libc.cString(libc.getLong(entry))));
    }
  }

  @Function(signature = "(name, /)", doc = "Return the protocol number for the named protocol.")
  static int getprotobyname(String name) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long entry = libc.raw("getprotobyname", frame.path(name), 0, 0, 0, 0, 0);
      if (entry == 0) {
        throw osError("protocol not found");
      }
      return libc.getInt(entry + 16);
    }
  }

  // interfaces

  @Function(
      signature = "()",
      doc = "Returns a list of network interface information (index, name) tuples.")
  static PyObject if_nameindex() {
    Libc libc = Host.os().libc();
    long table = libc.callPointer("if_nameindex", 0, 0, 0, 0);
    if (table < 0) {
      throw PyOSError.of((int) -table);
    }
    PyList list = new PyList();
    for (long p = table; libc.getInt(p) != 0 || libc.getLong(p + 8) != 0; p += 16) {
      list.add(
          PyTuple.of(
              PyInt.of(libc.getUnsignedInt(p)),
              PyStr.of(FsEncoding.decode(libc.cString(libc.getLong(p + 8))))));
    }
    libc.raw("if_freenameindex", table, 0, 0, 0, 0, 0);
    return list;
  }

  @Function(
      signature = "(oname, /)",
      doc = "Returns the interface index corresponding to the interface name.")
  static PyObject if_nametoindex(PyObject name) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long index =
          libc.raw("if_nametoindex", frame.cString(Host.fsBytes(name)), 0, 0, 0, 0, 0)
              & 0xFFFF_FFFFL;
      if (index == 0) {
        throw osError("no interface with this name");
      }
      return PyInt.of(index);
    }
  }

  @Function(
      signature = "(if_index, /)",
      doc = "Returns the interface name corresponding to the interface index.")
  static PyObject if_indextoname(long index) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long name = frame.take(32);
      if (libc.raw("if_indextoname", index, name, 0, 0, 0, 0) == 0) {
        throw PyOSError.of(libc.errno() == 0 ? Errno.ENXIO : libc.errno());
      }
      return PyStr.of(FsEncoding.decode(libc.cString(name)));
    }
  }
}
