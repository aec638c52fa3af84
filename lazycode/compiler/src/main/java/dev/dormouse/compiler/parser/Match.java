package dev.dormouse.compiler.parser;

import java.util.List;

/** What a part of {@link ErrorGrammar} matched: tokens from one index up to another. */
final class Match {
  static final Match[] NONE = {};

  /** The kind of node, or null for a mere sequence or token. */
  final String kind;

  final int from;

  /** The index after the last token. */
  final int to;

  final Match[] parts;

  Match(String kind, int from, int to, Match[] parts) {
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.parts = parts;
  }

  /** Adds the nodes that this match is made of, itself if it is one, in their order. */
  void nodes(List<Match> out) {
    if (kind != null) {
      out.add(this);
    } else {
      inner(out);
    }
  }

  /** Adds the nodes below this one. */
  void inner(List<Match> out) {
    for (Match part : parts) {
      part.nodes(out);
    }
  }

  /** What error messages call a node. */
  String exprName() {
    return switch (kind == null ? "" : kind) {
      case "Attribute" -> "attribute";
      case "Subscript" -> "subscript";
      case "Starred" -> "starred";
      case "Name" -> "name";
      case "List" -> "list";
      case "Tuple" -> "tuple";
      case "Lambda" -> "lambda";
      case "Call" -> "function call";
      case "BinOp" -> "expression";
      case "GeneratorExp" -> "generator expression";
      case "Yield" -> "yield expression";
      case "Await" -> "await expression";
      case "ListComp" -> "list comprehension";
      case "SetComp" -> "set comprehension";
      case "DictComp" -> "dict comprehension";
      case "Dict" -> "dict literal";
      case "Set" -> "set display";
      case "JoinedStr" -> "f-string expression";
      case "Constant" -> "literal";
      case "None" -> "None";
      case "True" -> "True";
      case "False" -> "False";
      case "Ellipsis" -> "ellipsis";
      case "Compare" -> "comparison";
      case "IfExp" -> "conditional expression";
      case "NamedExpr" -> "named expression";
      default -> throw new IllegalStateException("no name for " + kind);
    };
  }
}
