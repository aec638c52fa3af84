/**
 * What the compiler knows, for Python code: {@code _symtable} and {@code _opcode}. Trees are in
 * {@code modules.ast}.
 */
package dev.dormouse.runtime.modules.compiler;
