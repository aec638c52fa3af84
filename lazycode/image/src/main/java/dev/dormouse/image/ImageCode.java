package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ConstantFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A code object in an image: this handle is all of it until something asks. Header questions read
 * single fields of the mapped header; waking copies what the first call needs. Nothing read is kept
 * here; the image caches constants, the VM keeps the rest.
 *
 * <p>Every method may throw {@link DamagedImageException}.
 */
public final class ImageCode extends CodeUnit {
  /** For the parent of a handle that was asked for by number: take it from the header. */
  static final int ANY = -2;

  private final Image image;
  private final int index;

  /** The parent this code was reached through, or {@link ImageFormat#NONE}, or {@link #ANY}. */
  private final int expectedParent;

  /**
   * A copy of the header; null until the first question. Volatile so that another thread sees it
   * filled.
   */
  private volatile byte[] header;

  /** {@code index} is within the image's count; callers check it. */
  ImageCode(Image image, int index, int expectedParent) {
    this.image = image;
    this.index = index;
    this.expectedParent = expectedParent;
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
  public Object name(ConstantFactory factory) {
    return image.constants(factory).string(i32(CODE_NAME));
  }

  @Override
  public String qualname() {
    return image.strings().string(i32(CODE_QUALNAME));
  }

  /** Equal for two code objects of one image if their qualified names are. */
  public int qualnameId() {
    return Part.i32(header(), CODE_QUALNAME);
  }

  @Override
  public Object qualname(ConstantFactory factory) {
    return image.constants(factory).string(i32(CODE_QUALNAME));
  }

  /**
   * A name below the image ({@code <image>/json/tool.py}) gets the image's own in front, wherever
   * that is by now.
   */
  @Override
  public String filename() {
    String stored = storedFilename();
    int n = IMAGE_PREFIX.length();
    return stored.startsWith(IMAGE_PREFIX) && stored.length() > n && stored.charAt(n) == '/'
        ? image.name() + stored.substring(n)
        : stored;
  }

  /** {@link #filename} as it is in the image, independent of where that lies. */
  String storedFilename() {
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

  /** The code objects among this one's constants, in order. Looking is not waking. */
  public List<ImageCode> children() {
    byte[] tables = tables();
    int n = Part.i32(tables, TABLES_CONSTS);
    List<ImageCode> children = new ArrayList<>();
    int previous = index;
    for (int i = 0; i < n; i++) {
      int reference = Part.i32(tables, TABLES_REFERENCES + 4 * i);
      if ((reference & TAG_MASK) == TAG_CODE) {
        int number = reference >> TAG_BITS;
        image.checkChild(number, previous, tablesAt() + TABLES_REFERENCES + 4 * i);
        previous = number;
        children.add(new ImageCode(image, number, index));
      }
    }
    return children;
  }

  /** Bytes of this code object's own that waking reads: its header, tables and wordcode. */
  public long wakingSize() {
    byte[] copy = header();
    return CODE_SIZE
        + (Part.i32(copy, CODE_TABLES_LENGTH) & 0xFFFFFFFFL)
        + (Part.i32(copy, CODE_WORDCODE_LENGTH) & 0xFFFFFFFFL);
  }

  /** Whether a function was made from it. */
  public boolean isBound() {
    return image.isBound(index);
  }

  @Override
  public void noteBound() {
    image.noteBound(index);
  }

  // body

  /**
   * What waking is: the interpreter cannot run code without having asked for this, so here is where
   * it is verified, the first time and unless the image is trusted.
   */
  @Override
  public byte[] wordcode() {
    byte[] code = readWordcode();
    if (!image.trusted() && !image.isWoken(index)) {
      verify(code);
    }
    image.noteWoken(index);
    return code;
  }

  void verify(byte[] code) {
    byte[] tables = tables();
    image.verify(
        this,
        code,
        Part.i32(tables, TABLES_CONSTS),
        Part.i32(tables, TABLES_NAMES),
        localspluskinds(),
        exceptiontable());
  }

  /** The wordcode without waking: looking is not running. */
  byte[] readWordcode() {
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
    byte[] tables = tables();
    StringTable strings = image.strings();
    String[] names = new String[nlocalsplus()];
    int at = localsAt(tables);
    for (int i = 0; i < names.length; i++) {
      names[i] = strings.string(Part.i32(tables, at + 4 * i));
    }
    return names;
  }

  @Override
  public Object[] localsplusnames(ConstantFactory factory) {
    byte[] tables = tables();
    ImageConstants strings = image.constants(factory);
    Object[] names = new Object[nlocalsplus()];
    int at = localsAt(tables);
    for (int i = 0; i < names.length; i++) {
      names[i] = strings.string(Part.i32(tables, at + 4 * i));
    }
    return names;
  }

  @Override
  public byte[] localspluskinds() {
    byte[] tables = tables();
    byte[] kinds = new byte[nlocalsplus()];
    System.arraycopy(tables, tables.length - kinds.length, kinds, 0, kinds.length);
    return kinds;
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
    return toCodeObject(0, false);
  }

  /** {@link #toCodeObject} as it was put in, with {@link #storedFilename}. */
  CodeObject toStoredCodeObject() {
    return toCodeObject(0, true);
  }

  private CodeObject toCodeObject(int depth, boolean stored) {
    if (depth > MAX_CODE_DEPTH) {
      throw damaged(CODE_PARENT, "code nested at most " + MAX_CODE_DEPTH + " deep", "more");
    }
    Object[] consts = consts(PlainConstants.FACTORY);
    for (int i = 0; i < consts.length; i++) {
      if (consts[i] instanceof ImageCode child) {
        consts[i] = child.toCodeObject(depth + 1, stored);
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
        stored ? storedFilename() : filename(),
        name(),
        qualname(),
        firstlineno(),
        linetable(),
        exceptiontable());
  }

  // for ImageConstants

  /**
   * A copy of this code's record in TABLES, whose counts are proved to fit: constants, names and
   * locals lie inside it without further checks.
   */
  byte[] tables() {
    if (expectedParent != ANY && parent() != expectedParent) {
      throw damaged(CODE_PARENT, "parent " + expectedParent, "parent " + parent());
    }
    Part part = image.part(PartKind.TABLES);
    int length = i32(CODE_TABLES_LENGTH);
    if (length < TABLES_REFERENCES) {
      throw damaged(CODE_TABLES_LENGTH, "at least " + TABLES_REFERENCES + " bytes", "" + length);
    }
    byte[] tables = part.bytes(tablesAt(), length);
    int consts = Part.i32(tables, TABLES_CONSTS);
    int names = Part.i32(tables, TABLES_NAMES);
    int locals = nlocalsplus();
    // Each below the length first, so that the sum is formed of small numbers.
    if (consts < 0
        || names < 0
        || locals < 0
        || consts > length
        || names > length
        || locals > length
        || TABLES_REFERENCES + 4L * consts + 4L * names + 5L * locals != length) {
      throw part.damaged(
          tablesAt(),
          "counts that fill " + length + " bytes",
          consts + " constants, " + names + " names, " + locals + " locals");
    }
    return tables;
  }

  int tablesAt() {
    return i32(CODE_TABLES);
  }

  private static int localsAt(byte[] tables) {
    return TABLES_REFERENCES
        + 4 * (Part.i32(tables, TABLES_CONSTS) + Part.i32(tables, TABLES_NAMES));
  }

  private byte[] blob(int kind, int field) {
    Part part = image.part(kind);
    int at = i32(field);
    // at + 4 cannot overflow: reading the length proves that at lies inside the part.
    return part.bytes(at + 4, part.i32(at));
  }

  private byte[] header() {
    byte[] copy = header;
    if (copy == null) {
      header = copy = image.part(PartKind.CODE).bytes(index * CODE_SIZE, CODE_SIZE);
    }
    return copy;
  }

  private int i32(int field) {
    return Part.i32(header(), field);
  }

  private int u16(int field) {
    return Part.u16(header(), field);
  }

  private DamagedImageException damaged(int field, String expected, String actual) {
    return image.part(PartKind.CODE).damaged((long) index * CODE_SIZE + field, expected, actual);
  }

  @Override
  public String toString() {
    return "ImageCode(" + index + " in " + image.name() + ")";
  }
}
