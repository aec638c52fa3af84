/**
 * The native module {@code _datetime}: dates, times, durations and fixed time zones in integer
 * arithmetic on the proleptic Gregorian calendar. Without {@code java.time}, which costs 10 ms when
 * cold and knows neither {@code fold} nor time zones that are Python objects.
 *
 * <p>One class each for calendar arithmetic ({@code Calendar}), reading and writing ISO 8601
 * ({@code IsoText}, {@code IsoFormat}), time zones' answers ({@code Zones}), local time ({@code
 * LocalTime}), and per type its attributes ({@code PyDate}) and its slots ({@code DateOps}).
 *
 * <p>Other rooms reach it through {@code import}, native modules also through {@link
 * dev.dormouse.runtime.modules.datetime.DatetimeApi}.
 */
package dev.dormouse.runtime.modules.datetime;
