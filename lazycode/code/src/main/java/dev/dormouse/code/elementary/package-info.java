/**
 * Elementary functions of doubles with the digits that C's library gives: exponential, logarithms,
 * powers, trigonometric and hyperbolic functions and their inverses. The compiler folds constants
 * with them, and the runtime's {@code float}, {@code complex}, {@code math} and {@code cmath}
 * compute with them, so that a program gets the same bits whichever of the two did it. Depends on
 * nothing but {@code java.base}.
 *
 * <p>A modern C library rounds nearly all results of {@code exp}, {@code log}, {@code pow}, {@code
 * sin}, {@code atan2} and their like correctly, the JDK's does not, and differs by platform. Here
 * they are computed as the sum of two doubles with a relative error below 2<sup>-78</sup>, large
 * powers below 2<sup>-69</sup>, and then rounded: the result is the double next to the exact value
 * but for those values that lie that close to the middle between two doubles, one in some ten
 * million, of large powers one in some ten thousand. Where C's library has an error of its own,
 * because it composes a function of others ({@code log10}, {@code hypot}), the composition is the
 * same.
 *
 * <p>All tables are computed when a function is first used, in some tenths of a millisecond.
 * Everything here is free of state and may be called by any thread.
 */
package dev.dormouse.code.elementary;
