package dev.dormouse.runtime.objects;

/**
 * Stands where a module's namespace will be as long as nobody has asked for it: the module is in
 * {@code sys.modules}, its body has not run. Whoever looks at the namespace first, in whatever way,
 * runs the body; {@link PyObject#dict} is the one place through which all of them come.
 *
 * <p>Compare the library's {@code importlib.util.LazyLoader}, which changes the class of the module
 * instead, and so shows.
 */
public abstract class DormantNamespace {
  /**
   * The namespace with all that the body puts into it; for the thread that runs the body right now,
   * as far as it has got. Called with the interpreter lock held, and may give it up meanwhile.
   *
   * @throws PyException what the body raised; the module stays dormant then
   */
  protected abstract PyDict wake();
}
