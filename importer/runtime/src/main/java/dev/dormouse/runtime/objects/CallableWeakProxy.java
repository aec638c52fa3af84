package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** Holds the table of {@link PyWeakProxy#CALLABLE_TYPE}. */
@BuiltinType(name = "CallableProxyType", ops = CallableWeakProxyOps.class)
final class CallableWeakProxy {
  private CallableWeakProxy() {}
}
