/**
 * The {@code _asyncio} module: futures and tasks, of which programs on an event loop make and run
 * many; the loop itself and all else of {@code asyncio} is the library's. Compare the library's
 * {@code asyncio/futures.py} and {@code asyncio/tasks.py}, whose classes these replace. Used by the
 * table of native modules only.
 */
package dev.dormouse.runtime.modules.asyncio;
