/**
 * {@code _zoneinfo}, the class {@code zoneinfo.ZoneInfo}. Compare CPython's {@code
 * Modules/_zoneinfo.c}: files are found and read by the library's {@code zoneinfo._tzpath} and
 * {@code zoneinfo._common}; what they say is kept and looked up here.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.zoneinfo.ZoneinfoModule} is for others.
 */
package dev.dormouse.runtime.modules.zoneinfo;
