package dev.dormouse.importer.profile;

import dev.dormouse.image.profile.Key;
import dev.dormouse.image.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much a program may import and wake. */
public final class Budget {
  /** Negative for no limit. */
  private int maxModules = -1;

  private int maxWoken = -1;
  private final List<String> denied = new ArrayList<>();

  /** At most this many modules are imported. */
  public Budget maxModules(int n) {
    maxModules = n;
    return this;
  }

  /** At most this many code objects wake. */
  public Budget maxWoken(int n) {
    maxWoken = n;
    return this;
  }

  /** Neither this module nor one inside it is imported. */
  public Budget deny(String module) {
    denied.add(module);
    return this;
  }

  public boolean isEmpty() {
    return maxModules < 0 && maxWoken < 0 && denied.isEmpty();
  }

  /**
   * What a run did that it may not, as lines of text that show how it came to it; empty if nothing.
   */
  public String exceeded(Profile profile) {
    StringBuilder out = new StringBuilder();
    List<Profile.Import> imports = profile.importsInOrder();
    for (String name : denied) {
      for (Profile.Import i : imports) {
        if (i.module().equals(name) || i.module().startsWith(name + ".")) {
          out.append("dormouse budget: ").append(i.module()).append(" is denied");
          out.append(i.module().equals(name) ? "" : " with " + name)
              .append(", but was imported:\n");
          chain(profile, i, out);
          break; // What it imports itself, and what comes later, follows from this.
        }
      }
    }
    if (maxModules >= 0 && imports.size() > maxModules) {
      Profile.Import first = imports.get(maxModules);
      out.append("dormouse budget: ").append(imports.size()).append(" modules were imported, ");
      out.append(maxModules).append(" are allowed; the first too many is ");
      out.append(first.module()).append(":\n");
      chain(profile, first, out);
    }
    if (maxWoken >= 0 && profile.wokenCount() > maxWoken) {
      List<Profile.Code> woken = profile.woken();
      Profile.Code first = woken.get(maxWoken);
      out.append("dormouse budget: ").append(woken.size()).append(" code objects woke, ");
      out.append(maxWoken).append(" are allowed; the first too many is ");
      out.append(first.key()).append(":\n");
      wakers(profile, first, out);
    }
    return out.toString();
  }

  /** Who imported whom, the program first. */
  private static void chain(Profile profile, Profile.Import last, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    Set<String> above = new HashSet<>();
    Profile.Import at = last;
    while (at != null && above.add(at.module())) {
      lines.add("  " + (at.by().isEmpty() ? "the runtime" : at.by()) + " imports " + at.module());
      at = profile.imports().get(moduleOf(at.by()));
    }
    for (String line : lines.reversed()) {
      out.append(line).append('\n');
    }
  }

  private static String moduleOf(String code) {
    int colon = code.lastIndexOf(':');
    return colon < 0 ? code : code.substring(0, colon);
  }

  /** Who woke whom, and at the top how the module came in. */
  private static void wakers(Profile profile, Profile.Code last, StringBuilder out) {
    Map<String, Profile.Code> byName = new HashMap<>();
    for (Map.Entry<Key, Profile.Code> entry : profile.code().entrySet()) {
      byName.put(entry.getKey().toString(), entry.getValue());
    }
    List<String> lines = new ArrayList<>();
    Set<Key> above = new HashSet<>();
    Profile.Code at = last;
    while (at != null && above.add(at.key())) {
      lines.add(
          "  "
              + (at.by().isEmpty() ? "the runtime" : at.by())
              + " wakes "
              + at.key()
              + " ("
              + at.why()
              + ")");
      at = byName.get(at.by());
    }
    for (String line : lines.reversed()) {
      out.append(line).append('\n');
    }
  }
}
