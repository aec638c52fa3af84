/**
 * Who vouches for an image: keys, signing, and checking a signature before anything of an image is
 * used. {@code FORMAT.md} says what is signed and where signatures stand.
 *
 * <p>Loads only when somebody asks for it: a plain run checks no signature, since hashing a whole
 * image costs more than a start.
 */
package dev.dormouse.image.trust;
