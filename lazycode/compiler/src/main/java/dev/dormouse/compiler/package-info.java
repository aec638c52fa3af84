/**
 * The compiler: source bytes to code objects.
 *
 * <p>Belongs here: what every phase shares — the flags callers pass, the error every phase raises and the sink its
 * warnings go to. The phases live below: {@code parser} makes the tree in {@code ast}.
 */
package dev.dormouse.compiler;
