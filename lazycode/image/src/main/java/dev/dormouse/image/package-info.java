/**
 * The image: one memory-mapped file that holds the code objects, strings, constants and resources
 * of many modules, each kind in a part of its own, and code that stays asleep in it until something
 * needs it. {@code FORMAT.md} at the root of this Maven module is the byte-level specification.
 *
 * <p>What belongs here: reading ({@link dev.dormouse.image.Image} and the small handles it hands
 * out), writing ({@link dev.dormouse.image.ImageBuilder}), checking ({@link
 * dev.dormouse.image.ImageVerifier}) and showing ({@link dev.dormouse.image.ImageInspector})
 * images. What does not: finders and loaders (the importer's), and anything that knows runtime
 * objects; constants are made through a {@link dev.dormouse.code.ConstantFactory}.
 *
 * <p>The importer and the command line use this package; the runtime sees only {@link
 * dev.dormouse.code.CodeUnit}. The reading half is on the start-up path and keeps its rules; the
 * other classes must not load in a plain run.
 *
 * <p>An image is hostile input. {@link dev.dormouse.image.Image#open} and the verifier throw the
 * checked {@link dev.dormouse.image.ImageFormatException}; damage that only shows later, when code
 * wakes, comes as the unchecked {@link dev.dormouse.image.DamagedImageException} with that
 * exception as its cause, because the methods of {@code CodeUnit} are called from places that can
 * declare nothing.
 */
package dev.dormouse.image;
