package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Errors;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** How a function is called that takes or returns more than a few integers. */
final class Signature {
  /**
   * Process-wide, since linking costs 20 ms and code that was linked is never unloaded; the values
   * are immutable.
   */
  private static final ConcurrentHashMap<FunctionDescriptor, Signature> LINKED =
      new ConcurrentHashMap<>();

  private static final StructLayout STATE = Linker.Option.captureStateLayout();

  private final FunctionDescriptor descriptor;
  private final MethodHandle handle;

  private Signature(FunctionDescriptor descriptor) {
    this.descriptor = descriptor;
    this.handle =
        Linker.nativeLinker().downcallHandle(descriptor, Linker.Option.captureCallState("errno"));
  }

  static Signature of(char[] codes, PyCData[] structs, char nothing, CType result) {
    FunctionDescriptor d = descriptor(codes, structs, nothing, result);
    Signature known = LINKED.get(d);
    if (known == null) {
      known = new Signature(d);
      LINKED.put(d, known);
    }
    return known;
  }

  private static FunctionDescriptor descriptor(
      char[] codes, PyCData[] structs, char nothing, CType result) {
    MemoryLayout[] parameters = new MemoryLayout[codes.length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = codes[i] == 0 ? layout(structs[i].ctype()) : value(codes[i]);
    }
    if (nothing == 'v') {
      return FunctionDescriptor.ofVoid(parameters);
    }
    return FunctionDescriptor.of(
        result == null ? ValueLayout.JAVA_INT : widened(result), parameters);
  }

  /** The layout of a parameter or result; small integers are passed as int. */
  static MemoryLayout widened(CType c) {
    return switch (c.kind) {
      case STRUCT, UNION -> layout(c);
      case SIMPLE -> {
        if (c.code == 'g') {
          throw Errors.missingFeature("long double in foreign functions");
        }
        yield value(
            c.code == 'f' || c.code == 'd' ? c.code : Scalars.size(c.code) == 8 ? 'q' : 'i');
      }
      default -> ValueLayout.JAVA_LONG;
    };
  }

  private static ValueLayout value(char code) {
    return switch (code) {
      case 'i' -> ValueLayout.JAVA_INT;
      case 'f' -> ValueLayout.JAVA_FLOAT;
      case 'd' -> ValueLayout.JAVA_DOUBLE;
      default -> ValueLayout.JAVA_LONG;
    };
  }

  private static MemoryLayout layout(CType c) {
    List<CType.Scalar> scalars = CtypesModule.scalars(c);
    List<MemoryLayout> members = new ArrayList<>();
    long at = 0;
    for (CType.Scalar s : scalars) {
      if (s.offset() < at) {
        throw Errors.missingFeature("unions and bit fields by value in foreign functions");
      }
      if (s.offset() > at) {
        members.add(MemoryLayout.paddingLayout(s.offset() - at));
      }
      int size = Scalars.size(s.code());
      MemoryLayout member =
          switch (size) {
            case 1 -> ValueLayout.JAVA_BYTE;
            case 2 -> ValueLayout.JAVA_SHORT;
            case 4 -> s.code() == 'f' ? ValueLayout.JAVA_FLOAT : ValueLayout.JAVA_INT;
            case 8 -> s.code() == 'd' ? ValueLayout.JAVA_DOUBLE : ValueLayout.JAVA_LONG;
            default -> throw Errors.missingFeature("long double in foreign functions");
          };
      members.add(s.offset() % size == 0 ? member : member.withByteAlignment(1));
      at = s.offset() + size;
    }
    if (c.size > at) {
      members.add(MemoryLayout.paddingLayout(c.size - at));
    }
    return MemoryLayout.structLayout(members.toArray(new MemoryLayout[0]));
  }

  FunctionDescriptor descriptor() {
    return descriptor;
  }

  /** Calls, puts the result into {@code returned}, and answers errno. */
  int call(long address, Arena arena, Object[] values, MemorySegment returned) {
    MemorySegment state = arena.allocate(STATE);
    List<Object> all = new ArrayList<>(values.length + 3);
    all.add(MemorySegment.ofAddress(address));
    if (handle.type().parameterType(1) == SegmentAllocator.class) {
      all.add(arena);
    }
    all.add(state);
    all.addAll(List.of(values));
    Object result;
    try {
      result = handle.invokeWithArguments(all);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    store(result, returned);
    return state.get(
        ValueLayout.JAVA_INT, STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
  }

  private static void store(Object result, MemorySegment returned) {
    switch (result) {
      case null -> {}
      case Integer i -> returned.set(ValueLayout.JAVA_LONG, 0, i);
      case Long l -> returned.set(ValueLayout.JAVA_LONG, 0, l);
      case Float f -> returned.set(ValueLayout.JAVA_FLOAT, 0, f);
      case Double d -> returned.set(ValueLayout.JAVA_DOUBLE, 0, d);
      default -> returned.copyFrom((MemorySegment) result);
    }
  }
}
