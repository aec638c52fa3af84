/**
 * Native modules: what CPython keeps in {@code Modules/}, {@code Python/sysmodule.c} and {@code
 * Python/bltinmodule.c}. One class per module, or a package of its own for a large one; {@link
 * dev.dormouse.runtime.modules.BuiltinModules} finds them by name.
 */
package dev.dormouse.runtime.modules;
