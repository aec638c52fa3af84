package dev.dormouse.importer.profile;

import dev.dormouse.image.ImageCode;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.profile.Key;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedSet;

/** What profiles call the code objects of an image's module, asleep or awake. */
final class ImageKeys {
  private final String module;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final LinkedHashMap<Key, ImageCode> all = new LinkedHashMap<>();

  private ImageKeys(String module) {
    this.module = module;
  }

  /** The names of a module's code objects in the order of the source. */
  static SequencedSet<Key> of(ImageModule module) {
    return codeOf(module).sequencedKeySet();
  }

  /** The same with the code objects; empty for a namespace package. */
  static LinkedHashMap<Key, ImageCode> codeOf(ImageModule module) {
    ImageKeys keys = new ImageKeys(module.name());
    ImageCode body = module.code();
    if (body != null) {
      keys.all.put(Key.body(keys.module), body);
      keys.walk(body);
    }
    return keys.all;
  }

  private void walk(ImageCode code) {
    for (ImageCode child : code.children()) {
      String qualname = child.qualname();
      all.put(new Key(module, qualname, numbers.merge(qualname, 1, Integer::sum)), child);
      walk(child);
    }
  }
}
