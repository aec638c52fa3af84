/**
 * Which scope every name of a syntax tree belongs to: one {@link
 * dev.dormouse.compiler.symtable.Scope} per block, as CPython's {@code symtable} module shows them.
 *
 * <p>Used by the code generator and by the runtime's {@code _symtable}. Depends on the tree and on
 * nothing else; it never changes the tree.
 */
package dev.dormouse.compiler.symtable;
