package dev.dormouse.runtime.modules.expat;

/** Text being read: the document's, or an internal entity's. */
final class XmlSource {
  final XmlScanner scanner = new XmlScanner();

  /** Where the next token begins. */
  int pos;

  /** Whether places in it are places in the document. */
  final boolean main;

  XmlSource(boolean main) {
    this.main = main;
  }

  static XmlSource of(char[] text) {
    XmlSource s = new XmlSource(false);
    s.scanner.set(text, text.length);
    return s;
  }

  String token(int from) {
    return new String(scanner.b, from, scanner.next - from);
  }
}
