package dev.dormouse.runtime.objects;

import static dev.dormouse.runtime.objects.PyType.BASETYPE;
import static dev.dormouse.runtime.objects.PyType.SAME_LAYOUT;

/**
 * The builtin exception types. All are made here, in order of inheritance, so that the JVM's class initialization cannot see one half
 * made; classes with fields bring only their operations and table. The names are Python's, so that {@code throw} sites read like the language.
 */
public final class Exceptions {
  private Exceptions() {}

  private static final PyBaseException.ExceptionOps OPS = new PyBaseException.ExceptionOps();

  public static final PyType BaseException =
      PyType.builtin("BaseException", PyType.OBJECT, OPS, new PyBaseExceptionTable()).with(BASETYPE).withDict();

  public static final PyType Exception = simple("Exception", BaseException);
  public static final PyType GeneratorExit = simple("GeneratorExit", BaseException);
  public static final PyType KeyboardInterrupt = simple("KeyboardInterrupt", BaseException);
  public static final PyType ArithmeticError = simple("ArithmeticError", Exception);
  public static final PyType FloatingPointError = simple("FloatingPointError", ArithmeticError);
  public static final PyType OverflowError = simple("OverflowError", ArithmeticError);
  public static final PyType ZeroDivisionError = simple("ZeroDivisionError", ArithmeticError);
  public static final PyType AssertionError = simple("AssertionError", Exception);
  public static final PyType BufferError = simple("BufferError", Exception);
  public static final PyType EOFError = simple("EOFError", Exception);
  public static final PyType LookupError = simple("LookupError", Exception);
  public static final PyType IndexError = simple("IndexError", LookupError);
  public static final PyType MemoryError = simple("MemoryError", Exception);
  public static final PyType ReferenceError = simple("ReferenceError", Exception);
  public static final PyType RuntimeError = simple("RuntimeError", Exception);
  public static final PyType NotImplementedError = simple("NotImplementedError", RuntimeError);
  public static final PyType RecursionError = simple("RecursionError", RuntimeError);
  public static final PyType StopAsyncIteration = simple("StopAsyncIteration", Exception);
  public static final PyType SystemError = simple("SystemError", Exception);
  public static final PyType TypeError = simple("TypeError", Exception);
  public static final PyType ValueError = simple("ValueError", Exception);
  public static final PyType UnicodeError = simple("UnicodeError", ValueError);
  public static final PyType UnicodeDecodeError = unicode("UnicodeDecodeError");
  public static final PyType UnicodeEncodeError = unicode("UnicodeEncodeError");
  public static final PyType UnicodeTranslateError = unicode("UnicodeTranslateError");
  public static final PyType Warning = simple("Warning", Exception);
  public static final PyType DeprecationWarning = simple("DeprecationWarning", Warning);
  public static final PyType PendingDeprecationWarning = simple("PendingDeprecationWarning", Warning);
  public static final PyType RuntimeWarning = simple("RuntimeWarning", Warning);
  public static final PyType SyntaxWarning = simple("SyntaxWarning", Warning);
  public static final PyType UserWarning = simple("UserWarning", Warning);
  public static final PyType FutureWarning = simple("FutureWarning", Warning);
  public static final PyType ImportWarning = simple("ImportWarning", Warning);
  public static final PyType UnicodeWarning = simple("UnicodeWarning", Warning);
  public static final PyType BytesWarning = simple("BytesWarning", Warning);
  public static final PyType ResourceWarning = simple("ResourceWarning", Warning);
  public static final PyType EncodingWarning = simple("EncodingWarning", Warning);
  public static final PyType NameError =
      PyType.builtin("NameError", Exception, PyNameError.OPS, new PyNameErrorTable()).with(BASETYPE);
  public static final PyType AttributeError =
      PyType.builtin("AttributeError", Exception, PyAttributeError.OPS, new PyAttributeErrorTable()).with(BASETYPE);
  public static final PyType ImportError =
      PyType.builtin("ImportError", Exception, PyImportError.OPS, new PyImportErrorTable()).with(BASETYPE);
  public static final PyType StopIteration =
      PyType.builtin("StopIteration", Exception, PyStopIteration.OPS, new PyStopIterationTable()).with(BASETYPE);
  public static final PyType SystemExit =
      PyType.builtin("SystemExit", BaseException, PySystemExit.OPS, new PySystemExitTable()).with(BASETYPE);
  public static final PyType OSError =
      PyType.builtin("OSError", Exception, PyOSError.OPS, new PyOSErrorTable()).with(BASETYPE);
  public static final PyType BlockingIOError = simple("BlockingIOError", OSError);
  public static final PyType ChildProcessError = simple("ChildProcessError", OSError);
  public static final PyType ConnectionError = simple("ConnectionError", OSError);
  public static final PyType BrokenPipeError = simple("BrokenPipeError", ConnectionError);
  public static final PyType ConnectionAbortedError = simple("ConnectionAbortedError", ConnectionError);
  public static final PyType ConnectionRefusedError = simple("ConnectionRefusedError", ConnectionError);
  public static final PyType ConnectionResetError = simple("ConnectionResetError", ConnectionError);
  public static final PyType FileExistsError = simple("FileExistsError", OSError);
  public static final PyType FileNotFoundError = simple("FileNotFoundError", OSError);
  public static final PyType InterruptedError = simple("InterruptedError", OSError);
  public static final PyType IsADirectoryError = simple("IsADirectoryError", OSError);
  public static final PyType NotADirectoryError = simple("NotADirectoryError", OSError);
  public static final PyType PermissionError = simple("PermissionError", OSError);
  public static final PyType ProcessLookupError = simple("ProcessLookupError", OSError);
  public static final PyType TimeoutError = simple("TimeoutError", OSError);
  public static final PyType KeyError =
      PyType.builtin("KeyError", LookupError, PyKeyError.OPS, new PyKeyErrorTable()).with(BASETYPE);
  public static final PyType UnboundLocalError = simple("UnboundLocalError", NameError);
  public static final PyType ModuleNotFoundError = simple("ModuleNotFoundError", ImportError);

  /** An exception type without fields of a native module, to be kept in a static constant of that module. */
  public static PyType define(String module, String name, PyType base) {
    return simple(name, base).in(module);
  }

  private static PyType unicode(String name) {
    return PyType.builtin(name, UnicodeError, PyUnicodeError.OPS, new PyUnicodeErrorTable()).with(BASETYPE);
  }

  public static final PyType SyntaxError =
      PyType.builtin("SyntaxError", Exception, PySyntaxErrorObject.OPS, new PySyntaxErrorObjectTable()).with(BASETYPE);
  public static final PyType IndentationError = simple("IndentationError", SyntaxError);
  public static final PyType TabError = simple("TabError", IndentationError);

  private static PyType simple(String name, PyType base) {
    return PyType.builtin(name, base, base.ops, new EmptyTable(name, null)).with(BASETYPE | SAME_LAYOUT);
  }
}
