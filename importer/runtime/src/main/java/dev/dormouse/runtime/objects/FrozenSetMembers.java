package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** The methods of {@code frozenset}. */
@BuiltinType(
    name = "frozenset",
    ops = FrozenSetOps.class,
    parts = {SetMethods.class},
    doc =
        "frozenset() -> empty\n"
            + "frozenset(iterable) -> with the items\n\n"
            + "A set that never changes and can be a key.")
final class FrozenSetMembers {
  private FrozenSetMembers() {}
}
