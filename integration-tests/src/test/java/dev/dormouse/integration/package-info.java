/**
 * Tests that need the whole distribution or the whole repository. They find them through the system
 * properties {@code dormouse.distribution} and {@code dormouse.root}, which the build sets.
 */
package dev.dormouse.integration;
