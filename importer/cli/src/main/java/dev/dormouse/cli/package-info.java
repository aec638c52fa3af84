/**
 * The {@code dormouse} command: options and environment as CPython's, running what they name, and
 * the subcommands for images. Nobody uses this package from Java; a program that embeds Python uses
 * {@code dev.dormouse.importer}.
 *
 * <p>{@code --version}, {@code --help} and errors in the command line load no class of the runtime.
 */
package dev.dormouse.cli;
