package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a builtin type: a static Java method whose first parameter is self (declared as the
 * type's Java class), or an instance method of the annotated class; then one Java parameter per
 * Python parameter.
 *
 * <p>Java parameter types: {@code PyObject} (null when a parameter with a default is not given),
 * any subclass of it with a static {@code TYPE} (checked; null when not given), {@code int} and
 * {@code long} (through {@code __index__}, with OverflowError), {@code boolean} (truth), {@code
 * double}, {@code String} (must be a str; null when not given); primitives get the default written
 * in the signature. {@code *args} is a {@code PyObject[]}, {@code **kwargs} a {@code PyDict};
 * neither is ever null.
 *
 * <p>A method whose Java parameters after self are {@code (PyObject[] args, PyStr[] kwnames)} gets
 * the raw call and does its own parsing; its signature is for show. Returning {@code void} means
 * None; {@code boolean}, {@code int}, {@code long}, {@code double} and {@code String} are wrapped;
 * a {@code PyObject} result must not be null.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Method {
  /** The Python name; the Java name if empty. */
  String name() default "";

  /**
   * Parameters in Python syntax, in parentheses, without self: {@code "(x, /, base=10, *,
   * key=None)"}.
   */
  String signature() default "()";

  String doc() default "";
}
