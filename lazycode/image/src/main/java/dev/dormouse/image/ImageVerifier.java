package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.ConstantFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Checks everything about an image that FORMAT.md promises: what opening and waking check as they
 * go, and besides the checksums, the order of names, and that nothing is left over. An image that
 * passes can be read to the last byte without an exception.
 */
public final class ImageVerifier {
  private final Image image;

  private ImageVerifier(Image image) {
    this.image = image;
  }

  /** Returns if all is well; stops at the first thing that is not. */
  public static void verify(Image image) throws ImageFormatException {
    try {
      new ImageVerifier(image).verify();
    } catch (DamagedImageException e) {
      throw e.format();
    }
  }

  private void verify() {
    verifyChecksums();
    for (int kind : PartKind.inOrder()) {
      switch (kind) {
        case PartKind.INFO -> verifyInfo();
        case PartKind.MODULES -> verifyModules();
        case PartKind.CODE -> verifyCode();
        case PartKind.STRINGS -> verifyStrings(image.strings());
        case PartKind.CONSTANTS -> verifyConstants();
        case PartKind.RESOURCES -> verifyResources();
        case PartKind.DOCSTRINGS -> verifyStrings(image.docstrings());
        case PartKind.TABLES -> {
          Part tables = image.part(kind);
          if (tables.count != image.codeCount()) {
            throw tables.damaged(0, image.codeCount() + " records", tables.count + " by count");
          }
        }
        // Read through the code objects, modules and resources that point into them.
        case PartKind.WORDCODE,
            PartKind.EXCEPTION_TABLES,
            PartKind.LINE_TABLES,
            PartKind.RESOURCE_DATA -> {}
        default -> throw new IllegalStateException("nobody verifies the " + PartKind.name(kind));
      }
    }
  }

  private void verifyChecksums() {
    Part[] parts = new Part[image.partCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = image.partAt(i);
    }
    verifyChecksums(image.name(), image.bytes(), parts, image.contentId());
    if (image.isSplit()) {
      ColdFile cold = image.cold();
      verifyChecksums(cold.name(), cold.bytes(), cold.parts(), cold.contentId());
    }
  }

  private static void verifyChecksums(
      String name, ByteBuffer bytes, Part[] parts, String contentId) {
    int end = HEADER_SIZE + parts.length * DIRECTORY_SIZE;
    for (Part part : parts) {
      verifyPadding(bytes, part, end, part.start);
      CRC32C crc = new CRC32C();
      crc.update(bytes.slice(part.start, part.here));
      if ((int) crc.getValue() != part.crc) {
        throw part.damaged(
            0,
            "CRC-32C " + Integer.toHexString(part.crc),
            Integer.toHexString((int) crc.getValue()));
      }
      end = part.start + part.here;
    }
    if (parts.length > 0) {
      verifyPadding(bytes, parts[parts.length - 1], end, bytes.limit());
    }
    String id = HexFormat.of().formatHex(ImageWriter.contentId(bytes));
    if (!id.equals(contentId)) {
      throw new DamagedImageException(
          new ImageFormatException(
              name, "header", HEADER_CONTENT_ID, "content id " + id, contentId));
    }
  }

  /** The zeros between the end of one part and the start of the next, or of the file. */
  private static void verifyPadding(ByteBuffer bytes, Part part, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.get(i) != 0) {
        throw part.damaged((long) i - part.start, "padding of zeros", "byte " + bytes.get(i));
      }
    }
  }

  private void verifyInfo() {
    Part info = image.part(PartKind.INFO);
    if (info.length != 8L * info.count) {
      throw info.damaged(0, info.count + " pairs", info.length + " bytes");
    }
    for (int i = 0; i < 2 * info.count; i++) {
      image.strings().string(info.i32(4 * i));
    }
  }

  private void verifyModules() {
    NameTable modules = image.modules();
    verifyTree(modules, '.');
    boolean[] used = new boolean[image.codeCount()];
    for (int i = 0; i < modules.count(); i++) {
      ImageModule module = image.module(i);
      verifyFlags(modules, i, MODULE_FLAGS);
      if (modules.i32(i, MODULE_RESERVED) != 0) {
        throw damaged(modules, i, MODULE_RESERVED, "0", "" + modules.i32(i, MODULE_RESERVED));
      }
      ImageCode code = module.code();
      if (code != null) {
        if (code.parent() != NONE || used[code.index()]) {
          throw damaged(
              modules, i, MODULE_CODE, "a module's code of its own", "code " + code.index());
        }
        used[code.index()] = true;
      }
      String origin = module.origin();
      if (origin == null ? code != null : !ImageBuilder.goodPath(origin)) {
        throw damaged(modules, i, MODULE_ORIGIN, "a relative path", "" + origin);
      }
      ImageResource resources = module.resources();
      if (resources != null && !resources.isDirectory()) {
        throw damaged(modules, i, MODULE_RESOURCES, "a directory", resources.path());
      }
    }
    Part code = image.part(PartKind.CODE);
    for (int i = 0; i < used.length; i++) {
      boolean top = image.code(i).parent() == NONE;
      if (top != used[i]) {
        throw code.damaged(
            (long) i * CODE_SIZE + CODE_PARENT,
            top ? "a module that has this code" : "a parent",
            "none");
      }
    }
  }

  private void verifyResources() {
    NameTable resources = image.resources();
    verifyTree(resources, '/');
    for (int i = 0; i < resources.count(); i++) {
      ImageResource resource = image.resource(i);
      verifyFlags(resources, i, RESOURCE_FLAGS);
      if (!ImageBuilder.goodPath(resource.path())) {
        throw damaged(resources, i, ENTRY_NAME, "a relative path", resource.path());
      }
      int offset = resources.i32(i, RESOURCE_OFFSET);
      int length = resources.i32(i, RESOURCE_LENGTH);
      if (resource.isDirectory()) {
        if (offset != 0 || length != 0) {
          throw damaged(
              resources, i, RESOURCE_OFFSET, "zeros for a directory", offset + ", " + length);
        }
      } else {
        if (resource.children().length != 0 || (offset & PART_ALIGNMENT - 1) != 0) {
          throw damaged(
              resources,
              i,
              RESOURCE_OFFSET,
              "a file at a multiple of " + PART_ALIGNMENT,
              "" + offset);
        }
        image.part(PartKind.RESOURCE_DATA).check(offset, length);
      }
    }
  }

  /** Every name is found, every child hangs under its parent once and in order. */
  private void verifyTree(NameTable table, char separator) {
    table.checkSeeds();
    boolean[] placed = new boolean[table.count()];
    int children = placeChildren(table, -1, "", table.topLevel(), separator, placed);
    for (int i = 0; i < table.count(); i++) {
      String name = table.name(i);
      if (table.find(name) != i) {
        throw damaged(table, i, ENTRY_NAME, "a name that the hash finds", name);
      }
      children += placeChildren(table, i, name + separator, table.children(i), separator, placed);
    }
    if (children != table.childCount()) {
      throw table.part.damaged(
          TABLE_CHILDREN, table.childCount() + " children", children + " that have a parent");
    }
    for (int i = 0; i < table.count(); i++) {
      String name = table.name(i);
      int cut = name.lastIndexOf(separator);
      if (!placed[i] && (cut < 0 || table.find(name.substring(0, cut)) >= 0)) {
        throw damaged(table, i, ENTRY_NAME, "a place under its parent", name);
      }
    }
  }

  private int placeChildren(
      NameTable table,
      int parent,
      String prefix,
      int[] children,
      char separator,
      boolean[] placed) {
    String before = "";
    for (int child : children) {
      String name = table.name(child);
      if (placed[child]
          || name.compareTo(before) <= 0
          || !name.startsWith(prefix)
          || name.indexOf(separator, prefix.length()) >= 0) {
        throw table.part.damaged(
            parent < 0 ? TABLE_TOP_LEVEL : table.at(parent, ENTRY_FIRST_CHILD),
            "children in order, each once",
            name + " after " + before);
      }
      placed[child] = true;
      before = name;
    }
    return children.length;
  }

  private void verifyFlags(NameTable table, int entry, int known) {
    int flags = table.i32(entry, ENTRY_FLAGS);
    if ((flags & ~known) != 0) {
      throw damaged(table, entry, ENTRY_FLAGS, "known flags", "0x" + Integer.toHexString(flags));
    }
  }

  private void verifyCode() {
    int count = image.codeCount();
    int[] parents = new int[count];
    int[] depths = new int[count];
    Arrays.fill(parents, NONE);
    Part headers = image.part(PartKind.CODE);
    ConstantFactory factory = PlainConstants.FACTORY;
    for (int i = 0; i < count; i++) {
      long at = (long) i * CODE_SIZE;
      ImageCode code = image.code(i);
      // A parent comes first, so what it says of this one is known by now.
      if (code.parent() != parents[i]) {
        throw headers.damaged(at + CODE_PARENT, "parent " + parents[i], "parent " + code.parent());
      }
      depths[i] = parents[i] == NONE ? 0 : depths[parents[i]] + 1;
      if (depths[i] > MAX_CODE_DEPTH) {
        throw headers.damaged(
            at + CODE_PARENT, "code nested at most " + MAX_CODE_DEPTH + " deep", "more");
      }
      for (Object constant : code.consts(factory)) {
        if (constant instanceof ImageCode child) {
          if (parents[child.index()] != NONE) {
            throw headers.damaged(
                at + CODE_TABLES,
                "children of its own",
                "code " + child.index() + ", a child of " + parents[child.index()] + " too");
          }
          parents[child.index()] = i;
        }
      }
      for (Object name : code.names(factory)) {
        if (!(name instanceof String)) {
          throw headers.damaged(at + CODE_TABLES, "names that UTF-16 can express", "another");
        }
      }
      code.localsplusnames();
      code.filename();
      code.name();
      code.qualname();
      code.linetable();
      code.exceptiontable();
      int free = 0;
      for (byte kind : code.localspluskinds()) {
        free += (kind & ImageCode.CO_FAST_FREE) != 0 ? 1 : 0;
      }
      if (free != code.nfreevars()) {
        throw headers.damaged(at + CODE_NFREEVARS, free + " free variables", "" + code.nfreevars());
      }
      code.verify(code.readWordcode());
    }
  }

  private static void verifyStrings(StringTable strings) {
    strings.checkContiguous();
    for (int i = 0; i < strings.count(); i++) {
      if (strings.isWide(i)) {
        strings.codePoints(i);
      } else {
        strings.string(i);
      }
    }
  }

  private void verifyConstants() {
    ImageConstants constants = image.constants(PlainConstants.FACTORY);
    int count = image.part(PartKind.CONSTANTS).count;
    for (int i = 0; i < count; i++) {
      constants.constant(i);
    }
  }

  private static DamagedImageException damaged(
      NameTable table, int entry, int field, String expected, String actual) {
    return table.part.damaged(table.at(entry, field), expected, actual);
  }
}
