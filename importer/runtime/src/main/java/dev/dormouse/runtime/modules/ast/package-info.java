/**
 * Syntax trees as Python objects: the {@code _ast} module, both directions of conversion, and the
 * checks on trees that Python code made. Compare CPython's {@code Python/Python-ast.c} and {@code
 * ast.c}. The tree that the compiler works on is in {@code dev.dormouse.compiler.ast}.
 */
package dev.dormouse.runtime.modules.ast;
