/**
 * What the compiler knows, for Python code: {@code _symtable}, {@code _tokenize} and {@code
 * _opcode}. Trees are in {@code modules.ast}.
 */
package dev.dormouse.runtime.modules.compiler;
