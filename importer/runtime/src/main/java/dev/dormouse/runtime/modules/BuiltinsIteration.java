package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyAnextAwaitable;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCallIter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.Function;

/** Builtin functions over iterables. */
final class BuiltinsIteration {
  private BuiltinsIteration() {}

  @Function(
      signature = "(iterable, /)",
      doc = "Return True if all elements are true, or there are none.")
  static boolean all(PyObject iterable) {
    PyObject it = Abstract.iter(iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (!Abstract.isTrue(x)) {
        return false;
      }
    }
    return true;
  }

  @Function(signature = "(iterable, /)", doc = "Return True if some element is true.")
  static boolean any(PyObject iterable) {
    PyObject it = Abstract.iter(iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.isTrue(x)) {
        return true;
      }
    }
    return false;
  }

  @Function(
      signature = "(iterable, sentinel=None, /)",
      doc =
          "Get an iterator from an object, or from a function called until it returns the"
              + " sentinel.")
  static PyObject iter(PyObject iterable, PyObject sentinel) {
    if (sentinel == null) {
      return Abstract.iter(iterable);
    }
    if (!Abstract.isCallable(iterable)) {
      throw Errors.typeError("iter(v, w): v must be callable");
    }
    return new PyCallIter(iterable, sentinel);
  }

  @Function(
      signature = "(iterator, default=None, /)",
      doc = "Return the next item; at the end the default, or StopIteration without one.")
  static PyObject next(PyObject iterator, PyObject otherwise) {
    if (!Abstract.isIterator(iterator)) {
      throw Errors.typeError("'" + iterator.type.name() + "' object is not an iterator");
    }
    if (otherwise == null) {
      return Abstract.nextOrStop(iterator);
    }
    PyObject v;
    try {
      v = Abstract.next(iterator);
    } catch (PyException e) {
      if (e.matches(Exceptions.StopIteration)) {
        return otherwise;
      }
      throw e;
    }
    return v == null ? otherwise : v;
  }

  @Function(
      signature = "(async_iterable, /)",
      doc = "Return an asynchronous iterator for an asynchronous iterable.")
  static PyObject aiter(PyObject asyncIterable) {
    if (!asyncIterable.type.has(Slot.AITER)) {
      throw Errors.typeError("'" + asyncIterable.type.name() + "' object is not an async iterable");
    }
    PyObject it = asyncIterable.type.ops.aiter(asyncIterable);
    if (!it.type.has(Slot.ANEXT)) {
      throw Errors.typeError(
          "aiter() returned not an async iterator of type '" + it.type.name() + "'");
    }
    return it;
  }

  @Function(
      signature = "(aiterator, default=None, /)",
      doc = "Return an awaitable for the next item of an asynchronous iterator.")
  static PyObject anext(PyObject aiterator, PyObject otherwise) {
    if (!aiterator.type.has(Slot.ANEXT)) {
      throw Errors.typeError("'" + aiterator.type.name() + "' object is not an async iterator");
    }
    PyObject awaitable = aiterator.type.ops.anext(aiterator);
    return otherwise == null ? awaitable : new PyAnextAwaitable(awaitable, otherwise);
  }

  @Function(
      signature = "(iterable, /, *, key=None, reverse=False)",
      doc = "Return a new list with the items in ascending order.")
  static PyObject sorted(PyObject[] args, PyStr[] kwnames) {
    ArgParser.positional(null, "sorted", ArgParser.positionalTail(args, kwnames, 0), null, 1, 1);
    PyList list = new PyList();
    list.extendWith(args[0]);
    Abstract.call(Abstract.getAttribute(list, "sort"), Abstract.tail(args), kwnames);
    return list;
  }

  @Function(
      signature = "(iterable, /, start=0)",
      doc = "Return the sum of a start value and the items of an iterable.")
  static PyObject sum(PyObject iterable, PyObject start) {
    PyObject total = start == null ? PyInt.ZERO : start;
    if (total instanceof PyStr) {
      throw Errors.typeError("sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (total instanceof PyBytes) {
      throw Errors.typeError("sum() can't sum bytes [use b''.join(seq) instead]");
    }
    if (total instanceof PyByteArray) {
      throw Errors.typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
    }
    PyObject it = Abstract.iter(iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      total = Numbers.add(total, x);
    }
    return total;
  }

  @Function(
      signature = "(*args, default=None, key=None)",
      doc =
          "min(iterable, *[, default=obj, key=func]) -> value\n"
              + "min(arg1, arg2, *args, *[, key=func]) -> value\n\n"
              + "The smallest item of an iterable, or argument; the default stands in for an empty"
              + " iterable.")
  static PyObject min(PyObject[] args, PyStr[] kwnames) {
    return extreme("min", Abstract.LT, args, kwnames);
  }

  @Function(
      signature = "(*args, default=None, key=None)",
      doc =
          "max(iterable, *[, default=obj, key=func]) -> value\n"
              + "max(arg1, arg2, *args, *[, key=func]) -> value\n\n"
              + "The largest item of an iterable, or argument; the default stands in for an empty"
              + " iterable.")
  static PyObject max(PyObject[] args, PyStr[] kwnames) {
    return extreme("max", Abstract.GT, args, kwnames);
  }

  private static PyObject extreme(String name, int op, PyObject[] args, PyStr[] kwnames) {
    PyObject[] positional = ArgParser.positionalTail(args, kwnames, 0);
    PyObject[] keywords = ArgParser.keywordsOnly(name, "key\0default", args, kwnames);
    PyObject key = keywords[0] == PyObject.NONE ? null : keywords[0];
    PyObject otherwise = keywords[1];
    if (positional.length == 0) {
      throw Errors.typeError(name + " expected at least 1 argument, got 0");
    }
    if (positional.length > 1 && otherwise != null) {
      throw Errors.typeError(
          "Cannot specify a default for " + name + "() with multiple positional arguments");
    }
    PyObject it = Abstract.iter(positional.length > 1 ? PyTuple.of(positional) : positional[0]);
    PyObject best = null;
    PyObject bestKey = null;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      PyObject k = key == null ? x : Abstract.call(key, x);
      if (best == null || Abstract.isTrue(Abstract.richCompare(k, bestKey, op))) {
        best = x;
        bestKey = k;
      }
    }
    if (best == null) {
      if (otherwise == null) {
        throw Errors.valueError(name + "() arg is an empty sequence");
      }
      return otherwise;
    }
    return best;
  }
}
