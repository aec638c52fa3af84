package dev.dormouse.script;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values on their way between the languages; called with an interpreter current. */
final class Conversions {
  /** Returned by {@link #cost} for what cannot be had. */
  static final int IMPOSSIBLE = -1;

  private Conversions() {}

  // to Python

  static PyObject toPython(Object o) {
    if (o == null) {
      return PyObject.NONE;
    }
    if (o instanceof PythonValue v) {
      return v.objectFor(Dormouse.current());
    }
    if (o instanceof CharSequence || o instanceof Character) {
      return PyStr.of(o.toString());
    }
    if (o instanceof Boolean b) {
      return PyBool.of(b);
    }
    if (o instanceof Integer || o instanceof Long || o instanceof Short || o instanceof Byte) {
      return PyInt.of(((Number) o).longValue());
    }
    if (o instanceof Double || o instanceof Float) {
      return PyFloat.of(((Number) o).doubleValue());
    }
    if (o instanceof BigInteger i) {
      return PyInt.of(i);
    }
    if (o instanceof byte[] bytes) {
      return PyBytes.of(bytes.clone());
    }
    if (o instanceof List<?> list) {
      return copy(list);
    }
    if (o instanceof Map<?, ?> map) {
      PyDict dict = new PyDict();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        dict.put(toPython(e.getKey()), toPython(e.getValue()));
      }
      return dict;
    }
    if (o instanceof Set<?> set) {
      return Abstract.call(PySet.TYPE, copy(set));
    }
    if (o.getClass().isArray()) {
      PyList list = new PyList();
      for (int i = 0; i < Array.getLength(o); i++) {
        list.add(toPython(Array.get(o, i)));
      }
      return list;
    }
    return new JavaObject(o);
  }

  private static PyList copy(Collection<?> elements) {
    PyList list = new PyList();
    for (Object element : elements) {
      list.add(toPython(element));
    }
    return list;
  }

  // to Java

  /** The Java value that is meant where no type is asked for. */
  static Object toJava(PyObject o) {
    if (o == PyObject.NONE) {
      return null;
    }
    if (o instanceof PyStr s) {
      return s.value();
    }
    if (o instanceof PyBool) {
      return o == PyBool.TRUE;
    }
    if (o instanceof PyInt i) {
      if (i.isBig()) {
        return i.bigValue();
      }
      long n = i.longValue();
      if (n == (int) n) {
        return (int) n;
      }
      return n;
    }
    if (o instanceof PyFloat f) {
      return f.value;
    }
    if (o instanceof PyBytes) {
      return bytes(o);
    }
    if (o instanceof JavaObject j) {
      return j.object;
    }
    PythonValue value = new PythonValue(Dormouse.current(), o);
    if (o instanceof PyList || o instanceof PyTuple) {
      return value.asList();
    }
    return o instanceof PyDict ? value.asMap() : value;
  }

  private static byte[] bytes(PyObject o) {
    Buffer b = o.type.ops.getBuffer(o, 0);
    try {
      return b.toByteArray();
    } finally {
      b.release();
    }
  }

  /** How far a Python object is from a Java type: 0 is next to it; for choosing an overload. */
  static int cost(PyObject o, Class<?> type) {
    if (type == PythonValue.class) {
      return 1;
    }
    if (o == PyObject.NONE) {
      return type.isPrimitive() ? IMPOSSIBLE : 0;
    }
    if (o instanceof JavaObject j) {
      return type.isInstance(j.object) ? type == Object.class ? 5 : 0 : IMPOSSIBLE;
    }
    if (o instanceof PyStr s) {
      if (type == String.class || type == CharSequence.class) {
        return 0;
      }
      boolean one = s.value().length() == 1;
      return one && (type == char.class || type == Character.class) ? 1 : any(type);
    }
    if (o instanceof PyBool) {
      return type == boolean.class || type == Boolean.class ? 0 : any(type);
    }
    if (o instanceof PyInt i) {
      return integerCost(i, type);
    }
    if (o instanceof PyFloat) {
      return type == double.class || type == Double.class
          ? 0
          : type == float.class || type == Float.class ? 1 : any(type);
    }
    if (o instanceof PyBytes && type == byte[].class) {
      return 0;
    }
    boolean sequence = o instanceof PyList || o instanceof PyTuple;
    if (sequence && (type == List.class || type == Collection.class || type == Iterable.class)) {
      return 0;
    }
    if (sequence && type.isArray()) {
      return 2;
    }
    if (o instanceof PyDict && type == Map.class) {
      return 0;
    }
    if (o instanceof PySet && (type == Set.class || type == Collection.class)) {
      return 0;
    }
    return type.isInterface() && Abstract.isCallable(o) ? 3 : any(type);
  }

  private static int any(Class<?> type) {
    return type == Object.class ? 6 : IMPOSSIBLE;
  }

  private static int integerCost(PyInt i, Class<?> type) {
    if (type == BigInteger.class) {
      return i.isBig() ? 0 : 3;
    }
    if (type == double.class || type == Double.class) {
      return 4;
    }
    if (i.isBig()) {
      return any(type);
    }
    long n = i.longValue();
    if (type == int.class || type == Integer.class) {
      return n == (int) n ? 0 : IMPOSSIBLE;
    }
    if (type == long.class || type == Long.class) {
      return 1;
    }
    if (type == short.class || type == Short.class) {
      return n == (short) n ? 2 : IMPOSSIBLE;
    }
    if (type == byte.class || type == Byte.class) {
      return n == (byte) n ? 2 : IMPOSSIBLE;
    }
    if (type == float.class || type == Float.class) {
      return 5;
    }
    return type == Number.class ? 5 : any(type);
  }

  /** A Python object as a Java type; TypeError if it cannot be one. */
  static Object toJava(PyObject o, Class<?> type) {
    if (type == PythonValue.class) {
      return new PythonValue(Dormouse.current(), o);
    }
    if (cost(o, type) == IMPOSSIBLE) {
      throw Errors.typeError(
          "a Java " + type.getTypeName() + " is required, not '" + o.type.name() + "'");
    }
    if (o instanceof PyInt i && !(o instanceof PyBool) && type != Object.class) {
      return number(i, type);
    }
    if (o instanceof PyFloat f && (type == float.class || type == Float.class)) {
      return (float) f.value;
    }
    if (o instanceof PyStr s && (type == char.class || type == Character.class)) {
      return s.value().charAt(0);
    }
    if (type.isArray() && (o instanceof PyList || o instanceof PyTuple)) {
      PyObject[] items = Abstract.toArray(o);
      Object array = Array.newInstance(type.getComponentType(), items.length);
      for (int k = 0; k < items.length; k++) {
        Array.set(array, k, toJava(items[k], type.getComponentType()));
      }
      return array;
    }
    if (o instanceof PySet) {
      return new PythonValue(Dormouse.current(), o).asSet();
    }
    Object plain = toJava(o);
    if (plain instanceof PythonValue v && type.isInterface()) {
      return v.asInterface(type);
    }
    return plain;
  }

  private static Object number(PyInt i, Class<?> type) {
    if (type == BigInteger.class) {
      return i.bigValue();
    }
    if (type == double.class || type == Double.class) {
      return i.isBig() ? i.bigValue().doubleValue() : (double) i.longValue();
    }
    if (type == float.class || type == Float.class) {
      return i.isBig() ? i.bigValue().floatValue() : (float) i.longValue();
    }
    long n = i.longValue();
    if (type == long.class || type == Long.class) {
      return n;
    }
    if (type == short.class || type == Short.class) {
      return (short) n;
    }
    if (type == byte.class || type == Byte.class) {
      return (byte) n;
    }
    return type == int.class || type == Integer.class ? (Object) (int) n : toJava(i);
  }
}
