package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.ConstantFactory;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/**
 * An open image. Opening reads the header and the part directory and nothing else; every other byte
 * is read when a module is found, code wakes or a resource is asked for, and checked then.
 *
 * <p>Safe for use by many threads and many interpreters at once: the file is mapped read-only, and
 * what is cached here (the constants made by each factory) is immutable. An image is never closed;
 * its mapping goes with the object. The file must not be changed in place while it is open (the JVM
 * cannot survive a mapped file that shrinks); {@link ImageBuilder} replaces files by renaming,
 * which is safe.
 *
 * <p>On the start-up path: no lambdas, streams or formatting here.
 */
public final class Image {
  private static final long CHECK_PRIME = 0x100000001B3L;

  /** What the content id leaves out. */
  public static final int HEADER_LENGTH = HEADER_SIZE;

  public static final int SIGNATURES_HEADER = SIGNATURES_SIZE;
  public static final int SIGNATURE_LENGTH = SIGNATURE_SIZE;

  private static final String TRUNCATED = "the file is truncated: copy or build it again";

  private final String name;
  private final ByteBuffer bytes;
  private final boolean trusted;

  /** The shell script in front of the image; null if there is none. */
  private final ByteBuffer prefix;

  /** What stands behind the image; null if it is not signed. */
  private final ByteBuffer signatures;

  /** Every part in file order, unknown optional ones included. */
  private final Part[] parts;

  /** Known parts by kind; index 0 is unused. */
  private final Part[] byKind;

  /** Set on first use. A race makes two equal tables, which is harmless: their fields are final. */
  private StringTable strings;

  private StringTable docstrings;
  private NameTable modules;
  private NameTable resources;

  /** One cache per factory; nearly always there is one. Replaced, never written to. */
  private volatile ImageConstants[] constants = new ImageConstants[0];

  /** Which code objects had a function made from them, and which woke; guarded by themselves. */
  private final long[] bound;

  private final long[] woken;

  /** Null until something in it is needed; written under this object's monitor. */
  private volatile ColdFile cold;

  /** The second file of an image that is in memory; null to look for it beside the first. */
  private ByteBuffer coldBytes;

  /** Null until the first code object that must be verified wakes; guarded by {@link #woken}. */
  private CodeVerifier verifier;

  /**
   * Opens the image at {@code path}. Its code is verified as it wakes.
   *
   * @throws ImageFormatException if it is no image, or a damaged or foreign one
   * @throws IOException if it cannot be read
   */
  public static Image open(Path path) throws IOException {
    return open(path.toString());
  }

  /** The same without a {@link Path}, whose first use costs as much as opening the image. */
  public static Image open(String path) throws IOException {
    return new Image(path, map(path), false);
  }

  /**
   * Opens an image that is as trustworthy as the classes that run it, such as the one that ships
   * beside them: whoever could change it could change those too. Its structure is still checked,
   * its code is not verified on waking.
   */
  public static Image openTrusted(Path path) throws IOException {
    return openTrusted(path.toString());
  }

  /** The same without a {@link Path}. */
  public static Image openTrusted(String path) throws IOException {
    return new Image(path, map(path), true);
  }

  /**
   * Opens an image that is already in memory, from a database say; {@code name} is for messages.
   */
  public static Image open(String name, ByteBuffer bytes) throws ImageFormatException {
    return new Image(name, bytes.slice(), false);
  }

  /** The same for an image in two files; {@code cold} is the second. */
  public static Image open(String name, ByteBuffer bytes, ByteBuffer cold)
      throws ImageFormatException {
    Image image = open(name, bytes);
    image.coldBytes = cold.slice();
    return image;
  }

  /** The file of this name, mapped. */
  static ByteBuffer map(String name) throws IOException {
    // Not FileChannel.open, which brings in more classes; and ByteBuffer, not MemorySegment, whose
    // first access costs 10 to 18 ms even from an AOT cache. This way opening and mapping take 1.2
    // ms: 0.45 for loading libnio, which nothing that maps can do without, 0.5 in map, which makes
    // its buffer by reflection the first time. A second file takes 0.06.
    try (FileInputStream in = new FileInputStream(name)) {
      FileChannel channel = in.getChannel();
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ImageFormatException(name, "file", 0, "less than 2 GiB", size + " bytes");
      }
      return size == 0
          ? ByteBuffer.allocate(0) // an empty file cannot be mapped
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }
  }

  private Image(String name, ByteBuffer file, boolean trusted) throws ImageFormatException {
    this.name = name;
    this.trusted = trusted;
    ByteBuffer whole = file.order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer before = null;
    if (file.limit() >= PREFIX_SIZE && file.getShort(0) == PREFIX_MAGIC) {
      before = file.slice(0, PREFIX_SIZE);
      whole = file.slice(PREFIX_SIZE, file.limit() - PREFIX_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }
    this.prefix = before;
    long length = checkHeader(name, whole, 0);
    this.signatures = signaturesBehind(whole, length);
    int size = (int) length;
    this.bytes = signatures == null ? whole : whole.slice(0, size).order(ByteOrder.LITTLE_ENDIAN);
    int partCount = bytes.getInt(HEADER_PART_COUNT);
    if (partCount < 0
        || partCount > MAX_PARTS
        || partCount > (size - HEADER_SIZE) / DIRECTORY_SIZE) {
      throw header(
          HEADER_PART_COUNT, "at most " + MAX_PARTS + " parts that fit the file", "" + partCount);
    }
    long check = headerCheck(bytes, partCount);
    if (bytes.getLong(HEADER_CHECK) != check) {
      throw header(HEADER_CHECK, hex(check), hex(bytes.getLong(HEADER_CHECK)));
    }
    this.parts = new Part[partCount];
    this.byKind = new Part[PartKind.LIMIT];
    readDirectory(size);
    int codeCount = byKind[PartKind.CODE].count;
    this.bound = new long[(codeCount + 63) >>> 6];
    this.woken = new long[(codeCount + 63) >>> 6];
  }

  /** Everything before the directory; answers how long the image is, which is at most the file. */
  static long checkHeader(String name, ByteBuffer bytes, int requiredFlags)
      throws ImageFormatException {
    int size = bytes.limit();
    // What begins otherwise is no image, however long it is.
    if (size < HEADER_SIZE && (size < 8 || bytes.getLong(HEADER_MAGIC) == MAGIC)) {
      throw header(
          name,
          0,
          "a header of " + HEADER_SIZE + " bytes",
          "a file of " + size + " bytes",
          TRUNCATED);
    }
    if (bytes.getLong(HEADER_MAGIC) != MAGIC) {
      throw header(
          name,
          HEADER_MAGIC,
          "the magic of a Dormouse image",
          hex(bytes.getLong(HEADER_MAGIC)),
          "this is no image, or one that was damaged on its way");
    }
    int version = bytes.getShort(HEADER_FORMAT_VERSION) & 0xFFFF;
    if (version != FormatVersion.CURRENT) {
      throw header(
          name,
          HEADER_FORMAT_VERSION,
          "format version " + FormatVersion.CURRENT,
          "version " + version,
          "the image is of another version of Dormouse: build it again with this one");
    }
    int pythonMagic = bytes.getShort(HEADER_PYTHON_MAGIC) & 0xFFFF;
    if (pythonMagic != PYTHON_MAGIC) {
      throw header(
          name,
          HEADER_PYTHON_MAGIC,
          "bytecode with magic " + PYTHON_MAGIC,
          "magic " + pythonMagic,
          "the image is for another version of Python: build it again for 3.11");
    }
    int flags = bytes.getInt(HEADER_FLAGS);
    if (requiredFlags == 0 && (flags & REQUIRED_HEADER_FLAGS) == FLAG_COLD) {
      throw header(
          name,
          HEADER_FLAGS,
          "an image",
          "the second file of one",
          "name the image's first file instead");
    }
    if ((flags & REQUIRED_HEADER_FLAGS) != requiredFlags) {
      throw header(
          name,
          HEADER_FLAGS,
          requiredFlags == 0 ? "no required flags" : "flag " + requiredFlags + " alone",
          hex(flags),
          "the image needs a later version of Dormouse");
    }
    if (bytes.getInt(HEADER_RESERVED) != 0) {
      throw new ImageFormatException(
          name, "header", HEADER_RESERVED, "0", hex(bytes.getInt(HEADER_RESERVED)));
    }
    long length = bytes.getLong(HEADER_FILE_LENGTH);
    if (length < HEADER_SIZE || length > size) {
      throw header(
          name, HEADER_FILE_LENGTH, "a file of " + length + " bytes", "one of " + size, TRUNCATED);
    }
    return length;
  }

  /** The signatures that stand behind an image of {@code length} bytes; null if nothing does. */
  private ByteBuffer signaturesBehind(ByteBuffer whole, long length) throws ImageFormatException {
    int more = whole.limit() - (int) length;
    if (more == 0) {
      return null;
    }
    ByteBuffer behind = whole.slice((int) length, more).order(ByteOrder.LITTLE_ENDIAN);
    if (more < SIGNATURES_SIZE || behind.getLong(0) != SIGNATURES_MAGIC) {
      throw header(HEADER_FILE_LENGTH, "a file of " + length + " bytes", "one of " + whole.limit());
    }
    int count = behind.getInt(SIGNATURES_COUNT);
    if (count < 1
        || count > MAX_SIGNATURES
        || more != SIGNATURES_SIZE + count * SIGNATURE_SIZE
        || behind.getInt(SIGNATURES_RESERVED) != 0) {
      throw new ImageFormatException(
          name,
          "signatures",
          SIGNATURES_COUNT,
          "1 to " + MAX_SIGNATURES + " signatures that end the file",
          count + " in " + more + " bytes");
    }
    return behind;
  }

  private void readDirectory(int size) throws ImageFormatException {
    int[] order = PartKind.inOrder();
    int next = 0;
    int end = HEADER_SIZE + parts.length * DIRECTORY_SIZE;
    // By kind: how much of a part is in the second file. Null if there is none.
    int[] cold = null;
    for (int i = 0; i < parts.length; i++) {
      int at = i * DIRECTORY_SIZE;
      int kind = bytes.getInt(HEADER_SIZE + at + DIRECTORY_KIND);
      int flags = bytes.getInt(HEADER_SIZE + at + DIRECTORY_FLAGS);
      long offset = bytes.getLong(HEADER_SIZE + at + DIRECTORY_OFFSET);
      long length = bytes.getLong(HEADER_SIZE + at + DIRECTORY_LENGTH);
      int count = bytes.getInt(HEADER_SIZE + at + DIRECTORY_COUNT);
      if (PartKind.known(kind)) {
        if (next == order.length || order[next] != kind) {
          throw directory(
              at + DIRECTORY_KIND,
              next == order.length ? "no further part" : "the " + PartKind.name(order[next]),
              PartKind.name(kind));
        }
        next++;
      } else if (kind == PartKind.COLD && i == 0) {
        // It says how long the others are, so it comes first; read below, when its bounds are
        // known.
      } else if ((flags & PART_REQUIRED) != 0) {
        throw directory(at + DIRECTORY_KIND, "a part this version knows", "required part " + kind);
      }
      if (offset < end || offset > size || (offset & PART_ALIGNMENT - 1) != 0) {
        throw directory(
            at + DIRECTORY_OFFSET,
            "a multiple of " + PART_ALIGNMENT + " from " + end + " to " + size,
            "" + offset);
      }
      if (length < 0 || length > size - offset) {
        throw directory(
            at + DIRECTORY_LENGTH, "at most the " + (size - offset) + " bytes left", "" + length);
      }
      int more = cold != null && PartKind.known(kind) ? cold[kind] : 0;
      // No entry of any kind takes less than a byte, resource data (count 0) apart.
      if (count < 0 || count > length + more) {
        throw directory(
            at + DIRECTORY_COUNT, "a count that fits " + (length + more) + " bytes", "" + count);
      }
      if (length + more > Integer.MAX_VALUE) {
        throw directory(
            at + DIRECTORY_LENGTH, "less than 2 GiB in both files", length + " and " + more);
      }
      if (kind == PartKind.CODE && length + more != (long) count * CODE_SIZE) {
        throw directory(
            at + DIRECTORY_LENGTH,
            count + " headers of " + CODE_SIZE + " bytes",
            "" + (length + more));
      }
      end = (int) (offset + length);
      parts[i] =
          new Part(
              this,
              name,
              bytes,
              kind,
              (int) offset,
              (int) length,
              (int) length + more,
              count,
              bytes.getInt(HEADER_SIZE + at + DIRECTORY_CRC));
      if (PartKind.known(kind)) {
        byKind[kind] = parts[i];
      } else if (kind == PartKind.COLD && i == 0) {
        byKind[kind] = parts[i];
        cold = readColdLengths(parts[i]);
      } else if (kind == PartKind.STATE && i == parts.length - 1) {
        byKind[kind] = parts[i];
      }
    }
    if (next != order.length) {
      throw directory(
          parts.length * DIRECTORY_SIZE, "the " + PartKind.name(order[next]), "no such part");
    }
    if (size - end >= PART_ALIGNMENT) {
      throw directory(
          parts.length * DIRECTORY_SIZE,
          "the last part to end the file",
          "byte " + end + " of " + size);
    }
  }

  /** By kind: how much of a part is in the second file. */
  private int[] readColdLengths(Part part) throws ImageFormatException {
    if (part.length != COLD_PARTS + (long) COLD_PART_SIZE * part.count) {
      throw new ImageFormatException(
          name,
          PartKind.name(PartKind.COLD),
          0,
          COLD_PARTS + " bytes and " + part.count + " lengths",
          part.length + " bytes");
    }
    int[] lengths = new int[PartKind.LIMIT];
    int previous = 0;
    for (int i = 0; i < part.count; i++) {
      int at = COLD_PARTS + i * COLD_PART_SIZE;
      int kind = part.i32(at + COLD_PART_KIND);
      int length = part.i32(at + COLD_PART_LENGTH);
      if (!PartKind.known(kind) || kind <= previous || length < 0) {
        throw new ImageFormatException(
            name,
            PartKind.name(PartKind.COLD),
            at,
            "known parts with rising kinds, and their lengths",
            "kind " + kind + ", length " + length);
      }
      previous = kind;
      lengths[kind] = length;
    }
    return lengths;
  }

  /**
   * The word that guards header and directory, over every 8 bytes before it and every 8 bytes of
   * the directory. Each step is a bijection, so a change within any one word always shows. Not
   * CRC-32C like the parts: that class costs more to initialise than everything else that opening
   * does.
   */
  static long headerCheck(ByteBuffer bytes, int partCount) {
    long h = MAGIC;
    for (int at = 0; at < HEADER_SIZE + partCount * DIRECTORY_SIZE; at += 8) {
      if (at != HEADER_CHECK) {
        h = (h ^ bytes.getLong(at)) * CHECK_PRIME;
        h ^= h >>> 32;
      }
    }
    return h;
  }

  /** The path the image was opened with, or the name it was given. */
  public String name() {
    return name;
  }

  /** Bytes mapped. */
  public long size() {
    ColdFile second = cold;
    return bytes.limit() + (second == null ? 0 : second.size());
  }

  /** Whether some of the image is in a second file. */
  public boolean isSplit() {
    return byKind[PartKind.COLD] != null;
  }

  /** Whether that second file was needed and is open. */
  public boolean isColdOpen() {
    return cold != null;
  }

  /** The path of the second file, wherever the image is; null if there is none. */
  public String coldName() {
    return isSplit() ? ColdFile.name(name, coldContentId()) : null;
  }

  /** The content id of the second file, in hexadecimal. */
  String coldContentId() {
    return hex(part(PartKind.COLD).bytes(COLD_CONTENT_ID, CONTENT_ID_SIZE));
  }

  /** The second file, opened by the first who needs it. */
  ColdFile cold() {
    ColdFile second = cold;
    return second == null ? openCold() : second;
  }

  private synchronized ColdFile openCold() {
    if (cold == null) {
      try {
        cold = ColdFile.open(this, coldBytes);
      } catch (ImageFormatException e) {
        throw new DamagedImageException(e);
      }
    }
    return cold;
  }

  public boolean trusted() {
    return trusted;
  }

  /**
   * SHA-256 of everything behind the header, in hexadecimal. As written in the header; the verifier
   * recomputes it.
   */
  public String contentId() {
    return hex(contentIdBytes());
  }

  /** The same as its 32 bytes. */
  public byte[] contentIdBytes() {
    byte[] id = new byte[CONTENT_ID_SIZE];
    bytes.get(HEADER_CONTENT_ID, id);
    return id;
  }

  static String hex(byte[] id) {
    StringBuilder text = new StringBuilder(2 * id.length);
    for (byte b : id) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }

  /** The value recorded under {@code key} at build time, or null. */
  public String info(String key) {
    Part info = part(PartKind.INFO);
    StringTable strings = strings();
    for (int i = 0; i < info.count; i++) {
      if (strings.equals(info.i32(8 * i), key)) {
        return strings.string(info.i32(8 * i + 4));
      }
    }
    return null;
  }

  /** What its modules are after their bodies ran; null if that is not in the image. */
  public ImageState state() {
    Part part = byKind[PartKind.STATE];
    return part == null ? null : new ImageState(part);
  }

  // for signatures and whoever copies an image

  /** The script in front of an image that starts itself, or null. Read-only. */
  public ByteBuffer prefix() {
    return prefix == null ? null : prefix.asReadOnlyBuffer();
  }

  /** The image itself, without what stands before and behind it. Read-only. */
  public ByteBuffer contents() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Header and directory: what a signature covers besides the content id. Read-only. */
  public ByteBuffer headerAndDirectory() {
    return bytes.slice(0, HEADER_SIZE + parts.length * DIRECTORY_SIZE).asReadOnlyBuffer();
  }

  public int signatureCount() {
    return signatures == null ? 0 : signatures.getInt(SIGNATURES_COUNT);
  }

  /** Begins what stands behind a signed image: as many signatures will follow. */
  public static void putSignaturesHeader(ByteBuffer out, int count) {
    out.putLong(0, SIGNATURES_MAGIC);
    out.putInt(SIGNATURES_COUNT, count);
    out.putInt(SIGNATURES_RESERVED, 0);
  }

  /** The id of the key that made a signature: 32 bytes. */
  public byte[] signatureKey(int number) {
    return signatureField(number, SIGNATURE_KEY, SIGNATURE_VALUE - SIGNATURE_KEY);
  }

  /** A signature: 64 bytes. Not checked; see the package {@code dev.dormouse.image.trust}. */
  public byte[] signature(int number) {
    return signatureField(number, SIGNATURE_VALUE, SIGNATURE_SIZE - SIGNATURE_VALUE);
  }

  private byte[] signatureField(int number, int field, int size) {
    byte[] value = new byte[size];
    signatures.get(SIGNATURES_SIZE + number * SIGNATURE_SIZE + field, value);
    return value;
  }

  // modules

  /** The module with this dotted name, or null. */
  public ImageModule find(String module) {
    int entry = modules().find(module);
    return entry < 0 ? null : new ImageModule(this, entry);
  }

  public int moduleCount() {
    return part(PartKind.MODULES).count;
  }

  /** A module by number; numbers have no order that means anything. */
  public ImageModule module(int number) {
    modules().at(number, 0);
    return new ImageModule(this, number);
  }

  /** The modules without a dot in their name, sorted by name. */
  public ImageModule[] topLevelModules() {
    return ImageModule.all(this, modules().topLevel());
  }

  // resources

  /**
   * The file or directory at this path ({@code json/py.typed}: relative, with slashes), or null.
   */
  public ImageResource resource(String path) {
    int entry = resources().find(path);
    return entry < 0 ? null : new ImageResource(this, entry);
  }

  public int resourceCount() {
    return part(PartKind.RESOURCES).count;
  }

  /** A file or directory by number; numbers have no order that means anything. */
  public ImageResource resource(int number) {
    resources().at(number, 0);
    return new ImageResource(this, number);
  }

  /** The files and directories at the root, sorted by name. */
  public ImageResource[] topLevelResources() {
    return ImageResource.all(this, resources().topLevel());
  }

  // code

  public int codeCount() {
    return part(PartKind.CODE).count;
  }

  /** A handle for a code object; a parent has a lower number than its children. */
  public ImageCode code(int number) {
    if (number < 0 || number >= codeCount()) {
      throw part(PartKind.CODE).damaged(0, "a code number below " + codeCount(), "" + number);
    }
    return new ImageCode(this, number, ImageCode.ANY);
  }

  /**
   * Children have rising numbers: together with the parent that each child checks when it wakes,
   * what hangs below a code object is a tree, whatever the bytes say.
   *
   * @param at where in TABLES the child's number is
   */
  void checkChild(int number, int previous, int at) {
    if (number <= previous || number >= codeCount()) {
      throw part(PartKind.TABLES)
          .damaged(at, "code between " + previous + " and " + codeCount(), "" + number);
    }
  }

  // reports

  public int partCount() {
    return parts.length;
  }

  public String partName(int number) {
    return PartKind.name(parts[number].kind);
  }

  public long partLength(int number) {
    return parts[number].length;
  }

  /** Bytes of this part read so far, a byte read twice counted twice. */
  public long partBytesRead(int number) {
    return parts[number].bytesRead();
  }

  /** Whether a function was made from this code object, by code that ran or from a state. */
  public boolean isBound(int code) {
    return get(bound, code);
  }

  /** Whether this code object woke: whether its wordcode was read. */
  public boolean isWoken(int code) {
    return get(woken, code);
  }

  /** How many code objects a function was made from that sleep on. */
  public int boundCount() {
    return count(boundAsleep());
  }

  /** Which code objects a function was made from that sleep on, as bits by number. */
  public long[] boundAsleep() {
    long[] awake;
    synchronized (woken) {
      awake = woken.clone();
    }
    synchronized (bound) {
      for (int i = 0; i < awake.length; i++) {
        awake[i] = bound[i] & ~awake[i];
      }
    }
    return awake;
  }

  /** How many code objects nobody touched: no function was made from them, and they sleep. */
  public int asleepCount() {
    return codeCount() - wokenCount() - boundCount();
  }

  /** {@link ImageCode#parent} of the code object of this number, without a handle for it. */
  public int parent(int code) {
    return part(PartKind.CODE).i32(code * CODE_SIZE + CODE_PARENT);
  }

  /**
   * The numbers of the code objects that have one of some names, rising: at least those in the
   * modules with the given bodies. It reads a field or two of each header, since a copy of all
   * headers, a megabyte, takes 8 ms in a JVM that just started.
   *
   * @param qualnames a bit for each {@link ImageCode#qualnameId} that is asked for
   * @param bodies rising
   */
  public int[] codeCalled(BitSet qualnames, int[] bodies) {
    Part headers = part(PartKind.CODE);
    int codes = codeCount();
    int[] found = new int[16];
    int n = 0;
    // Without a profile, a module's code is one stretch behind its body; otherwise it may be
    // anywhere.
    boolean stretches = info(ImageBuilder.INFO_HOT) == null;
    for (int body : stretches ? bodies : new int[1]) {
      for (int i = body; i < codes; i++) {
        int at = i * CODE_SIZE;
        if (stretches && i > body && headers.i32(at + CODE_PARENT) == NONE) {
          break;
        }
        int name = headers.i32(at + CODE_QUALNAME);
        // A damaged header may say anything.
        if (name >= 0 && qualnames.get(name)) {
          if (n == found.length) {
            found = Arrays.copyOf(found, 2 * n);
          }
          found[n++] = i;
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  public int wokenCount() {
    return count(woken);
  }

  void noteBound(int code) {
    set(bound, code);
  }

  void noteWoken(int code) {
    set(woken, code);
  }

  private static boolean get(long[] bits, int i) {
    synchronized (bits) {
      return (bits[i >>> 6] >>> i & 1) != 0;
    }
  }

  private static void set(long[] bits, int i) {
    synchronized (bits) {
      bits[i >>> 6] |= 1L << i;
    }
  }

  private static int count(long[] bits) {
    synchronized (bits) {
      int n = 0;
      for (long word : bits) {
        n += Long.bitCount(word);
      }
      return n;
    }
  }

  // for the other classes of this package

  Part part(int kind) {
    return byKind[kind];
  }

  /** Parts in file order. */
  Part partAt(int number) {
    return parts[number];
  }

  ByteBuffer bytes() {
    return bytes;
  }

  StringTable strings() {
    StringTable table = strings;
    if (table == null) {
      strings = table = new StringTable(part(PartKind.STRINGS));
    }
    return table;
  }

  StringTable docstrings() {
    StringTable table = docstrings;
    if (table == null) {
      docstrings = table = new StringTable(part(PartKind.DOCSTRINGS));
    }
    return table;
  }

  NameTable modules() {
    NameTable table = modules;
    if (table == null) {
      modules = table = new NameTable(part(PartKind.MODULES), strings(), MODULE_SIZE);
    }
    return table;
  }

  NameTable resources() {
    NameTable table = resources;
    if (table == null) {
      resources = table = new NameTable(part(PartKind.RESOURCES), strings(), RESOURCE_SIZE);
    }
    return table;
  }

  /**
   * Verifies code about to wake. One at a time: the verifier has scratch arrays, and what waits
   * here would only verify the same.
   */
  void verify(
      ImageCode code, byte[] wordcode, int consts, int names, byte[] kinds, byte[] exceptions) {
    synchronized (woken) {
      if (verifier == null) {
        verifier = new CodeVerifier();
      }
      try {
        verifier.verify(name, code, wordcode, consts, names, kinds, exceptions);
      } catch (CodeFormatException e) {
        throw new DamagedImageException(
            new ImageFormatException(name, e.part(), e.offset(), e.expected(), e.actual()));
      }
    }
  }

  /** The cache of what {@code factory} made. */
  ImageConstants constants(ConstantFactory factory) {
    ImageConstants[] known = constants;
    for (int i = 0; i < known.length; i++) {
      if (known[i].factory == factory) {
        return known[i];
      }
    }
    return addConstants(factory);
  }

  private synchronized ImageConstants addConstants(ConstantFactory factory) {
    ImageConstants[] known = constants;
    for (int i = 0; i < known.length; i++) {
      if (known[i].factory == factory) {
        return known[i];
      }
    }
    ImageConstants[] more = new ImageConstants[known.length + 1];
    System.arraycopy(known, 0, more, 0, known.length);
    more[known.length] = new ImageConstants(this, factory);
    constants = more;
    return more[known.length];
  }

  private ImageFormatException header(long offset, String expected, String actual) {
    return new ImageFormatException(name, "header", offset, expected, actual);
  }

  private static ImageFormatException header(
      String name, long offset, String expected, String actual, String advice) {
    return new ImageFormatException(name, "header", offset, expected, actual, advice);
  }

  private ImageFormatException directory(long offset, String expected, String actual) {
    return new ImageFormatException(name, "directory", offset, expected, actual);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  @Override
  public String toString() {
    return "Image(" + name + ")";
  }
}
