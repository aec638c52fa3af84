/**
 * {@code audioop}: sound fragments as bytes, samples of one to four bytes each.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.audio.AudioopModule} is for others.
 */
package dev.dormouse.runtime.modules.audio;
