package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;

/**
 * Code with other flags. {@code types.coroutine} makes it of functions that may never be called:
 * unlike {@link MadeCode}, this takes nothing from the original before it wakes, so the original
 * sleeps on.
 */
final class FlaggedCode extends CodeUnit {
  private final CodeUnit of;
  private final int flags;

  FlaggedCode(CodeUnit of, int flags) {
    this.of = of;
    this.flags = flags;
  }

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public Object name(ConstantFactory factory) {
    return of.name(factory);
  }

  @Override
  public String qualname() {
    return of.qualname();
  }

  @Override
  public Object qualname(ConstantFactory factory) {
    return of.qualname(factory);
  }

  @Override
  public String filename() {
    return of.filename();
  }

  @Override
  public int argcount() {
    return of.argcount();
  }

  @Override
  public int posonlyargcount() {
    return of.posonlyargcount();
  }

  @Override
  public int kwonlyargcount() {
    return of.kwonlyargcount();
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public int stacksize() {
    return of.stacksize();
  }

  @Override
  public int firstlineno() {
    return of.firstlineno();
  }

  @Override
  public int nlocalsplus() {
    return of.nlocalsplus();
  }

  @Override
  public int nfreevars() {
    return of.nfreevars();
  }

  @Override
  public byte[] wordcode() {
    return of.wordcode();
  }

  @Override
  public Object[] consts(ConstantFactory factory) {
    return of.consts(factory);
  }

  @Override
  public Object[] names(ConstantFactory factory) {
    return of.names(factory);
  }

  @Override
  public String[] localsplusnames() {
    return of.localsplusnames();
  }

  @Override
  public Object[] localsplusnames(ConstantFactory factory) {
    return of.localsplusnames(factory);
  }

  @Override
  public byte[] localspluskinds() {
    return of.localspluskinds();
  }

  @Override
  public byte[] exceptiontable() {
    return of.exceptiontable();
  }

  @Override
  public byte[] linetable() {
    return of.linetable();
  }

  @Override
  public Object docstring(ConstantFactory factory) {
    return of.docstring(factory);
  }

  @Override
  public CodeObject toCodeObject() {
    CodeObject o = of.toCodeObject();
    return new CodeObject(
        o.argcount,
        o.posonlyargcount,
        o.kwonlyargcount,
        o.stacksize,
        flags,
        o.code,
        o.consts,
        o.names,
        o.localsplusnames,
        o.localspluskinds,
        o.filename,
        o.name,
        o.qualname,
        o.firstlineno,
        o.linetable,
        o.exceptiontable);
  }
}
