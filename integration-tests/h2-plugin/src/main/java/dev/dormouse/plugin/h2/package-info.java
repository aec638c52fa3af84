/**
 * An example of a plug-in: Python modules in a database. Knows the SPI and nothing else of
 * Dormouse.
 */
package dev.dormouse.plugin.h2;
