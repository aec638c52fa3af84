/**
 * The regular expressions of Python: the engine that executes what the library's {@code
 * re._compiler} produces, and the module {@code _sre} around it.
 *
 * <p>Two layers. The engine ({@link dev.dormouse.runtime.modules.sre.SreCode}, {@link
 * dev.dormouse.runtime.modules.sre.SreEngine}, {@link dev.dormouse.runtime.modules.sre.SreUnicode})
 * knows ints, strings and arrays only, so that it can be tested and measured without an
 * interpreter. The module's types use the engine and know the runtime's objects. Nothing outside
 * this package needs the engine; other rooms see the module through {@code import _sre}.
 */
package dev.dormouse.runtime.modules.sre;
