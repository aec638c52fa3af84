package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A function of a native module: as {@link Method}, but without self; a first Java parameter of
 * type {@code PyModule} receives the module.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Function {
  /** The Python name; the Java name if empty. */
  String name() default "";

  /**
   * Parameters in Python syntax, in parentheses, without self: {@code "(x, /, base=10, *,
   * key=None)"}.
   */
  String signature() default "()";

  String doc() default "";
}
