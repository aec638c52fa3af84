package dev.dormouse.importer.state;

import dev.dormouse.runtime.modules.AtexitModule;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What bodies have registered where no namespace shows it: functions with {@code atexit}, dialects
 * with {@code _csv}, loggers. A body that imports others is running while they register; what they
 * did is theirs, since they end first.
 */
final class Registrations {
  /** The native module's dict of dialects. */
  static final String DIALECTS = "_csv._dialects";

  private final Interpreter interpreter;

  /** What modules have registered whose bodies have ended. */
  private final Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  Registrations(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Of one body. */
  static final class Own {
    final List<AtexitModule.Call> calls = new ArrayList<>();
    final Map<String, PyObject> dialects = new LinkedHashMap<>();
    final List<String> loggers = new ArrayList<>();

    /** Whether something is gone that was there before. */
    boolean takesAway;
  }

  /** All there is now. */
  Set<Object> now() {
    Set<Object> now = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(now, (Object[]) AtexitModule.registered());
    now.addAll(dialects().values());
    Loggers loggers = new Loggers(interpreter);
    for (String name : loggers.names()) {
      now.add(loggers.named(name));
    }
    return now;
  }

  /** What the body registered that ends now, and began with {@code before}. */
  Own own(Set<Object> before) {
    Set<Object> now = now();
    Own own = new Own();
    own.takesAway = !now.containsAll(before);
    for (AtexitModule.Call call : AtexitModule.registered()) {
      if (isNew(call, before)) {
        own.calls.add(call);
      }
    }
    for (Map.Entry<String, PyObject> dialect : dialects().entrySet()) {
      if (isNew(dialect.getValue(), before)) {
        own.dialects.put(dialect.getKey(), dialect.getValue());
      }
    }
    Loggers loggers = new Loggers(interpreter);
    for (String name : loggers.names()) {
      if (isNew(loggers.named(name), before)) {
        own.loggers.add(name);
      }
    }
    taken.addAll(now);
    return own;
  }

  private boolean isNew(Object registered, Set<Object> before) {
    return !before.contains(registered) && !taken.contains(registered);
  }

  private Map<String, PyObject> dialects() {
    Map<String, PyObject> dialects = new LinkedHashMap<>();
    if (Namespaces.find(interpreter, DIALECTS) instanceof PyDict all) {
      for (int i = 0; i < all.slotLimit(); i++) {
        if (all.keyAt(i) instanceof PyStr name) {
          dialects.put(name.value(), all.valueAt(i));
        }
      }
    }
    return dialects;
  }
}
