package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.modules.expat.XmlEvents.Kind;
import dev.dormouse.runtime.modules.expat.XmlProlog.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads one complete declaration of a DTD, notes what it declares and tells about it. */
final class XmlDeclarations {
  private final XmlParser parser;

  private List<Token> tokens;
  private int next;

  /** Whether parameter entities may stand in values. */
  private boolean external;

  private String doctypeName;
  private String doctypeSystemId;
  private String doctypePublicId;

  XmlDeclarations(XmlParser parser) {
    this.parser = parser;
  }

  // tokens

  private void begin(List<Token> all) {
    tokens = all;
    next = 1;
  }

  /** Skips white space; the token is not consumed. */
  private Token peek() {
    while (tokens.get(next).kind == XmlScanner.SPACE) {
      next++;
    }
    return tokens.get(next);
  }

  private Token take() {
    Token t = peek();
    next++;
    return t;
  }

  private XmlError syntax(Token t) {
    return new XmlError(XmlError.SYNTAX, t.at);
  }

  private Token take(int kind) {
    Token t = peek();
    if (t.kind != kind) {
      throw syntax(t);
    }
    next++;
    return t;
  }

  private boolean takeIf(int kind) {
    if (peek().kind == kind) {
      next++;
      return true;
    }
    return false;
  }

  private boolean takeWord(String word) {
    Token t = peek();
    if ((t.kind == XmlScanner.NAME || t.kind == XmlScanner.POUND_NAME) && t.text.equals(word)) {
      next++;
      return true;
    }
    return false;
  }

  private String name() {
    Token t = take(XmlScanner.NAME);
    if (ContentModel.quantifier(t.text.charAt(t.text.length() - 1)) != ContentModel.ONCE) {
      throw syntax(t);
    }
    return t.text;
  }

  private static String unquoted(Token t) {
    return t.text.substring(1, t.text.length() - 1);
  }

  private String literal() {
    return unquoted(take(XmlScanner.LITERAL));
  }

  private String publicId() {
    Token t = take(XmlScanner.LITERAL);
    String id = unquoted(t);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!XmlChars.isPublicId(c)) {
        throw new XmlError(XmlError.PUBLICID, t.at < 0 ? -1 : t.at + 1 + i);
      }
      boolean space = c == ' ' || c == '\n' || c == '\r';
      if (!space) {
        out.append(c);
      } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    int n = out.length();
    return n > 0 && out.charAt(n - 1) == ' ' ? out.substring(0, n - 1) : out.toString();
  }

  /** Says where the event is that comes now. */
  private void at(Token t) {
    if (t.at >= 0) {
      parser.eventAt = t.at;
    }
  }

  // the document type

  void checkDoctype(List<Token> all, boolean subset) {
    begin(all);
    doctypeName = name();
    if (takeWord("SYSTEM")) {
      at(peek());
      doctypeSystemId = literal();
    } else if (takeWord("PUBLIC")) {
      doctypePublicId = publicId();
      at(peek());
      doctypeSystemId = literal();
    }
    take(subset ? XmlScanner.OPEN_BRACKET : XmlScanner.DECL_CLOSE);
    if (doctypeSystemId == null) {
      return;
    }
    XmlDtd dtd = parser.dtd;
    parser.useForeignDtd = false;
    dtd.hasParamEntityRefs = true;
    if (!dtd.standalone && parser.paramEntityParsing == 0) {
      requireStandalone();
    }
  }

  private void requireStandalone() {
    if (parser.events.wants(Kind.NotStandalone) && !parser.events.ask(Kind.NotStandalone)) {
      throw new XmlError(XmlError.NOT_STANDALONE);
    }
  }

  /** False if nobody listens. */
  boolean startDoctype(boolean subset) {
    if (!parser.events.wants(Kind.StartDoctypeDecl)) {
      return false;
    }
    parser.events.event(
        Kind.StartDoctypeDecl, doctypeName, doctypeSystemId, doctypePublicId, subset ? 1 : 0);
    return true;
  }

  /** Reads the external subset; false if nobody listens to the end of the document type. */
  boolean endDoctype() {
    if (doctypeSystemId != null || parser.useForeignDtd) {
      externalSubset(doctypeSystemId != null);
      parser.useForeignDtd = false;
    }
    if (!parser.events.wants(Kind.EndDoctypeDecl)) {
      return false;
    }
    parser.events.event(Kind.EndDoctypeDecl);
    return true;
  }

  /** The root element begins and there was no document type, but the application has one. */
  void foreignSubset() {
    externalSubset(false);
  }

  private void externalSubset(boolean named) {
    XmlDtd dtd = parser.dtd;
    boolean had = dtd.hasParamEntityRefs;
    dtd.hasParamEntityRefs = true;
    if (parser.paramEntityParsing == 0 || !parser.events.wants(Kind.ExternalEntityRef)) {
      return;
    }
    XmlDtd.Entity subset = new XmlDtd.Entity("#");
    subset.base = parser.base;
    subset.systemId = doctypeSystemId;
    subset.publicId = doctypePublicId;
    dtd.paramEntityRead = false;
    readExternal(subset);
    if (dtd.paramEntityRead) {
      if (!dtd.standalone) {
        requireStandalone();
      }
    } else if (!named) {
      dtd.hasParamEntityRefs = had;
    }
  }

  /** Asks the application to read an external parameter entity. */
  void readExternal(XmlDtd.Entity entity) {
    boolean read =
        parser.events.ask(
            Kind.ExternalEntityRef, null, entity.base, entity.systemId, entity.publicId);
    if (!read) {
      throw new XmlError(XmlError.EXTERNAL_ENTITY_HANDLING);
    }
  }

  // the others

  /** True if somebody listened, so that it is no business of the default handler. */
  boolean read(List<Token> all, boolean external) {
    begin(all);
    this.external = external;
    return switch (all.get(0).text) {
      case "<!ENTITY" -> entity();
      case "<!ATTLIST" -> attlist();
      case "<!ELEMENT" -> element();
      case "<!NOTATION" -> notation();
      default -> throw syntax(all.get(0));
    };
  }

  private boolean entity() {
    boolean parameter = takeIf(XmlScanner.PERCENT);
    XmlDtd dtd = parser.dtd;
    Token name = peek();
    XmlDtd.Entity e = new XmlDtd.Entity(name());
    e.base = parser.base;
    e.internal = !external;
    Token place = peek();
    XmlError wrong = null;
    if (place.kind == XmlScanner.LITERAL) {
      next++;
      StringBuilder value = new StringBuilder();
      try {
        int at = place.at < 0 ? -1 : place.at + 1;
        parser.prolog().appendEntityValue(unquoted(place), at, external, value);
      } catch (XmlError error) {
        wrong = error; // the application hears of what came before
      }
      e.text = value.toString().toCharArray();
    } else {
      externalId(e, true);
      place = peek();
      if (!parameter && takeWord("NDATA")) {
        place = peek();
        e.notation = name();
      }
    }
    if (wrong == null) {
      take(XmlScanner.DECL_CLOSE);
    }
    if (!dtd.keepProcessing) {
      if (wrong != null) {
        throw wrong;
      }
      return false;
    }
    boolean isNew;
    if (parameter) {
      isNew = dtd.parameter.putIfAbsent(e.name, e) == null;
    } else {
      isNew = XmlChars.predefined(e.name) == 0 && dtd.general.putIfAbsent(e.name, e) == null;
    }
    boolean unparsed = e.notation != null && parser.events.wants(Kind.UnparsedEntityDecl);
    if (!unparsed && !parser.events.wants(Kind.EntityDecl)) {
      if (wrong != null) {
        throw wrong;
      }
      return false;
    }
    if (isNew) {
      if (wrong != null && wrong.at >= 0) {
        parser.eventAt = wrong.at;
      } else {
        at(place);
      }
      if (unparsed) {
        parser.events.event(
            Kind.UnparsedEntityDecl, e.name, e.base, e.systemId, e.publicId, e.notation);
      } else {
        parser.events.event(
            Kind.EntityDecl,
            e.name,
            parameter ? 1 : 0,
            e.text == null ? null : new String(e.text),
            e.text == null ? e.base : null,
            e.systemId,
            e.publicId,
            e.notation);
      }
    } else if (listensToText()) {
      at(name);
      parser.events.text(name.text);
      if (e.text != null) {
        at(place);
        parser.events.text(place.text);
      }
    }
    if (wrong != null) {
      throw wrong;
    }
    return true;
  }

  private boolean listensToText() {
    return parser.events.wants(Kind.Default) || parser.events.wants(Kind.DefaultExpand);
  }

  /** Whether somebody listens to declarations that begin so. */
  boolean isHeard(String open) {
    return switch (open) {
      case "<!DOCTYPE" -> parser.events.wants(Kind.StartDoctypeDecl);
      case "<!ENTITY" -> parser.events.wants(Kind.EntityDecl);
      case "<!ATTLIST" -> parser.events.wants(Kind.AttlistDecl);
      case "<!ELEMENT" -> parser.events.wants(Kind.ElementDecl);
      case "<!NOTATION" -> parser.events.wants(Kind.NotationDecl);
      default -> false;
    };
  }

  private void externalId(XmlDtd.Entity e, boolean systemRequired) {
    if (takeWord("SYSTEM")) {
      e.systemId = literal();
    } else if (takeWord("PUBLIC")) {
      e.publicId = publicId();
      if (systemRequired || peek().kind == XmlScanner.LITERAL) {
        e.systemId = literal();
      }
    } else {
      throw syntax(peek());
    }
  }

  private boolean notation() {
    XmlDtd.Entity e = new XmlDtd.Entity(name());
    externalId(e, false);
    Token place = tokens.get(e.systemId == null ? next : next - 1);
    take(XmlScanner.DECL_CLOSE);
    if (!parser.dtd.keepProcessing || !parser.events.wants(Kind.NotationDecl)) {
      return false;
    }
    at(place);
    parser.events.event(Kind.NotationDecl, e.name, parser.base, e.systemId, e.publicId);
    return true;
  }

  private boolean attlist() {
    String element = name();
    boolean listened = parser.dtd.keepProcessing && parser.events.wants(Kind.AttlistDecl);
    while (!takeIf(XmlScanner.DECL_CLOSE)) {
      String attribute = name();
      String type = attributeType();
      Token last = take();
      String value = null;
      boolean required = false;
      if (last.kind == XmlScanner.POUND_NAME && last.text.equals("#REQUIRED")) {
        required = true;
      } else if (last.kind == XmlScanner.POUND_NAME && last.text.equals("#FIXED")) {
        last = take(XmlScanner.LITERAL);
        required = true;
        value = defaultValue(last, type);
      } else if (last.kind == XmlScanner.LITERAL) {
        value = defaultValue(last, type);
      } else if (last.kind != XmlScanner.POUND_NAME || !last.text.equals("#IMPLIED")) {
        throw syntax(last);
      }
      declare(element, attribute, type, value);
      if (listened) {
        at(last);
        parser.events.event(Kind.AttlistDecl, element, attribute, type, value, required ? 1 : 0);
      }
    }
    return listened;
  }

  private void declare(String element, String attribute, String type, String value) {
    XmlDtd dtd = parser.dtd;
    if (dtd.keepProcessing && dtd.attribute(element, attribute) == null) {
      dtd.declare(element, new XmlDtd.Attribute(attribute, type.equals("CDATA"), value));
    }
  }

  private String defaultValue(Token literal, String type) {
    int at = literal.at < 0 ? -1 : literal.at + 1;
    return parser.prolog().declaredValue(unquoted(literal), at, type.equals("CDATA"));
  }

  private String attributeType() {
    Token t = take();
    if (t.kind == XmlScanner.OPEN_PAREN) {
      return enumeration("");
    }
    if (t.kind != XmlScanner.NAME) {
      throw syntax(t);
    }
    switch (t.text) {
      case "CDATA", "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS":
        return t.text;
      case "NOTATION":
        take(XmlScanner.OPEN_PAREN);
        return enumeration("NOTATION");
      default:
        throw syntax(t);
    }
  }

  private String enumeration(String prefix) {
    StringBuilder out = new StringBuilder(prefix).append('(');
    while (true) {
      Token t = take();
      if (t.kind != XmlScanner.NAME && t.kind != XmlScanner.NMTOKEN) {
        throw syntax(t);
      }
      out.append(t.text);
      Token separator = take();
      if (separator.kind == XmlScanner.CLOSE_PAREN && separator.text.length() == 1) {
        return out.append(')').toString();
      }
      if (separator.kind != XmlScanner.OR) {
        throw syntax(separator);
      }
      out.append('|');
    }
  }

  private boolean element() {
    String name = name();
    ContentModel model;
    if (takeWord("EMPTY")) {
      model = new ContentModel(ContentModel.EMPTY, ContentModel.ONCE, null);
    } else if (takeWord("ANY")) {
      model = new ContentModel(ContentModel.ANY, ContentModel.ONCE, null);
    } else {
      take(XmlScanner.OPEN_PAREN);
      model = takeWord("#PCDATA") ? mixed() : group();
    }
    Token last = tokens.get(next - 1);
    take(XmlScanner.DECL_CLOSE);
    if (!parser.events.wants(Kind.ElementDecl)) {
      return false;
    }
    at(last);
    parser.events.elementDecl(name, model);
    return true;
  }

  private ContentModel mixed() {
    ContentModel model = new ContentModel(ContentModel.MIXED, ContentModel.ONCE, null);
    while (takeIf(XmlScanner.OR)) {
      model.children.add(new ContentModel(ContentModel.NAME, ContentModel.ONCE, name()));
    }
    Token close = take(XmlScanner.CLOSE_PAREN);
    model.quantifier = quantifier(close);
    boolean fits =
        model.children.isEmpty()
            ? model.quantifier == ContentModel.ONCE || model.quantifier == ContentModel.REPEATED
            : model.quantifier == ContentModel.REPEATED;
    if (!fits) {
      throw syntax(close);
    }
    return model;
  }

  private static int quantifier(Token t) {
    return ContentModel.quantifier(t.text.charAt(t.text.length() - 1));
  }

  /** A group whose opening parenthesis was read. Groups nest as deeply as the text says. */
  private ContentModel group() {
    ArrayList<ContentModel> open = new ArrayList<>();
    ArrayList<Integer> separators = new ArrayList<>();
    open.add(new ContentModel(ContentModel.SEQUENCE, ContentModel.ONCE, null));
    separators.add(0);
    boolean expectItem = true;
    while (true) {
      Token t = take();
      int depth = open.size() - 1;
      ContentModel group = open.get(depth);
      if (expectItem) {
        if (t.kind == XmlScanner.OPEN_PAREN) {
          ContentModel inner = new ContentModel(ContentModel.SEQUENCE, ContentModel.ONCE, null);
          group.children.add(inner);
          open.add(inner);
          separators.add(0);
          continue;
        }
        if (t.kind != XmlScanner.NAME) {
          throw syntax(t);
        }
        int quantifier = quantifier(t);
        int cut = quantifier == ContentModel.ONCE ? 0 : 1;
        String name = t.text.substring(0, t.text.length() - cut);
        group.children.add(new ContentModel(ContentModel.NAME, quantifier, name));
        expectItem = false;
      } else if (t.kind == XmlScanner.CLOSE_PAREN) {
        group.quantifier = quantifier(t);
        open.remove(depth);
        separators.remove(depth);
        if (open.isEmpty()) {
          return group;
        }
      } else {
        boolean fits = separators.get(depth) == 0 || separators.get(depth) == t.kind;
        if (t.kind != XmlScanner.OR && t.kind != XmlScanner.COMMA || !fits) {
          throw syntax(t);
        }
        separators.set(depth, t.kind);
        group.type = t.kind == XmlScanner.OR ? ContentModel.CHOICE : ContentModel.SEQUENCE;
        expectItem = true;
      }
    }
  }
}
