/**
 * From syntax tree to code object: constant folding, instructions, flow graph, assembly.
 *
 * <p>{@link dev.dormouse.compiler.codegen.CodeGenerator} is the entrance; nothing else is used from
 * outside. The parts of it are split by topic, and each emits into the {@link
 * dev.dormouse.compiler.codegen.Unit} of the scope being compiled. {@link
 * dev.dormouse.compiler.codegen.Assembler} turns a finished unit into a code object.
 *
 * <p>The aim is the same bytes as CPython 3.11 writes, so the order in which constants and names
 * are numbered, in which blocks are made and in which the optimizer works is part of the behaviour,
 * even where it looks arbitrary.
 */
package dev.dormouse.compiler.codegen;
