package dev.dormouse.runtime.objects;

/**
 * The operations of classes defined in Python: every slot looks for the special method in the MRO
 * (through {@link PyType#special}, which remembers). When that method is a builtin base's own, its
 * slot is called directly, so a class that overrides nothing pays one look-up. Stateless; the class
 * is the object's.
 *
 * <p>Follows the {@code slot_*} functions of CPython's {@code Objects/typeobject.c}.
 */
final class HeapOps extends Ops {
  static final HeapOps INSTANCE = new HeapOps();

  private HeapOps() {}

  private PyObject binarySlot(int op, PyObject v, PyObject w) {
    PyType tv = v.type;
    PyType tw = w.type;
    boolean otherToo = tv != tw && tw.ops == this && tw.has(op);
    int id = Slot.wrapperOfBinary(op);
    if (tv.ops == this && tv.has(op)) {
      if (otherToo && tw.isSubtype(tv)) {
        PyObject reflected = tw.special(id + 1);
        if (reflected != null && reflected != tv.special(id + 1)) {
          PyObject r = callSpecial(reflected, w, v);
          if (r != PyObject.NOT_IMPLEMENTED) {
            return r;
          }
          otherToo = false;
        }
      }
      PyObject f = tv.special(id);
      if (f != null) {
        PyObject r = callSpecial(f, v, w);
        if (r != PyObject.NOT_IMPLEMENTED || tv == tw) {
          return r;
        }
      }
    }
    if (otherToo || tv.ops != this) {
      PyObject f = tw.ops == this ? tw.special(id + 1) : null;
      if (f != null) {
        return callSpecial(f, w, v);
      }
    }
    return PyObject.NOT_IMPLEMENTED;
  }

  private PyObject inplaceSlot(int op, PyObject v, PyObject w) {
    PyObject f = v.type.special(Slot.W_IADD + op);
    return f == null ? PyObject.NOT_IMPLEMENTED : callSpecial(f, v, w);
  }

  /** Calls a special method found on the type of {@code self}. */
  private static PyObject callSpecial(PyObject f, PyObject self, PyObject arg) {
    if (f instanceof PyWrapperDescr d) {
      return SlotWrappers.call(d.owner, d.id, self, new PyObject[] {arg}, null);
    }
    if (f.type.has(Slot.DESCR_GET) && (f.type.flags & PyType.METHOD_DESCRIPTOR) == 0) {
      return Abstract.call(f.type.ops.descrGet(f, self, self.type), arg);
    }
    // A method set to None is called, too, and so raises TypeError: that is how a class refuses an
    // operation.
    return callMethod(f, self, new PyObject[] {arg}, null);
  }

  private static boolean blocked(PyObject f) {
    return f == PyObject.NONE;
  }

  /** Calls {@code f}, found on the type of {@code self}, as a method. */
  private static PyObject callMethod(PyObject f, PyObject self, PyObject[] args, PyStr[] kwnames) {
    if ((f.type.flags & PyType.METHOD_DESCRIPTOR) != 0) {
      PyObject[] all = new PyObject[args.length + 1];
      all[0] = self;
      System.arraycopy(args, 0, all, 1, args.length);
      return f.type.ops.call(f, all, kwnames);
    }
    PyObject bound = f.type.has(Slot.DESCR_GET) ? f.type.ops.descrGet(f, self, self.type) : f;
    return Abstract.call(bound, args, kwnames);
  }

  private static PyObject required(PyObject o, int wrapper) {
    PyObject f = o.type.special(wrapper);
    if (f == null) {
      throw Errors.attributeError(Slot.wrapperName(wrapper).value(), o, Slot.wrapperName(wrapper));
    }
    return f;
  }

  private static PyObject unary(PyObject o, int wrapper) {
    return callMethod(required(o, wrapper), o, PyObject.NO_ARGS, null);
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return binarySlot(Slot.ADD, v, w);
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return binarySlot(Slot.SUBTRACT, v, w);
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    return binarySlot(Slot.MULTIPLY, v, w);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return binarySlot(Slot.REMAINDER, v, w);
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    return binarySlot(Slot.TRUE_DIVIDE, v, w);
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    return binarySlot(Slot.FLOOR_DIVIDE, v, w);
  }

  @Override
  public PyObject lshift(PyObject v, PyObject w) {
    return binarySlot(Slot.LSHIFT, v, w);
  }

  @Override
  public PyObject rshift(PyObject v, PyObject w) {
    return binarySlot(Slot.RSHIFT, v, w);
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    return binarySlot(Slot.AND, v, w);
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    return binarySlot(Slot.XOR, v, w);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return binarySlot(Slot.OR, v, w);
  }

  @Override
  public PyObject matrixMultiply(PyObject v, PyObject w) {
    return binarySlot(Slot.MATRIX_MULTIPLY, v, w);
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    return binarySlot(Slot.DIVMOD, v, w);
  }

  @Override
  public PyObject inplaceAdd(PyObject v, PyObject w) {
    return inplaceSlot(Slot.ADD, v, w);
  }

  @Override
  public PyObject inplaceSubtract(PyObject v, PyObject w) {
    return inplaceSlot(Slot.SUBTRACT, v, w);
  }

  @Override
  public PyObject inplaceMultiply(PyObject v, PyObject w) {
    return inplaceSlot(Slot.MULTIPLY, v, w);
  }

  @Override
  public PyObject inplaceRemainder(PyObject v, PyObject w) {
    return inplaceSlot(Slot.REMAINDER, v, w);
  }

  @Override
  public PyObject inplaceTrueDivide(PyObject v, PyObject w) {
    return inplaceSlot(Slot.TRUE_DIVIDE, v, w);
  }

  @Override
  public PyObject inplaceFloorDivide(PyObject v, PyObject w) {
    return inplaceSlot(Slot.FLOOR_DIVIDE, v, w);
  }

  @Override
  public PyObject inplaceLshift(PyObject v, PyObject w) {
    return inplaceSlot(Slot.LSHIFT, v, w);
  }

  @Override
  public PyObject inplaceRshift(PyObject v, PyObject w) {
    return inplaceSlot(Slot.RSHIFT, v, w);
  }

  @Override
  public PyObject inplaceAnd(PyObject v, PyObject w) {
    return inplaceSlot(Slot.AND, v, w);
  }

  @Override
  public PyObject inplaceXor(PyObject v, PyObject w) {
    return inplaceSlot(Slot.XOR, v, w);
  }

  @Override
  public PyObject inplaceOr(PyObject v, PyObject w) {
    return inplaceSlot(Slot.OR, v, w);
  }

  @Override
  public PyObject inplaceMatrixMultiply(PyObject v, PyObject w) {
    return inplaceSlot(Slot.MATRIX_MULTIPLY, v, w);
  }

  @Override
  public PyObject inplacePower(PyObject v, PyObject w) {
    return inplaceSlot(Slot.POWER, v, w);
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    if (modulo == PyObject.NONE) {
      return binarySlot(Slot.POWER, v, w);
    }
    PyObject f = v.type.ops == this ? v.type.special(2 * Slot.POWER) : null;
    return f == null
        ? PyObject.NOT_IMPLEMENTED
        : callMethod(f, v, new PyObject[] {w, modulo}, null);
  }

  @Override
  public PyObject negative(PyObject o) {
    PyObject f = o.type.special(Slot.W_NEG);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_NEG
        ? d.owner.ops.negative(o)
        : unary(o, Slot.W_NEG);
  }

  @Override
  public PyObject positive(PyObject o) {
    PyObject f = o.type.special(Slot.W_POS);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_POS
        ? d.owner.ops.positive(o)
        : unary(o, Slot.W_POS);
  }

  @Override
  public PyObject absolute(PyObject o) {
    PyObject f = o.type.special(Slot.W_ABS);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_ABS
        ? d.owner.ops.absolute(o)
        : unary(o, Slot.W_ABS);
  }

  @Override
  public PyObject invert(PyObject o) {
    PyObject f = o.type.special(Slot.W_INVERT);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_INVERT
        ? d.owner.ops.invert(o)
        : unary(o, Slot.W_INVERT);
  }

  @Override
  public PyObject toInt(PyObject o) {
    PyObject f = o.type.special(Slot.W_INT);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_INT
        ? d.owner.ops.toInt(o)
        : unary(o, Slot.W_INT);
  }

  @Override
  public PyObject toFloat(PyObject o) {
    PyObject f = o.type.special(Slot.W_FLOAT);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_FLOAT
        ? d.owner.ops.toFloat(o)
        : unary(o, Slot.W_FLOAT);
  }

  @Override
  public PyObject index(PyObject o) {
    PyObject f = o.type.special(Slot.W_INDEX);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_INDEX
        ? d.owner.ops.index(o)
        : unary(o, Slot.W_INDEX);
  }

  @Override
  public boolean bool(PyObject o) {
    PyObject f = o.type.special(Slot.W_BOOL);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.bool(o);
    }
    if (f == null) {
      return length(o) != 0;
    }
    PyObject r = callMethod(f, o, PyObject.NO_ARGS, null);
    if (!(r instanceof PyBool b)) {
      throw Errors.typeError("__bool__ should return bool, returned " + r.type.name());
    }
    return b.truth();
  }

  @Override
  public int length(PyObject o) {
    PyObject f = o.type.special(Slot.W_LEN);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.length(o);
    }
    PyObject r = unary(o, Slot.W_LEN);
    PyInt n = Abstract.index(r);
    if (n.isNegative()) {
      throw Errors.valueError("__len__() should return >= 0");
    }
    return Abstract.toJavaSize(n);
  }

  /** The length of an instance of a heap type, which may be more than a Java int holds. */
  static long longLength(PyObject o) {
    PyObject f = o.type.special(Slot.W_LEN);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.length(o);
    }
    PyInt n = Abstract.index(unary(o, Slot.W_LEN));
    if (n.isNegative()) {
      throw Errors.valueError("__len__() should return >= 0");
    }
    if (n.isBig()) {
      throw Errors.overflowError("cannot fit 'int' into an index-sized integer");
    }
    return n.longValue();
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    PyObject f = v.type.special(Slot.W_ADD);
    return f instanceof PyWrapperDescr d ? d.owner.ops.concat(v, w) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    PyObject f = o.type.special(2 * Slot.MULTIPLY);
    return f instanceof PyWrapperDescr d
        ? d.owner.ops.repeat(o, count)
        : callMethod(required(o, 2 * Slot.MULTIPLY), o, new PyObject[] {PyInt.of(count)}, null);
  }

  @Override
  public PyObject inplaceConcat(PyObject v, PyObject w) {
    PyObject f = v.type.special(Slot.W_IADD);
    return f instanceof PyWrapperDescr d
        ? d.owner.ops.inplaceConcat(v, w)
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject inplaceRepeat(PyObject o, int count) {
    PyObject f = o.type.special(Slot.W_IADD + Slot.MULTIPLY);
    return f instanceof PyWrapperDescr d
        ? d.owner.ops.inplaceRepeat(o, count)
        : callMethod(
            required(o, Slot.W_IADD + Slot.MULTIPLY), o, new PyObject[] {PyInt.of(count)}, null);
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    PyObject f = o.type.special(Slot.W_CONTAINS);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.contains(o, item);
    }
    if (f == null) {
      return Abstract.iterContains(o, item);
    }
    if (blocked(f)) {
      throw Errors.typeError("'" + o.type.name() + "' object is not a container");
    }
    return Abstract.isTrue(callMethod(f, o, new PyObject[] {item}, null));
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyObject f = required(o, Slot.W_GETITEM);
    return f instanceof PyWrapperDescr d
        ? d.owner.ops.getItem(o, key)
        : callMethod(f, o, new PyObject[] {key}, null);
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    int wrapper = value == null ? Slot.W_DELITEM : Slot.W_SETITEM;
    PyObject f = required(o, wrapper);
    if (f instanceof PyWrapperDescr d) {
      d.owner.ops.setItem(o, key, value);
    } else {
      callMethod(f, o, value == null ? new PyObject[] {key} : new PyObject[] {key, value}, null);
    }
  }

  @Override
  public PyObject repr(PyObject o) {
    PyObject f = o.type.special(Slot.W_REPR);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_REPR
        ? d.owner.ops.repr(o)
        : unary(o, Slot.W_REPR);
  }

  @Override
  public PyObject str(PyObject o) {
    PyObject f = o.type.special(Slot.W_STR);
    // A class may say __str__ = int.__repr__, as enumerations do: then the wrapper is of another
    // slot.
    return f instanceof PyWrapperDescr d && d.id == Slot.W_STR
        ? d.owner.ops.str(o)
        : unary(o, Slot.W_STR);
  }

  @Override
  public long hash(PyObject o) {
    PyObject f = o.type.special(Slot.W_HASH);
    if (f instanceof PyWrapperDescr d && d.id == Slot.W_HASH) {
      return d.owner.ops.hash(o);
    }
    if (f == null || blocked(f)) {
      throw Errors.typeError("unhashable type: '" + o.type.name() + "'");
    }
    PyObject r = callMethod(f, o, PyObject.NO_ARGS, null);
    if (!(r instanceof PyInt i)) {
      throw Errors.typeError("__hash__ method should return an integer");
    }
    long h = i.isBig() ? PyInt.TYPE.ops.hash(i) : i.longValue();
    return h == -1 ? -2 : h;
  }

  @Override
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyObject f = o.type.special(Slot.W_CALL);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.call(o, args, kwnames);
    }
    if (f == null) {
      return super.call(o, args, kwnames);
    }
    return callMethod(f, o, args, kwnames);
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    PyType t = o.type;
    if ((t.flags & PyType.CUSTOM_GETATTR) == 0) {
      return ((PyWrapperDescr) t.special(Slot.W_GETATTRIBUTE)).owner.ops.getAttribute(o, name);
    }
    PyObject getattribute = t.special(Slot.W_GETATTRIBUTE);
    PyObject getattr = t.special(Slot.W_GETATTR);
    PyException error = null;
    try {
      PyObject v =
          getattribute instanceof PyWrapperDescr d
              ? d.owner.ops.getAttribute(o, name)
              : callMethod(getattribute, o, new PyObject[] {name}, null);
      if (v != null || getattr == null) {
        return v;
      }
    } catch (PyException e) {
      if (getattr == null || !e.matches(Exceptions.AttributeError)) {
        throw e;
      }
      error = e;
    }
    return callMethod(getattr, o, new PyObject[] {name}, null);
  }

  @Override
  public PyException noAttribute(PyObject o, PyStr name) {
    return o.type.layout.ops.noAttribute(o, name);
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    PyObject f = o.type.special(value == null ? Slot.W_DELATTR : Slot.W_SETATTR);
    if (f instanceof PyWrapperDescr d) {
      d.owner.ops.setAttribute(o, name, value);
    } else {
      callMethod(f, o, value == null ? new PyObject[] {name} : new PyObject[] {name, value}, null);
    }
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    PyObject f = a.type.special(Slot.W_LT + op);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.richCompare(a, b, op);
    }
    if (f == null) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if ((f.type.flags & PyType.METHOD_DESCRIPTOR) != 0 || !f.type.has(Slot.DESCR_GET)) {
      return callSpecial(f, a, b);
    }
    PyObject bound;
    try {
      bound = f.type.ops.descrGet(f, a, a.type);
    } catch (PyException e) {
      // A comparison that cannot be looked up is none, as in CPython.
      return PyObject.NOT_IMPLEMENTED;
    }
    return Abstract.call(bound, b);
  }

  @Override
  public PyObject iter(PyObject o) {
    PyObject f = o.type.special(Slot.W_ITER);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.iter(o);
    }
    if (f == null || blocked(f)) {
      throw Errors.typeError("'" + o.type.name() + "' object is not iterable");
    }
    return callMethod(f, o, PyObject.NO_ARGS, null);
  }

  @Override
  public PyObject next(PyObject o) {
    PyObject f = o.type.special(Slot.W_NEXT);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.next(o);
    }
    if (f == null) {
      // The method went away while somebody iterated.
      throw Errors.typeError("'" + o.type.name() + "' object is not iterable");
    }
    try {
      return unary(o, Slot.W_NEXT);
    } catch (PyException e) {
      // The value matters only to "yield from", which asks Abstract.nextOrValue.
      if (e.isPlainStopIteration()) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
    PyObject f = descr.type.special(Slot.W_GET);
    if (f instanceof PyWrapperDescr d) {
      return d.owner.ops.descrGet(descr, obj, owner);
    }
    if (f == null) {
      return descr;
    }
    PyObject[] args = {obj == null ? PyObject.NONE : obj, owner == null ? PyObject.NONE : owner};
    return callMethod(f, descr, args, null);
  }

  @Override
  public void descrSet(PyObject descr, PyObject obj, PyObject value) {
    int wrapper = value == null ? Slot.W_DELETE : Slot.W_SET;
    PyObject f = descr.type.special(wrapper);
    if (f instanceof PyWrapperDescr d) {
      d.owner.ops.descrSet(descr, obj, value);
    } else {
      required(descr, wrapper);
      callMethod(
          f, descr, value == null ? new PyObject[] {obj} : new PyObject[] {obj, value}, null);
    }
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyObject f = o.type.special(Slot.W_INIT);
    if (f instanceof PyWrapperDescr d) {
      d.owner.ops.init(o, args, kwnames);
      return;
    }
    PyObject r = callMethod(f, o, args, kwnames);
    if (r != PyObject.NONE) {
      throw Errors.typeError("__init__() should return None, not '" + r.type.name() + "'");
    }
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject f = cls.lookup(Names.NEW);
    if (f instanceof PyBuiltinNew n) {
      PyObject made = n.owner.ops.newObject(cls, args, kwnames);
      if (cls.has(Slot.DEL) && made.type == cls) {
        Finalizers.adopt(made);
      }
      return made;
    }
    PyObject bound = f.type.has(Slot.DESCR_GET) ? f.type.ops.descrGet(f, null, cls) : f;
    PyObject[] all = new PyObject[args.length + 1];
    all[0] = cls;
    System.arraycopy(args, 0, all, 1, args.length);
    return Abstract.call(bound, all, kwnames);
  }

  @Override
  public void del(PyObject o) {
    PyObject f = o.type.special(Slot.W_DEL);
    if (f instanceof PyWrapperDescr d) {
      d.owner.ops.del(o);
    } else if (f != null) {
      callMethod(f, o, PyObject.NO_ARGS, null);
    }
  }

  @Override
  public PyObject await(PyObject o) {
    PyObject f = o.type.special(Slot.W_AWAIT);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_AWAIT
        ? d.owner.ops.await(o)
        : unary(o, Slot.W_AWAIT);
  }

  @Override
  public PyObject aiter(PyObject o) {
    PyObject f = o.type.special(Slot.W_AITER);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_AITER
        ? d.owner.ops.aiter(o)
        : unary(o, Slot.W_AITER);
  }

  @Override
  public PyObject anext(PyObject o) {
    PyObject f = o.type.special(Slot.W_ANEXT);
    return f instanceof PyWrapperDescr d && d.id == Slot.W_ANEXT
        ? d.owner.ops.anext(o)
        : unary(o, Slot.W_ANEXT);
  }

  @Override
  public Buffer getBuffer(PyObject o, int flags) {
    return o.type.layout.ops.getBuffer(o, flags);
  }
}
