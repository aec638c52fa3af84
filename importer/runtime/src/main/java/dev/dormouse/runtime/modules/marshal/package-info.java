/**
 * The {@code marshal} module over {@code dev.dormouse.code}'s reader and writer. Used by nobody in
 * Java.
 */
package dev.dormouse.runtime.modules.marshal;
