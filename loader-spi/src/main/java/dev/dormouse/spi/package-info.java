/**
 * What others implement to plug into Dormouse. No dependencies, and nothing here changes its
 * meaning once released: programs and jars outside this project compile against it. The import
 * system is the only caller.
 */
package dev.dormouse.spi;
