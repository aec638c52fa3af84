/**
 * Benchmarks of whole processes. Nothing here is part of the product, and no test depends on a
 * timing; results worth keeping are committed under {@code integration-tests/bench/results}.
 */
package dev.dormouse.bench;
