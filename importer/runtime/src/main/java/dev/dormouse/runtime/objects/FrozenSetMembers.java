package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** The methods of {@code frozenset}. */
@BuiltinType(name = "frozenset", ops = FrozenSetOps.class)
final class FrozenSetMembers {
  private FrozenSetMembers() {}
}
