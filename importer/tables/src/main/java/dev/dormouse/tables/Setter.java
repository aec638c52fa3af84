package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The write side of a {@link Getter} of the same name; the Java parameter after self is a PyObject,
 * null to delete.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Setter {
  /** The Python name; the Java name if empty. */
  String name() default "";
}
