package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.File;
import java.util.HashSet;

/**
 * The sources that lie beside an image, in the directories it was built from. One that is the same
 * as in the image loses, since the image starts faster. Another one makes the image stale, which is
 * refused unless sources were chosen. An image recorded each source's size and hash, and its time
 * if the build was allowed to.
 */
final class SourceBeside {
  private final ImportSystem system;
  private final Os os;

  /** The image's directory. */
  private final String folder;

  /** Names in it. */
  private final HashSet<String> names;

  private SourceBeside(ImportSystem system, String folder, HashSet<String> names) {
    this.system = system;
    this.os = Host.os(system.interp);
    this.folder = folder;
    this.names = names;
  }

  /**
   * Null if there cannot be any, which is so for the library's image: nobody edits what ships with
   * the program, where images must be signed, since nobody signed the sources, and where images
   * were chosen.
   */
  static SourceBeside of(ImportSystem system, Image image) {
    String name = image.name();
    if (image.trusted() || system.signatures != null || system.stale.equals("image")) {
      return null;
    }
    Os os = Host.os(system.interp);
    if (os.files().kind(name) != 1) {
      return null; // An image in memory.
    }
    int slash = name.lastIndexOf('/');
    String folder = slash < 0 ? "." : name.substring(0, slash);
    String[] listed;
    try {
      listed = os.files().listdir(folder.isEmpty() ? "/" : folder);
    } catch (OsError e) {
      return null;
    }
    HashSet<String> names = new HashSet<>(2 * listed.length);
    for (String n : listed) {
      names.add(n);
    }
    return new SourceBeside(system, folder, names);
  }

  /**
   * The spec of the source, if there is one, the image is stale and sources were chosen; else null.
   *
   * @throws StaleImageException if neither was chosen
   */
  PyModuleSpec find(PyStr fullname, ImageModule found, ImageImporter importer) {
    String origin = found.origin();
    if (origin == null || !origin.endsWith(".py")) {
      return null;
    }
    int slash = origin.indexOf('/');
    if (!names.contains(slash < 0 ? origin : origin.substring(0, slash))) {
      return null;
    }
    String file = folder + "/" + origin;
    if (os.files().kind(file) != 1 || isFresh(found, new File(os.resolve(file)), file)) {
      return null;
    }
    if (!system.stale.equals("source")) {
      throw new StaleImageException(importer.image.name(), origin);
    }
    PyStr path = PyStr.of(file);
    PyModuleSpec spec =
        new PyModuleSpec(
            fullname, FileLoader.of(system, true, fullname, path), path, found.isPackage());
    if (found.isPackage()) {
      // Submodules that are up to date still come from the image; new ones only exist beside it.
      PyList locations = (PyList) spec.attribute(PyModuleSpec.LOCATIONS);
      locations.add(PyStr.of(importer.folderOf(found)));
      locations.add(PyStr.of(file.substring(0, file.lastIndexOf('/'))));
    }
    spec.setHasLocation();
    return spec;
  }

  private boolean isFresh(ImageModule found, File file, String path) {
    if (!found.hasSourceStamp()) {
      return !found.hasSourceMtime()
          || found.sourceMtime() == Math.floorDiv(file.lastModified(), 1000L);
    }
    if (found.sourceSize() != file.length()) {
      return false;
    }
    return found.hasSourceMtime()
            && found.sourceMtime() == Math.floorDiv(file.lastModified(), 1000L)
        || found.isFrom(CompiledFiles.require(os, path));
  }
}
