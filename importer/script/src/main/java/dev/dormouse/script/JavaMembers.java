package dev.dormouse.script;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The public members of Java objects by reflection. {@code getClass} and the methods for monitors
 * are left out: what was handed over is what can be reached.
 */
final class JavaMembers {
  /** The attribute of an exception in Python that has the Java exception behind it. */
  static final PyStr JAVA_EXCEPTION = PyStr.interned("java_exception");

  private JavaMembers() {}

  static String text(Object o) {
    return String.valueOf(o);
  }

  private static Class<?> classOf(Object o) {
    return o instanceof Class<?> c ? c : o.getClass();
  }

  private static boolean isShown(Method m, boolean wantsStatic) {
    String name = m.getName();
    boolean hidden =
        m.getDeclaringClass() == Object.class
            && !name.equals("toString")
            && !name.equals("equals")
            && !name.equals("hashCode");
    return !hidden && !m.isBridge() && Modifier.isStatic(m.getModifiers()) == wantsStatic;
  }

  static List<String> names(Object o) {
    TreeSet<String> names = new TreeSet<>();
    boolean statics = o instanceof Class<?>;
    for (Method m : classOf(o).getMethods()) {
      if (isShown(m, statics)) {
        names.add(m.getName());
      }
    }
    for (Field f : classOf(o).getFields()) {
      if (Modifier.isStatic(f.getModifiers()) == statics) {
        names.add(f.getName());
      }
    }
    return new ArrayList<>(names);
  }

  /** An attribute; null if there is none. */
  static PyObject get(Object o, String name) {
    List<Method> methods = methods(o, name);
    if (!methods.isEmpty()) {
      return new JavaObject.JavaMethod(o, methods.toArray(new Method[0]));
    }
    Field field = field(o, name);
    if (field != null) {
      try {
        return Conversions.toPython(field.get(o));
      } catch (IllegalAccessException e) {
        return null;
      }
    }
    for (String prefix : new String[] {"get", "is"}) {
      for (Method m : methods(o, prefix + capitalized(name))) {
        if (m.getParameterCount() == 0) {
          return invoke(o, List.of(m), PyObject.NO_ARGS, null);
        }
      }
    }
    return null;
  }

  /** Sets a field or calls a setter; false if there is neither. */
  static boolean set(Object o, String name, PyObject value) {
    Field field = field(o, name);
    if (field != null && !Modifier.isFinal(field.getModifiers())) {
      try {
        field.set(o, Conversions.toJava(value, field.getType()));
        return true;
      } catch (IllegalAccessException e) {
        return false;
      }
    }
    List<Method> setters = methods(o, "set" + capitalized(name));
    if (setters.isEmpty()) {
      return false;
    }
    invoke(o, setters, new PyObject[] {value}, null);
    return true;
  }

  private static String capitalized(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Field field(Object o, String name) {
    for (Field f : classOf(o).getFields()) {
      if (f.getName().equals(name)
          && Modifier.isStatic(f.getModifiers()) == (o instanceof Class<?>)
          && f.canAccess(o instanceof Class<?> ? null : o)) {
        return f;
      }
    }
    return null;
  }

  /**
   * The methods of a name that can be called: those of a hidden class through what it implements.
   */
  private static List<Method> methods(Object o, String name) {
    List<Method> found = new ArrayList<>();
    boolean statics = o instanceof Class<?>;
    for (Method m : classOf(o).getMethods()) {
      if (m.getName().equals(name) && isShown(m, statics)) {
        Method callable = m.canAccess(statics ? null : o) ? m : declaredInPublic(o.getClass(), m);
        if (callable != null) {
          found.add(callable);
        }
      }
    }
    return found;
  }

  private static Method declaredInPublic(Class<?> type, Method m) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      List<Class<?>> places = new ArrayList<>(List.of(c.getInterfaces()));
      places.add(c);
      for (Class<?> place : places) {
        if (Modifier.isPublic(place.getModifiers())
            && place.getModule().isExported(place.getPackageName())) {
          try {
            return place.getMethod(m.getName(), m.getParameterTypes());
          } catch (NoSuchMethodException e) {
            // Not this one.
          }
        }
        Method inherited = place.isInterface() ? declaredInPublic(place, m) : null;
        if (inherited != null) {
          return inherited;
        }
      }
    }
    return null;
  }

  /** Makes an instance of a class, or calls an implementation of a functional interface. */
  static PyObject call(Object o, PyObject[] args, PyStr[] kwnames) {
    if (o instanceof Class<?> c) {
      return invoke(o, List.of(c.getConstructors()), args, kwnames);
    }
    Method only = functionalMethod(o.getClass());
    if (only == null) {
      throw Errors.typeError("'" + o.getClass().getTypeName() + "' object is not callable");
    }
    return invoke(o, List.of(only), args, kwnames);
  }

  /** The one abstract method of an interface of a class; null if there is not exactly one. */
  static Method functionalMethod(Class<?> type) {
    Method found = null;
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> i : c.isInterface() ? new Class<?>[] {c} : c.getInterfaces()) {
        Method only = null;
        int count = 0;
        for (Method m : i.getMethods()) {
          if (Modifier.isAbstract(m.getModifiers()) && !isOfObject(m)) {
            only = m;
            count++;
          }
        }
        if (count == 1 && (found == null || i.isAnnotationPresent(FunctionalInterface.class))) {
          found = only;
        }
      }
    }
    return found;
  }

  static boolean isOfObject(Method m) {
    try {
      Object.class.getMethod(m.getName(), m.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  static PyObject invoke(
      Object target, List<? extends Executable> candidates, PyObject[] args, PyStr[] kwnames) {
    if (kwnames != null && kwnames.length > 0) {
      throw Errors.typeError("Java methods take no keyword arguments");
    }
    Executable best = null;
    int least = Integer.MAX_VALUE;
    for (Executable e : candidates) {
      int cost = cost(e, args);
      if (cost != Conversions.IMPOSSIBLE && cost < least) {
        best = e;
        least = cost;
      }
    }
    if (best == null) {
      StringBuilder types = new StringBuilder();
      for (PyObject arg : args) {
        types.append(types.isEmpty() ? "" : ", ").append(arg.type.name());
      }
      String name = candidates.isEmpty() ? text(target) : candidates.getFirst().getName();
      throw Errors.typeError("no Java method " + name + " takes (" + types + ")");
    }
    Object[] converted = arguments(best, args);
    try {
      return Conversions.toPython(
          best instanceof Constructor<?> c
              ? c.newInstance(converted)
              : ((Method) best).invoke(target instanceof Class<?> ? null : target, converted));
    } catch (InvocationTargetException e) {
      throw raised(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw Errors.typeError(e.toString());
    }
  }

  private static boolean isSpread(Executable e, PyObject[] args) {
    if (!e.isVarArgs()) {
      return false;
    }
    Class<?>[] types = e.getParameterTypes();
    return args.length != types.length
        || Conversions.cost(args[args.length - 1], types[types.length - 1])
            == Conversions.IMPOSSIBLE;
  }

  private static int cost(Executable e, PyObject[] args) {
    Class<?>[] types = e.getParameterTypes();
    boolean spread = isSpread(e, args);
    if (spread ? args.length < types.length - 1 : args.length != types.length) {
      return Conversions.IMPOSSIBLE;
    }
    int sum = spread ? 20 : 0;
    for (int i = 0; i < args.length; i++) {
      int last = types.length - 1;
      Class<?> type = spread && i >= last ? types[last].getComponentType() : types[i];
      int cost = Conversions.cost(args[i], type);
      if (cost == Conversions.IMPOSSIBLE) {
        return cost;
      }
      sum += cost;
    }
    return sum;
  }

  private static Object[] arguments(Executable e, PyObject[] args) {
    Class<?>[] types = e.getParameterTypes();
    Object[] converted = new Object[types.length];
    int last = types.length - 1;
    boolean spread = isSpread(e, args);
    int single = spread ? last : types.length;
    for (int i = 0; i < single; i++) {
      converted[i] = Conversions.toJava(args[i], types[i]);
    }
    if (spread) {
      Class<?> element = types[last].getComponentType();
      Object rest = Array.newInstance(element, args.length - last);
      for (int i = last; i < args.length; i++) {
        Array.set(rest, i - last, Conversions.toJava(args[i], element));
      }
      converted[last] = rest;
    }
    return converted;
  }

  /**
   * A Java exception as Python sees it: OSError for IOException, IndexError and so on for what has
   * a like, else RuntimeError. What Python itself raised comes back as it was.
   */
  static PyException raised(Throwable e) {
    if (e instanceof PyException p) {
      return p;
    }
    if (e instanceof PythonException p) {
      return p.original();
    }
    if (e instanceof Error error && !(e instanceof StackOverflowError)) {
      throw error;
    }
    PyException made =
        Errors.of(
            e instanceof IOException
                ? Exceptions.OSError
                : e instanceof IndexOutOfBoundsException
                    ? Exceptions.IndexError
                    : e instanceof IllegalArgumentException
                        ? Exceptions.ValueError
                        : e instanceof UnsupportedOperationException
                                || e instanceof ClassCastException
                            ? Exceptions.TypeError
                            : e instanceof StackOverflowError
                                ? Exceptions.RecursionError
                                : Exceptions.RuntimeError,
            e.toString());
    Abstract.setAttribute(made.value, JAVA_EXCEPTION, new JavaObject(e));
    return made;
  }
}
