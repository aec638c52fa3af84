package dev.dormouse.runtime.modules.expat;

/** What {@code <?xml …?>} says at the start of a document or external entity. */
final class XmlDeclaration {
  /** Null if not given, which only text declarations may do. */
  String version;

  /** Null if not given. */
  String encoding;

  /** 1 for yes, 0 for no, -1 if not given. */
  int standalone = -1;

  /** Where the encoding's name stands. */
  int encodingAt;

  private final char[] b;
  private int p;
  private final int end;
  private final int error;

  /** Of the pseudo-attribute read last. */
  private String name;

  private String value;
  private int nameAt;
  private int valueAt;

  private XmlDeclaration(char[] b, int from, int to, boolean text) {
    this.b = b;
    this.p = from + "<?xml".length();
    this.end = to - "?>".length();
    this.error = text ? XmlError.TEXT_DECL : XmlError.XML_DECL;
  }

  /** {@code text}: of an external entity, where other parts are required. */
  static XmlDeclaration parse(char[] b, int from, int to, boolean text) {
    XmlDeclaration d = new XmlDeclaration(b, from, to, text);
    d.read(text);
    return d;
  }

  private XmlError wrong(int at) {
    return new XmlError(error, at);
  }

  private void read(boolean text) {
    boolean more = next();
    if (!more) {
      throw wrong(p);
    }
    if (name.equals("version")) {
      version = value;
      more = next();
    } else if (!text) {
      throw wrong(nameAt);
    }
    if (more && name.equals("encoding")) {
      char first = value.isEmpty() ? 0 : value.charAt(0);
      if (!(first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z')) {
        throw wrong(valueAt);
      }
      encoding = value;
      encodingAt = valueAt;
      more = next();
    } else if (text) {
      throw wrong(more ? nameAt : p);
    }
    if (!more) {
      return;
    }
    if (text || !name.equals("standalone")) {
      throw wrong(nameAt);
    }
    if (!value.equals("yes") && !value.equals("no")) {
      throw wrong(valueAt);
    }
    standalone = value.equals("yes") ? 1 : 0;
    if (next()) {
      throw wrong(nameAt);
    }
  }

  private void space() {
    while (p < end && XmlChars.isSpace(b[p])) {
      p++;
    }
  }

  private boolean next() {
    int before = p;
    space();
    if (p == end) {
      return false;
    }
    if (p == before) {
      throw wrong(p);
    }
    nameAt = p;
    while (p < end && b[p] >= 'a' && b[p] <= 'z') {
      p++;
    }
    name = new String(b, nameAt, p - nameAt);
    space();
    if (name.isEmpty() || p == end || b[p] != '=') {
      throw wrong(p);
    }
    p++;
    space();
    if (p == end || b[p] != '"' && b[p] != '\'') {
      throw wrong(p);
    }
    char quote = b[p++];
    valueAt = p;
    while (p < end && b[p] != quote) {
      char c = b[p];
      boolean allowed =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '-'
              || c == '_';
      if (!allowed) {
        throw wrong(p);
      }
      p++;
    }
    if (p == end) {
      throw wrong(p);
    }
    value = new String(b, valueAt, p - valueAt);
    p++;
    return true;
  }
}
