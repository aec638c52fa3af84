/**
 * Recording, comparing, showing and exporting startup profiles, and budgets on them. The profile
 * itself is {@link dev.dormouse.image.profile.Profile}.
 *
 * <p>What belongs here: listeners of the interpreter that fill a profile, and what turns a profile
 * into text or another tool's format. The command line and embedding programs use it. Loaded only
 * when somebody asks for a profile; a plain run keeps one bit for each code object and no more.
 */
package dev.dormouse.importer.profile;
