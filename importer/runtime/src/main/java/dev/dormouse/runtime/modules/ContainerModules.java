package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.collections.BisectModule;
import dev.dormouse.runtime.modules.collections.CollectionsModule;
import dev.dormouse.runtime.modules.collections.HeapqModule;
import dev.dormouse.runtime.modules.collections.QueueModule;
import dev.dormouse.runtime.modules.functools.FunctoolsModule;
import dev.dormouse.runtime.modules.functools.OperatorModule;
import dev.dormouse.runtime.modules.itertools.ItertoolsModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/** The native modules about containers, iterators and functions over them. */
final class ContainerModules {
  static final String NAMES = "_bisect _collections _functools _heapq _operator _queue itertools";

  private ContainerModules() {}

  static BuiltinTable find(String name) {
    return switch (name) {
      case "_bisect" -> BisectModule.table();
      case "_collections" -> CollectionsModule.table();
      case "_functools" -> FunctoolsModule.table();
      case "_heapq" -> HeapqModule.table();
      case "_operator" -> OperatorModule.table();
      case "_queue" -> QueueModule.table();
      case "itertools" -> ItertoolsModule.table();
      default -> null;
    };
  }
}
