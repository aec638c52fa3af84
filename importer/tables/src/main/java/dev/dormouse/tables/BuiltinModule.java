package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the class that holds a native module's functions. Besides {@link Function}s it may have a
 * method {@code static void exec(PyModule module)}, which fills in constants and types when the
 * module is made.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface BuiltinModule {
  /** The name under which the module is imported. */
  String name();

  String doc() default "";

  /** Further classes whose annotated methods belong to the same table, to keep files short. */
  Class<?>[] parts() default {};
}
