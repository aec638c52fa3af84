package dev.dormouse.code;

import java.math.BigInteger;

/**
 * A code object held in memory: what the compiler makes and marshal reads. Field names are
 * CPython's without the {@code co_}. Immutable by convention: nobody writes to the arrays after
 * construction.
 */
public final class CodeObject extends CodeUnit {
  public final int argcount;
  public final int posonlyargcount;
  public final int kwonlyargcount;
  public final int stacksize;
  public final int flags;
  public final byte[] code;

  /** Constants as described by {@link Constants}; nested code is {@link CodeObject}. */
  public final Object[] consts;

  public final String[] names;
  public final String[] localsplusnames;
  public final byte[] localspluskinds;
  public final String filename;
  public final String name;
  public final String qualname;
  public final int firstlineno;
  public final byte[] linetable;
  public final byte[] exceptiontable;

  public CodeObject(
      int argcount,
      int posonlyargcount,
      int kwonlyargcount,
      int stacksize,
      int flags,
      byte[] code,
      Object[] consts,
      String[] names,
      String[] localsplusnames,
      byte[] localspluskinds,
      String filename,
      String name,
      String qualname,
      int firstlineno,
      byte[] linetable,
      byte[] exceptiontable) {
    this.argcount = argcount;
    this.posonlyargcount = posonlyargcount;
    this.kwonlyargcount = kwonlyargcount;
    this.stacksize = stacksize;
    this.flags = flags;
    this.code = code;
    this.consts = consts;
    this.names = names;
    this.localsplusnames = localsplusnames;
    this.localspluskinds = localspluskinds;
    this.filename = filename;
    this.name = name;
    this.qualname = qualname;
    this.firstlineno = firstlineno;
    this.linetable = linetable;
    this.exceptiontable = exceptiontable;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String qualname() {
    return qualname;
  }

  @Override
  public String filename() {
    return filename;
  }

  @Override
  public int argcount() {
    return argcount;
  }

  @Override
  public int posonlyargcount() {
    return posonlyargcount;
  }

  @Override
  public int kwonlyargcount() {
    return kwonlyargcount;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public int stacksize() {
    return stacksize;
  }

  @Override
  public int firstlineno() {
    return firstlineno;
  }

  @Override
  public int nlocalsplus() {
    return localsplusnames.length;
  }

  @Override
  public int nfreevars() {
    int n = 0;
    for (byte kind : localspluskinds) {
      if ((kind & CO_FAST_FREE) != 0) {
        n++;
      }
    }
    return n;
  }

  @Override
  public byte[] wordcode() {
    return code.clone();
  }

  @Override
  public Object[] consts(ConstantFactory factory) {
    Object[] made = new Object[consts.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = make(consts[i], factory);
    }
    return made;
  }

  @Override
  public Object[] names(ConstantFactory factory) {
    Object[] made = new Object[names.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = factory.str(names[i], true);
    }
    return made;
  }

  @Override
  public String[] localsplusnames() {
    return localsplusnames.clone();
  }

  @Override
  public byte[] localspluskinds() {
    return localspluskinds.clone();
  }

  @Override
  public byte[] exceptiontable() {
    return exceptiontable.clone();
  }

  @Override
  public byte[] linetable() {
    return linetable.clone();
  }

  @Override
  public Object docstring(ConstantFactory factory) {
    if ((flags & CO_OPTIMIZED) == 0 || consts.length == 0) {
      return null;
    }
    Object first = consts[0];
    return first instanceof String || first instanceof Constants.WideText
        ? make(first, factory)
        : null;
  }

  @Override
  public CodeObject toCodeObject() {
    return this;
  }

  /** Turns one value of the {@link Constants} domain into a product of {@code factory}. */
  public static Object make(Object constant, ConstantFactory factory) {
    // A chain of tests, not a pattern switch: that one costs a bootstrap method on the start-up
    // path.
    if (constant instanceof String s) {
      return factory.str(s, false);
    }
    if (constant instanceof Long l) {
      return factory.integer(l.longValue());
    }
    if (constant == Constants.Singleton.NONE) {
      return factory.none();
    }
    if (constant == Constants.Singleton.ELLIPSIS) {
      return factory.ellipsis();
    }
    if (constant instanceof CodeUnit unit) {
      return factory.code(unit);
    }
    if (constant instanceof Constants.Tuple t) {
      return factory.tuple(makeAll(t.items, factory));
    }
    if (constant instanceof Boolean b) {
      return factory.bool(b);
    }
    if (constant instanceof Double d) {
      return factory.floating(d);
    }
    if (constant instanceof Constants.Bytes b) {
      return factory.bytes(b.value);
    }
    if (constant instanceof BigInteger b) {
      return factory.integer(b);
    }
    if (constant instanceof Constants.Complex c) {
      return factory.complex(c.real, c.imag);
    }
    if (constant instanceof Constants.FrozenSet f) {
      return factory.frozenset(makeAll(f.items, factory));
    }
    if (constant instanceof Constants.WideText w) {
      return factory.str(w.codePoints());
    }
    throw new IllegalArgumentException("not a code constant: " + constant.getClass().getName());
  }

  private static Object[] makeAll(Object[] items, ConstantFactory factory) {
    Object[] made = new Object[items.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = make(items[i], factory);
    }
    return made;
  }
}
