/**
 * Holds the compiler against the reference's {@code compile()}: a tool for any tree of sources
 * ({@link dev.dormouse.integration.compiler.CompareCompilers}) and the tests that use its parts.
 * Our side runs in this process, the reference in one of its own for a whole list of sources.
 */
package dev.dormouse.integration.compiler;
