package dev.dormouse.runtime.objects;

import static dev.dormouse.runtime.objects.PyType.BASETYPE;
import static dev.dormouse.runtime.objects.PyType.SAME_LAYOUT;

/**
 * The builtin exception types. All are made here, in order of inheritance, so that the JVM's class
 * initialization cannot see one half made; classes with fields bring only their operations and
 * table. The names are Python's, so that {@code throw} sites read like the language.
 */
public final class Exceptions {
  private Exceptions() {}

  private static final PyBaseException.ExceptionOps OPS = new PyBaseException.ExceptionOps();

  public static final PyType BaseException =
      PyType.builtin("BaseException", PyType.OBJECT, OPS, new PyBaseExceptionTable())
          .with(BASETYPE)
          .withDict();

  public static final PyType Exception =
      simple(
          "Exception",
          BaseException,
          "Common base class of everything that is an error rather than an exit.");
  public static final PyType GeneratorExit =
      simple("GeneratorExit", BaseException, "Raised in a generator that is being closed.");
  public static final PyType KeyboardInterrupt =
      simple("KeyboardInterrupt", BaseException, "Raised when the user interrupts the program.");
  public static final PyType ArithmeticError =
      simple("ArithmeticError", Exception, "Base class of errors in calculations.");
  public static final PyType FloatingPointError =
      simple("FloatingPointError", ArithmeticError, "A floating point operation failed.");
  public static final PyType OverflowError =
      simple("OverflowError", ArithmeticError, "A result is too large to be represented.");
  public static final PyType ZeroDivisionError =
      simple(
          "ZeroDivisionError",
          ArithmeticError,
          "A divisor, or the second argument of a modulo operation, was zero.");
  public static final PyType AssertionError =
      simple("AssertionError", Exception, "An assertion does not hold.");
  public static final PyType BufferError =
      simple("BufferError", Exception, "A buffer cannot do what was asked.");
  public static final PyType EOFError =
      simple("EOFError", Exception, "The input ended before anything was read.");
  public static final PyType LookupError =
      simple("LookupError", Exception, "Base class of errors in looking up keys and indices.");
  public static final PyType IndexError =
      simple("IndexError", LookupError, "An index is out of range.");
  public static final PyType MemoryError = simple("MemoryError", Exception, "Memory is used up.");
  public static final PyType ReferenceError =
      simple("ReferenceError", Exception, "A weak proxy was used after its object was gone.");
  public static final PyType RuntimeError =
      simple("RuntimeError", Exception, "An error that fits none of the other classes.");
  public static final PyType NotImplementedError =
      simple("NotImplementedError", RuntimeError, "A method or function is not implemented.");
  public static final PyType RecursionError =
      simple("RecursionError", RuntimeError, "Calls are nested too deeply.");
  public static final PyType StopAsyncIteration =
      simple("StopAsyncIteration", Exception, "Ends an asynchronous iterator.");
  public static final PyType SystemError =
      simple("SystemError", Exception, "An internal error of the interpreter.");
  public static final PyType TypeError =
      simple("TypeError", Exception, "An argument has the wrong type.");
  public static final PyType ValueError =
      simple("ValueError", Exception, "An argument has the right type and a wrong value.");
  public static final PyType UnicodeError =
      simple("UnicodeError", ValueError, "Base class of errors in converting text.");
  public static final PyType UnicodeDecodeError = unicode("UnicodeDecodeError");
  public static final PyType UnicodeEncodeError = unicode("UnicodeEncodeError");
  public static final PyType UnicodeTranslateError = unicode("UnicodeTranslateError");
  public static final PyType Warning = simple("Warning", Exception, "Base class of all warnings.");
  public static final PyType DeprecationWarning =
      simple("DeprecationWarning", Warning, "About deprecated features; for developers.");
  public static final PyType PendingDeprecationWarning =
      simple("PendingDeprecationWarning", Warning, "About features that will be deprecated.");
  public static final PyType RuntimeWarning =
      simple("RuntimeWarning", Warning, "About dubious behaviour at run time.");
  public static final PyType SyntaxWarning =
      simple("SyntaxWarning", Warning, "About dubious syntax.");
  public static final PyType UserWarning =
      simple("UserWarning", Warning, "What warn() issues if it is told no class.");
  public static final PyType FutureWarning =
      simple("FutureWarning", Warning, "About features that will change their meaning; for users.");
  public static final PyType ImportWarning =
      simple("ImportWarning", Warning, "About probable mistakes in imports.");
  public static final PyType UnicodeWarning =
      simple("UnicodeWarning", Warning, "About conversions of text.");
  public static final PyType BytesWarning =
      simple("BytesWarning", Warning, "About mixing bytes and str.");
  public static final PyType ResourceWarning =
      simple("ResourceWarning", Warning, "About resources that were not released.");
  public static final PyType EncodingWarning =
      simple("EncodingWarning", Warning, "About encodings that were not named.");
  public static final PyType NameError =
      PyType.builtin("NameError", Exception, PyNameError.OPS, new PyNameErrorTable())
          .with(BASETYPE);
  public static final PyType AttributeError =
      PyType.builtin("AttributeError", Exception, PyAttributeError.OPS, new PyAttributeErrorTable())
          .with(BASETYPE);
  public static final PyType ImportError =
      PyType.builtin("ImportError", Exception, PyImportError.OPS, new PyImportErrorTable())
          .with(BASETYPE);
  public static final PyType StopIteration =
      PyType.builtin("StopIteration", Exception, PyStopIteration.OPS, new PyStopIterationTable())
          .with(BASETYPE);
  public static final PyType SystemExit =
      PyType.builtin("SystemExit", BaseException, PySystemExit.OPS, new PySystemExitTable())
          .with(BASETYPE);
  public static final PyType OSError =
      PyType.builtin("OSError", Exception, PyOSError.OPS, new PyOSErrorTable()).with(BASETYPE);
  public static final PyType BlockingIOError =
      simple("BlockingIOError", OSError, "An operation would have had to wait.");
  public static final PyType ChildProcessError =
      simple("ChildProcessError", OSError, "An operation on a child process failed.");
  public static final PyType ConnectionError =
      simple("ConnectionError", OSError, "Base class of errors about connections.");
  public static final PyType BrokenPipeError =
      simple("BrokenPipeError", ConnectionError, "The other end of a pipe is closed.");
  public static final PyType ConnectionAbortedError =
      simple("ConnectionAbortedError", ConnectionError, "The peer gave up a connection attempt.");
  public static final PyType ConnectionRefusedError =
      simple("ConnectionRefusedError", ConnectionError, "The peer refused a connection attempt.");
  public static final PyType ConnectionResetError =
      simple("ConnectionResetError", ConnectionError, "The peer reset the connection.");
  public static final PyType FileExistsError =
      simple("FileExistsError", OSError, "The file exists already.");
  public static final PyType FileNotFoundError =
      simple("FileNotFoundError", OSError, "There is no such file or directory.");
  public static final PyType InterruptedError =
      simple("InterruptedError", OSError, "A signal interrupted a system call.");
  public static final PyType IsADirectoryError =
      simple("IsADirectoryError", OSError, "The operation does not work on directories.");
  public static final PyType NotADirectoryError =
      simple("NotADirectoryError", OSError, "The operation works on directories only.");
  public static final PyType PermissionError =
      simple("PermissionError", OSError, "The process lacks the rights.");
  public static final PyType ProcessLookupError =
      simple("ProcessLookupError", OSError, "There is no such process.");
  public static final PyType TimeoutError =
      simple("TimeoutError", OSError, "A time limit ran out.");
  public static final PyType KeyError =
      PyType.builtin("KeyError", LookupError, PyKeyError.OPS, new PyKeyErrorTable()).with(BASETYPE);
  public static final PyType UnboundLocalError =
      simple("UnboundLocalError", NameError, "A local variable was read before it had a value.");
  public static final PyType ModuleNotFoundError =
      simple("ModuleNotFoundError", ImportError, "There is no such module.");

  /**
   * An exception type without fields of a native module, to be kept in a static constant of that
   * module.
   */
  public static PyType define(String module, String name, PyType base) {
    return simple(name, base, null).in(module);
  }

  private static PyType unicode(String name) {
    return PyType.builtin(name, UnicodeError, PyUnicodeError.OPS, new PyUnicodeErrorTable())
        .with(BASETYPE);
  }

  public static final PyType SyntaxError =
      PyType.builtin(
              "SyntaxError", Exception, PySyntaxErrorObject.OPS, new PySyntaxErrorObjectTable())
          .with(BASETYPE);
  public static final PyType IndentationError =
      simple("IndentationError", SyntaxError, "The indentation is wrong.");
  public static final PyType TabError =
      simple(
          "TabError",
          IndentationError,
          "Tabs and spaces are mixed in a way that tells no indentation.");

  private static PyType simple(String name, PyType base, String doc) {
    // As in CPython, each has an __init__ of its own, and those that add nothing to BaseException's
    // fields a __new__.
    long slots = base.ops == OPS ? 1L << Slot.INIT | 1L << Slot.NEW : 1L << Slot.INIT;
    return PyType.builtin(name, base, base.ops, new EmptyTable(name, doc, slots))
        .with(BASETYPE | SAME_LAYOUT);
  }
}
