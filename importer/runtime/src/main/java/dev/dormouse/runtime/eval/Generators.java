package dev.dormouse.runtime.eval;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyAsyncGenerator;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyGenerator;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStopIteration;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * Instructions of generators, coroutines and asynchronous iteration. The objects themselves are in
 * the object model.
 */
final class Generators {
  private Generators() {}

  /** RETURN_GENERATOR: the frame becomes the generator's. */
  static PyObject make(ThreadState ts, PyFrame f) {
    f.suspended = true;
    return PyGenerator.make(ts, f);
  }

  /**
   * SEND. Stack: … receiver, value. True if the receiver is finished: then its result is in the
   * receiver's place.
   */
  static boolean send(PyFrame f, PyObject[] s, int sp) {
    PyObject receiver = s[sp - 2];
    PyObject value = s[sp - 1];
    // Exceptions unwind from the frame's own table, which pops receiver and value.
    f.sp = sp;
    try {
      s[sp - 1] =
          f.trace == null
              ? PyGenerator.sendTo(receiver, value)
              : SteppingLoop.send(f, receiver, value);
      return false;
    } catch (PyException e) {
      if (!e.matches(Exceptions.StopIteration)) {
        throw e;
      }
      s[sp - 2] = ((PyStopIteration) e.value).value;
      s[sp - 1] = null;
      return true;
    }
  }

  static PyObject yieldFromIter(PyFrame f, PyObject o) {
    if (o instanceof PyGenerator g) {
      if (!g.isCoroutine()) {
        return o;
      }
      if ((f.code.flags & (CodeUnit.CO_COROUTINE | CodeUnit.CO_ITERABLE_COROUTINE)) == 0) {
        throw Errors.typeError(
            "cannot 'yield from' a coroutine object in a non-coroutine generator");
      }
      return o;
    }
    return Abstract.iter(o);
  }

  static PyObject awaitable(PyObject o, int context) {
    PyObject it = awaitableIter(o, context);
    if (it instanceof PyGenerator g && g.isCoroutine() && g.yieldFrom() != null) {
      throw Errors.runtimeError("coroutine is being awaited already");
    }
    return it;
  }

  private static PyObject awaitableIter(PyObject o, int context) {
    if (o instanceof PyGenerator g && g.isAwaitable()) {
      return o;
    }
    if (o.type.has(Slot.AWAIT)) {
      PyObject it = o.type.ops.await(o);
      if (it instanceof PyGenerator g && g.isAwaitable()) {
        throw Errors.typeError("__await__() returned a coroutine");
      }
      if (!Abstract.isIterator(it)) {
        throw Errors.typeError(
            "__await__() returned non-iterator of type '" + it.type.name() + "'");
      }
      return it;
    }
    if (context == 1) {
      throw Errors.typeError(
          "'async with' received an object from __aenter__ that does not implement __await__: "
              + o.type.name());
    }
    if (context == 2) {
      throw Errors.typeError(
          "'async with' received an object from __aexit__ that does not implement __await__: "
              + o.type.name());
    }
    throw Errors.typeError("object " + o.type.name() + " can't be used in 'await' expression");
  }

  static PyObject asyncIter(PyObject o) {
    if (!o.type.has(Slot.AITER)) {
      throw Errors.typeError(
          "'async for' requires an object with __aiter__ method, got " + o.type.name());
    }
    PyObject it = o.type.ops.aiter(o);
    if (!it.type.has(Slot.ANEXT)) {
      throw Errors.typeError(
          "'async for' received an object from __aiter__ that does not implement __anext__: "
              + it.type.name());
    }
    return it;
  }

  static PyObject asyncNext(PyObject it) {
    if (it instanceof PyAsyncGenerator) {
      return it.type.ops.anext(it);
    }
    if (!it.type.has(Slot.ANEXT)) {
      throw Errors.typeError(
          "'async for' requires an iterator with __anext__ method, got " + it.type.name());
    }
    PyObject next = it.type.ops.anext(it);
    try {
      return awaitableIter(next, 0);
    } catch (PyException e) {
      throw Errors.chained(
          Errors.typeError(
              "'async for' received an invalid object from __anext__: " + next.type.name()),
          e);
    }
  }

  /**
   * Stack: … iterator, exception; ends the loop on StopAsyncIteration and re-raises anything else.
   */
  static void endAsyncFor(PyFrame f) {
    PyObject[] s = f.localsplus;
    PyBaseException e = (PyBaseException) s[f.sp - 1];
    if (!e.type.isSubtype(Exceptions.StopAsyncIteration)) {
      PyException again = new PyException(e);
      again.contextSet = true;
      again.reraised = true;
      throw again;
    }
    s[--f.sp] = null;
    s[--f.sp] = null;
  }

  static PyObject wrapYield(PyObject value) {
    return PyAsyncGenerator.wrap(value);
  }
}
