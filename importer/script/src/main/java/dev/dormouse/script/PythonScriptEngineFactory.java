package dev.dormouse.script;

import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;

/** What {@code ScriptEngineManager} finds under the names python, python3 and dormouse. */
public final class PythonScriptEngineFactory implements ScriptEngineFactory {
  private static final String LANGUAGE_VERSION = "3.11";

  /** For ServiceLoader. Starts nothing. */
  public PythonScriptEngineFactory() {}

  @Override
  public String getEngineName() {
    return "Dormouse";
  }

  @Override
  public String getEngineVersion() {
    return LANGUAGE_VERSION;
  }

  @Override
  public List<String> getExtensions() {
    return List.of("py");
  }

  @Override
  public List<String> getMimeTypes() {
    return List.of("text/x-python", "application/x-python-code");
  }

  @Override
  public List<String> getNames() {
    return List.of("python", "python3", "dormouse", "Python", "Dormouse");
  }

  @Override
  public String getLanguageName() {
    return "Python";
  }

  @Override
  public String getLanguageVersion() {
    return LANGUAGE_VERSION;
  }

  @Override
  public Object getParameter(String key) {
    return switch (key) {
      case ScriptEngine.ENGINE -> getEngineName();
      case ScriptEngine.ENGINE_VERSION -> getEngineVersion();
      case ScriptEngine.LANGUAGE -> getLanguageName();
      case ScriptEngine.LANGUAGE_VERSION -> getLanguageVersion();
      case ScriptEngine.NAME -> "python";
      case "THREADING" -> "MULTITHREADED";
      default -> null;
    };
  }

  @Override
  public String getMethodCallSyntax(String object, String method, String... arguments) {
    return object + "." + method + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public String getOutputStatement(String text) {
    return "print(" + quoted(text) + ")";
  }

  private static String quoted(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  @Override
  public String getProgram(String... statements) {
    return String.join("\n", statements) + "\n";
  }

  @Override
  public ScriptEngine getScriptEngine() {
    return getScriptEngine(Dormouse.builder());
  }

  /** An engine whose interpreter is made by {@code builder}, but for its streams. */
  public ScriptEngine getScriptEngine(DormouseBuilder builder) {
    return new PythonScriptEngine(this, builder);
  }
}
