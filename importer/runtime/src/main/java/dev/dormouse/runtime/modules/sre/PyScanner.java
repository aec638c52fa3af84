package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code _sre.SRE_Scanner}: goes from match to match; the other half of {@code finditer} and of
 * {@code re.Scanner}.
 */
@BuiltinType(name = "SRE_Scanner", ops = PyScanner.ScannerOps.class)
public final class PyScanner extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("SRE_Scanner", PyType.OBJECT, new ScannerOps(), new PyScannerTable())
          .in("_sre")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final PyPattern pattern;
  private final SreSubject subject;

  /** Between two matches; null once there was none, as then there never is one again. */
  private SreEngine engine;

  PyScanner(PyPattern pattern, SreSubject subject, SreEngine engine) {
    super(TYPE);
    this.pattern = pattern;
    this.subject = subject;
    this.engine = engine;
  }

  @Getter(member = true)
  PyObject pattern() {
    return pattern;
  }

  @Method
  PyObject match() {
    return engine == null ? NONE : result(engine.match());
  }

  @Method
  PyObject search() {
    return engine == null ? NONE : result(engine.search());
  }

  private PyObject result(boolean found) {
    if (!found) {
      engine = null;
      return NONE;
    }
    PyMatch match = new PyMatch(pattern, subject, engine);
    engine.advance();
    return match;
  }

  /** Scanners have no slots of their own. */
  static final class ScannerOps extends Ops {}
}
