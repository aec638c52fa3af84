package dev.dormouse.runtime.os;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Real numbers in and out of Java's file descriptors, through {@code jdk.internal.access}, which
 * the launcher exports to us ({@code --add-exports java.base/jdk.internal.access=ALL-UNNAMED}).
 *
 * <p>By reflection, because code compiled for a release cannot name an internal package. Measured
 * from an AOT cache: 0.35 ms once and 1 µs per number, against 0.05 ms for a direct call and 30 ms
 * for the first downcall. Nothing that start-up itself prints or reads needs a number, so it is
 * paid by the first file that Python code opens.
 */
final class FdAccess {
  private final Object access;
  private final Method get;
  private final Method set;
  private final Method unregisterCleanup;
  private final Method close;

  private FdAccess(Object access, Class<?> type) throws ReflectiveOperationException {
    this.access = access;
    this.get = type.getMethod("get", FileDescriptor.class);
    this.set = type.getMethod("set", FileDescriptor.class, int.class);
    this.unregisterCleanup = type.getMethod("unregisterCleanup", FileDescriptor.class);
    this.close = type.getMethod("close", FileDescriptor.class);
  }

  /** Null where the package is not exported to us: an embedding application's choice. */
  static FdAccess find() {
    try {
      Object access =
          Class.forName("jdk.internal.access.SharedSecrets")
              .getMethod("getJavaIOFileDescriptorAccess")
              .invoke(null);
      FdAccess found =
          new FdAccess(access, Class.forName("jdk.internal.access.JavaIOFileDescriptorAccess"));
      found.get.invoke(access, FileDescriptor.out);
      return found;
    } catch (ReflectiveOperationException missing) {
      return null;
    }
  }

  /**
   * Takes the number out of a descriptor that Java opened and stops the collector from closing it.
   */
  int release(FileDescriptor descriptor) {
    try {
      unregisterCleanup.invoke(access, descriptor);
      return ((Integer) get.invoke(access, descriptor)).intValue();
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A descriptor with this number, which nothing closes by itself. */
  FileDescriptor wrap(int fd) {
    FileDescriptor descriptor = new FileDescriptor();
    try {
      set.invoke(access, descriptor, fd);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
    return descriptor;
  }

  void close(int fd) throws IOException {
    try {
      close.invoke(access, wrap(fd));
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof IOException io) {
        throw io;
      }
      throw new AssertionError(failure);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
