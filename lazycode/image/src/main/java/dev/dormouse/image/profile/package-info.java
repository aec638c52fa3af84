/**
 * Startup profiles: which modules a run imported, which code objects it bound and woke, when, why
 * and by whom. {@code PROFILE.md} at the root of this Maven module specifies the file.
 *
 * <p>What belongs here: the profile as data, its text, merging. The importer records profiles and
 * shows them; the image builder lays images out by them. Nothing here knows the runtime, and
 * nothing here loads in a plain run.
 */
package dev.dormouse.image.profile;
