package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The read side of a {@code getset_descriptor}: a static Java method with self, or an instance
 * method.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Getter {
  /** The Python name; the Java name if empty. */
  String name() default "";

  /** Whether Python shall see a {@code member_descriptor} instead. */
  boolean member() default false;

  String doc() default "";
}
