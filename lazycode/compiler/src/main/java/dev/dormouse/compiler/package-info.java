/**
 * The compiler: source bytes to code objects. {@link dev.dormouse.compiler.Compiler} is the
 * entrance for everyone.
 *
 * <p>Belongs here: what every phase shares — the flags callers pass, the errors every phase raises,
 * the sink its warnings go to, the walk over the tree. The phases live below: {@code parser} makes
 * the tree in {@code ast}, {@code symtable} finds what its names mean, {@code codegen} makes code
 * objects of both.
 */
package dev.dormouse.compiler;
