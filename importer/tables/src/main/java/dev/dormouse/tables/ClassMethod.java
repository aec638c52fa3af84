package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class method of a builtin type: as {@link Method}, but the first Java parameter is the class, a
 * {@code PyType}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ClassMethod {
  /** The Python name; the Java name if empty. */
  String name() default "";

  /**
   * Parameters in Python syntax, in parentheses, without self: {@code "(x, /, base=10, *,
   * key=None)"}.
   */
  String signature() default "()";

  String doc() default "";
}
