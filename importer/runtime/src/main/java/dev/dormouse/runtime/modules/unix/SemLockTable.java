package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** The generated table of {@link PySemLock} and the one constant that the class has. */
final class SemLockTable extends BuiltinTable {
  private static final String MAXIMUM = "SEM_VALUE_MAX";

  private final PySemLockTable generated = new PySemLockTable();

  @Override
  public PyObject constant(String name) {
    return name.equals(MAXIMUM) ? PyInt.of(Integer.MAX_VALUE) : null;
  }

  @Override
  public String[] constants() {
    return new String[] {MAXIMUM};
  }

  @Override
  public int count() {
    return generated.count();
  }

  @Override
  public String name(int id) {
    return generated.name(id);
  }

  @Override
  public int find(String name) {
    return generated.find(name);
  }

  @Override
  public int kind(int id) {
    return generated.kind(id);
  }

  @Override
  public PyObject call(int id, PyObject self, PyObject[] args, PyStr[] kwnames) {
    return generated.call(id, self, args, kwnames);
  }

  @Override
  public PyObject get(int id, PyObject self) {
    return generated.get(id, self);
  }

  @Override
  public boolean set(int id, PyObject self, PyObject value) {
    return generated.set(id, self, value);
  }

  @Override
  public String doc(int id) {
    return generated.doc(id);
  }

  @Override
  public String signature(int id) {
    return generated.signature(id);
  }

  @Override
  public long slots() {
    return generated.slots();
  }

  @Override
  public String typeDoc() {
    return generated.typeDoc();
  }

  @Override
  public String owner() {
    return generated.owner();
  }
}
