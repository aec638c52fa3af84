/**
 * The modules {@code math}, {@code cmath} and {@code _statistics}, and the algorithms behind them
 * that Java's library lacks. Used by nobody but the list of native modules; {@code objects} has the
 * arithmetic that the number types themselves need.
 */
package dev.dormouse.runtime.modules.math;
