package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A Python function that C can call, as long as this object lives. */
final class Callback {
  /** What a method handle of the JVM can take, less a few of its own. */
  private static final int MOST_ARGUMENTS = 120;

  private final Interpreter interpreter = Interpreter.current();
  private final PyObject function;
  private final CType[] parameters;
  private final PyType[] classes;

  /** Null for none. */
  private final CType result;

  private final int flags;
  private final MemorySegment stub;

  Callback(PyObject function, CType signature) {
    this.function = function;
    this.flags = signature.flags;
    int n = signature.argtypes.length;
    if (n > MOST_ARGUMENTS) {
      throw Errors.missingFeature("callbacks with more than " + MOST_ARGUMENTS + " arguments");
    }
    parameters = new CType[n];
    classes = new PyType[n];
    MemoryLayout[] layouts = new MemoryLayout[n];
    for (int i = 0; i < n; i++) {
      CType c = CType.of(signature.argtypes[i]);
      if (c == null) {
        throw Errors.typeError("invalid type for an argument of a callback");
      }
      parameters[i] = c;
      classes[i] = (PyType) signature.argtypes[i];
      layouts[i] = Signature.widened(c);
    }
    PyObject restype = signature.restype;
    if (restype == null || restype == PyObject.NONE) {
      result = null;
    } else {
      result = CType.of(restype);
      if (result == null
          || result.kind != CType.Kind.SIMPLE && result.kind != CType.Kind.FUNCTION) {
        throw Errors.typeError("invalid result type for callback function");
      }
    }
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(layouts)
            : FunctionDescriptor.of(Signature.widened(result), layouts);
    stub = Linker.nativeLinker().upcallStub(target(descriptor, n), descriptor, Arena.ofAuto());
  }

  private MethodHandle target(FunctionDescriptor descriptor, int n) {
    try {
      MethodHandle run =
          MethodHandles.lookup()
              .findVirtual(
                  Callback.class, "run", MethodType.methodType(Object.class, Object[].class));
      return run.bindTo(this).asCollector(Object[].class, n).asType(descriptor.toMethodType());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  long address() {
    return stub.address();
  }

  /** What C calls. No exception may leave: it would end the process. */
  private Object run(Object[] args) {
    boolean foreign = ThreadState.currentOrNull() == null;
    boolean released = (flags & ForeignCall.PYTHON_API) == 0;
    if (foreign) {
      interpreter.enter();
    } else if (released) {
      interpreter.acquireLock();
    }
    try {
      return called(args);
    } catch (StackOverflowError e) {
      return zero();
    } finally {
      if (foreign) {
        interpreter.leave();
      } else if (released) {
        interpreter.releaseLock();
      }
    }
  }

  private Object called(Object[] args) {
    try {
      PyObject[] given = new PyObject[args.length];
      for (int i = 0; i < given.length; i++) {
        given[i] = argument(parameters[i], classes[i], args[i]);
      }
      return converted(Abstract.call(function, given));
    } catch (PyException e) {
      interpreter.unraisable(e, function, "on calling ctypes callback function");
      return zero();
    }
  }

  private Object converted(PyObject answer) {
    if (result == null) {
      return null;
    }
    try {
      MemorySegment memory = PyCData.allocate(16, 16);
      if (result.kind == CType.Kind.FUNCTION) {
        return answer instanceof PyCFuncPtr f ? f.pointer() : 0L;
      }
      Kept kept = Scalars.set(memory, result.code, false, answer);
      if (kept.hidden() != null) {
        Errors.warn(Exceptions.RuntimeWarning, "memory leak in callback function.", 1);
        CtypesModule.leak(kept.hidden());
      }
      long bits = Scalars.bits(memory, result.code == 'f' ? 'i' : result.code, false);
      return switch (result.code) {
        case 'f' -> Float.intBitsToFloat((int) bits);
        case 'd' -> Double.longBitsToDouble(bits);
        default -> Scalars.size(result.code) == 8 ? (Object) bits : (Object) (int) bits;
      };
    } catch (PyException e) {
      interpreter.unraisable(e, function, "on converting result of ctypes callback function");
      return zero();
    }
  }

  private Object zero() {
    if (result == null) {
      return null;
    }
    if (result.kind != CType.Kind.SIMPLE) {
      return 0L;
    }
    return switch (result.code) {
      case 'f' -> 0f;
      case 'd' -> 0d;
      default -> Scalars.size(result.code) == 8 ? (Object) 0L : (Object) 0;
    };
  }

  private static PyObject argument(CType c, PyType cls, Object value) {
    MemorySegment memory = PyCData.allocate(Math.max(c.size, 8), 16);
    switch (value) {
      case Integer i -> memory.set(ValueLayout.JAVA_INT, 0, i);
      case Long l -> memory.set(ValueLayout.JAVA_LONG, 0, l);
      case Float f -> memory.set(ValueLayout.JAVA_FLOAT, 0, f);
      case Double d -> memory.set(ValueLayout.JAVA_DOUBLE, 0, d);
      default -> memory.copyFrom((MemorySegment) value);
    }
    if (CType.readsAsValue(cls, c)) {
      return Scalars.get(memory, c.code, false);
    }
    PyCData made = PyCData.fresh(cls);
    MemorySegment.copy(memory, 0, made.memory, 0, c.size);
    return made;
  }
}
