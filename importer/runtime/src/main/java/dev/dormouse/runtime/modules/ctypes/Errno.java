package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Interpreter;

/** The copy of {@code errno} that {@code get_errno} and {@code set_errno} see; one per thread. */
final class Errno {
  int value;

  private static final class All extends ThreadLocal<Errno> {
    @Override
    protected Errno initialValue() {
      return new Errno();
    }
  }

  static Errno current() {
    Interpreter interp = Interpreter.current();
    All all = (All) interp.registered(Errno.class);
    if (all == null) {
      all = new All();
      interp.register(Errno.class, all);
    }
    return all.get();
  }
}
