/**
 * Annotations with which the runtime declares its builtin types, modules and functions, and the
 * annotation processor that turns them into tables at build time: per annotated class one {@code
 * …Table} with an id switch, a name table and argument parsing, so that nothing is looked up by
 * reflection at run time.
 *
 * <p>Belongs here: what is needed while compiling. Nothing of this package exists at run time. The
 * processor names the runtime's classes only as text.
 */
package dev.dormouse.tables;
