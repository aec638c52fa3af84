package dev.dormouse.script;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Python object as Java holds it: of one interpreter, alive as long as that is. Two are equal if
 * Python finds the objects equal, and {@code toString} is {@code str()}.
 */
public final class PythonValue {
  private final Dormouse owner;
  final PyObject object;

  PythonValue(Dormouse owner, PyObject object) {
    this.owner = owner;
    this.object = object;
  }

  /** The object for code of {@code user}, which must be the interpreter it is from. */
  PyObject objectFor(Dormouse user) {
    if (owner != user) {
      throw Errors.valueError("a value of another interpreter");
    }
    return object;
  }

  // asking

  public boolean isNone() {
    return object == PyObject.NONE;
  }

  public boolean isCallable() {
    return owner.inside(() -> Abstract.isCallable(object));
  }

  /** Whether Python counts it as true. */
  public boolean isTrue() {
    return owner.inside(() -> Abstract.isTrue(object));
  }

  /** The name of its class. */
  public String typeName() {
    return object.type.name();
  }

  /** {@code repr()} of it. */
  public String repr() {
    return owner.inside(() -> Abstract.repr(object).value());
  }

  // using

  /** Calls it; the arguments are converted as {@link Dormouse#value(Object)} does. */
  public PythonValue call(Object... arguments) {
    return owner.inside(() -> owner.value(owner.call(object, arguments)));
  }

  /** Calls it with arguments by position and by name. */
  public PythonValue call(List<?> arguments, Map<String, ?> named) {
    return owner.inside(
        () -> {
          PyObject[] all = new PyObject[arguments.size() + named.size()];
          PyStr[] names = new PyStr[named.size()];
          int n = 0;
          for (Object argument : arguments) {
            all[n++] = Conversions.toPython(argument);
          }
          int k = 0;
          for (Map.Entry<String, ?> e : named.entrySet()) {
            names[k++] = PyStr.interned(e.getKey());
            all[n++] = Conversions.toPython(e.getValue());
          }
          return owner.value(Abstract.call(object, all, names));
        });
  }

  /** Calls its attribute {@code method}. */
  public PythonValue invoke(String method, Object... arguments) {
    return owner.inside(
        () -> owner.value(owner.call(Abstract.getAttribute(object, method), arguments)));
  }

  /** An attribute; null if it has none of this name. */
  public PythonValue get(String attribute) {
    return owner.inside(
        () -> {
          PyObject found = Abstract.getAttributeOrNull(object, PyStr.interned(attribute));
          return found == null ? null : owner.value(found);
        });
  }

  public void set(String attribute, Object value) {
    owner.inside(
        () -> {
          Abstract.setAttribute(object, PyStr.interned(attribute), Conversions.toPython(value));
          return null;
        });
  }

  /** {@code value[key]}. */
  public PythonValue item(Object key) {
    return owner.inside(() -> owner.value(Abstract.getItem(object, Conversions.toPython(key))));
  }

  /** {@code value[key] = item}. */
  public void setItem(Object key, Object item) {
    owner.inside(
        () -> {
          Abstract.setItem(object, Conversions.toPython(key), Conversions.toPython(item));
          return null;
        });
  }

  // converting

  /**
   * As the Java value it is like: None is null; str, bool, float and bytes are String, Boolean,
   * Double and {@code byte[]}; an int is an Integer, else a Long, else a BigInteger; lists and
   * tuples, dicts are views ({@link #asList}, {@link #asMap}); an object of Java's is itself; all
   * else is this value.
   */
  public Object toJava() {
    return owner.inside(() -> Conversions.toJava(object));
  }

  /**
   * As a Java type: a number type that holds it, boolean, char, String, {@code byte[]}, an array,
   * List, Map, Set, any interface (see {@link #asInterface}), or Object as {@link #toJava} has it.
   *
   * @throws PythonException TypeError if it cannot be one
   */
  @SuppressWarnings("unchecked")
  public <T> T as(Class<T> type) {
    if (type.isInterface() && !(object instanceof JavaObject) && hasMethodsOf(type)) {
      return asInterface(type);
    }
    return (T) owner.inside(() -> Conversions.toJava(object, type));
  }

  public int asInt() {
    return as(int.class);
  }

  public long asLong() {
    return as(long.class);
  }

  public double asDouble() {
    return as(double.class);
  }

  public String asString() {
    return as(String.class);
  }

  /** A view of a sequence: what is set here is set there. */
  public List<Object> asList() {
    return new Items();
  }

  /** A view of a mapping: what is put here is put there. */
  public Map<Object, Object> asMap() {
    return new Entries();
  }

  /** The elements of an iterable, a copy. */
  public Set<Object> asSet() {
    return owner.inside(
        () -> {
          Set<Object> copy = new HashSet<>();
          for (PyObject element : Abstract.toArray(object)) {
            copy.add(Conversions.toJava(element));
          }
          return copy;
        });
  }

  /**
   * An implementation of an interface: a method calls the attribute of its name if there is one,
   * else the object itself if it is callable, and returns the result as the method's type. Without
   * either, the interface's default method counts.
   */
  public <T> T asInterface(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              Object[] arguments = args == null ? new Object[0] : args;
              return method.getDeclaringClass() == Object.class
                  ? ofObject(self, method, arguments)
                  : implement(self, method, arguments);
            });
    return type.cast(proxy);
  }

  /** Whether it has an attribute for every method of an interface that must be implemented. */
  boolean hasMethodsOf(Class<?> type) {
    boolean any = false;
    for (Method m : type.getMethods()) {
      if (Modifier.isAbstract(m.getModifiers()) && !JavaMembers.isOfObject(m)) {
        if (get(m.getName()) == null) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private Object ofObject(Object self, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> toString();
    };
  }

  private Object implement(Object self, Method method, Object[] arguments) throws Throwable {
    boolean[] missing = {false};
    Object result =
        owner.inside(
            () -> {
              PyObject f = Abstract.getAttributeOrNull(object, PyStr.interned(method.getName()));
              if (f == null && !method.isDefault() && Abstract.isCallable(object)) {
                f = object;
              }
              if (f == null) {
                missing[0] = true;
                return null;
              }
              PyObject value = owner.call(f, arguments);
              Class<?> wanted = method.getReturnType();
              return wanted == void.class ? null : Conversions.toJava(value, wanted);
            });
    if (!missing[0]) {
      return result;
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(self, method, arguments);
    }
    throw new UnsupportedOperationException(
        "the Python object has no " + method.getName() + " and is not callable");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonValue v
        && owner == v.owner
        && (object == v.object || owner.inside(() -> Abstract.equal(object, v.object)));
  }

  /** {@code hash()}; of what cannot be hashed in Python either, one number for all. */
  @Override
  public int hashCode() {
    return owner.inside(
        () -> {
          try {
            return Long.hashCode(Abstract.hash(object));
          } catch (PyException unhashable) {
            return 0;
          }
        });
  }

  @Override
  public String toString() {
    return owner.inside(() -> Abstract.str(object).value());
  }

  /** A sequence. */
  private final class Items extends AbstractList<Object> {
    @Override
    public Object get(int index) {
      checkIndex(index, size());
      return owner.inside(() -> Conversions.toJava(Abstract.getItem(object, PyInt.of(index))));
    }

    private void checkIndex(int index, int limit) {
      if (index < 0 || index >= limit) {
        throw new IndexOutOfBoundsException(index);
      }
    }

    @Override
    public int size() {
      return owner.inside(() -> Abstract.length(object));
    }

    @Override
    public Object set(int index, Object value) {
      Object old = get(index);
      setItem(index, value);
      return old;
    }

    @Override
    public void add(int index, Object value) {
      checkIndex(index, size() + 1);
      invoke("insert", index, value);
    }

    @Override
    public Object remove(int index) {
      checkIndex(index, size());
      return invoke("pop", index).toJava();
    }
  }

  /** A mapping. */
  private final class Entries extends AbstractMap<Object, Object> {
    @Override
    public Object get(Object key) {
      return owner.inside(
          () -> {
            PyObject k = Conversions.toPython(key);
            return Abstract.contains(object, k)
                ? Conversions.toJava(Abstract.getItem(object, k))
                : null;
          });
    }

    @Override
    public boolean containsKey(Object key) {
      return owner.inside(() -> Abstract.contains(object, Conversions.toPython(key)));
    }

    @Override
    public Object put(Object key, Object value) {
      Object old = get(key);
      setItem(key, value);
      return old;
    }

    @Override
    public Object remove(Object key) {
      Object old = get(key);
      if (containsKey(key)) {
        owner.inside(
            () -> {
              Abstract.delItem(object, Conversions.toPython(key));
              return null;
            });
      }
      return old;
    }

    @Override
    public int size() {
      return owner.inside(() -> Abstract.length(object));
    }

    @Override
    public void clear() {
      invoke("clear");
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<Object, Object>> iterator() {
          List<Object> keys = new ArrayList<>();
          owner.inside(
              () -> {
                for (PyObject key : Abstract.toArray(object)) {
                  keys.add(Conversions.toJava(key));
                }
                return null;
              });
          return new KeyIterator(keys.iterator());
        }

        @Override
        public int size() {
          return Entries.this.size();
        }
      };
    }

    /** Over the keys there were. */
    private final class KeyIterator implements Iterator<Entry<Object, Object>> {
      private final Iterator<Object> keys;
      private Object last;

      KeyIterator(Iterator<Object> keys) {
        this.keys = keys;
      }

      @Override
      public boolean hasNext() {
        return keys.hasNext();
      }

      @Override
      public Entry<Object, Object> next() {
        last = keys.next();
        return new SimpleEntry<>(last, Entries.this.get(last)) {
          private static final long serialVersionUID = 1L;

          @Override
          public Object setValue(Object value) {
            Entries.this.put(getKey(), value);
            return super.setValue(value);
          }
        };
      }

      @Override
      public void remove() {
        Entries.this.remove(last);
      }
    }
  }
}
