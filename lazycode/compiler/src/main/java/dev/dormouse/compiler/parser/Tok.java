package dev.dormouse.compiler.parser;

/** Token types. Operators have CPython's numbers; each keyword is a type of its own. */
final class Tok {
  static final int ENDMARKER = 0;
  static final int NAME = 1;
  static final int NUMBER = 2;
  static final int STRING = 3;
  static final int NEWLINE = 4;
  static final int INDENT = 5;
  static final int DEDENT = 6;
  static final int LPAR = 7;
  static final int RPAR = 8;
  static final int LSQB = 9;
  static final int RSQB = 10;
  static final int COLON = 11;
  static final int COMMA = 12;
  static final int SEMI = 13;
  static final int PLUS = 14;
  static final int MINUS = 15;
  static final int STAR = 16;
  static final int SLASH = 17;
  static final int VBAR = 18;
  static final int AMPER = 19;
  static final int LESS = 20;
  static final int GREATER = 21;
  static final int EQUAL = 22;
  static final int DOT = 23;
  static final int PERCENT = 24;
  static final int LBRACE = 25;
  static final int RBRACE = 26;
  static final int EQEQUAL = 27;
  static final int NOTEQUAL = 28;
  static final int LESSEQUAL = 29;
  static final int GREATEREQUAL = 30;
  static final int TILDE = 31;
  static final int CIRCUMFLEX = 32;
  static final int LEFTSHIFT = 33;
  static final int RIGHTSHIFT = 34;
  static final int DOUBLESTAR = 35;
  static final int PLUSEQUAL = 36;
  static final int MINEQUAL = 37;
  static final int STAREQUAL = 38;
  static final int SLASHEQUAL = 39;
  static final int PERCENTEQUAL = 40;
  static final int AMPEREQUAL = 41;
  static final int VBAREQUAL = 42;
  static final int CIRCUMFLEXEQUAL = 43;
  static final int LEFTSHIFTEQUAL = 44;
  static final int RIGHTSHIFTEQUAL = 45;
  static final int DOUBLESTAREQUAL = 46;
  static final int DOUBLESLASH = 47;
  static final int DOUBLESLASHEQUAL = 48;
  static final int AT = 49;
  static final int ATEQUAL = 50;
  static final int RARROW = 51;
  static final int ELLIPSIS = 52;
  static final int COLONEQUAL = 53;

  /** A character that is no operator, such as {@code $}: never accepted. */
  static final int OP = 54;

  static final int AWAIT = 55;
  static final int ASYNC = 56;
  static final int TYPE_IGNORE = 57;
  static final int TYPE_COMMENT = 58;
  static final int ERRORTOKEN = 60;

  static final int FALSE = 64;
  static final int NONE = 65;
  static final int TRUE = 66;
  static final int AND = 67;
  static final int AS = 68;
  static final int ASSERT = 69;
  static final int BREAK = 70;
  static final int CLASS = 71;
  static final int CONTINUE = 72;
  static final int DEF = 73;
  static final int DEL = 74;
  static final int ELIF = 75;
  static final int ELSE = 76;
  static final int EXCEPT = 77;
  static final int FINALLY = 78;
  static final int FOR = 79;
  static final int FROM = 80;
  static final int GLOBAL = 81;
  static final int IF = 82;
  static final int IMPORT = 83;
  static final int IN = 84;
  static final int IS = 85;
  static final int LAMBDA = 86;
  static final int NONLOCAL = 87;
  static final int NOT = 88;
  static final int OR = 89;
  static final int PASS = 90;
  static final int RAISE = 91;
  static final int RETURN = 92;
  static final int TRY = 93;
  static final int WHILE = 94;
  static final int WITH = 95;
  static final int YIELD = 96;

  private Tok() {}

  /** The keyword type of an ASCII word in a buffer, or {@link #NAME}. */
  static int keyword(byte[] b, int start, int end) {
    switch (end - start) {
      case 2:
        switch (b[start]) {
          case 'a':
            return b[start + 1] == 's' ? AS : NAME;
          case 'i':
            switch (b[start + 1]) {
              case 'f':
                return IF;
              case 'n':
                return IN;
              case 's':
                return IS;
              default:
                return NAME;
            }
          case 'o':
            return b[start + 1] == 'r' ? OR : NAME;
          default:
            return NAME;
        }
      case 3:
        switch (b[start]) {
          case 'a':
            return word(b, start, "and", AND);
          case 'd':
            return b[start + 1] != 'e'
                ? NAME
                : b[start + 2] == 'f' ? DEF : b[start + 2] == 'l' ? DEL : NAME;
          case 'f':
            return word(b, start, "for", FOR);
          case 'n':
            return word(b, start, "not", NOT);
          case 't':
            return word(b, start, "try", TRY);
          default:
            return NAME;
        }
      case 4:
        switch (b[start]) {
          case 'N':
            return word(b, start, "None", NONE);
          case 'T':
            return word(b, start, "True", TRUE);
          case 'e':
            return b[start + 1] != 'l'
                ? NAME
                : b[start + 2] == 's' ? word(b, start, "else", ELSE) : word(b, start, "elif", ELIF);
          case 'f':
            return word(b, start, "from", FROM);
          case 'p':
            return word(b, start, "pass", PASS);
          case 'w':
            return word(b, start, "with", WITH);
          default:
            return NAME;
        }
      case 5:
        switch (b[start]) {
          case 'F':
            return word(b, start, "False", FALSE);
          case 'a':
            return b[start + 1] == 's'
                ? word(b, start, "async", ASYNC)
                : word(b, start, "await", AWAIT);
          case 'b':
            return word(b, start, "break", BREAK);
          case 'c':
            return word(b, start, "class", CLASS);
          case 'r':
            return word(b, start, "raise", RAISE);
          case 'w':
            return word(b, start, "while", WHILE);
          case 'y':
            return word(b, start, "yield", YIELD);
          default:
            return NAME;
        }
      case 6:
        switch (b[start]) {
          case 'a':
            return word(b, start, "assert", ASSERT);
          case 'e':
            return word(b, start, "except", EXCEPT);
          case 'g':
            return word(b, start, "global", GLOBAL);
          case 'i':
            return word(b, start, "import", IMPORT);
          case 'l':
            return word(b, start, "lambda", LAMBDA);
          case 'r':
            return word(b, start, "return", RETURN);
          default:
            return NAME;
        }
      case 7:
        return word(b, start, "finally", FINALLY);
      case 8:
        return b[start] == 'c'
            ? word(b, start, "continue", CONTINUE)
            : word(b, start, "nonlocal", NONLOCAL);
      default:
        return NAME;
    }
  }

  private static int word(byte[] b, int start, String word, int type) {
    for (int i = 0; i < word.length(); i++) {
      if (b[start + i] != word.charAt(i)) {
        return NAME;
      }
    }
    return type;
  }

  /** The type of a one-character operator, {@link #OP} if it is none. */
  static int oneChar(int c) {
    return switch (c) {
      case '%' -> PERCENT;
      case '&' -> AMPER;
      case '(' -> LPAR;
      case ')' -> RPAR;
      case '*' -> STAR;
      case '+' -> PLUS;
      case ',' -> COMMA;
      case '-' -> MINUS;
      case '.' -> DOT;
      case '/' -> SLASH;
      case ':' -> COLON;
      case ';' -> SEMI;
      case '<' -> LESS;
      case '=' -> EQUAL;
      case '>' -> GREATER;
      case '@' -> AT;
      case '[' -> LSQB;
      case ']' -> RSQB;
      case '^' -> CIRCUMFLEX;
      case '{' -> LBRACE;
      case '|' -> VBAR;
      case '}' -> RBRACE;
      case '~' -> TILDE;
      default -> OP;
    };
  }

  /** The type of a two-character operator, {@link #OP} if it is none. */
  static int twoChars(int c1, int c2) {
    if (c2 == '=') {
      return switch (c1) {
        case '!' -> NOTEQUAL;
        case '%' -> PERCENTEQUAL;
        case '&' -> AMPEREQUAL;
        case '*' -> STAREQUAL;
        case '+' -> PLUSEQUAL;
        case '-' -> MINEQUAL;
        case '/' -> SLASHEQUAL;
        case ':' -> COLONEQUAL;
        case '<' -> LESSEQUAL;
        case '=' -> EQEQUAL;
        case '>' -> GREATEREQUAL;
        case '@' -> ATEQUAL;
        case '^' -> CIRCUMFLEXEQUAL;
        case '|' -> VBAREQUAL;
        default -> OP;
      };
    }
    return switch (c2) {
      case '>' -> c1 == '-' ? RARROW : c1 == '>' ? RIGHTSHIFT : c1 == '<' ? NOTEQUAL : OP;
      case '<' -> c1 == '<' ? LEFTSHIFT : OP;
      case '*' -> c1 == '*' ? DOUBLESTAR : OP;
      case '/' -> c1 == '/' ? DOUBLESLASH : OP;
      default -> OP;
    };
  }

  /** The type of a two-character operator followed by {@code =}, {@link #OP} if there is none. */
  static int withEqual(int type) {
    return switch (type) {
      case LEFTSHIFT -> LEFTSHIFTEQUAL;
      case RIGHTSHIFT -> RIGHTSHIFTEQUAL;
      case DOUBLESTAR -> DOUBLESTAREQUAL;
      case DOUBLESLASH -> DOUBLESLASHEQUAL;
      default -> OP;
    };
  }
}
