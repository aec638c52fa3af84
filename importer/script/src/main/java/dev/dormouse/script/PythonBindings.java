package dev.dormouse.script;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import javax.script.Bindings;

/** The names of {@code __main__} as an engine's own bindings. */
final class PythonBindings extends AbstractMap<String, Object> implements Bindings {
  private final PythonScriptEngine engine;

  PythonBindings(PythonScriptEngine engine) {
    this.engine = engine;
  }

  boolean isOf(PythonScriptEngine other) {
    return engine == other;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Map<String, Object> names() {
    return (Map) engine.python().names().asMap();
  }

  private static String name(Object key) {
    if (key == null) {
      throw new NullPointerException("a name is null");
    }
    if (!(key instanceof String name)) {
      throw new ClassCastException("a name is no String: " + key.getClass().getName());
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a name is empty");
    }
    return name;
  }

  @Override
  public Object get(Object key) {
    return names().get(name(key));
  }

  @Override
  public boolean containsKey(Object key) {
    return names().containsKey(name(key));
  }

  @Override
  public Object put(String key, Object value) {
    return names().put(name(key), value);
  }

  @Override
  public Object remove(Object key) {
    return names().remove(name(key));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return names().entrySet();
  }
}
