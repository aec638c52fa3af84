/**
 * The interpreter loop: what CPython keeps in {@code Python/ceval.c}. {@link
 * dev.dormouse.runtime.eval.Loop} holds the loop and the frequent instructions; the others are
 * static methods of the classes named after their subject.
 *
 * <p>Uses the object model; used through {@link dev.dormouse.runtime.objects.FrameEvaluator} only.
 */
package dev.dormouse.runtime.eval;
