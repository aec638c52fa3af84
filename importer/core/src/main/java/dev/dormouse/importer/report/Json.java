package dev.dormouse.importer.report;

/** Strings of JSON. */
public final class Json {
  private Json() {}

  /** Appends {@code s} in quotes. */
  public static void quote(StringBuilder out, String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 32 || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        out.append("\\u");
        String hex = Integer.toHexString(c);
        for (int k = hex.length(); k < 4; k++) {
          out.append('0');
        }
        out.append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
