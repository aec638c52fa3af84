/**
 * Lines typed by a person: how {@code input()} and the interactive prompt get them, and the {@code
 * readline} module, which edits them with JLine. Compare CPython's {@code Parser/myreadline.c} and
 * {@code Modules/readline.c}.
 *
 * <p>Nothing outside may name a class of JLine, and nothing here loads one before a line is edited
 * on a terminal.
 */
package dev.dormouse.runtime.modules.readline;
