package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Ops;

/** Operations of types that have no more than object has. */
final class PlainOps extends Ops {}
