package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.modules.socket.SocketModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/**
 * The modules that reach the system by name, for {@link
 * dev.dormouse.runtime.modules.BuiltinModules}.
 */
public final class SystemModules {
  /** Separated by spaces. */
  public static final String NAMES =
      "_posixsubprocess _signal _socket _stat errno fcntl grp posix pwd resource select termios"
          + " time";

  private SystemModules() {}

  /** The table of a module, or null if there is none of this name here. */
  public static BuiltinTable find(String name) {
    return switch (name) {
      case "_posixsubprocess" -> SubprocessModule.table();
      case "fcntl" -> FcntlModule.table();
      case "grp" -> GrpModule.table();
      case "pwd" -> PwdModule.table();
      case "select" -> SelectModule.table();
      case "termios" -> TermiosModule.table();
      case "_signal" -> SignalModule.table();
      case "_socket" -> SocketModule.table();
      case "_stat" -> StatModule.table();
      case "time" -> TimeModule.table();
      case "errno" -> ErrnoModule.table();
      case "posix" -> PosixModule.table();
      case "resource" -> ResourceModule.table();
      default -> null;
    };
  }
}
