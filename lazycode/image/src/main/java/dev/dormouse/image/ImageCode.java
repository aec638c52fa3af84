package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;

/**
 * A code object in an image: this handle is all of it until something asks. Header questions read single fields of the
 * mapped header; waking copies what the first call needs. Nothing read is kept here; the image caches constants, the VM
 * keeps the rest.
 *
 * <p>Every method may throw {@link DamagedImageException}.
 */
public final class ImageCode extends CodeUnit {
  private final Image image;
  private final int index;

  /** {@code index} is within the image's count; {@link Image#code} checks it. */
  ImageCode(Image image, int index) {
    this.image = image;
    this.index = index;
  }

  public Image image() {
    return image;
  }

  /** This code object's number in its image: what profiles and reports count by. */
  public int index() {
    return index;
  }

  // header

  @Override
  public String name() {
    return image.strings().string(i32(CODE_NAME));
  }

  @Override
  public String qualname() {
    return image.strings().string(i32(CODE_QUALNAME));
  }

  @Override
  public String filename() {
    return image.strings().string(i32(CODE_FILENAME));
  }

  @Override
  public int argcount() {
    return u16(CODE_ARGCOUNT);
  }

  @Override
  public int posonlyargcount() {
    return u16(CODE_POSONLYARGCOUNT);
  }

  @Override
  public int kwonlyargcount() {
    return u16(CODE_KWONLYARGCOUNT);
  }

  @Override
  public int flags() {
    return i32(CODE_FLAGS);
  }

  @Override
  public int stacksize() {
    return i32(CODE_STACKSIZE);
  }

  @Override
  public int firstlineno() {
    return i32(CODE_FIRSTLINENO);
  }

  @Override
  public int nlocalsplus() {
    return i32(CODE_NLOCALSPLUS);
  }

  @Override
  public int nfreevars() {
    return u16(CODE_NFREEVARS);
  }

  /** The number of the code object that this one is a constant of, or -1 for a module's body. */
  public int parent() {
    return i32(CODE_PARENT);
  }

  @Override
  public void noteBound() {
    image.noteBound(index);
  }

  // body

  @Override
  public byte[] wordcode() {
    image.noteWoken(index);
    return readWordcode();
  }

  private byte[] readWordcode() {
    int at = i32(CODE_WORDCODE);
    int length = i32(CODE_WORDCODE_LENGTH);
    if ((at & WORDCODE_ALIGNMENT - 1) != 0 || (length & 1) != 0) {
      throw damaged(
          CODE_WORDCODE,
          "wordcode at a multiple of " + WORDCODE_ALIGNMENT + " and of even length",
          "offset " + at + ", length " + length);
    }
    return image.part(PartKind.WORDCODE).bytes(at, length);
  }

  @Override
  public Object[] consts(ConstantFactory factory) {
    return image.constants(factory).consts(this);
  }

  @Override
  public Object[] names(ConstantFactory factory) {
    return image.constants(factory).names(this);
  }

  @Override
  public String[] localsplusnames() {
    int n = localsCount();
    int at = namesAt() + 4 * nameCount();
    Part tables = tables();
    StringTable strings = image.strings();
    String[] names = new String[n];
    for (int i = 0; i < n; i++) {
      names[i] = strings.string(tables.i32(at + 4 * i));
    }
    return names;
  }

  @Override
  public byte[] localspluskinds() {
    int n = localsCount();
    return tables().bytes(namesAt() + 4 * nameCount() + 4 * n, n);
  }

  @Override
  public byte[] exceptiontable() {
    return blob(PartKind.EXCEPTION_TABLES, CODE_EXCEPTION_TABLE);
  }

  // cold

  @Override
  public byte[] linetable() {
    return blob(PartKind.LINE_TABLES, CODE_LINE_TABLE);
  }

  @Override
  public Object docstring(ConstantFactory factory) {
    return (flags() & CO_OPTIMIZED) == 0 ? null : image.constants(factory).docstring(this);
  }

  @Override
  public CodeObject toCodeObject() {
    return toCodeObject(0);
  }

  private CodeObject toCodeObject(int depth) {
    if (depth > MAX_CODE_DEPTH) {
      throw damaged(CODE_PARENT, "code nested at most " + MAX_CODE_DEPTH + " deep", "more");
    }
    Object[] consts = consts(PlainConstants.FACTORY);
    for (int i = 0; i < consts.length; i++) {
      if (consts[i] instanceof ImageCode child) {
        consts[i] = child.toCodeObject(depth + 1);
      }
    }
    Object[] names = names(PlainConstants.FACTORY);
    String[] plainNames = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      if (!(names[i] instanceof String name)) {
        throw damaged(CODE_TABLES, "names that UTF-16 can express", "name " + i);
      }
      plainNames[i] = name;
    }
    return new CodeObject(
        argcount(),
        posonlyargcount(),
        kwonlyargcount(),
        stacksize(),
        flags(),
        readWordcode(),
        consts,
        plainNames,
        localsplusnames(),
        localspluskinds(),
        filename(),
        name(),
        qualname(),
        firstlineno(),
        linetable(),
        exceptiontable());
  }

  // for ImageConstants: where this code's tables are. Counts are checked against the bytes that must hold them.

  int constCount() {
    int at = tablesAt();
    int n = tables().i32(at + TABLES_CONSTS);
    checkCount(at + TABLES_REFERENCES, n, 4);
    return n;
  }

  int constsAt() {
    return tablesAt() + TABLES_REFERENCES;
  }

  int nameCount() {
    int n = tables().i32(tablesAt() + TABLES_NAMES);
    checkCount(namesAt(), n, 4);
    return n;
  }

  int namesAt() {
    return constsAt() + 4 * constCount();
  }

  /** The number of locals, once it is known that their names and kinds fit the part. */
  private int localsCount() {
    int n = nlocalsplus();
    checkCount(namesAt() + 4 * nameCount(), n, 5);
    return n;
  }

  private int tablesAt() {
    int at = i32(CODE_TABLES);
    tables().check(at, TABLES_REFERENCES);
    return at;
  }

  private void checkCount(int at, int n, int size) {
    if (n < 0 || n > (tables().length - at) / size) {
      throw tables().damaged(at, "a count that fits the part", "" + n);
    }
  }

  private byte[] blob(int kind, int field) {
    Part part = image.part(kind);
    int at = i32(field);
    int length = part.i32(at);
    part.check(at, 4);
    // at + 4 cannot overflow: at was just checked to lie inside the part.
    return part.bytes(at + 4, length);
  }

  private Part tables() {
    return image.part(PartKind.TABLES);
  }

  private int i32(int field) {
    return image.part(PartKind.CODE).i32(index * CODE_SIZE + field);
  }

  private int u16(int field) {
    return image.part(PartKind.CODE).u16(index * CODE_SIZE + field);
  }

  private DamagedImageException damaged(int field, String expected, String actual) {
    return image.part(PartKind.CODE).damaged((long) index * CODE_SIZE + field, expected, actual);
  }

  @Override
  public String toString() {
    return "ImageCode(" + index + " in " + image.name() + ")";
  }
}
