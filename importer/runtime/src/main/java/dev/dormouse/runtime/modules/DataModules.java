package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.data.ArrayModule;
import dev.dormouse.runtime.modules.data.BinasciiModule;
import dev.dormouse.runtime.modules.data.CsvModule;
import dev.dormouse.runtime.modules.data.JsonModule;
import dev.dormouse.runtime.modules.data.RandomModule;
import dev.dormouse.runtime.modules.data.StructModule;
import dev.dormouse.runtime.modules.data.ZlibModule;
import dev.dormouse.runtime.modules.datetime.DatetimeModule;
import dev.dormouse.runtime.modules.decimal.DecimalModule;
import dev.dormouse.runtime.modules.hashing.Blake2Module;
import dev.dormouse.runtime.modules.hashing.HashlibModule;
import dev.dormouse.runtime.modules.hashing.Md5Module;
import dev.dormouse.runtime.modules.hashing.Sha1Module;
import dev.dormouse.runtime.modules.hashing.Sha256Module;
import dev.dormouse.runtime.modules.hashing.Sha3Module;
import dev.dormouse.runtime.modules.hashing.Sha512Module;
import dev.dormouse.runtime.modules.math.CmathModule;
import dev.dormouse.runtime.modules.math.MathModule;
import dev.dormouse.runtime.modules.math.StatisticsModule;
import dev.dormouse.runtime.modules.multibyte.CodecsCnModule;
import dev.dormouse.runtime.modules.multibyte.CodecsHkModule;
import dev.dormouse.runtime.modules.multibyte.CodecsIso2022Module;
import dev.dormouse.runtime.modules.multibyte.CodecsJpModule;
import dev.dormouse.runtime.modules.multibyte.CodecsKrModule;
import dev.dormouse.runtime.modules.multibyte.CodecsTwModule;
import dev.dormouse.runtime.modules.multibyte.MultibyteModule;
import dev.dormouse.runtime.modules.pickle.PickleModule;
import dev.dormouse.runtime.modules.text.CodecsModule;
import dev.dormouse.runtime.modules.text.StringModule;
import dev.dormouse.runtime.modules.text.UnicodedataModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/**
 * The native modules about text, data formats and hashes, by name; {@link BuiltinModules} asks here
 * last.
 */
final class DataModules {
  private DataModules() {}

  /** Sorted and separated by spaces. */
  static final String NAMES =
      "_blake2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _csv"
          + " _datetime _decimal _hashlib _json _md5 _multibytecodec _pickle _random _sha1 _sha256"
          + " _sha3 _sha512 _statistics _string _struct array binascii cmath math unicodedata zlib";

  static BuiltinTable find(String name) {
    return switch (name) {
      case "_blake2" -> Blake2Module.table();
      case "_codecs" -> CodecsModule.table();
      case "_codecs_cn" -> CodecsCnModule.table();
      case "_codecs_hk" -> CodecsHkModule.table();
      case "_codecs_iso2022" -> CodecsIso2022Module.table();
      case "_codecs_jp" -> CodecsJpModule.table();
      case "_codecs_kr" -> CodecsKrModule.table();
      case "_codecs_tw" -> CodecsTwModule.table();
      case "_csv" -> CsvModule.table();
      case "_datetime" -> DatetimeModule.table();
      case "_decimal" -> DecimalModule.table();
      case "_hashlib" -> HashlibModule.table();
      case "_json" -> JsonModule.table();
      case "_md5" -> Md5Module.table();
      case "_multibytecodec" -> MultibyteModule.table();
      case "_pickle" -> PickleModule.table();
      case "_random" -> RandomModule.table();
      case "_sha1" -> Sha1Module.table();
      case "_sha256" -> Sha256Module.table();
      case "_sha3" -> Sha3Module.table();
      case "_sha512" -> Sha512Module.table();
      case "_statistics" -> StatisticsModule.table();
      case "_string" -> StringModule.table();
      case "_struct" -> StructModule.table();
      case "array" -> ArrayModule.table();
      case "binascii" -> BinasciiModule.table();
      case "cmath" -> CmathModule.table();
      case "math" -> MathModule.table();
      case "unicodedata" -> UnicodedataModule.table();
      case "zlib" -> ZlibModule.table();
      default -> null;
    };
  }
}
