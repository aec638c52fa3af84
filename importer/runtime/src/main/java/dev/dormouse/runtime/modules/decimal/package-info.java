/**
 * The native module {@code _decimal}: the General Decimal Arithmetic Specification 1.70, with the
 * results, signals and words of CPython's {@code Modules/_decimal} and its libmpdec.
 *
 * <p>Below, numbers: {@code Rules} is what a context says about them and collects the signals of
 * one operation, {@code Coefficients} are digits, {@code Arithmetic}, {@code Comparisons}, {@code
 * Adjustments}, {@code Digitwise}, {@code Powers} and {@code Transcendental} are the operations,
 * {@code DecimalText} and {@code DecimalFormatting} their text. Above, Python: {@code PyDecimal},
 * {@code PyDecimalContext}, {@code PySignalDict} and what converts between them ({@code
 * Conversions}). {@code Operation} numbers the operations, which are methods of decimals and of
 * contexts both.
 *
 * <p>Coefficients of up to 18 digits are longs, others {@link java.math.BigInteger}s. {@link
 * java.math.BigDecimal} is not used: it costs 9 ms when cold, and knows neither signed zeros nor
 * subnormal numbers.
 *
 * <p>Other rooms reach it through {@code import} only.
 */
package dev.dormouse.runtime.modules.decimal;
