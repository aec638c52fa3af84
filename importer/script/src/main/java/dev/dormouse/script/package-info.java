/**
 * Python in a Java program. {@link dev.dormouse.script.Dormouse} is an interpreter, {@link
 * dev.dormouse.script.PythonValue} what Java holds of Python, {@link
 * dev.dormouse.script.PythonException} what Python raised; the engine of {@code javax.script} is a
 * thin layer over them. Programs outside use the public classes here and nothing of the runtime;
 * the runtime and the command know nothing of this package.
 */
package dev.dormouse.script;
