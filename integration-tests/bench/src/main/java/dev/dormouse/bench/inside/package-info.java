/**
 * JMH benchmarks of what happens inside a process. Names say the state of the JVM: {@code
 * coldStart_} runs once in each of many fresh JVMs, {@code warmStart_} many times in one. All of
 * them use the distribution's own library image.
 */
package dev.dormouse.bench.inside;
