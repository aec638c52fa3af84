/**
 * The syntax tree: CPython 3.11's nodes under their names, with the same fields.
 *
 * <p>Belongs here: data only. The parser builds it; symbol tables, the code generator and the
 * {@code ast} module read it. Consumers {@code switch (node.kind)} and cast: a visitor or a pattern
 * switch would cost classes and bootstrap methods at start-up.
 *
 * <p>Sequences are arrays, never null. Fields that may be null say so.
 */
package dev.dormouse.compiler.ast;
