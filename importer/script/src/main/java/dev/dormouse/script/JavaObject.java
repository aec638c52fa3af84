package dev.dormouse.script;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Java object in Python; see {@link Dormouse#wrap}. */
@BuiltinType(
    name = "JavaObject",
    ops = JavaObject.JavaOps.class,
    doc = "An object of the Java program: its public members are attributes.")
final class JavaObject extends PyObject {
  static final PyType TYPE =
      PyType.builtin("JavaObject", PyType.OBJECT, new JavaOps(), new JavaObjectTable())
          .in("dormouse")
          .with(PyType.SEQUENCE);

  final Object object;

  JavaObject(Object object) {
    super(TYPE);
    this.object = object;
  }

  @Method(name = "__dir__", doc = "The names of the public members.")
  static PyObject dir(JavaObject self) {
    PyList names = new PyList();
    for (String name : JavaMembers.names(self.object)) {
      names.add(PyStr.of(name));
    }
    return names;
  }

  private static boolean isDunder(String name) {
    return name.startsWith("__") && name.endsWith("__");
  }

  /** What Python's operations mean for Java objects that have something like them. */
  static final class JavaOps extends Ops {
    private static Object java(PyObject o) {
      return ((JavaObject) o).object;
    }

    @Override
    public PyObject getAttribute(PyObject o, PyStr name) {
      if (isDunder(name.value())) {
        return super.getAttribute(o, name);
      }
      return JavaMembers.get(java(o), name.value());
    }

    @Override
    public void setAttribute(PyObject o, PyStr name, PyObject value) {
      if (value == null || !JavaMembers.set(java(o), name.value(), value)) {
        throw noAttribute(o, name);
      }
    }

    @Override
    public PyException noAttribute(PyObject o, PyStr name) {
      return Errors.of(
          Exceptions.AttributeError,
          "'"
              + java(o).getClass().getTypeName()
              + "' object has no attribute '"
              + name.value()
              + "'");
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      return JavaMembers.call(java(o), args, kwnames);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of(
          "<Java " + java(o).getClass().getTypeName() + ": " + JavaMembers.text(java(o)) + ">");
    }

    @Override
    public PyObject str(PyObject o) {
      return PyStr.of(JavaMembers.text(java(o)));
    }

    @Override
    public long hash(PyObject o) {
      return java(o).hashCode();
    }

    @Override
    public PyObject richCompare(PyObject a, PyObject b, int op) {
      if (b instanceof JavaObject other && (op == Abstract.EQ || op == Abstract.NE)) {
        return PyBool.of(java(a).equals(other.object) == (op == Abstract.EQ));
      }
      return NOT_IMPLEMENTED;
    }

    @Override
    public boolean bool(PyObject o) {
      Object j = java(o);
      return j instanceof Collection<?> c
          ? !c.isEmpty()
          : !(j instanceof Map<?, ?> m && m.isEmpty());
    }

    private static PyException unable(PyObject o, String what) {
      return Errors.typeError("'" + java(o).getClass().getTypeName() + "' object " + what);
    }

    @Override
    public int length(PyObject o) {
      Object j = java(o);
      if (j instanceof Collection<?> c) {
        return c.size();
      }
      if (j instanceof Map<?, ?> m) {
        return m.size();
      }
      if (j.getClass().isArray()) {
        return Array.getLength(j);
      }
      throw Errors.typeError("object of type '" + j.getClass().getTypeName() + "' has no len()");
    }

    @Override
    public boolean contains(PyObject o, PyObject item) {
      Object wanted = Conversions.toJava(item);
      Object j = java(o);
      if (j instanceof Collection<?> c) {
        return c.contains(wanted);
      }
      if (j instanceof Map<?, ?> m) {
        return m.containsKey(wanted);
      }
      if (j.getClass().isArray()) {
        for (int i = 0; i < Array.getLength(j); i++) {
          if (Objects.equals(Array.get(j, i), wanted)) {
            return true;
          }
        }
        return false;
      }
      throw Errors.typeError(
          "argument of type '" + j.getClass().getTypeName() + "' is not iterable");
    }

    private int index(PyObject o, PyObject key) {
      int length = length(o);
      int i = Abstract.toIndex(key);
      i += i < 0 ? length : 0;
      if (i < 0 || i >= length) {
        throw Errors.of(Exceptions.IndexError, "index out of range");
      }
      return i;
    }

    @Override
    public PyObject getItem(PyObject o, PyObject key) {
      Object j = java(o);
      if (j instanceof List<?> list) {
        return Conversions.toPython(list.get(index(o, key)));
      }
      if (j instanceof Map<?, ?> map) {
        Object k = Conversions.toJava(key);
        Object found = map.get(k);
        if (found == null && !map.containsKey(k)) {
          throw Errors.keyError(key);
        }
        return Conversions.toPython(found);
      }
      if (j.getClass().isArray()) {
        return Conversions.toPython(Array.get(j, index(o, key)));
      }
      throw unable(o, "is not subscriptable");
    }

    @SuppressWarnings("unchecked")
    @Override
    public void setItem(PyObject o, PyObject key, PyObject value) {
      Object j = java(o);
      try {
        if (j instanceof List<?> list) {
          int i = index(o, key);
          if (value == null) {
            list.remove(i);
          } else {
            ((List<Object>) list).set(i, Conversions.toJava(value));
          }
        } else if (j instanceof Map<?, ?> map) {
          Object k = Conversions.toJava(key);
          if (value != null) {
            ((Map<Object, Object>) map).put(k, Conversions.toJava(value));
          } else if (map.containsKey(k)) {
            map.remove(k);
          } else {
            throw Errors.keyError(key);
          }
        } else if (j.getClass().isArray() && value != null) {
          Class<?> element = j.getClass().getComponentType();
          Array.set(j, index(o, key), Conversions.toJava(value, element));
        } else {
          throw unable(o, "does not support item " + (value == null ? "deletion" : "assignment"));
        }
      } catch (UnsupportedOperationException | ClassCastException e) {
        throw JavaMembers.raised(e);
      }
    }

    @Override
    public PyObject iter(PyObject o) {
      Object j = java(o);
      Iterator<?> iterator =
          j instanceof Iterable<?> it
              ? it.iterator()
              : j instanceof Map<?, ?> m ? m.keySet().iterator() : null;
      if (iterator != null) {
        return new JavaIterator(iterator);
      }
      if (j.getClass().isArray()) {
        return Abstract.iter(Conversions.toPython(j));
      }
      throw unable(o, "is not iterable");
    }
  }

  /** A Java iterator in Python. */
  @BuiltinType(
      name = "JavaIterator",
      ops = JavaIteratorOps.class,
      doc = "An iterator of the Java program.")
  static final class JavaIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "JavaIterator",
                PyType.OBJECT,
                new JavaIteratorOps(),
                new JavaObjectJavaIteratorTable())
            .in("dormouse");

    private final Iterator<?> iterator;

    JavaIterator(Iterator<?> iterator) {
      super(TYPE);
      this.iterator = iterator;
    }
  }

  /** Null is the end, as everywhere in the runtime. */
  static final class JavaIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Iterator<?> iterator = ((JavaIterator) o).iterator;
      try {
        return iterator.hasNext() ? Conversions.toPython(iterator.next()) : null;
      } catch (PyException e) {
        throw e;
      } catch (RuntimeException e) {
        throw JavaMembers.raised(e);
      }
    }
  }

  /** Methods of one name of one object. */
  @BuiltinType(
      name = "JavaMethod",
      ops = JavaMethodOps.class,
      doc = "The methods of one name of an object of the Java program.")
  static final class JavaMethod extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "JavaMethod", PyType.OBJECT, new JavaMethodOps(), new JavaObjectJavaMethodTable())
            .in("dormouse");

    final Object object;
    final java.lang.reflect.Method[] methods;

    JavaMethod(Object object, java.lang.reflect.Method[] methods) {
      super(TYPE);
      this.object = object;
      this.methods = methods;
    }
  }

  /** Calls choose among the overloads. */
  static final class JavaMethodOps extends Ops {
    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      JavaMethod m = (JavaMethod) o;
      return JavaMembers.invoke(m.object, Arrays.asList(m.methods), args, kwnames);
    }

    @Override
    public PyObject repr(PyObject o) {
      JavaMethod m = (JavaMethod) o;
      return PyStr.of(
          "<Java method "
              + m.methods[0].getDeclaringClass().getTypeName()
              + "."
              + m.methods[0].getName()
              + ">");
    }
  }
}
