/**
 * What turns modules into an application: which installed distributions belong to it ({@link
 * dev.dormouse.image.app.Requirement}, {@link dev.dormouse.image.app.InstalledDistributions}),
 * where it starts ({@link dev.dormouse.image.app.EntryPoint}) and which of its imports nothing
 * answers ({@link dev.dormouse.image.app.ImportGraph}).
 *
 * <p>For builders and the command line. Nothing here is on the start-up path, so it may use Guava
 * and regular expressions. What does not belong here: reading and writing images, which is the
 * package above.
 */
package dev.dormouse.image.app;
