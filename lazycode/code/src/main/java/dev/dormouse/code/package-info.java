/**
 * Python 3.11 code as data: {@link dev.dormouse.code.CodeUnit} and {@link
 * dev.dormouse.code.CodeObject}, the opcodes, marshal, {@code .pyc} files, line, position and
 * exception tables, the disassembler, and the verifier that every code object passes before it
 * runs.
 *
 * <p>Everything else in Dormouse may use this package; it depends on nothing but {@code java.base}.
 * It knows constants only as plain Java values (see {@link dev.dormouse.code.Constants}) and never
 * as runtime objects; the runtime turns them into its own through a {@link
 * dev.dormouse.code.ConstantFactory}.
 */
package dev.dormouse.code;
