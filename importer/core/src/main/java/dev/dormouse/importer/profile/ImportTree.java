package dev.dormouse.importer.profile;

import dev.dormouse.image.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The imports of a profile as a forest: each below the one that was running around it. A profile
 * that was merged or written by hand may say things that contradict each other; what would close a
 * circle stands at the top instead.
 */
final class ImportTree {
  static final class Node {
    final Profile.Import line;
    final int depth;

    /** Null at the top. */
    final Node parent;

    final List<Node> children = new ArrayList<>();

    Node(Profile.Import line, Node parent) {
      this.line = line;
      this.parent = parent;
      this.depth = parent == null ? 0 : parent.depth + 1;
    }

    long self() {
      return Columns.mean(line.self(), line.runs());
    }

    long total() {
      return Columns.mean(line.total(), line.runs());
    }
  }

  /** At the top, in the order in which they began. */
  final List<Node> roots = new ArrayList<>();

  ImportTree(Profile profile) {
    Map<String, List<Profile.Import>> inside = new HashMap<>();
    for (Profile.Import i : profile.importsInOrder()) {
      inside.computeIfAbsent(top(profile, i) ? "" : i.inside(), m -> new ArrayList<>()).add(i);
    }
    fill(roots, null, inside.getOrDefault("", List.of()), inside);
  }

  private static boolean top(Profile profile, Profile.Import line) {
    Set<String> above = new HashSet<>();
    Profile.Import at = line;
    while (at != null && !at.inside().isEmpty()) {
      if (!above.add(at.module())) {
        return true;
      }
      at = profile.imports().get(at.inside());
    }
    return !profile.imports().containsKey(line.inside());
  }

  private static void fill(
      List<Node> nodes,
      Node parent,
      List<Profile.Import> lines,
      Map<String, List<Profile.Import>> inside) {
    for (Profile.Import line : lines) {
      Node node = new Node(line, parent);
      nodes.add(node);
      fill(node.children, node, inside.getOrDefault(line.module(), List.of()), inside);
    }
  }

  /** Every node, importers before what they import. */
  List<Node> all() {
    List<Node> all = new ArrayList<>();
    collect(roots, all, false);
    return all;
  }

  /** Every node, what was imported before its importer: in the order in which imports ended. */
  List<Node> asEnded() {
    List<Node> all = new ArrayList<>();
    collect(roots, all, true);
    return all;
  }

  private static void collect(List<Node> nodes, List<Node> all, boolean childrenFirst) {
    for (Node node : nodes) {
      if (!childrenFirst) {
        all.add(node);
      }
      collect(node.children, all, childrenFirst);
      if (childrenFirst) {
        all.add(node);
      }
    }
  }

  /** The modules on the way to a node, itself last. */
  static List<String> path(Node node) {
    List<String> path = new ArrayList<>();
    for (Node n = node; n != null; n = n.parent) {
      path.add(n.line.module());
    }
    return path.reversed();
  }
}
