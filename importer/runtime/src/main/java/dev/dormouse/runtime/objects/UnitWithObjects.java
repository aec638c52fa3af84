package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;

/** Code made by Python code: its constants are runtime objects already, of any type. */
final class UnitWithObjects extends CodeUnit {
  private final CodeObject shell;
  private final PyObject[] constants;

  UnitWithObjects(CodeObject shell, PyObject[] constants) {
    this.shell = shell;
    this.constants = constants;
  }

  @Override
  public String name() {
    return shell.name;
  }

  @Override
  public String qualname() {
    return shell.qualname;
  }

  @Override
  public String filename() {
    return shell.filename;
  }

  @Override
  public int argcount() {
    return shell.argcount;
  }

  @Override
  public int posonlyargcount() {
    return shell.posonlyargcount;
  }

  @Override
  public int kwonlyargcount() {
    return shell.kwonlyargcount;
  }

  @Override
  public int flags() {
    return shell.flags;
  }

  @Override
  public int stacksize() {
    return shell.stacksize;
  }

  @Override
  public int firstlineno() {
    return shell.firstlineno;
  }

  @Override
  public int nlocalsplus() {
    return shell.nlocalsplus();
  }

  @Override
  public int nfreevars() {
    return shell.nfreevars();
  }

  @Override
  public byte[] wordcode() {
    return shell.wordcode();
  }

  @Override
  public Object[] consts(ConstantFactory factory) {
    return constants.clone();
  }

  @Override
  public Object[] names(ConstantFactory factory) {
    return shell.names(factory);
  }

  @Override
  public String[] localsplusnames() {
    return shell.localsplusnames();
  }

  @Override
  public byte[] localspluskinds() {
    return shell.localspluskinds();
  }

  @Override
  public byte[] exceptiontable() {
    return shell.exceptiontable();
  }

  @Override
  public byte[] linetable() {
    return shell.linetable();
  }

  @Override
  public Object docstring(ConstantFactory factory) {
    return (shell.flags & CO_OPTIMIZED) != 0 && constants.length > 0 && constants[0] instanceof PyStr ? constants[0] : null;
  }

  /** Without the constants, which may be of any type. */
  @Override
  public CodeObject toCodeObject() {
    return shell;
  }
}
