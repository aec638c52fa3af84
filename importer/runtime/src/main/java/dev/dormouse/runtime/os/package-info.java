/**
 * The operating system as Python's {@code posix} knows it: real file descriptors, paths, processes,
 * signals, errors with errno. Plain Java, no Python objects; the native modules in {@code
 * dev.dormouse.runtime.modules} turn it into Python.
 *
 * <p>Everything hangs off one {@link dev.dormouse.runtime.os.Os} per interpreter. Two ways lead to
 * the kernel:
 *
 * <ul>
 *   <li><b>The JDK's own calls</b>, while they suffice. The first downcall through the
 *       foreign-function API costs 20–30 ms in a fresh JVM even with an AOT cache, more than the
 *       JVM's own start; the JDK's calls cost 0.05 to 0.5 ms cold (stat 0.35, open and read 0.1,
 *       list a folder 0.15, readlink 0.1, write 0.05).
 *   <li><b>{@link dev.dormouse.runtime.os.Libc}</b> for what the JDK has no call for. Once it is
 *       loaded, by whatever, every operation goes that way: it is exact, faster when warm, and
 *       knows errno.
 * </ul>
 *
 * <p>Both must give the same answers; the tests run every operation both ways. Failures are {@link
 * dev.dormouse.runtime.os.OsError}. Paths are strings in which undecodable bytes are surrogate
 * escapes ({@link dev.dormouse.runtime.os.FsEncoding}); a path the JDK could not pass on unchanged
 * goes through libc, so no name is out of reach.
 *
 * <p>The working folder, the environment and the umask of Java code cannot be changed safely in a
 * JVM that may hold several interpreters and a host application: {@code chdir} and {@code putenv}
 * are therefore the interpreter's own (every path is resolved here, children inherit them through
 * {@link dev.dormouse.runtime.os.Spawn}), and the process's stay what they were.
 */
package dev.dormouse.runtime.os;
