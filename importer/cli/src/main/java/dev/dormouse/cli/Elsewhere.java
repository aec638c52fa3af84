package dev.dormouse.cli;

import dev.dormouse.image.Image;
import dev.dormouse.runtime.modules.BuiltinModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The modules that an application finds outside of its image. */
final class Elsewhere implements Predicate<String> {
  private final Set<String> builtin = new HashSet<>(List.of(BuiltinModules.NAMES.split(" ")));
  private final List<Image> images = new ArrayList<>();

  private Elsewhere() {}

  /** Those of the distribution, and of images that will be searched, too. */
  static Elsewhere of(List<String> images) throws IOException {
    Elsewhere made = new Elsewhere();
    made.builtin.addAll(List.of("sys", "_frozen_importlib", "_frozen_importlib_external"));
    for (String image : images) {
      made.images.add(Image.open(Path.of(image).toAbsolutePath()));
    }
    String home = System.getProperty("dormouse.home");
    Path library = home == null ? null : Path.of(home, "images", "stdlib.dmi").toAbsolutePath();
    // It is not there yet while it is being built itself.
    if (library != null && Files.exists(library)) {
      made.images.add(Image.openTrusted(library));
    }
    return made;
  }

  @Override
  public boolean test(String module) {
    if (builtin.contains(module)) {
      return true;
    }
    for (Image image : images) {
      if (image.find(module) != null) {
        return true;
      }
    }
    return false;
  }
}
