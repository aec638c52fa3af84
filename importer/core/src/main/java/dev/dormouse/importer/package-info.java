/**
 * The import system: what finds, loads and remembers modules. Compare CPython's {@code
 * Python/import.c} and the library's {@code importlib._bootstrap} and {@code
 * importlib._bootstrap_external}.
 *
 * <p>{@link dev.dormouse.importer.ImportSystem} is the entrance; a program that embeds Python and
 * the command line use it, the runtime sees only {@link dev.dormouse.runtime.objects.Importer}.
 * Everything here is on the start-up path unless a class says otherwise: no lambdas, streams,
 * regular expressions or formatting.
 */
package dev.dormouse.importer;
