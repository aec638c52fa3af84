package dev.dormouse.tables;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the class that holds a builtin type's methods. The processor generates, in the same
 * package, the class {@code <Name>Table} ({@code Outer.Inner} gives {@code OuterInnerTable}), a
 * {@code BuiltinTable} to be handed to {@code PyType.builtin}.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface BuiltinType {
  /** The Python name, without module. */
  String name();

  /** The operations class; the slots it overrides itself become the special methods of the type. */
  Class<?> ops() default void.class;

  /**
   * The docstring; it may begin with the signature in parentheses and a line {@code --} between
   * empty ends of lines, as in C.
   */
  String doc() default "";

  /** Further classes whose annotated methods belong to the same table, to keep files short. */
  Class<?>[] parts() default {};
}
