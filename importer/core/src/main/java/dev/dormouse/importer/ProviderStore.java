package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFormatException;
import dev.dormouse.image.ImageModule;
import dev.dormouse.spi.ModuleContent;
import dev.dormouse.spi.ModuleProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * One provider as a place that modules and resources come from; the images that it handed out are
 * remembered.
 */
final class ProviderStore implements ResourceTree {
  final ModuleProvider provider;
  private final String name;
  private final ArrayList<Image> images = new ArrayList<>(0);

  ProviderStore(ImportSystem system, ModuleProvider provider, String name) {
    this.provider = provider;
    this.name = name;
  }

  /** A module in one of the provider's images, or null. */
  ImageModule inImage(String module) {
    for (int i = 0; i < images.size(); i++) {
      ImageModule found = images.get(i).find(module);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * Asks for a module; null if there is none. An image among the answers is opened, and {@link
   * #inImage} knows it from then on.
   */
  ModuleContent find(String module) {
    ModuleContent content = Providers.call(name, module, () -> provider.find(module));
    if (content != null && content.kind() == ModuleContent.Kind.IMAGE && inImage(module) == null) {
      // The name must be one that no file has: __file__ and path entries are made of it.
      String imageName =
          root() + "/" + (content.origin() == null ? module + ".dmi" : content.origin());
      images.add(
          Providers.call(
              name,
              module,
              () -> {
                try {
                  return Image.open(imageName, content.image());
                } catch (ImageFormatException e) {
                  throw new IllegalArgumentException(e.getMessage(), e);
                }
              }));
      if (inImage(module) == null) {
        Providers.call(
            name,
            module,
            () -> {
              throw new IllegalArgumentException("the image for " + module + " does not hold it");
            });
      }
    }
    return content;
  }

  List<String> children(String package_) {
    return Providers.call(name, null, () -> provider.children(package_));
  }

  @Override
  public String root() {
    return name + ":";
  }

  @Override
  public byte[] read(String path) {
    return Providers.call(name, null, () -> provider.resource(path));
  }

  @Override
  public boolean isFile(String path) {
    return read(path) != null;
  }

  @Override
  public boolean isDirectory(String path) {
    return path.isEmpty() || list(path).length > 0;
  }

  @Override
  public String[] list(String path) {
    List<String> found = Providers.call(name, null, () -> provider.resources(path));
    String[] names = new String[found.size()];
    for (int i = 0; i < names.length; i++) {
      String n = found.get(i);
      names[i] = n.endsWith("/") ? n.substring(0, n.length() - 1) : n;
    }
    java.util.Arrays.sort(names);
    return names;
  }
}
