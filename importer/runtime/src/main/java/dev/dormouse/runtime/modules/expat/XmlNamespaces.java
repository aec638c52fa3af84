package dev.dormouse.runtime.modules.expat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prefixes that are bound where the parser is, for parsers with a namespace separator. */
final class XmlNamespaces {
  static final String XML_URI = "http://www.w3.org/XML/1998/namespace";
  static final String XMLNS_URI = "http://www.w3.org/2000/xmlns/";

  /** Between URI and name; empty for none. */
  final String separator;

  /** Innermost binding last; "" is a binding to nothing. */
  private final HashMap<String, List<String>> bound = new HashMap<>();

  XmlNamespaces(String separator) {
    this.separator = separator;
    bind("xml", XML_URI);
  }

  void bind(String prefix, String uri) {
    bound.computeIfAbsent(prefix, k -> new ArrayList<>(2)).add(uri);
  }

  void unbind(String prefix) {
    List<String> all = bound.get(prefix);
    all.remove(all.size() - 1);
  }

  /** Null if the prefix is not bound. */
  String uri(String prefix) {
    List<String> all = bound.get(prefix);
    if (all == null || all.isEmpty()) {
      return null;
    }
    String uri = all.get(all.size() - 1);
    return uri.isEmpty() ? null : uri;
  }

  /** Throws for a binding that the recommendation forbids. */
  void check(String prefix, String uri) {
    if (prefix.equals("xmlns")) {
      throw new XmlError(XmlError.RESERVED_PREFIX_XMLNS);
    }
    if (prefix.equals("xml") != uri.equals(XML_URI)) {
      throw new XmlError(
          prefix.equals("xml") ? XmlError.RESERVED_PREFIX_XML : XmlError.RESERVED_NAMESPACE_URI);
    }
    if (uri.equals(XMLNS_URI)) {
      throw new XmlError(XmlError.RESERVED_NAMESPACE_URI);
    }
    if (uri.isEmpty() && !prefix.isEmpty()) {
      throw new XmlError(XmlError.UNDECLARING_PREFIX);
    }
    if (!separator.isEmpty() && uri.contains(separator) && !isUriCharacter(separator.charAt(0))) {
      throw new XmlError(XmlError.SYNTAX);
    }
  }

  private static boolean isUriCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c != 0 && "-._~:/?#[]@!$&'()*+,;=%".indexOf(c) >= 0;
  }

  /** A name as handlers see it; {@code triplets} adds the prefix. */
  String expand(String name, boolean element, boolean triplets) {
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? "" : name.substring(0, colon);
    if (colon < 0 && !element) {
      return name;
    }
    String uri = uri(prefix);
    if (uri == null) {
      if (colon < 0) {
        return name;
      }
      throw new XmlError(XmlError.UNBOUND_PREFIX);
    }
    String expanded = uri + separator + name.substring(colon + 1);
    return triplets && colon >= 0 && !separator.isEmpty()
        ? expanded + separator + prefix
        : expanded;
  }

  /** What a parser of an external entity is told of the bindings. */
  List<String> describe() {
    List<String> all = new ArrayList<>();
    String unprefixed = uri("");
    if (unprefixed != null) {
      all.add("=" + unprefixed);
    }
    for (Map.Entry<String, List<String>> e : bound.entrySet()) {
      String uri = uri(e.getKey());
      if (!e.getKey().isEmpty() && uri != null) {
        all.add(e.getKey() + "=" + uri);
      }
    }
    return all;
  }
}
