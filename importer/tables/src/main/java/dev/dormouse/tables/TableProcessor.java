package dev.dormouse.tables;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.MirroredTypesException;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;

/**
 * Reads the annotations of this package and has {@link TableWriter} write one table per annotated
 * class.
 */
@SupportedAnnotationTypes({"dev.dormouse.tables.BuiltinType", "dev.dormouse.tables.BuiltinModule"})
public final class TableProcessor extends AbstractProcessor {
  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element e : round.getElementsAnnotatedWith(BuiltinType.class)) {
      BuiltinType a = e.getAnnotation(BuiltinType.class);
      generate((TypeElement) e, a.name(), a.doc(), opsSlots(e, a), true, parts(a::parts));
    }
    for (Element e : round.getElementsAnnotatedWith(BuiltinModule.class)) {
      BuiltinModule a = e.getAnnotation(BuiltinModule.class);
      generate((TypeElement) e, a.name(), a.doc(), 0, false, parts(a::parts));
    }
    return true;
  }

  private List<TypeElement> parts(java.util.function.Supplier<Class<?>[]> parts) {
    List<TypeElement> found = new ArrayList<>();
    try {
      Class<?>[] unused = parts.get();
    } catch (MirroredTypesException e) {
      for (TypeMirror m : e.getTypeMirrors()) {
        found.add((TypeElement) processingEnv.getTypeUtils().asElement(m));
      }
    }
    return found;
  }

  /** A bit per slot that the ops class overrides itself. */
  private long opsSlots(Element holder, BuiltinType annotation) {
    TypeMirror mirror;
    try {
      annotation.ops();
      return 0;
    } catch (MirroredTypeException e) {
      mirror = e.getTypeMirror();
    }
    Element ops = processingEnv.getTypeUtils().asElement(mirror);
    if (ops == null) {
      return 0;
    }
    long slots = 0;
    for (Element m : ops.getEnclosedElements()) {
      if (m.getKind() == ElementKind.METHOD
          && m.getModifiers().contains(Modifier.PUBLIC)
          && !m.getModifiers().contains(Modifier.STATIC)) {
        int slot = SlotNames.idOf(m.getSimpleName().toString());
        if (slot >= 0) {
          slots |= 1L << slot;
        }
      }
    }
    return slots;
  }

  private void generate(
      TypeElement holder,
      String owner,
      String doc,
      long slots,
      boolean isType,
      List<TypeElement> parts) {
    Map<String, TableEntry> entries = new LinkedHashMap<>();
    List<TypeElement> classes = new ArrayList<>();
    classes.add(holder);
    classes.addAll(parts);
    boolean exec = false;
    for (TypeElement c : classes) {
      for (Element e : c.getEnclosedElements()) {
        if (e.getKind() == ElementKind.METHOD) {
          ExecutableElement m = (ExecutableElement) e;
          collect(m, c, isType, entries);
          exec |= c == holder && !isType && m.getSimpleName().contentEquals("exec");
        }
      }
    }
    for (TableEntry e : entries.values()) {
      if (e.getter == null && e.method == null) {
        error(e.setter, "setter of '" + e.name + "' has no getter");
        return;
      }
    }
    StringBuilder name = new StringBuilder(holder.getSimpleName());
    Element outer = holder.getEnclosingElement();
    while (outer instanceof TypeElement t) {
      name.insert(0, t.getSimpleName());
      outer = outer.getEnclosingElement();
    }
    name.append("Table");
    String pkg = processingEnv.getElementUtils().getPackageOf(holder).getQualifiedName().toString();
    String text =
        new TableWriter(
                pkg,
                name.toString(),
                owner,
                doc,
                slots,
                isType,
                exec ? holder : null,
                entries.values())
            .write();
    try (Writer out =
        processingEnv
            .getFiler()
            .createSourceFile(pkg + "." + name, classes.toArray(new Element[0]))
            .openWriter()) {
      out.write(text);
    } catch (IOException e) {
      error(holder, "cannot write table: " + e.getMessage());
    }
  }

  private void collect(
      ExecutableElement m, TypeElement holder, boolean isType, Map<String, TableEntry> entries) {
    Method method = m.getAnnotation(Method.class);
    ClassMethod classMethod = m.getAnnotation(ClassMethod.class);
    StaticMethod staticMethod = m.getAnnotation(StaticMethod.class);
    Function function = m.getAnnotation(Function.class);
    Getter getter = m.getAnnotation(Getter.class);
    Setter setter = m.getAnnotation(Setter.class);
    String java = m.getSimpleName().toString();
    if (method != null) {
      call(
          m,
          holder,
          named(method.name(), java),
          "METHOD",
          method.signature(),
          method.doc(),
          isType,
          true,
          entries);
    } else if (classMethod != null) {
      call(
          m,
          holder,
          named(classMethod.name(), java),
          "CLASS_METHOD",
          classMethod.signature(),
          classMethod.doc(),
          isType,
          true,
          entries);
    } else if (staticMethod != null) {
      call(
          m,
          holder,
          named(staticMethod.name(), java),
          "STATIC_METHOD",
          staticMethod.signature(),
          staticMethod.doc(),
          isType,
          true,
          entries);
    } else if (function != null) {
      call(
          m,
          holder,
          named(function.name(), java),
          "FUNCTION",
          function.signature(),
          function.doc(),
          isType,
          false,
          entries);
    } else if (getter != null || setter != null) {
      if (!isType) {
        error(m, "getters and setters belong in a type, not a module");
        return;
      }
      attribute(m, holder, getter, setter, java, entries);
    }
  }

  private void attribute(
      ExecutableElement m,
      TypeElement holder,
      Getter getter,
      Setter setter,
      String java,
      Map<String, TableEntry> entries) {
    String name = named(getter != null ? getter.name() : setter.name(), java);
    TableEntry e = entries.get(name);
    if (e == null) {
      e = new TableEntry(name, "GETSET");
      entries.put(name, e);
    } else if (e.method != null
        || getter != null && e.getter != null
        || setter != null && e.setter != null) {
      error(m, "'" + name + "' is defined twice");
      return;
    }
    int expected = (m.getModifiers().contains(Modifier.STATIC) ? 1 : 0) + (getter != null ? 0 : 1);
    if (m.getParameters().size() != expected) {
      error(
          m,
          "a "
              + (getter != null ? "getter" : "setter")
              + " takes self"
              + (getter != null ? "" : " and the value"));
      return;
    }
    if (getter != null) {
      e.getter = m;
      e.getterHolder = holder;
      e.doc = getter.doc();
      if (getter.member()) {
        e.kind = "MEMBER";
      }
    } else {
      e.setter = m;
      e.setterHolder = holder;
    }
  }

  private void call(
      ExecutableElement m,
      TypeElement holder,
      String name,
      String kind,
      String signature,
      String doc,
      boolean isType,
      boolean wantsType,
      Map<String, TableEntry> entries) {
    if (isType != wantsType) {
      error(
          m,
          wantsType
              ? "methods belong in a type, not a module"
              : "functions belong in a module, not a type");
      return;
    }
    if (entries.containsKey(name)) {
      error(m, "'" + name + "' is defined twice");
      return;
    }
    if (m.getModifiers().contains(Modifier.PRIVATE)) {
      error(m, "'" + name + "' must not be private: the table calls it");
      return;
    }
    if (!m.getModifiers().contains(Modifier.STATIC) && !kind.equals("METHOD")) {
      error(m, "only methods may be Java instance methods");
      return;
    }
    TableEntry e = new TableEntry(name, kind);
    e.method = m;
    e.methodHolder = holder;
    e.doc = doc;
    try {
      e.signature = new Signature(signature);
    } catch (IllegalArgumentException bad) {
      error(m, bad.getMessage());
      return;
    }
    String problem = e.bind();
    if (problem != null) {
      error(m, problem);
      return;
    }
    entries.put(name, e);
  }

  private static String named(String given, String java) {
    return given.isEmpty() ? java : given;
  }

  private void error(Element where, String message) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, where);
  }

  /** One name in a table: a callable, or an attribute with a getter and maybe a setter. */
  static final class TableEntry {
    final String name;
    String kind;
    ExecutableElement method;
    TypeElement methodHolder;
    ExecutableElement getter;
    TypeElement getterHolder;
    ExecutableElement setter;
    TypeElement setterHolder;
    Signature signature;
    String doc = "";

    /** The Java method takes (PyObject[] args, PyStr[] kwnames). */
    boolean raw;

    /** The Java parameter that receives self, class or module; null if there is none. */
    String selfType;

    /** Java types of the remaining parameters. */
    final List<String> javaTypes = new ArrayList<>();

    TableEntry(String name, String kind) {
      this.name = name;
      this.kind = kind;
    }

    /** Matches Java and Python parameters; a message if they do not fit. */
    String bind() {
      List<String> types = new ArrayList<>();
      for (VariableElement p : method.getParameters()) {
        types.add(simple(p.asType()));
      }
      boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
      switch (kind) {
        case "METHOD":
        case "CLASS_METHOD":
          if (isStatic) {
            if (types.isEmpty()) {
              return "the first parameter of '" + name + "' must be self";
            }
            selfType = types.remove(0);
          }
          break;
        case "FUNCTION":
          if (!types.isEmpty() && types.get(0).equals("PyModule") && types.size() > javaCount()) {
            selfType = types.remove(0);
          }
          break;
        default:
          break;
      }
      if (kind.equals("CLASS_METHOD")
          && !selfType.equals("PyType")
          && !selfType.equals("PyObject")) {
        return "the first parameter of class method '" + name + "' must be a PyType";
      }
      if (types.size() == 2
          && types.get(0).equals("PyObject[]")
          && types.get(1).equals("PyStr[]")) {
        raw = true;
        return null;
      }
      if (kind.equals("FUNCTION")
          && selfType == null
          && types.size() == 3
          && types.get(0).equals("PyModule")
          && types.get(1).equals("PyObject[]")
          && types.get(2).equals("PyStr[]")) {
        selfType = types.remove(0);
        raw = true;
        return null;
      }
      if (types.size() != signature.parameters.size()) {
        return "'"
            + name
            + "' has "
            + signature.parameters.size()
            + " parameters in its signature and "
            + types.size()
            + " in Java";
      }
      for (int i = 0; i < types.size(); i++) {
        String problem = fits(signature.parameters.get(i), types.get(i));
        if (problem != null) {
          return problem;
        }
      }
      javaTypes.addAll(types);
      return null;
    }

    private int javaCount() {
      return signature.parameters.size();
    }

    private static String fits(Signature.Parameter p, String type) {
      switch (p.kind) {
        case VAR_POSITIONAL:
          return type.equals("PyObject[]") ? null : "*" + p.name + " must be a PyObject[]";
        case VAR_KEYWORD:
          return type.equals("PyDict") ? null : "**" + p.name + " must be a PyDict";
        default:
          break;
      }
      switch (type) {
        case "int":
        case "long":
        case "double":
          if (p.defaultText != null && !p.defaultText.matches("-?[0-9][0-9a-zA-Z.]*(-[0-9]+)?")) {
            return "the default of " + p.name + " must be a number: " + p.defaultText;
          }
          return null;
        case "boolean":
          if (p.defaultText != null
              && !p.defaultText.equals("True")
              && !p.defaultText.equals("False")) {
            return "the default of " + p.name + " must be True or False: " + p.defaultText;
          }
          return null;
        case "String":
          return null;
        default:
          return type.startsWith("Py") && !type.endsWith("[]")
              ? null
              : "parameter " + p.name + " has a type that the table cannot convert to: " + type;
      }
    }

    static String simple(TypeMirror t) {
      String s = t.toString();
      int space = s.lastIndexOf(' ');
      s = space < 0 ? s : s.substring(space + 1);
      return s.substring(s.lastIndexOf('.') + 1);
    }
  }
}
