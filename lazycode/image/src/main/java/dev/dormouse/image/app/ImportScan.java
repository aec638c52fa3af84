package dev.dormouse.image.app;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.Constants;
import dev.dormouse.code.ExceptionTable;
import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * The import statements of a module, read from its code: also of modules whose source is gone. What
 * {@code importlib.import_module} is called with at run time cannot be seen.
 */
final class ImportScan {
  /** One import statement; an {@code import a, b} is two. */
  static final class Import {
    /** Absolute. */
    final String module;

    /** What {@code from … import} names; empty for a plain import. */
    final List<String> names;

    final int line;

    /**
     * Whether it runs whenever the module does and nobody waits for its failure: at the top, in no
     * {@code try} and under no condition.
     */
    final boolean isRequired;

    Import(String module, List<String> names, int line, boolean isRequired) {
      this.module = module;
      this.names = names;
      this.line = line;
      this.isRequired = isRequired;
    }
  }

  private final String package_;
  private final List<Import> found = new ArrayList<>();

  private ImportScan(String package_) {
    this.package_ = package_;
  }

  /** {@code package_} is what relative imports start from; empty for a top-level module. */
  static List<Import> of(CodeObject body, String package_) {
    ImportScan scan = new ImportScan(package_);
    scan.scan(body, false);
    return scan.found;
  }

  private void scan(CodeObject code, boolean deferred) {
    boolean later = deferred || (code.flags & CodeUnit.CO_OPTIMIZED) != 0;
    byte[] words = code.code;
    Object level = null;
    Object fromList = null;
    int conditionalUntil = 0;
    int typesOnlyUntil = 0;
    String loaded = null;
    int extended = 0;
    for (int at = 0; at + 1 < words.length; at += 2) {
      int op = words[at] & 0xFF;
      int arg = words[at + 1] & 0xFF | extended;
      extended = op == Opcode.EXTENDED_ARG ? arg << 8 : 0;
      if (op == Opcode.EXTENDED_ARG || op == Opcode.CACHE) {
        continue;
      }
      if (Opcode.isForwardJump(op)) {
        int target = at + 2 + 2 * Opcode.caches(op) + 2 * arg;
        if (!Opcode.isUnconditionalJump(op)) {
          conditionalUntil = Math.max(conditionalUntil, target);
          if (op == Opcode.POP_JUMP_FORWARD_IF_FALSE && "TYPE_CHECKING".equals(loaded)) {
            typesOnlyUntil = Math.max(typesOnlyUntil, target);
          }
        } else if (at < conditionalUntil) {
          // The end of one branch: what it jumps over is the other.
          conditionalUntil = Math.max(conditionalUntil, target);
        }
      }
      if (op == Opcode.IMPORT_NAME && at >= typesOnlyUntil && level instanceof Long l) {
        boolean required =
            !later
                && at >= conditionalUntil
                && ExceptionTable.lookup(code.exceptiontable, at) == ExceptionTable.NO_HANDLER;
        add(code, at, code.names[arg], l.intValue(), fromList, required);
      }
      loaded =
          op == Opcode.LOAD_NAME || op == Opcode.LOAD_ATTR
              ? code.names[arg]
              : op == Opcode.LOAD_GLOBAL ? code.names[arg >> 1] : null;
      if (op == Opcode.LOAD_CONST) {
        level = fromList;
        fromList = code.consts[arg];
      } else {
        level = null;
        fromList = null;
      }
    }
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject child) {
        scan(child, later);
      }
    }
  }

  private void add(
      CodeObject code, int at, String name, int level, Object fromList, boolean required) {
    String base = package_;
    for (int i = 1; i < level; i++) {
      int dot = base.lastIndexOf('.');
      base = dot < 0 ? "" : base.substring(0, dot);
    }
    String module =
        level == 0 ? name : base.isEmpty() || name.isEmpty() ? base + name : base + "." + name;
    List<String> names = new ArrayList<>();
    if (fromList instanceof Constants.Tuple t) {
      for (Object item : t.items) {
        names.add(String.valueOf(item));
      }
    }
    if (!module.isEmpty()) {
      int line = LocationTable.lineAt(code.linetable, code.firstlineno, at);
      found.add(new Import(module, names, line, required));
    }
  }
}
