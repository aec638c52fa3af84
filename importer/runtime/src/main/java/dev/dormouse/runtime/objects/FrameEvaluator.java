package dev.dormouse.runtime.objects;

/**
 * Runs frames: the interpreter loop, or what a plug-in puts in front of it (PEP 523). An
 * interpreter has one; see {@link Interpreter#evaluator}.
 */
public interface FrameEvaluator {
  /**
   * Runs {@code frame} until it returns, yields or raises.
   *
   * @param thrown an exception to raise at the frame's current instruction, null to go on normally
   * @return the value returned, or yielded (then {@link PyFrame#suspended} is true)
   * @throws PyException what the frame did not handle
   */
  PyObject evaluate(ThreadState thread, PyFrame frame, PyBaseException thrown);
}
