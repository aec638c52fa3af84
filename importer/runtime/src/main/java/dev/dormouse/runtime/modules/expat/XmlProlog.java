package dev.dormouse.runtime.modules.expat;

import dev.dormouse.runtime.modules.expat.XmlEvents.Kind;
import java.util.ArrayList;

/**
 * What stands before the root element, and external subsets. Tokens of a declaration are collected
 * until it is complete; {@link XmlDeclarations} then reads it.
 */
final class XmlProlog {
  /** A token of the declaration being collected. */
  static final class Token {
    final int kind;
    final String text;

    /** In the text of the document; -1 for a token out of an entity. */
    int at;

    Token(int kind, String text, int at) {
      this.kind = kind;
      this.text = text;
      this.at = at;
    }
  }

  private enum State {
    BEFORE_DOCTYPE,
    SUBSET,
    AFTER_SUBSET,
    AFTER_DOCTYPE
  }

  private final XmlParser parser;
  private final XmlDeclarations declarations;
  private State state = State.BEFORE_DOCTYPE;

  /** Null between declarations. */
  private ArrayList<Token> collected;

  /** Where in the document the declaration being collected begins; meaningless without one. */
  private int collectedFrom;

  /** Conditional sections that are open. */
  private int includes;

  /** An ignored section whose end has not come yet. */
  private boolean ignoring;

  /** Internal parameter entities that are open. */
  private int openEntities;

  XmlProlog(XmlParser parser) {
    this.parser = parser;
    this.declarations = new XmlDeclarations(parser);
  }

  /** The first character that is still needed when the document was read up to {@code pos}. */
  int keepFrom(int pos) {
    return collected != null ? Math.min(collectedFrom, pos) : pos;
  }

  void dropped(int n) {
    collectedFrom -= n;
    if (collected != null) {
      for (Token t : collected) {
        t.at = t.at < 0 ? -1 : t.at - n;
      }
    }
  }

  /** Reads on; true when the root element begins. */
  boolean document(XmlSource s, boolean last) {
    if (parser.externalSubset && state == State.BEFORE_DOCTYPE) {
      state = State.SUBSET;
    }
    if (!tokens(s, !last)) {
      if (last) {
        end(s);
      }
      return false;
    }
    parser.eventAt = s.pos;
    if (parser.useForeignDtd) {
      parser.useForeignDtd = false;
      declarations.foreignSubset();
    }
    return true;
  }

  private void end(XmlSource s) {
    if (collected != null && !parser.externalSubset) {
      report(s, collected.size(), declarations.isHeard(collected.get(0).text));
    }
    parser.eventAt = s.pos;
    if (parser.input.hasPartial()) {
      throw new XmlError(parser.input.isUtf16() ? XmlError.UNCLOSED_TOKEN : XmlError.PARTIAL_CHAR);
    }
    if (!parser.externalSubset) {
      throw new XmlError(XmlError.NO_ELEMENTS);
    }
    if (collected != null || includes > 0) {
      throw new XmlError(collected != null ? XmlError.INCOMPLETE_PE : XmlError.SYNTAX);
    }
  }

  /** True at the root element, false at the end of what there is. */
  private boolean tokens(XmlSource s, boolean more) {
    XmlScanner scan = s.scanner;
    scan.complete = !more;
    while (true) {
      int p = s.pos;
      if (s.main) {
        parser.eventAt = p;
      }
      if (ignoring) {
        int to = scan.ignoredSection(p);
        if (to < 0) {
          if (more) {
            return false;
          }
          throw new XmlError(XmlError.SYNTAX);
        }
        parser.unhandled(s, p, to);
        s.pos = to;
        ignoring = false;
        continue;
      }
      int token = scan.prolog(p);
      if (token == XmlScanner.NONE) {
        return false;
      }
      if (token == XmlScanner.PARTIAL) {
        if (more) {
          return false;
        }
        throw new XmlError(XmlError.UNCLOSED_TOKEN);
      }
      int next = scan.next;
      if (collected != null) {
        inDeclaration(s, p, token);
      } else if (token == XmlScanner.INSTANCE_START) {
        if (!s.main || parser.externalSubset || state == State.SUBSET) {
          throw new XmlError(XmlError.SYNTAX);
        }
        return true;
      } else {
        between(s, p, token);
      }
      s.pos = next;
      scan.next = next;
    }
  }

  private void between(XmlSource s, int p, int token) {
    switch (token) {
      case XmlScanner.SPACE -> parser.unhandled(s, p, s.scanner.next);
      case XmlScanner.COMMENT -> parser.comment(s, p);
      case XmlScanner.PI -> parser.instruction(s, p);
      case XmlScanner.XML_DECL -> throw new XmlError(XmlError.MISPLACED_XML_PI);
      case XmlScanner.DECL_OPEN -> {
        boolean doctype = s.scanner.name().equals("DOCTYPE");
        if (doctype ? state != State.BEFORE_DOCTYPE : state != State.SUBSET) {
          throw new XmlError(XmlError.SYNTAX);
        }
        collected = new ArrayList<>();
        collectedFrom = s.main ? p : s.pos;
        collect(s, p, token);
      }
      case XmlScanner.PARAM_ENTITY_REF -> {
        if (state != State.SUBSET) {
          throw new XmlError(XmlError.PARAM_ENTITY_REF);
        }
        if (!entityReference(s, s.scanner.name(), true)) {
          parser.unhandled(s, p, s.scanner.next);
        }
      }
      case XmlScanner.CLOSE_BRACKET -> {
        if (state != State.SUBSET || !s.main || parser.externalSubset) {
          throw new XmlError(XmlError.SYNTAX);
        }
        if (!parser.events.wants(Kind.StartDoctypeDecl)) {
          parser.unhandled(s, p, s.scanner.next);
        }
        state = State.AFTER_SUBSET;
      }
      case XmlScanner.DECL_CLOSE -> {
        if (state != State.AFTER_SUBSET) {
          throw new XmlError(XmlError.SYNTAX);
        }
        state = State.AFTER_DOCTYPE;
        if (!declarations.endDoctype()) {
          parser.unhandled(s, p, s.scanner.next);
        }
      }
      case XmlScanner.COND_SECT_OPEN -> {
        if (state != State.SUBSET || !isExternal(s)) {
          throw new XmlError(XmlError.SYNTAX);
        }
        collected = new ArrayList<>();
        collectedFrom = s.main ? p : s.pos;
        collect(s, p, token);
      }
      case XmlScanner.COND_SECT_CLOSE -> {
        if (includes == 0) {
          throw new XmlError(XmlError.SYNTAX);
        }
        includes--;
        parser.unhandled(s, p, s.scanner.next);
      }
      default -> throw new XmlError(XmlError.SYNTAX);
    }
  }

  private boolean isExternal(XmlSource s) {
    return parser.externalSubset || !s.main;
  }

  private void collect(XmlSource s, int p, int token) {
    int at = s.main ? p : -1;
    if (token == XmlScanner.DECL_OPEN) {
      collected.add(new Token(token, "<!" + s.scanner.name(), at));
    } else {
      collected.add(new Token(token, s.token(p), at));
    }
  }

  private void inDeclaration(XmlSource s, int p, int token) {
    Token first = collected.get(0);
    boolean doctype = first.text.equals("<!DOCTYPE");
    switch (token) {
      case XmlScanner.PARAM_ENTITY_REF -> {
        if (doctype) {
          throw new XmlError(XmlError.SYNTAX);
        }
        if (!isExternal(s)) {
          throw new XmlError(XmlError.PARAM_ENTITY_REF);
        }
        entityReference(s, s.scanner.name(), false);
      }
      case XmlScanner.DECL_CLOSE -> {
        collect(s, p, token);
        if (first.kind == XmlScanner.COND_SECT_OPEN) {
          throw new XmlError(XmlError.SYNTAX);
        }
        if (doctype) {
          checkDoctype(s, false);
          parser.eventAt = p;
          state = State.AFTER_DOCTYPE;
          report(s, collected.size() - 1, parser.events.wants(Kind.StartDoctypeDecl));
          parser.eventAt = p;
          boolean told = declarations.startDoctype(false);
          boolean ended = declarations.endDoctype();
          if (!ended && !told) {
            parser.unhandled(s, p, s.scanner.next);
          }
        } else {
          boolean told;
          try {
            told = declarations.read(collected, openEntities > 0 || parser.externalSubset);
          } catch (XmlError e) {
            reportBefore(s, e, declarations.isHeard(first.text));
            throw e;
          }
          parser.eventAt = s.main ? p : parser.eventAt;
          report(s, collected.size(), told);
        }
        collected = null;
      }
      case XmlScanner.OPEN_BRACKET -> {
        collect(s, p, token);
        if (first.kind == XmlScanner.COND_SECT_OPEN) {
          conditional(s);
        } else if (doctype) {
          checkDoctype(s, true);
          state = State.SUBSET;
          report(s, collected.size(), declarations.startDoctype(true));
        } else {
          throw new XmlError(XmlError.SYNTAX);
        }
        collected = null;
      }
      case XmlScanner.COMMENT,
          XmlScanner.PI,
          XmlScanner.XML_DECL,
          XmlScanner.DECL_OPEN,
          XmlScanner.INSTANCE_START,
          XmlScanner.COND_SECT_OPEN,
          XmlScanner.COND_SECT_CLOSE,
          XmlScanner.CLOSE_BRACKET,
          XmlScanner.BOM ->
          throw new XmlError(XmlError.SYNTAX);
      default -> collect(s, p, token);
    }
  }

  private void checkDoctype(XmlSource s, boolean subset) {
    try {
      declarations.checkDoctype(collected, subset);
    } catch (XmlError e) {
      reportBefore(s, e, parser.events.wants(Kind.StartDoctypeDecl));
      throw e;
    }
  }

  /** Hands on the tokens before the one that was wrong. */
  private void reportBefore(XmlSource s, XmlError e, boolean told) {
    int n = 0;
    while (n < collected.size() && collected.get(n).at + collected.get(n).text.length() <= e.at) {
      n++;
    }
    report(s, n, told);
  }

  private void conditional(XmlSource s) {
    String word = "";
    for (Token t : collected) {
      if (t.kind == XmlScanner.NAME) {
        word += t.text;
      }
    }
    if (!word.equals("INCLUDE") && !word.equals("IGNORE")) {
      throw new XmlError(XmlError.SYNTAX);
    }
    report(s, collected.size(), false);
    if (word.equals("INCLUDE")) {
      includes++;
    } else {
      ignoring = true;
    }
  }

  /** Hands a declaration nobody listened to on to the default handler, token by token. */
  private void report(XmlSource s, int count, boolean told) {
    if (told) {
      return;
    }
    if (parser.events.wants(Kind.Default) || parser.events.wants(Kind.DefaultExpand)) {
      for (int i = 0; i < count; i++) {
        Token t = collected.get(i);
        if (s.main && t.at >= 0) {
          parser.eventAt = t.at;
        }
        parser.events.text(t.text);
      }
    }
  }

  /** False if nobody did anything about it. */
  private boolean entityReference(XmlSource s, String name, boolean between) {
    XmlDtd dtd = parser.dtd;
    boolean handled = false;
    dtd.hasParamEntityRefs = true;
    if (parser.paramEntityParsing == 0) {
      dtd.keepProcessing = dtd.standalone;
    } else {
      XmlDtd.Entity entity = dtd.parameter.get(name);
      if (!parser.externalSubset && dtd.standalone && openEntities == 0) {
        if (entity == null) {
          throw new XmlError(XmlError.UNDEFINED_ENTITY);
        }
        if (!entity.internal) {
          throw new XmlError(XmlError.ENTITY_DECLARED_IN_PE);
        }
      } else if (entity == null) {
        dtd.keepProcessing = dtd.standalone;
        if (between && parser.events.wants(Kind.SkippedEntity)) {
          parser.events.event(Kind.SkippedEntity, name, 1);
          return true;
        }
        return false;
      }
      if (entity.open) {
        throw new XmlError(XmlError.RECURSIVE_ENTITY_REF);
      }
      if (entity.text != null) {
        expand(entity, between);
        return true;
      }
      if (!parser.events.wants(Kind.ExternalEntityRef)) {
        dtd.keepProcessing = dtd.standalone;
        return false;
      }
      dtd.paramEntityRead = false;
      entity.open = true;
      declarations.readExternal(entity);
      entity.open = false;
      handled = true;
      if (!dtd.paramEntityRead) {
        dtd.keepProcessing = dtd.standalone;
        return true;
      }
    }
    if (!dtd.standalone
        && parser.events.wants(Kind.NotStandalone)
        && !parser.events.ask(Kind.NotStandalone)) {
      throw new XmlError(XmlError.NOT_STANDALONE);
    }
    return handled;
  }

  private void expand(XmlDtd.Entity entity, boolean between) {
    parser.amplify(entity.text.length);
    entity.open = true;
    openEntities++;
    int includesBefore = includes;
    try {
      tokens(XmlSource.of(entity.text), false);
    } finally {
      openEntities--;
      entity.open = false;
    }
    if (between && (collected != null || includes != includesBefore)) {
      throw new XmlError(XmlError.INCOMPLETE_PE);
    }
  }

  // values

  /**
   * The value between two offsets as the application sees it: references replaced and white space
   * normalized.
   *
   * @param inContent whether it is written in a tag rather than declared
   */
  String attributeValue(XmlSource s, int from, int to, boolean cdata, boolean inContent) {
    StringBuilder out = new StringBuilder(to - from);
    appendValue(s, from, to, cdata, inContent, out);
    if (!cdata && out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private void appendValue(
      XmlSource s, int from, int to, boolean cdata, boolean inContent, StringBuilder out) {
    char[] b = s.scanner.b;
    XmlScanner scan = new XmlScanner();
    scan.set(b, s.scanner.end);
    for (int p = from; p < to; ) {
      char c = b[p];
      if (c == '&') {
        int token = scan.content(p);
        if (token == XmlScanner.PARTIAL || scan.next > to) {
          throw new XmlError(XmlError.INVALID_TOKEN, s.main ? p : -1);
        }
        reference(token, scan.name(), s.main ? p : -1, cdata, inContent, out);
        p = scan.next;
      } else if (c == '<') {
        throw new XmlError(XmlError.INVALID_TOKEN, s.main ? p : -1);
      } else if (XmlChars.isSpace(c)) {
        space(cdata, out);
        p += c == '\r' && p + 1 < to && b[p + 1] == '\n' ? 2 : 1;
      } else {
        out.append(c);
        p++;
      }
    }
  }

  private static void space(boolean cdata, StringBuilder out) {
    int n = out.length();
    if (cdata || n > 0 && out.charAt(n - 1) != ' ') {
      out.append(' ');
    }
  }

  private void reference(
      int token, String name, int at, boolean cdata, boolean inContent, StringBuilder out) {
    if (token == XmlScanner.CHAR_REF) {
      String text;
      try {
        text = XmlChars.characterReference(name);
      } catch (XmlError e) {
        throw new XmlError(e.code, at);
      }
      if (text.equals(" ")) {
        space(cdata, out);
      } else {
        out.append(text);
      }
      return;
    }
    char predefined = XmlChars.predefined(name);
    if (predefined != 0) {
      out.append(predefined);
      return;
    }
    XmlDtd dtd = parser.dtd;
    XmlDtd.Entity entity = dtd.general.get(name);
    boolean check =
        inContent
            ? !dtd.hasParamEntityRefs || dtd.standalone
            : !parser.externalSubset
                && (dtd.standalone ? openEntities == 0 : !dtd.hasParamEntityRefs);
    if (entity == null && !check) {
      return;
    }
    int wrong = 0;
    if (entity == null) {
      wrong = XmlError.UNDEFINED_ENTITY;
    } else if (check && !entity.internal) {
      wrong = XmlError.ENTITY_DECLARED_IN_PE;
    } else if (entity.open) {
      wrong = XmlError.RECURSIVE_ENTITY_REF;
    } else if (entity.notation != null) {
      wrong = XmlError.BINARY_ENTITY_REF;
    } else if (entity.text == null) {
      wrong = XmlError.ATTRIBUTE_EXTERNAL_ENTITY_REF;
    }
    if (wrong != 0) {
      throw new XmlError(wrong, at);
    }
    parser.amplify(entity.text.length);
    entity.open = true;
    try {
      appendValue(XmlSource.of(entity.text), 0, entity.text.length, cdata, inContent, out);
    } finally {
      entity.open = false;
    }
  }

  /** The replacement text of an entity declared with the literal {@code s} (without quotes). */
  void appendEntityValue(String s, int at, boolean external, StringBuilder out) {
    char[] b = (s + ";").toCharArray();
    XmlScanner scan = new XmlScanner();
    scan.set(b, b.length);
    for (int p = 0; p < s.length(); ) {
      char c = b[p];
      if (c == '&') {
        int token;
        try {
          token = scan.content(p);
        } catch (XmlError e) {
          throw new XmlError(e.code, at < 0 ? -1 : at + e.at);
        }
        if (token == XmlScanner.PARTIAL || scan.next > s.length()) {
          throw new XmlError(XmlError.INVALID_TOKEN, at < 0 ? -1 : at + p);
        }
        if (token == XmlScanner.CHAR_REF) {
          try {
            out.append(XmlChars.characterReference(scan.name()));
          } catch (XmlError e) {
            throw new XmlError(e.code, at < 0 ? -1 : at + p);
          }
        } else {
          out.append(b, p, scan.next - p);
        }
        p = scan.next;
      } else if (c == '%') {
        int semicolon = s.indexOf(';', p);
        if (!external || semicolon < 0) {
          throw new XmlError(
              external ? XmlError.INVALID_TOKEN : XmlError.PARAM_ENTITY_REF, at < 0 ? -1 : at + p);
        }
        parameterInValue(s.substring(p + 1, semicolon), out);
        p = semicolon + 1;
      } else if (c == '\r') {
        out.append('\n');
        p += p + 1 < s.length() && b[p + 1] == '\n' ? 2 : 1;
      } else {
        out.append(c);
        p++;
      }
    }
  }

  private void parameterInValue(String name, StringBuilder out) {
    XmlDtd dtd = parser.dtd;
    XmlDtd.Entity entity = dtd.parameter.get(name);
    if (entity == null) {
      dtd.keepProcessing = dtd.standalone;
      return;
    }
    if (entity.open) {
      throw new XmlError(XmlError.RECURSIVE_ENTITY_REF);
    }
    if (entity.text == null) {
      // An external entity in a value: asked for, and what it says is not known here.
      if (parser.events.wants(Kind.ExternalEntityRef)) {
        declarations.readExternal(entity);
      } else {
        dtd.keepProcessing = dtd.standalone;
      }
      return;
    }
    parser.amplify(entity.text.length);
    entity.open = true;
    try {
      appendEntityValue(new String(entity.text), -1, true, out);
    } finally {
      entity.open = false;
    }
  }

  String declaredValue(String literal, int at, boolean cdata) {
    XmlSource s = XmlSource.of(literal.toCharArray());
    try {
      return attributeValue(s, 0, literal.length(), cdata, false);
    } catch (XmlError e) {
      throw new XmlError(e.code, at);
    }
  }
}
