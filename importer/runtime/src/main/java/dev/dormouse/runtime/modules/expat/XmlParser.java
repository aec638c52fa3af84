package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.modules.expat.XmlEvents.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The parser: fed with bytes, it tells {@link XmlEvents} what it finds as soon as it is complete.
 * Elements, character data and entities are here, the document type in {@link XmlProlog}.
 */
public final class XmlParser {
  private static final int START = 0;
  private static final int PROLOG = 1;
  private static final int CONTENT = 2;
  private static final int EPILOG = 3;

  /** Text is handed on in pieces of so many bytes of UTF-8 where it had to be converted. */
  private static final int CHUNK = 1024;

  /** So many attributes are compared one by one; a set of them would cost more. */
  private static final int FEW_ATTRIBUTES = 8;

  /** Expanding entities may multiply a document by so much once it has made so many bytes. */
  private static final long MAXIMUM_AMPLIFICATION = 100;

  private static final long AMPLIFICATION_THRESHOLD = 8L << 20;

  /** An element whose end tag has not come. */
  private record Open(String raw, String name, List<String> prefixes) {}

  final XmlEvents events;
  final XmlInput input = new XmlInput();
  final XmlDtd dtd;

  /** Null without namespace processing. */
  final XmlNamespaces namespaces;

  private final XmlProlog prolog = new XmlProlog(this);
  private final XmlSource document = new XmlSource(true);
  private final ArrayList<Open> elements = new ArrayList<>();
  private int phase = START;
  private boolean inCdata;

  /** Reading an external general entity, whose elements must close within it. */
  private final boolean externalEntity;

  /** Reading an external parameter entity. */
  final boolean externalSubset;

  private boolean started;
  private boolean finished;
  private XmlError failure;

  /** Where the event is that is told, in {@link XmlInput#text}; -1 before the first. */
  int eventAt = -1;

  private int mark;
  private int markLine = 1;
  private int markColumn;

  /** A str, null, or set by the application. */
  String base;

  boolean triplets;
  boolean useForeignDtd;
  int paramEntityParsing;
  private String protocolEncoding;

  /** Bytes that came from entities, shared by the parsers of one document. */
  private final long[] indirectBytes;

  /** {@code encoding} and {@code separator} may be null; the latter means no namespaces then. */
  public XmlParser(XmlEvents events, String encoding, String separator) {
    this.events = events;
    this.protocolEncoding = encoding;
    this.namespaces = separator == null ? null : new XmlNamespaces(separator);
    this.dtd = new XmlDtd();
    this.externalEntity = false;
    this.externalSubset = false;
    this.indirectBytes = new long[1];
  }

  /** A parser for an external entity of {@code parent}'s document; see {@link #context}. */
  XmlParser(XmlParser parent, XmlEvents events, String context, String encoding) {
    this.events = events;
    this.protocolEncoding = encoding;
    this.base = parent.base;
    this.triplets = parent.triplets;
    this.paramEntityParsing = parent.paramEntityParsing;
    this.indirectBytes = parent.indirectBytes;
    this.namespaces =
        parent.namespaces == null ? null : new XmlNamespaces(parent.namespaces.separator);
    this.externalSubset = context == null;
    this.externalEntity = !externalSubset;
    if (externalSubset) {
      dtd = parent.dtd;
      dtd.paramEntityRead = true;
      return;
    }
    dtd = parent.dtd.copy();
    for (String part : context.split("\f", -1)) {
      int eq = part.indexOf('=');
      if (eq >= 0) {
        if (namespaces != null) {
          namespaces.bind(part.substring(0, eq), part.substring(eq + 1));
        }
      } else if (dtd.general.containsKey(part)) {
        dtd.general.get(part).open = true;
      }
    }
  }

  XmlProlog prolog() {
    return prolog;
  }

  // the application's side

  boolean isStarted() {
    return started;
  }

  /** Ignored once parsing has begun. */
  public void setEncoding(String encoding) {
    if (!started) {
      protocolEncoding = encoding;
    }
  }

  /** Throws XmlError; {@link #line} and its siblings then tell where. */
  public void parse(byte[] bytes, boolean last) {
    if (failure != null) {
      throw failure;
    }
    if (finished) {
      throw new XmlError(XmlError.FINISHED);
    }
    try {
      begin();
      feed(bytes, last);
      run(last);
      finished = last;
    } catch (XmlError e) {
      if (e.at >= 0) {
        eventAt = e.at;
      }
      if (e.code == XmlError.ABORTED) {
        finished = true;
        eventAt = Math.max(eventAt, document.scanner.next);
      } else {
        failure = e;
      }
      throw e;
    }
  }

  private void begin() {
    if (started) {
      return;
    }
    started = true;
    if (useForeignDtd) {
      dtd.hasParamEntityRefs = true;
    }
    if (protocolEncoding != null) {
      changeEncoding(protocolEncoding, 0, true);
    }
  }

  private void feed(byte[] bytes, boolean last) {
    int keep = prolog.keepFrom(document.pos);
    advanceMark(keep);
    input.feed(keep, bytes, last);
    document.pos -= keep;
    prolog.dropped(keep);
    eventAt = eventAt < 0 && input.end == 0 ? -1 : Math.max(eventAt - keep, 0);
    mark -= keep;
  }

  public int line() {
    return place()[0];
  }

  public int column() {
    return place()[1];
  }

  long byteIndex() {
    return eventAt < 0 ? -1 : input.byteIndex(eventAt);
  }

  byte[] inputContext() {
    return input.rest(Math.max(eventAt, 0));
  }

  private int[] place() {
    if (eventAt >= 0) {
      int at = prolog.keepFrom(eventAt);
      if (at > mark) {
        advanceMark(at);
      }
    }
    return count(markLine, markColumn, Math.max(eventAt, 0));
  }

  private void advanceMark(int to) {
    if (to > mark) {
      int[] there = count(markLine, markColumn, to);
      markLine = there[0];
      markColumn = there[1];
      mark = to;
    }
  }

  /** Line and column of {@code to}, counted from the mark. */
  private int[] count(int fromLine, int fromColumn, int to) {
    int line = fromLine;
    int column = fromColumn;
    char[] b = input.text;
    for (int i = mark; i < to; i++) {
      char c = b[i];
      if (c == '\n' && i > 0 && b[i - 1] == '\r') {
        continue;
      }
      if (c == '\n' || c == '\r') {
        line++;
        column = 0;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
    return new int[] {line, column};
  }

  /** What the parser of an external entity referred to here needs to know of this one. */
  private String context(XmlDtd.Entity entity) {
    List<String> parts = namespaces == null ? new ArrayList<>() : namespaces.describe();
    for (XmlDtd.Entity e : dtd.general.values()) {
      if (e.open || e == entity) {
        parts.add(e.name);
      }
    }
    return String.join("\f", parts);
  }

  // the phases

  private void run(boolean last) {
    document.scanner.set(input.text, input.end);
    if (last && input.end == 0 && eventAt < 0) {
      if (!externalEntity && !externalSubset && !input.hasPartial()) {
        throw new XmlError(XmlError.NO_ELEMENTS);
      }
    }
    if (input.encoding == XmlInput.Encoding.UNDECIDED) {
      return;
    }
    if (phase == START && !start(last)) {
      return;
    }
    if (phase == PROLOG && prolog.document(document, last)) {
      phase = CONTENT;
    }
    if (phase == CONTENT) {
      content(document, externalEntity ? 1 : 0, !last);
    }
    if (phase == EPILOG) {
      epilog(last);
    }
  }

  /** The mark of the byte order and the XML or text declaration; false if they are incomplete. */
  private boolean start(boolean last) {
    XmlScanner s = document.scanner;
    if (document.pos < s.end && s.b[document.pos] == '\uFEFF') {
      document.pos++;
    }
    int p = document.pos;
    String open = "<?xml";
    for (int i = 0; i < open.length(); i++) {
      if (p + i >= s.end) {
        if (!last) {
          return false;
        }
        break;
      }
      if (s.b[p + i] != open.charAt(i)) {
        break;
      }
      if (i == open.length() - 1) {
        eventAt = p;
        int token = s.prolog(p);
        if (token == XmlScanner.PARTIAL) {
          if (last) {
            throw new XmlError(XmlError.UNCLOSED_TOKEN);
          }
          return false;
        }
        if (token == XmlScanner.XML_DECL) {
          document.pos = s.next;
          declaration(p, s.next);
        }
      }
    }
    phase = externalEntity ? CONTENT : PROLOG;
    if (externalEntity) {
      elements.add(new Open("", "", null));
    }
    return true;
  }

  private void declaration(int from, int to) {
    boolean text = externalEntity || externalSubset;
    XmlDeclaration d = XmlDeclaration.parse(input.text, from, to, text);
    if (!text && d.standalone == 1) {
      dtd.standalone = true;
      if (paramEntityParsing == 1) {
        paramEntityParsing = 0;
      }
    }
    if (events.wants(Kind.XmlDecl)) {
      events.event(Kind.XmlDecl, d.version, d.encoding, d.standalone);
    } else {
      unhandled(document, from, to);
    }
    if (protocolEncoding == null && d.encoding != null) {
      try {
        changeEncoding(d.encoding, to, false);
      } catch (XmlError e) {
        throw new XmlError(e.code, d.encodingAt);
      }
      document.scanner.set(input.text, input.end);
    }
  }

  /** {@code protocol}: told by the application, before any byte. */
  private void changeEncoding(String name, int at, boolean protocol) {
    XmlInput.Encoding to = XmlInput.Encoding.SINGLE_BYTE;
    char[] map = null;
    switch (name.toUpperCase(java.util.Locale.ROOT)) {
      case "ISO-8859-1" -> map = XmlInput.latin1();
      case "US-ASCII" -> map = XmlInput.ascii();
      case "UTF-8" -> to = XmlInput.Encoding.UTF_8;
      case "UTF-16" ->
          to =
              !protocol && input.isUtf16()
                  ? input.encoding
                  : protocol ? XmlInput.Encoding.UNDECIDED : XmlInput.Encoding.UTF_16_BE;
      case "UTF-16BE" -> to = XmlInput.Encoding.UTF_16_BE;
      case "UTF-16LE" -> to = XmlInput.Encoding.UTF_16_LE;
      default -> {
        map = events.unknownEncoding(name);
        if (map == null || !keepsAscii(map)) {
          throw new XmlError(XmlError.UNKNOWN_ENCODING);
        }
      }
    }
    if (protocol) {
      input.preset(to, map);
      return;
    }
    boolean wide = to == XmlInput.Encoding.UTF_16_BE || to == XmlInput.Encoding.UTF_16_LE;
    if (wide != input.isUtf16()) {
      throw new XmlError(XmlError.INCORRECT_ENCODING);
    }
    if (!wide || to != input.encoding) {
      input.change(to, map, at);
    }
  }

  private static boolean keepsAscii(char[] map) {
    for (char c = 0; c < 128; c++) {
      boolean significant = XmlChars.isLegal(c) && c != '$' && c != '@' && c != '\\' && c < 127;
      significant &= "^`{}~".indexOf(c) < 0;
      if (significant && map[c] != c) {
        return false;
      }
    }
    return true;
  }

  private void epilog(boolean last) {
    XmlScanner s = document.scanner;
    while (true) {
      int p = document.pos;
      eventAt = p;
      int token = s.prolog(p);
      switch (token) {
        case XmlScanner.NONE -> {
          if (last && input.hasPartial()) {
            throw new XmlError(input.isUtf16() ? XmlError.UNCLOSED_TOKEN : XmlError.PARTIAL_CHAR);
          }
          return;
        }
        case XmlScanner.PARTIAL -> {
          if (!last) {
            return;
          }
          boolean name = XmlChars.isName(s.b[p]);
          throw new XmlError(name ? XmlError.JUNK_AFTER_DOC_ELEMENT : XmlError.UNCLOSED_TOKEN);
        }
        case XmlScanner.SPACE -> unhandled(document, p, s.next);
        case XmlScanner.COMMENT -> comment(document, p);
        case XmlScanner.PI -> instruction(document, p);
        default -> throw new XmlError(XmlError.JUNK_AFTER_DOC_ELEMENT);
      }
      document.pos = s.next;
    }
  }

  // content

  private void content(XmlSource s, int startLevel, boolean more) {
    XmlScanner scan = s.scanner;
    while (true) {
      int p = s.pos;
      if (s.main) {
        eventAt = p;
      }
      int token = inCdata ? scan.cdata(p) : scan.content(p);
      switch (token) {
        case XmlScanner.NONE -> {
          if (!more) {
            endOfContent(s, startLevel);
          }
          return;
        }
        case XmlScanner.PARTIAL -> {
          if (more) {
            return;
          }
          throw new XmlError(inCdata ? XmlError.UNCLOSED_CDATA_SECTION : XmlError.UNCLOSED_TOKEN);
        }
        case XmlScanner.TRAILING_CR -> {
          if (more) {
            return;
          }
          text(s, p, "\n");
        }
        case XmlScanner.TRAILING_BRACKET -> {
          if (more) {
            return;
          }
          characters(s, p);
        }
        case XmlScanner.DATA -> characters(s, p);
        case XmlScanner.NEWLINE -> text(s, p, "\n");
        case XmlScanner.CHAR_REF -> text(s, p, XmlChars.characterReference(scan.name()));
        case XmlScanner.ENTITY_REF -> {
          int next = scan.next;
          entityReference(s, p, scan.name());
          scan.next = next;
        }
        case XmlScanner.START_TAG, XmlScanner.EMPTY_TAG -> {
          int next = scan.next;
          startTag(s, p, token == XmlScanner.EMPTY_TAG);
          scan.next = next;
        }
        case XmlScanner.END_TAG -> endTag(s, p, startLevel);
        case XmlScanner.CDATA_OPEN -> {
          inCdata = true;
          tell(Kind.StartCdataSection, s, p);
        }
        case XmlScanner.CDATA_CLOSE -> {
          inCdata = false;
          tell(Kind.EndCdataSection, s, p);
        }
        case XmlScanner.COMMENT -> comment(s, p);
        case XmlScanner.PI -> instruction(s, p);
        default -> throw new XmlError(XmlError.MISPLACED_XML_PI);
      }
      s.pos = scan.next;
      if (s.main && elements.isEmpty()) {
        phase = EPILOG;
        return;
      }
    }
  }

  private void endOfContent(XmlSource s, int startLevel) {
    if (inCdata) {
      throw new XmlError(XmlError.UNCLOSED_CDATA_SECTION);
    }
    if (s.main && input.hasPartial()) {
      throw new XmlError(input.isUtf16() ? XmlError.UNCLOSED_TOKEN : XmlError.PARTIAL_CHAR);
    }
    if (startLevel > 0) {
      if (elements.size() != startLevel) {
        throw new XmlError(XmlError.ASYNC_ENTITY);
      }
      return;
    }
    throw new XmlError(XmlError.NO_ELEMENTS);
  }

  private void tell(Kind kind, XmlSource s, int from) {
    if (events.wants(kind)) {
      events.event(kind);
    } else {
      unhandled(s, from, s.scanner.next);
    }
  }

  private void text(XmlSource s, int from, String text) {
    if (events.wants(Kind.CharacterData)) {
      events.characterData(text);
    } else {
      unhandled(s, from, s.scanner.next);
    }
  }

  private void characters(XmlSource s, int from) {
    int to = s.scanner.next;
    if (!events.wants(Kind.CharacterData)) {
      unhandled(s, from, to);
      return;
    }
    int p = from;
    while (p < to) {
      int q = chunk(s, p, to);
      events.characterData(new String(s.scanner.b, p, q - p));
      p = q;
      if (s.main) {
        eventAt = p;
      }
    }
  }

  /** The end of the next piece of text; all of it unless it was converted. */
  private int chunk(XmlSource s, int from, int to) {
    if (!s.main || input.encoding == XmlInput.Encoding.UTF_8) {
      return to;
    }
    int bytes = 0;
    for (int p = from; p < to; p++) {
      bytes += XmlChars.utf8Length(s.scanner.b[p]);
      if (bytes > CHUNK && !Character.isLowSurrogate(s.scanner.b[p])) {
        return p;
      }
    }
    return to;
  }

  /** Hands a token on to the default handler. */
  void unhandled(XmlSource s, int from, int to) {
    if (events.wants(Kind.Default) || events.wants(Kind.DefaultExpand)) {
      int p = from;
      while (p < to) {
        int q = chunk(s, p, to);
        events.text(new String(s.scanner.b, p, q - p));
        p = q;
        if (s.main && p < to) {
          eventAt = p;
        }
      }
    }
  }

  void comment(XmlSource s, int from) {
    if (!events.wants(Kind.Comment)) {
      unhandled(s, from, s.scanner.next);
      return;
    }
    String token = s.token(from);
    events.event(Kind.Comment, XmlChars.normalizeLines(token.substring(4, token.length() - 3)));
  }

  void instruction(XmlSource s, int from) {
    if (!events.wants(Kind.ProcessingInstruction)) {
      unhandled(s, from, s.scanner.next);
      return;
    }
    int p = s.scanner.nameEnd;
    int to = s.scanner.next - 2;
    while (p < to && XmlChars.isSpace(s.scanner.b[p])) {
      p++;
    }
    String data = new String(s.scanner.b, p, to - p);
    events.event(Kind.ProcessingInstruction, s.scanner.name(), XmlChars.normalizeLines(data));
  }

  // elements

  private void startTag(XmlSource s, int from, boolean empty) {
    XmlScanner scan = s.scanner;
    String raw = scan.name();
    checkColons(raw, scan.nameStart);
    List<XmlDtd.Attribute> declared = dtd.attributes.get(raw);
    int count = scan.attributeCount;
    List<String> written = new ArrayList<>(count * 2);
    boolean many = count + (declared == null ? 0 : declared.size()) > FEW_ATTRIBUTES;
    HashSet<String> seen = many ? new HashSet<>() : null;
    int[] at = Arrays.copyOf(scan.attributes, count * 4);
    for (int i = 0; i < count; i++) {
      int a = i * 4;
      String name = new String(scan.b, at[a], at[a + 1] - at[a]);
      checkColons(name, at[a]);
      if (!isNew(name, seen, written)) {
        throw new XmlError(XmlError.DUPLICATE_ATTRIBUTE, s.main ? at[a] : -1);
      }
      XmlDtd.Attribute declaration = declared == null ? null : dtd.attribute(raw, name);
      boolean cdata = declaration == null || declaration.cdata;
      written.add(name);
      written.add(prolog.attributeValue(s, at[a + 2], at[a + 3], cdata, true));
    }
    int specified = written.size();
    if (declared != null) {
      for (XmlDtd.Attribute a : declared) {
        if (a.defaultValue != null && isNew(a.name, seen, written)) {
          written.add(a.name);
          written.add(a.defaultValue);
        }
      }
    }
    List<String> prefixes = null;
    String name = raw;
    if (namespaces != null) {
      if (declaresPrefixes(written)) {
        List<String> kept = new ArrayList<>(written.size());
        prefixes = new ArrayList<>();
        try {
          specified = bind(written, specified, kept, prefixes);
          expandNames(kept);
        } catch (XmlError e) {
          if (empty) {
            unbind(prefixes);
          }
          throw e;
        }
        written = kept;
      } else {
        expandNames(written);
      }
      name = namespaces.expand(raw, true, triplets);
    }
    elements.add(new Open(raw, name, prefixes));
    if (events.wants(Kind.StartElement)) {
      events.startElement(name, written, specified);
    } else if (!empty || !events.wants(Kind.EndElement)) {
      unhandled(s, from, scan.next);
    }
    if (empty) {
      if (events.wants(Kind.EndElement)) {
        if (s.main && events.wants(Kind.StartElement)) {
          eventAt = scan.next;
        }
        events.event(Kind.EndElement, name);
      }
      close();
    }
  }

  /** Notes a name; false if it is among the {@code written} or, where there are many, the seen. */
  private static boolean isNew(String name, HashSet<String> seen, List<String> written) {
    if (seen != null) {
      return seen.add(name);
    }
    for (int i = 0; i < written.size(); i += 2) {
      if (written.get(i).equals(name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean declaresPrefix(String name) {
    return name.startsWith("xmlns") && (name.length() == 5 || name.charAt(5) == ':');
  }

  private static boolean declaresPrefixes(List<String> all) {
    for (int i = 0; i < all.size(); i += 2) {
      if (declaresPrefix(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void checkColons(String name, int at) {
    if (namespaces == null) {
      return;
    }
    int colon = name.indexOf(':');
    if (colon < 0) {
      return;
    }
    int second = name.indexOf(':', colon + 1);
    if (colon == 0 || colon == name.length() - 1 || second >= 0) {
      int wrong = colon == 0 ? 0 : second >= 0 ? second : name.length();
      throw new XmlError(XmlError.INVALID_TOKEN, at + wrong);
    }
  }

  /** Sorts out declarations of prefixes; returns how many of the kept were written. */
  private int bind(List<String> all, int specified, List<String> kept, List<String> prefixes) {
    int written = specified;
    for (int i = 0; i < all.size(); i += 2) {
      String name = all.get(i);
      String value = all.get(i + 1);
      if (!declaresPrefix(name)) {
        kept.add(name);
        kept.add(value);
        continue;
      }
      String prefix = name.length() == 5 ? "" : name.substring(6);
      namespaces.check(prefix, value);
      namespaces.bind(prefix, value);
      prefixes.add(prefix);
      if (events.wants(Kind.StartNamespaceDecl)) {
        events.event(
            Kind.StartNamespaceDecl,
            prefix.isEmpty() ? null : prefix,
            value.isEmpty() ? null : value);
      }
      if (i < specified) {
        written -= 2;
      }
    }
    return written;
  }

  private void expandNames(List<String> kept) {
    boolean prefixed = false;
    for (int i = 0; i < kept.size() && !prefixed; i += 2) {
      prefixed = kept.get(i).indexOf(':') >= 0;
    }
    if (!prefixed) {
      return;
    }
    HashSet<String> seen = new HashSet<>();
    for (int i = 0; i < kept.size(); i += 2) {
      String name = namespaces.expand(kept.get(i), false, triplets);
      if (!seen.add(namespaces.expand(kept.get(i), false, false))) {
        throw new XmlError(XmlError.DUPLICATE_ATTRIBUTE);
      }
      kept.set(i, name);
    }
  }

  private void close() {
    Open e = elements.remove(elements.size() - 1);
    if (e.prefixes != null) {
      unbind(e.prefixes);
    }
  }

  private void unbind(List<String> prefixes) {
    for (int i = prefixes.size() - 1; i >= 0; i--) {
      String prefix = prefixes.get(i);
      if (events.wants(Kind.EndNamespaceDecl)) {
        events.event(Kind.EndNamespaceDecl, prefix.isEmpty() ? null : prefix);
      }
      namespaces.unbind(prefix);
    }
  }

  private void endTag(XmlSource s, int from, int startLevel) {
    if (elements.size() == startLevel) {
      throw new XmlError(XmlError.ASYNC_ENTITY);
    }
    Open e = elements.get(elements.size() - 1);
    if (!s.scanner.name().equals(e.raw)) {
      throw new XmlError(XmlError.TAG_MISMATCH, s.main ? s.scanner.nameStart : -1);
    }
    int next = s.scanner.next;
    if (events.wants(Kind.EndElement)) {
      events.event(Kind.EndElement, e.name);
    } else {
      unhandled(s, from, next);
    }
    close();
  }

  // entities

  private void entityReference(XmlSource s, int from, String name) {
    char c = XmlChars.predefined(name);
    if (c != 0) {
      text(s, from, String.valueOf(c));
      return;
    }
    XmlDtd.Entity entity = dtd.general.get(name);
    if (!dtd.hasParamEntityRefs || dtd.standalone) {
      if (entity == null) {
        throw new XmlError(XmlError.UNDEFINED_ENTITY);
      }
      if (!entity.internal) {
        throw new XmlError(XmlError.ENTITY_DECLARED_IN_PE);
      }
    } else if (entity == null) {
      skipped(s, from, name);
      return;
    }
    if (entity.open) {
      throw new XmlError(XmlError.RECURSIVE_ENTITY_REF);
    }
    if (entity.notation != null) {
      throw new XmlError(XmlError.BINARY_ENTITY_REF);
    }
    if (entity.text != null) {
      if (events.wants(Kind.Default)) {
        skipped(s, from, name);
        return;
      }
      expand(entity);
    } else if (events.wants(Kind.ExternalEntityRef)) {
      boolean read =
          events.ask(
              Kind.ExternalEntityRef,
              context(entity),
              entity.base,
              entity.systemId,
              entity.publicId);
      if (!read) {
        throw new XmlError(XmlError.EXTERNAL_ENTITY_HANDLING);
      }
    } else {
      unhandled(s, from, s.scanner.next);
    }
  }

  private void skipped(XmlSource s, int from, String name) {
    if (events.wants(Kind.SkippedEntity)) {
      events.event(Kind.SkippedEntity, name, 0);
    } else {
      unhandled(s, from, s.scanner.next);
    }
  }

  private void expand(XmlDtd.Entity entity) {
    amplify(entity.text.length);
    entity.open = true;
    try {
      content(XmlSource.of(entity.text), elements.size(), false);
    } finally {
      entity.open = false;
    }
  }

  /** Counts text that entities add; throws when it is out of proportion to what was fed. */
  void amplify(int characters) {
    indirectBytes[0] += characters;
    long direct = Math.max(input.rawOrigin + input.end, 1);
    long total = direct + indirectBytes[0];
    if (total >= AMPLIFICATION_THRESHOLD && total / direct >= MAXIMUM_AMPLIFICATION) {
      throw new XmlError(XmlError.AMPLIFICATION_LIMIT_BREACH);
    }
  }
}
