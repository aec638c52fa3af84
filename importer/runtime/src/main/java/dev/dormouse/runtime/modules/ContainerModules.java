package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.itertools.ItertoolsModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/** The native modules about containers, iterators and functions over them. */
final class ContainerModules {
  static final String NAMES = "itertools";

  private ContainerModules() {}

  static BuiltinTable find(String name) {
    return switch (name) {
      case "itertools" -> ItertoolsModule.table();
      default -> null;
    };
  }
}
