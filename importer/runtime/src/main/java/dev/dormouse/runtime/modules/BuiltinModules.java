package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.sys.SysModule;
import dev.dormouse.runtime.modules.data.RandomModule;
import dev.dormouse.runtime.modules.hashing.Blake2Module;
import dev.dormouse.runtime.modules.hashing.Md5Module;
import dev.dormouse.runtime.modules.hashing.Sha1Module;
import dev.dormouse.runtime.modules.hashing.Sha256Module;
import dev.dormouse.runtime.modules.hashing.Sha3Module;
import dev.dormouse.runtime.modules.hashing.Sha512Module;
import dev.dormouse.runtime.modules.io.IoModule;
import dev.dormouse.runtime.modules.posix.SystemModules;
import dev.dormouse.runtime.modules.sre.SreModule;
import dev.dormouse.runtime.modules.text.CodecsModule;
import dev.dormouse.runtime.modules.text.StringModule;
import dev.dormouse.runtime.modules.text.UnicodedataModule;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * The native modules by name. A string switch, so that only the class of the module that is asked for loads.
 *
 * <p>To add a module: a case here and its name in {@link #NAMES}, both in alphabetical order.
 */
public final class BuiltinModules {
  /** {@code sys.builtin_module_names}, separated by spaces. */
  public static final String NAMES = "_abc _blake2 _codecs _io _md5 _random _sha1 _sha256 _sha3 _sha512 _sre _string _weakref "
          + "builtins unicodedata "
          + SystemModules.NAMES;

  private BuiltinModules() {}

  /** The table of a native module, or null if there is none of this name. */
  public static BuiltinTable find(String name) {
    return switch (name) {
      case "_weakref" -> WeakrefModule.table();
      case "_abc" -> AbcModule.table();
      case "sys" -> SysModule.table();
      case "_string" -> StringModule.table();
      case "builtins" -> BuiltinsModule.table();
      case "_blake2" -> Blake2Module.table();
      case "_codecs" -> CodecsModule.table();
      case "_io" -> IoModule.table();
      case "_md5" -> Md5Module.table();
      case "_random" -> RandomModule.table();
      case "_sha1" -> Sha1Module.table();
      case "_sha256" -> Sha256Module.table();
      case "_sha3" -> Sha3Module.table();
      case "_sha512" -> Sha512Module.table();
      case "_sre" -> SreModule.table();
      case "unicodedata" -> UnicodedataModule.table();
      default -> SystemModules.find(name);
    };
  }

  /** Makes a module of a table: its functions, then what its {@code exec} adds. Does not enter it into sys.modules. */
  public static PyModule create(BuiltinTable table) {
    PyModule module = new PyModule(table.owner(), table.typeDoc() == null ? PyObject.NONE : PyStr.of(table.typeDoc()));
    PyObject name = module.dict().get(Names.DUNDER_NAME);
    for (int id = 0; id < table.count(); id++) {
      module.set(table.name(id), new PyBuiltinFunction(table, id, module, name));
    }
    table.exec(module);
    return module;
  }
}
