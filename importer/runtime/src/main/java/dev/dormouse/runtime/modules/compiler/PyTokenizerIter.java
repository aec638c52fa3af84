package dev.dormouse.runtime.modules.compiler;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.parser.TokenStream;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.SyntaxErrorObjects;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/**
 * {@code TokenizerIter}: tokens as tuples (text, type, line, end line, column, end column, lines).
 */
@BuiltinType(name = "TokenizerIter", ops = PyTokenizerIter.IterOps.class)
public final class PyTokenizerIter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("TokenizerIter", PyType.OBJECT, new IterOps(), new PyTokenizerIterTable())
          .in("_tokenize");

  private final TokenStream tokens;

  private PyTokenizerIter(TokenStream tokens) {
    super(TYPE);
    this.tokens = tokens;
  }

  private PyObject next() {
    try {
      if (!tokens.next()) {
        return null;
      }
    } catch (PySyntaxError e) {
      throw SyntaxErrorObjects.toPython(e);
    }
    return PyTuple.of(
        PyStr.of(tokens.text()),
        PyInt.of(tokens.type()),
        PyInt.of(tokens.line()),
        PyInt.of(tokens.endLine()),
        PyInt.of(tokens.column()),
        PyInt.of(tokens.endColumn()),
        PyStr.of(tokens.lines()));
  }

  /** The slots of {@code TokenizerIter}. */
  static final class IterOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject source = ArgParser.parse("tokenizeriter", "source", 0, 1, 1, args, kwnames)[0];
      if (!(source instanceof PyStr text)) {
        throw Errors.typeError(
            "tokenizeriter() argument 'source' must be str, not " + ArgParser.typeName(source));
      }
      if (text.value().indexOf('\0') >= 0) {
        throw Errors.valueError("embedded null character");
      }
      return new PyTokenizerIter(Compiling.tokens(text));
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyTokenizerIter) o).next();
    }
  }
}
