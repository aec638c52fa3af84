package dev.dormouse.runtime.modules.expat;

import java.util.Arrays;

/**
 * Finds the tokens of XML in an array of characters. Says {@link #PARTIAL} when the text ends
 * within one; throws {@link XmlError} with the place of a character that cannot be there.
 */
final class XmlScanner {
  static final int NONE = 0;
  static final int PARTIAL = 1;

  // content
  static final int DATA = 2;
  static final int NEWLINE = 3;

  /** A carriage return at the end of the text: a line feed may follow. */
  static final int TRAILING_CR = 4;

  /** A bracket or two at the end of the text: what may not follow may follow. */
  static final int TRAILING_BRACKET = 5;

  static final int START_TAG = 6;
  static final int EMPTY_TAG = 7;
  static final int END_TAG = 8;
  static final int ENTITY_REF = 9;
  static final int CHAR_REF = 10;
  static final int CDATA_OPEN = 11;
  static final int CDATA_CLOSE = 12;

  // content and prolog
  static final int COMMENT = 13;
  static final int PI = 14;
  static final int XML_DECL = 15;

  // prolog
  static final int SPACE = 16;
  static final int DECL_OPEN = 17;
  static final int DECL_CLOSE = 18;
  static final int NAME = 19;
  static final int NMTOKEN = 20;
  static final int POUND_NAME = 21;
  static final int LITERAL = 22;
  static final int PERCENT = 23;
  static final int PARAM_ENTITY_REF = 24;
  static final int OPEN_BRACKET = 25;
  static final int CLOSE_BRACKET = 26;
  static final int OPEN_PAREN = 27;

  /** With a quantifier, if there is one. */
  static final int CLOSE_PAREN = 28;

  static final int OR = 29;
  static final int COMMA = 30;
  static final int COND_SECT_OPEN = 31;
  static final int COND_SECT_CLOSE = 32;
  static final int INSTANCE_START = 33;
  static final int BOM = 34;

  char[] b;
  int end;

  /** Nothing follows: what could go on ends with the text. Only {@link #prolog} looks at it. */
  boolean complete;

  /** Where the token found last ends. */
  int next;

  /** The name in the token found last: of a tag, an entity, the target of an instruction. */
  int nameStart;

  int nameEnd;

  /** Of a start tag: four offsets for each attribute, of its name and its value. */
  int[] attributes = new int[32];

  int attributeCount;

  void set(char[] text, int length) {
    b = text;
    end = length;
  }

  String name() {
    return new String(b, nameStart, nameEnd - nameStart);
  }

  private XmlError invalid(int at) {
    return new XmlError(XmlError.INVALID_TOKEN, at);
  }

  private int found(int token, int nextAt) {
    next = nextAt;
    return token;
  }

  /** The end of a name that begins at {@code p}; -1 if the text ends first. */
  private int name(int p) {
    if (p >= end) {
      return -1;
    }
    if (!XmlChars.isNameStart(b[p])) {
      throw invalid(p);
    }
    return nameRest(p + 1);
  }

  private int nameRest(int from) {
    int p = from;
    while (p < end && XmlChars.isName(b[p])) {
      p++;
    }
    return p == end ? -1 : p;
  }

  private int space(int from) {
    int p = from;
    while (p < end && XmlChars.isSpace(b[p])) {
      p++;
    }
    return p;
  }

  /** Checks characters up to where {@code what} begins; -1 if the text ends first. */
  private int until(String what, int from) {
    for (int p = from; p < end; p++) {
      if (!XmlChars.isLegal(b[p])) {
        throw invalid(p);
      }
      if (b[p] == what.charAt(0) && p + what.length() <= end && matches(what, p)) {
        return p;
      }
    }
    return -1;
  }

  /** Whether {@code what} stands at {@code p}, as far as the text goes. */
  private boolean matches(String what, int p) {
    for (int i = 0; i < what.length() && p + i < end; i++) {
      if (b[p + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  // content

  int content(int p) {
    if (p >= end) {
      return NONE;
    }
    switch (b[p]) {
      case '<':
        return markup(p);
      case '&':
        return reference(p);
      case '\r':
        if (p + 1 == end) {
          return found(TRAILING_CR, end);
        }
        return found(NEWLINE, b[p + 1] == '\n' ? p + 2 : p + 1);
      case '\n':
        return found(NEWLINE, p + 1);
      case ']':
        if (p + 1 == end || b[p + 1] == ']' && p + 2 == end) {
          return found(TRAILING_BRACKET, end);
        }
        if (b[p + 1] == ']' && b[p + 2] == '>') {
          throw invalid(p + 2);
        }
        return data(p, p + 1);
      default:
        return data(p, p);
    }
  }

  private int data(int start, int from) {
    int p = from;
    for (; p < end; p++) {
      char c = b[p];
      if (c == '<' || c == '&' || c == '\r' || c == '\n') {
        break;
      }
      if (c == ']') {
        if (p + 2 >= end) {
          if (p + 1 == end || b[p + 1] == ']') {
            break;
          }
        } else if (b[p + 1] == ']' && b[p + 2] == '>') {
          throw invalid(p + 2);
        }
      } else if (!XmlChars.isLegal(c)) {
        if (p == start) {
          throw invalid(p);
        }
        break;
      }
    }
    return p == start ? found(PARTIAL, p) : found(DATA, p);
  }

  private int reference(int p) {
    if (p + 1 >= end) {
      return PARTIAL;
    }
    if (b[p + 1] != '#') {
      int e = name(p + 1);
      if (e < 0) {
        return PARTIAL;
      }
      if (b[e] != ';') {
        throw invalid(e);
      }
      nameStart = p + 1;
      nameEnd = e;
      return found(ENTITY_REF, e + 1);
    }
    int q = p + 2;
    if (q >= end) {
      return PARTIAL;
    }
    boolean hex = b[q] == 'x';
    q += hex ? 1 : 0;
    int digits = q;
    while (q < end && isDigit(b[q], hex)) {
      q++;
    }
    if (q >= end) {
      return PARTIAL;
    }
    if (q == digits || b[q] != ';') {
      throw invalid(q);
    }
    nameStart = p + 2;
    nameEnd = q;
    return found(CHAR_REF, q + 1);
  }

  private static boolean isDigit(char c, boolean hex) {
    return c >= '0' && c <= '9' || hex && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
  }

  private int markup(int p) {
    if (p + 1 >= end) {
      return PARTIAL;
    }
    switch (b[p + 1]) {
      case '/':
        return endTag(p);
      case '?':
        return instruction(p);
      case '!':
        if (p + 2 >= end) {
          return PARTIAL;
        }
        if (b[p + 2] == '-') {
          return comment(p);
        }
        if (b[p + 2] != '[') {
          throw invalid(p + 2);
        }
        String open = "<![CDATA[";
        if (p + open.length() > end) {
          return PARTIAL;
        }
        for (int i = 3; i < open.length(); i++) {
          if (b[p + i] != open.charAt(i)) {
            throw invalid(p + i);
          }
        }
        return found(CDATA_OPEN, p + open.length());
      default:
        return startTag(p);
    }
  }

  private int endTag(int p) {
    int e = name(p + 2);
    if (e < 0) {
      return PARTIAL;
    }
    int q = space(e);
    if (q >= end) {
      return PARTIAL;
    }
    if (b[q] != '>') {
      throw invalid(q);
    }
    nameStart = p + 2;
    nameEnd = e;
    return found(END_TAG, q + 1);
  }

  private int startTag(int p) {
    int e = name(p + 1);
    if (e < 0) {
      return PARTIAL;
    }
    attributeCount = 0;
    int q = e;
    while (true) {
      int s = space(q);
      if (s >= end) {
        return PARTIAL;
      }
      if (b[s] == '>') {
        nameStart = p + 1;
        nameEnd = e;
        return found(START_TAG, s + 1);
      }
      if (b[s] == '/') {
        if (s + 1 >= end) {
          return PARTIAL;
        }
        if (b[s + 1] != '>') {
          throw invalid(s + 1);
        }
        nameStart = p + 1;
        nameEnd = e;
        return found(EMPTY_TAG, s + 2);
      }
      if (s == q) {
        throw invalid(s);
      }
      q = attribute(s);
      if (q < 0) {
        return PARTIAL;
      }
    }
  }

  private int attribute(int p) {
    int e = name(p);
    if (e < 0) {
      return -1;
    }
    int q = space(e);
    if (q >= end) {
      return -1;
    }
    if (b[q] != '=') {
      throw invalid(q);
    }
    q = space(q + 1);
    if (q >= end) {
      return -1;
    }
    char quote = b[q];
    if (quote != '"' && quote != '\'') {
      throw invalid(q);
    }
    int value = q + 1;
    for (q = value; q < end && b[q] != quote; ) {
      char c = b[q];
      if (c == '&') {
        if (reference(q) == PARTIAL) {
          return -1;
        }
        q = next;
      } else if (c == '<' || !XmlChars.isLegal(c)) {
        throw invalid(q);
      } else {
        q++;
      }
    }
    if (q >= end) {
      return -1;
    }
    if (attributeCount * 4 == attributes.length) {
      attributes = Arrays.copyOf(attributes, attributes.length * 2);
    }
    int at = attributeCount++ * 4;
    attributes[at] = p;
    attributes[at + 1] = e;
    attributes[at + 2] = value;
    attributes[at + 3] = q;
    return q + 1;
  }

  private int comment(int p) {
    if (p + 3 >= end) {
      return PARTIAL;
    }
    if (b[p + 3] != '-') {
      throw invalid(p + 3);
    }
    int q = until("--", p + 4);
    if (q < 0 || q + 2 >= end) {
      return PARTIAL;
    }
    if (b[q + 2] != '>') {
      throw invalid(q + 2);
    }
    return found(COMMENT, q + 3);
  }

  private int instruction(int p) {
    int e = name(p + 2);
    if (e < 0) {
      return PARTIAL;
    }
    nameStart = p + 2;
    nameEnd = e;
    boolean xml = false;
    if (e - nameStart == 3) {
      String target = name();
      xml = target.equals("xml");
      if (!xml && target.equalsIgnoreCase("xml")) {
        throw invalid(e);
      }
    }
    if (!XmlChars.isSpace(b[e])) {
      if (b[e] != '?') {
        throw invalid(e);
      }
      if (e + 1 >= end) {
        return PARTIAL;
      }
      if (b[e + 1] != '>') {
        throw invalid(e + 1);
      }
      return found(xml ? XML_DECL : PI, e + 2);
    }
    int q = until("?>", e);
    return q < 0 ? PARTIAL : found(xml ? XML_DECL : PI, q + 2);
  }

  /** Inside a CDATA section. */
  int cdata(int p) {
    if (p >= end) {
      return NONE;
    }
    switch (b[p]) {
      case ']':
        if (p + 1 >= end || b[p + 1] == ']' && p + 2 >= end) {
          return PARTIAL;
        }
        if (b[p + 1] == ']' && b[p + 2] == '>') {
          return found(CDATA_CLOSE, p + 3);
        }
        break;
      case '\r':
        if (p + 1 >= end) {
          return PARTIAL;
        }
        return found(NEWLINE, b[p + 1] == '\n' ? p + 2 : p + 1);
      case '\n':
        return found(NEWLINE, p + 1);
      default:
        if (!XmlChars.isLegal(b[p])) {
          throw invalid(p);
        }
    }
    int q = p + 1;
    while (q < end && b[q] != ']' && b[q] != '\r' && b[q] != '\n' && XmlChars.isLegal(b[q])) {
      q++;
    }
    return found(DATA, q);
  }

  // prolog, DTD, epilog

  int prolog(int p) {
    if (p >= end) {
      return NONE;
    }
    char c = b[p];
    switch (c) {
      case '"', '\'':
        return literal(p, c);
      case '<':
        return declaration(p);
      case ' ', '\t', '\n', '\r':
        return found(SPACE, space(p));
      case '%':
        return percent(p);
      case ',':
        return found(COMMA, p + 1);
      case '[':
        return found(OPEN_BRACKET, p + 1);
      case ']':
        if (p + 1 >= end) {
          return complete ? found(CLOSE_BRACKET, end) : PARTIAL;
        }
        if (b[p + 1] == ']') {
          if (p + 2 >= end) {
            return PARTIAL;
          }
          if (b[p + 2] == '>') {
            return found(COND_SECT_CLOSE, p + 3);
          }
        }
        return found(CLOSE_BRACKET, p + 1);
      case '(':
        return found(OPEN_PAREN, p + 1);
      case ')':
        if (p + 1 >= end) {
          return complete ? found(CLOSE_PAREN, end) : PARTIAL;
        }
        if (isQuantifier(b[p + 1])) {
          return found(CLOSE_PAREN, p + 2);
        }
        if (!XmlChars.isSpace(b[p + 1]) && ">,|)%".indexOf(b[p + 1]) < 0) {
          throw invalid(p + 1);
        }
        return found(CLOSE_PAREN, p + 1);
      case '|':
        return found(OR, p + 1);
      case '>':
        return found(DECL_CLOSE, p + 1);
      case '#':
        int e = name(p + 1);
        if (e < 0) {
          return complete && p + 1 < end ? found(POUND_NAME, end) : PARTIAL;
        }
        return found(POUND_NAME, e);
      case '\uFEFF':
        return found(BOM, p + 1);
      default:
        return nameToken(p);
    }
  }

  private static boolean isQuantifier(char c) {
    return c == '?' || c == '*' || c == '+';
  }

  private int nameToken(int p) {
    if (!XmlChars.isName(b[p])) {
      throw invalid(p);
    }
    int e = nameRest(p + 1);
    boolean name = XmlChars.isNameStart(b[p]);
    if (e < 0) {
      return complete ? found(name ? NAME : NMTOKEN, end) : PARTIAL;
    }
    if (isQuantifier(b[e])) {
      if (!name) {
        throw invalid(e);
      }
      return found(NAME, e + 1);
    }
    if (!XmlChars.isSpace(b[e]) && ">),|[%".indexOf(b[e]) < 0) {
      throw invalid(e);
    }
    return found(name ? NAME : NMTOKEN, e);
  }

  private int literal(int p, char quote) {
    for (int q = p + 1; q < end; q++) {
      if (!XmlChars.isLegal(b[q])) {
        throw invalid(q);
      }
      if (b[q] == quote) {
        if (q + 1 >= end) {
          return complete ? found(LITERAL, end) : PARTIAL;
        }
        if (!XmlChars.isSpace(b[q + 1]) && ">%[".indexOf(b[q + 1]) < 0) {
          throw invalid(q + 1);
        }
        return found(LITERAL, q + 1);
      }
    }
    return PARTIAL;
  }

  private int percent(int p) {
    if (p + 1 >= end) {
      return complete ? found(PERCENT, end) : PARTIAL;
    }
    if (XmlChars.isSpace(b[p + 1]) || b[p + 1] == '%') {
      return found(PERCENT, p + 1);
    }
    int e = name(p + 1);
    if (e < 0) {
      return PARTIAL;
    }
    if (b[e] != ';') {
      throw invalid(e);
    }
    nameStart = p + 1;
    nameEnd = e;
    return found(PARAM_ENTITY_REF, e + 1);
  }

  private int declaration(int p) {
    if (p + 1 >= end) {
      return PARTIAL;
    }
    char c = b[p + 1];
    if (c == '?') {
      return instruction(p);
    }
    if (c != '!') {
      if (XmlChars.isNameStart(c)) {
        return found(INSTANCE_START, p);
      }
      throw invalid(p + 1);
    }
    if (p + 2 >= end) {
      return PARTIAL;
    }
    if (b[p + 2] == '-') {
      return comment(p);
    }
    if (b[p + 2] == '[') {
      return found(COND_SECT_OPEN, p + 3);
    }
    int q = p + 2;
    while (q < end && (b[q] >= 'A' && b[q] <= 'Z' || b[q] >= 'a' && b[q] <= 'z')) {
      q++;
    }
    if (q >= end) {
      return PARTIAL;
    }
    if (q == p + 2 || !XmlChars.isSpace(b[q]) && b[q] != '%') {
      throw invalid(q);
    }
    nameStart = p + 2;
    nameEnd = q;
    return found(DECL_OPEN, q);
  }

  /** The end of an ignored section whose {@code [} was read; -1 if the text ends first. */
  int ignoredSection(int from) {
    int depth = 0;
    for (int p = from; p < end; p++) {
      if (!XmlChars.isLegal(b[p])) {
        throw invalid(p);
      }
      if (b[p] == '<' && p + 2 < end && b[p + 1] == '!' && b[p + 2] == '[') {
        depth++;
        p += 2;
      } else if (b[p] == ']' && p + 2 < end && b[p + 1] == ']' && b[p + 2] == '>') {
        p += 2;
        if (depth-- == 0) {
          return p + 1;
        }
      }
    }
    return -1;
  }
}
