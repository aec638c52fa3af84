package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A static method of a builtin type: as {@link Method}, but without self. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface StaticMethod {
  /** The Python name; the Java name if empty. */
  String name() default "";

  /**
   * Parameters in Python syntax, in parentheses, without self: {@code "(x, /, base=10, *,
   * key=None)"}.
   */
  String signature() default "()";

  String doc() default "";
}
