package dev.dormouse.runtime.modules.compiler;

import dev.dormouse.code.Opcode;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _opcode}. */
@BuiltinModule(name = "_opcode", doc = "Opcode support module.")
public final class OpcodeModule {
  private static final int HAVE_ARGUMENT = 90;

  private OpcodeModule() {}

  public static BuiltinTable table() {
    return new OpcodeModuleTable();
  }

  @Function(
      name = "stack_effect",
      signature = "(opcode, oparg=None, /, *, jump=None)",
      doc = "Return by how much an instruction makes the stack grow.")
  static int stackEffect(int opcode, PyObject oparg, PyObject jump) {
    int arg = 0;
    boolean given = oparg != null && oparg != PyObject.NONE;
    if (opcode >= HAVE_ARGUMENT) {
      if (!given) {
        throw Errors.valueError("stack_effect: opcode requires oparg but oparg was not specified");
      }
      arg = Abstract.toJavaInt(oparg);
    } else if (given) {
      throw Errors.valueError("stack_effect: opcode does not permit oparg but oparg was specified");
    }
    int effect;
    if (jump == null || jump == PyObject.NONE) {
      effect = Opcode.stackEffect(opcode, arg);
    } else if (jump instanceof PyBool) {
      effect = Opcode.stackEffect(opcode, arg, jump == PyBool.TRUE);
    } else {
      throw Errors.valueError("stack_effect: jump must be False, True or None");
    }
    if (effect == Opcode.INVALID_STACK_EFFECT) {
      throw Errors.valueError("invalid opcode or oparg");
    }
    return effect;
  }

  @Function(
      name = "get_specialization_stats",
      doc = "Return the specialization stats; None, as none are kept.")
  static PyObject getSpecializationStats() {
    return PyObject.NONE;
  }
}
