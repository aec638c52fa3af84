package dev.dormouse.runtime.objects;

/** The table of a builtin type that has no methods of its own, such as most exceptions. */
final class EmptyTable extends BuiltinTable {
  private final String owner;
  private final String doc;
  private final long slots;

  EmptyTable(String owner, String doc) {
    this(owner, doc, 0);
  }

  EmptyTable(String owner, String doc, long slots) {
    this.owner = owner;
    this.doc = doc;
    this.slots = slots;
  }

  @Override
  public int count() {
    return 0;
  }

  @Override
  public String name(int id) {
    throw none();
  }

  @Override
  public int find(String name) {
    return -1;
  }

  @Override
  public int kind(int id) {
    throw none();
  }

  @Override
  public PyObject call(int id, PyObject self, PyObject[] args, PyStr[] kwnames) {
    throw none();
  }

  @Override
  public PyObject get(int id, PyObject self) {
    throw none();
  }

  @Override
  public boolean set(int id, PyObject self, PyObject value) {
    throw none();
  }

  @Override
  public String doc(int id) {
    throw none();
  }

  @Override
  public String signature(int id) {
    throw none();
  }

  @Override
  public long slots() {
    return slots;
  }

  @Override
  public String typeDoc() {
    return doc;
  }

  @Override
  public String owner() {
    return owner;
  }

  private static IllegalStateException none() {
    return new IllegalStateException("an empty table has no entries");
  }
}
