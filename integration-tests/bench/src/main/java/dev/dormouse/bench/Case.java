package dev.dormouse.bench;

import java.util.List;

/**
 * One program to start.
 *
 * @param name as shown in the results
 * @param arguments what follows the name of a Python executable
 * @param withJvm whether a bare JVM that prints the same takes part
 */
record Case(String name, List<String> arguments, boolean withJvm) {}
