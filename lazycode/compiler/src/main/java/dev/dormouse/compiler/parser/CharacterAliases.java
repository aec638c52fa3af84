package dev.dormouse.compiler.parser;

/**
 * The formal aliases of characters that have no name or a wrong one, as far as Java does not know
 * them.
 */
final class CharacterAliases {
  private CharacterAliases() {}

  /** The code point with an upper-case alias, or -1. */
  static int lookup(String name) {
    return switch (name) {
      case "NULL", "NUL" -> 0x00;
      case "START OF HEADING", "SOH" -> 0x01;
      case "START OF TEXT", "STX" -> 0x02;
      case "END OF TEXT", "ETX" -> 0x03;
      case "END OF TRANSMISSION", "EOT" -> 0x04;
      case "ENQUIRY", "ENQ" -> 0x05;
      case "ACKNOWLEDGE", "ACK" -> 0x06;
      case "ALERT", "BEL" -> 0x07;
      case "BACKSPACE", "BS" -> 0x08;
      case "CHARACTER TABULATION", "HORIZONTAL TABULATION", "HT", "TAB" -> 0x09;
      case "LINE FEED", "NEW LINE", "END OF LINE", "LF", "NL", "EOL" -> 0x0A;
      case "LINE TABULATION", "VERTICAL TABULATION", "VT" -> 0x0B;
      case "FORM FEED", "FF" -> 0x0C;
      case "CARRIAGE RETURN", "CR" -> 0x0D;
      case "SHIFT OUT", "LOCKING-SHIFT ONE", "SO" -> 0x0E;
      case "SHIFT IN", "LOCKING-SHIFT ZERO", "SI" -> 0x0F;
      case "DATA LINK ESCAPE", "DLE" -> 0x10;
      case "DEVICE CONTROL ONE", "DC1" -> 0x11;
      case "DEVICE CONTROL TWO", "DC2" -> 0x12;
      case "DEVICE CONTROL THREE", "DC3" -> 0x13;
      case "DEVICE CONTROL FOUR", "DC4" -> 0x14;
      case "NEGATIVE ACKNOWLEDGE", "NAK" -> 0x15;
      case "SYNCHRONOUS IDLE", "SYN" -> 0x16;
      case "END OF TRANSMISSION BLOCK", "ETB" -> 0x17;
      case "CANCEL", "CAN" -> 0x18;
      case "END OF MEDIUM", "EOM", "EM" -> 0x19;
      case "SUBSTITUTE", "SUB" -> 0x1A;
      case "ESCAPE", "ESC" -> 0x1B;
      case "INFORMATION SEPARATOR FOUR", "FILE SEPARATOR", "FS" -> 0x1C;
      case "INFORMATION SEPARATOR THREE", "GROUP SEPARATOR", "GS" -> 0x1D;
      case "INFORMATION SEPARATOR TWO", "RECORD SEPARATOR", "RS" -> 0x1E;
      case "INFORMATION SEPARATOR ONE", "UNIT SEPARATOR", "US" -> 0x1F;
      case "SP" -> 0x20;
      case "DELETE", "DEL" -> 0x7F;
      case "PADDING CHARACTER", "PAD" -> 0x80;
      case "HIGH OCTET PRESET", "HOP" -> 0x81;
      case "BREAK PERMITTED HERE", "BPH" -> 0x82;
      case "NO BREAK HERE", "NBH" -> 0x83;
      case "INDEX", "IND" -> 0x84;
      case "NEXT LINE", "NEL" -> 0x85;
      case "START OF SELECTED AREA", "SSA" -> 0x86;
      case "END OF SELECTED AREA", "ESA" -> 0x87;
      case "CHARACTER TABULATION SET", "HORIZONTAL TABULATION SET", "HTS" -> 0x88;
      case "CHARACTER TABULATION WITH JUSTIFICATION",
          "HORIZONTAL TABULATION WITH JUSTIFICATION",
          "HTJ" ->
          0x89;
      case "LINE TABULATION SET", "VERTICAL TABULATION SET", "VTS" -> 0x8A;
      case "PARTIAL LINE FORWARD", "PARTIAL LINE DOWN", "PLD" -> 0x8B;
      case "PARTIAL LINE BACKWARD", "PARTIAL LINE UP", "PLU" -> 0x8C;
      case "REVERSE LINE FEED", "REVERSE INDEX", "RI" -> 0x8D;
      case "SINGLE SHIFT TWO", "SINGLE-SHIFT-2", "SS2" -> 0x8E;
      case "SINGLE SHIFT THREE", "SINGLE-SHIFT-3", "SS3" -> 0x8F;
      case "DEVICE CONTROL STRING", "DCS" -> 0x90;
      case "PRIVATE USE ONE", "PRIVATE USE-1", "PU1" -> 0x91;
      case "PRIVATE USE TWO", "PRIVATE USE-2", "PU2" -> 0x92;
      case "SET TRANSMIT STATE", "STS" -> 0x93;
      case "CANCEL CHARACTER", "CCH" -> 0x94;
      case "MESSAGE WAITING", "MW" -> 0x95;
      case "START OF GUARDED AREA", "START OF PROTECTED AREA", "SPA" -> 0x96;
      case "END OF GUARDED AREA", "END OF PROTECTED AREA", "EPA" -> 0x97;
      case "START OF STRING", "SOS" -> 0x98;
      case "SINGLE GRAPHIC CHARACTER INTRODUCER", "SGC" -> 0x99;
      case "SINGLE CHARACTER INTRODUCER", "SCI" -> 0x9A;
      case "CONTROL SEQUENCE INTRODUCER", "CSI" -> 0x9B;
      case "STRING TERMINATOR", "ST" -> 0x9C;
      case "OPERATING SYSTEM COMMAND", "OSC" -> 0x9D;
      case "PRIVACY MESSAGE", "PM" -> 0x9E;
      case "APPLICATION PROGRAM COMMAND", "APC" -> 0x9F;
      case "NBSP" -> 0xA0;
      case "SHY" -> 0xAD;
      case "LATIN CAPITAL LETTER GHA" -> 0x1A2;
      case "LATIN SMALL LETTER GHA" -> 0x1A3;
      case "CGJ" -> 0x34F;
      case "ALM" -> 0x61C;
      case "LAO LETTER FO FON" -> 0xE9D;
      case "LAO LETTER FO FAY" -> 0xE9F;
      case "LAO LETTER RO" -> 0xEA3;
      case "LAO LETTER LO" -> 0xEA5;
      case "MVS" -> 0x180E;
      case "ZWSP" -> 0x200B;
      case "ZWNJ" -> 0x200C;
      case "ZWJ" -> 0x200D;
      case "LRM" -> 0x200E;
      case "RLM" -> 0x200F;
      case "LRE" -> 0x202A;
      case "RLE" -> 0x202B;
      case "PDF" -> 0x202C;
      case "LRO" -> 0x202D;
      case "RLO" -> 0x202E;
      case "NNBSP" -> 0x202F;
      case "MMSP" -> 0x205F;
      case "WJ" -> 0x2060;
      case "LRI" -> 0x2066;
      case "RLI" -> 0x2067;
      case "FSI" -> 0x2068;
      case "PDI" -> 0x2069;
      case "WEIERSTRASS ELLIPTIC FUNCTION" -> 0x2118;
      case "BYTE ORDER MARK", "BOM", "ZWNBSP" -> 0xFEFF;
      default -> -1;
    };
  }
}
