package dev.dormouse.tables;

import dev.dormouse.tables.Signature.Kind;
import dev.dormouse.tables.Signature.Parameter;
import dev.dormouse.tables.TableProcessor.TableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Writes the Java source of one table. Switches over more than 32 ids are split in two levels (see
 * DESIGN, cold-start rules).
 */
final class TableWriter {
  private static final String OBJECTS = "dev.dormouse.runtime.objects.";
  private static final int SWITCH_LIMIT = 32;

  private final String pkg;
  private final String className;
  private final String owner;
  private final String doc;
  private final long slots;
  private final boolean isType;
  private final TypeElement exec;
  private final List<TableEntry> entries;
  private final StringBuilder out = new StringBuilder();

  TableWriter(
      String pkg,
      String className,
      String owner,
      String doc,
      long slots,
      boolean isType,
      TypeElement exec,
      Collection<TableEntry> entries) {
    this.pkg = pkg;
    this.className = className;
    this.owner = owner;
    this.doc = doc;
    this.slots = slots;
    this.isType = isType;
    this.exec = exec;
    this.entries = new ArrayList<>(entries);
  }

  String write() {
    line("package " + pkg + ";");
    line("");
    for (String c :
        new String[] {
          "Abstract",
          "ArgParser",
          "BuiltinTable",
          "PyBool",
          "PyDict",
          "PyFloat",
          "PyInt",
          "PyModule",
          "PyObject",
          "PyStr",
          "PyType"
        }) {
      line("import " + OBJECTS + c + ";");
    }
    line("");
    line("/** Generated from the annotations of " + owner + "; see dev.dormouse.tables. */");
    line("final class " + className + " extends BuiltinTable {");
    StringBuilder names = new StringBuilder();
    StringBuilder kinds = new StringBuilder();
    for (TableEntry e : entries) {
      names.append(names.length() == 0 ? "" : ", ").append(quote(e.name));
      kinds.append(kindNumber(e.kind));
    }
    line("  private static final String[] NAMES = {" + names + "};");
    line("  private static final String KINDS = " + quote(kinds.toString()) + ";");
    line("");
    line("  public int count() { return " + entries.size() + "; }");
    line("  public String name(int id) { return NAMES[id]; }");
    line("  public int kind(int id) { return KINDS.charAt(id) - '0'; }");
    line("  public long slots() { return " + slots + "L; }");
    line("  public String owner() { return " + quote(owner) + "; }");
    line("  public String typeDoc() { return " + (doc.isEmpty() ? "null" : quote(doc)) + "; }");
    if (exec != null) {
      line("  public void exec(PyModule module) { " + exec.getQualifiedName() + ".exec(module); }");
    }
    line("");
    line("  public int find(String name) {");
    line("    switch (name) {");
    for (int i = 0; i < entries.size(); i++) {
      line("      case " + quote(entries.get(i).name) + ": return " + i + ";");
    }
    line("      default: return -1;");
    line("    }");
    line("  }");
    dispatch(
        "PyObject call",
        "PyObject self, PyObject[] args, PyStr[] kwnames",
        "self, args, kwnames",
        "call",
        true);
    dispatch("PyObject get", "PyObject self", "self", "get", true);
    dispatch("boolean set", "PyObject self, PyObject value", "self, value", "set", false);
    texts();
    for (int i = 0; i < entries.size(); i++) {
      TableEntry e = entries.get(i);
      if (e.method != null) {
        callBody(i, e);
      } else {
        getBody(i, e);
        if (e.setter != null) {
          setBody(i, e);
        }
      }
    }
    line("}");
    return out.toString();
  }

  private static int kindNumber(String kind) {
    return switch (kind) {
      case "METHOD" -> 0;
      case "CLASS_METHOD" -> 1;
      case "STATIC_METHOD" -> 2;
      case "GETSET" -> 3;
      case "MEMBER" -> 4;
      default -> 5;
    };
  }

  private boolean applies(TableEntry e, String what) {
    return switch (what) {
      case "call" -> e.method != null;
      case "get" -> e.getter != null;
      default -> e.setter != null;
    };
  }

  private void dispatch(
      String head, String parameters, String arguments, String what, boolean value) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (applies(entries.get(i), what)) {
        ids.add(i);
      }
    }
    String otherwise =
        what.equals("set")
            ? "return false;"
            : "throw new IllegalArgumentException("
                + quote(owner + ": no " + what + " ")
                + " + id);";
    line("");
    if (entries.size() <= SWITCH_LIMIT) {
      line("  public " + head + "(int id, " + parameters + ") {");
      cases(ids, arguments, what, otherwise);
      line("  }");
      return;
    }
    line("  public " + head + "(int id, " + parameters + ") {");
    line("    switch (id >> 5) {");
    for (int block = 0; block * SWITCH_LIMIT < entries.size(); block++) {
      line(
          "      case "
              + block
              + ": return "
              + what
              + "Block"
              + block
              + "(id, "
              + arguments
              + ");");
    }
    line("      default: " + otherwise);
    line("    }");
    line("  }");
    for (int block = 0; block * SWITCH_LIMIT < entries.size(); block++) {
      List<Integer> part = new ArrayList<>();
      for (int id : ids) {
        if (id >> 5 == block) {
          part.add(id);
        }
      }
      line("");
      line(
          "  private static "
              + head.replace(" " + what, " " + what + "Block" + block)
              + "(int id, "
              + parameters
              + ") {");
      cases(part, arguments, what, otherwise);
      line("  }");
    }
  }

  private void cases(List<Integer> ids, String arguments, String what, String otherwise) {
    line("    switch (id) {");
    for (int id : ids) {
      line("      case " + id + ": return " + what + id + "(" + arguments + ");");
    }
    line("      default: " + otherwise);
    line("    }");
  }

  private void texts() {
    line("");
    line("  public String doc(int id) {");
    line("    switch (id) {");
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).doc.isEmpty()) {
        line("      case " + i + ": return " + quote(entries.get(i).doc) + ";");
      }
    }
    line("      default: return null;");
    line("    }");
    line("  }");
    line("");
    line("  public String signature(int id) {");
    line("    switch (id) {");
    for (int i = 0; i < entries.size(); i++) {
      TableEntry e = entries.get(i);
      if (e.signature != null) {
        String self =
            switch (e.kind) {
              case "METHOD" -> "$self";
              case "CLASS_METHOD" -> "$type";
              case "FUNCTION" -> "$module";
              default -> null;
            };
        line("      case " + i + ": return " + quote(e.signature.withSelf(self)) + ";");
      }
    }
    line("      default: return null;");
    line("    }");
    line("  }");
  }

  private String target(
      ExecutableElement m, TypeElement holder, String selfType, List<String> arguments) {
    List<String> all = new ArrayList<>();
    String receiver;
    if (m.getModifiers().contains(Modifier.STATIC)) {
      receiver = holder.getQualifiedName().toString();
      if (selfType != null) {
        String full =
            selfType.equals("PyObject") ? "PyObject" : m.getParameters().get(0).asType().toString();
        all.add(selfType.equals("PyObject") ? "self" : "(" + full + ") self");
      }
    } else {
      receiver = "((" + holder.getQualifiedName() + ") self)";
    }
    all.addAll(arguments);
    return receiver + "." + m.getSimpleName() + "(" + String.join(", ", all) + ")";
  }

  private static String wrap(ExecutableElement m, String call) {
    return switch (TableEntry.simple(m.getReturnType())) {
      case "void" -> call + "; return PyObject.NONE;";
      case "boolean" -> "return PyBool.of(" + call + ");";
      case "int", "long" -> "return PyInt.of((long) " + call + ");";
      case "double" -> "return PyFloat.of(" + call + ");";
      case "String" -> "return PyStr.of(" + call + ");";
      default -> "return " + call + ";";
    };
  }

  private void getBody(int id, TableEntry e) {
    String self =
        e.getter.getModifiers().contains(Modifier.STATIC)
            ? TableEntry.simple(e.getter.getParameters().get(0).asType())
            : null;
    line("");
    line("  private static PyObject get" + id + "(PyObject self) {");
    line("    " + wrap(e.getter, target(e.getter, e.getterHolder, self, List.of())));
    line("  }");
  }

  private void setBody(int id, TableEntry e) {
    String self =
        e.setter.getModifiers().contains(Modifier.STATIC)
            ? TableEntry.simple(e.setter.getParameters().get(0).asType())
            : null;
    line("");
    line("  private static boolean set" + id + "(PyObject self, PyObject value) {");
    line("    " + target(e.setter, e.setterHolder, self, List.of("value")) + ";");
    line("    return true;");
    line("  }");
  }

  private void callBody(int id, TableEntry e) {
    line("");
    line("  /** " + e.name.replace("*/", "") + " */");
    line(
        "  private static PyObject call"
            + id
            + "(PyObject self, PyObject[] args, PyStr[] kwnames) {");
    if (e.raw) {
      line(
          "    "
              + wrap(
                  e.method,
                  target(e.method, e.methodHolder, e.selfType, List.of("args", "kwnames"))));
      line("  }");
      return;
    }
    List<String> values = parse(e);
    line("    " + wrap(e.method, target(e.method, e.methodHolder, e.selfType, values)));
    line("  }");
  }

  /** Writes the parsing statements; returns the Java argument expressions. */
  private List<String> parse(TableEntry e) {
    List<Parameter> ps = e.signature.parameters;
    // Builtin functions are called by their bare name, those of other modules with it.
    String who = isType || !owner.equals("builtins") ? quote(owner) : "null";
    String shown = quote(e.name);
    List<String> raw = new ArrayList<>();
    boolean varPositional = e.signature.has(Kind.VAR_POSITIONAL);
    boolean varKeyword = e.signature.has(Kind.VAR_KEYWORD);
    int positionalOnly = e.signature.count(Kind.POSITIONAL_ONLY);
    int normal = e.signature.count(Kind.NORMAL);
    if (ps.isEmpty()) {
      line("    ArgParser.none(" + who + ", " + shown + ", args, kwnames);");
    } else if (ps.size() == 1 && positionalOnly == 1 && ps.get(0).defaultText == null) {
      line("    PyObject a0 = ArgParser.one(" + who + ", " + shown + ", args, kwnames);");
      raw.add("a0");
    } else if (positionalOnly == ps.size()) {
      line(
          "    ArgParser.positional("
              + who
              + ", "
              + shown
              + ", args, kwnames, "
              + required(ps)
              + ", "
              + ps.size()
              + ");");
      for (int i = 0; i < ps.size(); i++) {
        raw.add(
            ps.get(i).defaultText == null
                ? "args[" + i + "]"
                : "(args.length > " + i + " ? args[" + i + "] : null)");
      }
    } else if (varPositional || varKeyword) {
      variadic(e, who, shown, raw);
    } else {
      StringBuilder names = new StringBuilder();
      for (Parameter p : ps) {
        names.append(names.length() == 0 ? "" : "\\0").append(p.name);
      }
      int keywordMask = 0;
      int k = 0;
      for (Parameter p : ps) {
        if (p.kind == Kind.KEYWORD_ONLY) {
          keywordMask |= p.defaultText == null ? 1 << k : 0;
          k++;
        }
      }
      line(
          "    PyObject[] p = ArgParser.parse("
              + shown
              + ", \""
              + names
              + "\", "
              + positionalOnly
              + ", "
              + (positionalOnly + normal)
              + ", "
              + required(ps)
              + ", "
              + keywordMask
              + ", args, kwnames);");
      for (int i = 0; i < ps.size(); i++) {
        raw.add("p[" + i + "]");
      }
    }
    List<String> converted = new ArrayList<>();
    for (int i = 0; i < ps.size(); i++) {
      converted.add(convert(e, i, raw.get(i)));
    }
    return converted;
  }

  private static int required(List<Parameter> ps) {
    int n = 0;
    for (Parameter p : ps) {
      n +=
          p.defaultText == null && (p.kind == Kind.POSITIONAL_ONLY || p.kind == Kind.NORMAL)
              ? 1
              : 0;
    }
    return n;
  }

  private void variadic(TableEntry e, String who, String shown, List<String> raw) {
    List<Parameter> ps = e.signature.parameters;
    int leading = 0;
    StringBuilder keywordNames = new StringBuilder();
    for (Parameter p : ps) {
      leading += p.kind == Kind.POSITIONAL_ONLY || p.kind == Kind.NORMAL ? 1 : 0;
      if (p.kind == Kind.KEYWORD_ONLY) {
        keywordNames.append(keywordNames.length() == 0 ? "" : "\\0").append(p.name);
      }
    }
    boolean varKeyword = e.signature.has(Kind.VAR_KEYWORD);
    boolean varPositional = e.signature.has(Kind.VAR_POSITIONAL);
    line("    int n = args.length - (kwnames == null ? 0 : kwnames.length);");
    if (!varKeyword && keywordNames.length() == 0) {
      line("    ArgParser.noKeywords(" + who + ", " + shown + ", kwnames);");
    }
    if (required(ps) > 0 || !varPositional) {
      String max = varPositional ? "Integer.MAX_VALUE" : String.valueOf(leading);
      line("    if (n < " + required(ps) + (varPositional ? "" : " || n > " + leading) + ") {");
      line(
          "      ArgParser.positional("
              + who
              + ", "
              + shown
              + ", ArgParser.positionalTail(args, kwnames, 0), null, "
              + required(ps)
              + ", "
              + max
              + ");");
      line("    }");
    }
    if (keywordNames.length() > 0) {
      line(
          "    PyObject[] k = ArgParser.keywordsOnly("
              + shown
              + ", \""
              + keywordNames
              + "\", args, kwnames);");
    }
    int i = 0;
    int k = 0;
    for (Parameter p : ps) {
      switch (p.kind) {
        case VAR_POSITIONAL:
          raw.add("ArgParser.positionalTail(args, kwnames, " + leading + ")");
          break;
        case VAR_KEYWORD:
          raw.add("ArgParser.keywordDict(args, kwnames)");
          break;
        case KEYWORD_ONLY:
          raw.add("k[" + k++ + "]");
          break;
        default:
          raw.add(
              p.defaultText == null
                  ? "args[" + i + "]"
                  : "(n > " + i + " ? args[" + i + "] : null)");
          i++;
          break;
      }
    }
  }

  private String convert(TableEntry e, int index, String raw) {
    Parameter p = e.signature.parameters.get(index);
    String type = e.javaTypes.get(index);
    if (p.kind == Kind.VAR_POSITIONAL || p.kind == Kind.VAR_KEYWORD || type.equals("PyObject")) {
      return raw;
    }
    boolean single = e.signature.parameters.size() == 1 && p.kind == Kind.POSITIONAL_ONLY;
    String label =
        quote(
            single
                ? ""
                : p.kind == Kind.POSITIONAL_ONLY ? String.valueOf(index + 1) : "'" + p.name + "'");
    switch (type) {
      case "int":
        return optional(p, raw, "ArgParser.toInt(" + raw + ")", p.defaultText);
      case "long":
        return optional(p, raw, "ArgParser.toLong(" + raw + ")", p.defaultText + "L");
      case "double":
        return optional(p, raw, "ArgParser.toDouble(" + raw + ")", p.defaultText);
      case "boolean":
        return optional(
            p,
            raw,
            "Abstract.isTrue(" + raw + ")",
            "True".equals(p.defaultText) ? "true" : "false");
      case "String":
        return "ArgParser.toText(" + raw + ", " + quote(e.name) + ", " + label + ")";
      default:
        String full =
            e.method
                .getParameters()
                .get(e.method.getParameters().size() - e.javaTypes.size() + index)
                .asType()
                .toString();
        return "("
            + full
            + ") ArgParser.instance("
            + raw
            + ", "
            + full
            + ".TYPE, "
            + quote(e.name)
            + ", "
            + label
            + ")";
    }
  }

  private static String optional(Parameter p, String raw, String converted, String otherwise) {
    return p.defaultText == null
        ? converted
        : "(" + raw + " == null ? " + otherwise + " : " + converted + ")";
  }

  private void line(String s) {
    out.append(s).append('\n');
  }

  static String quote(String s) {
    StringBuilder q = new StringBuilder("\"");
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '\n' -> q.append("\\n");
        case '"' -> q.append("\\\"");
        case '\\' -> q.append("\\\\");
        case '\r' -> q.append("\\r");
        case '\t' -> q.append("\\t");
        default -> q.append(c);
      }
    }
    return q.append('"').toString();
  }
}
