package dev.dormouse.runtime.objects;

/** The slots of code objects. */
final class CodeOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyCode c = (PyCode) o;
    return PyStr.of(
        "<code object " + c.name() + " at " + Generic.address(o) + ", file \"" + c.unit.filename() + "\", line "
            + c.unit.firstlineno() + ">");
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyCode x) || !(b instanceof PyCode y) || op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    boolean same =
        x == y
            || CodeMembers.same(CodeMembers.plain(x), CodeMembers.plain(y))
                && Abstract.equal(PyTuple.of(x.consts), PyTuple.of(y.consts));
    return PyBool.of(same == (op == Abstract.EQ));
  }

  @Override
  public long hash(PyObject o) {
    PyCode c = (PyCode) o;
    return Hashes.mix(c.name().hashCode() * 31 + c.unit.firstlineno() + c.flags + 7 * c.argcount);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "code", kwnames);
    ArgParser.positional(null, "code", args, null, 16, 18);
    return CodeMaking.make(
        Abstract.toJavaInt(args[0]),
        Abstract.toJavaInt(args[1]),
        Abstract.toJavaInt(args[2]),
        Abstract.toJavaInt(args[4]),
        Abstract.toJavaInt(args[5]),
        args[6],
        args[7],
        args[8],
        args[9],
        args[10],
        args[11],
        args[12],
        Abstract.toJavaInt(args[13]),
        args[14],
        args[15],
        args.length > 16 ? args[16] : PyTuple.EMPTY,
        args.length > 17 ? args[17] : PyTuple.EMPTY);
  }
}
