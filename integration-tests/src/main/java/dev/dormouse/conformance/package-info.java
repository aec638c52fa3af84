/**
 * CPython's own tests, run by Dormouse: each of its test files in a process of its own, and what
 * became of every test held against what {@code integration-tests/conformance/expected} expects.
 * {@link dev.dormouse.conformance.Conformance} is the command; it depends on nothing but the JDK,
 * so that {@code java Conformance.java} runs it without a build.
 */
package dev.dormouse.conformance;
