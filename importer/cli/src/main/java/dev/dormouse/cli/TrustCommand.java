package dev.dormouse.cli;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageVerifier;
import dev.dormouse.image.trust.SigningKey;
import dev.dormouse.image.trust.TrustedKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** {@code dormouse image keygen|sign|verify}. */
final class TrustCommand {
  static final String KEYGEN =
      "usage: dormouse image keygen -o KEY\n\n"
          + "Makes an Ed25519 key: the private one in KEY, the public one in KEY.pub, both PEM.\n";

  static final String SIGN =
      "usage: dormouse image sign --key KEY FILE...\n\n"
          + "Signs images with the private key in a PEM file.\n";

  static final String VERIFY =
      "usage: dormouse image verify [--key PUBLIC] [--against SRC] FILE...\n\n"
          + "Checks every byte of images.\n\n"
          + "--key PUBLIC  : also that one of the public keys in a PEM file signed them\n"
          + "--against SRC : also that no source below this folder has changed (repeatable)\n";

  private String key;
  private String output;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  private TrustCommand() {}

  static int run(String command, List<String> args) throws UsageException, IOException {
    TrustCommand c = new TrustCommand();
    for (int i = 0; i < args.size(); i++) {
      String a = args.get(i);
      boolean known =
          switch (command) {
            case "keygen" -> a.equals("-o");
            case "sign" -> a.equals("--key");
            default -> a.equals("--key") || a.equals("--against");
          };
      if (!known) {
        if (a.startsWith("-")) {
          throw usage(command, "unknown option " + a);
        }
        c.files.add(a);
        continue;
      }
      if (++i == args.size()) {
        throw usage(command, a + " needs a value");
      }
      switch (a) {
        case "-o" -> c.output = args.get(i);
        case "--key" -> c.key = args.get(i);
        default -> {
          if (args.get(i).isEmpty()) {
            throw usage(command, a + " needs a value");
          }
          c.sources.add(Path.of(args.get(i)));
        }
      }
    }
    return switch (command) {
      case "keygen" -> c.keygen();
      case "sign" -> c.sign();
      default -> c.verify();
    };
  }

  private static UsageException usage(String command, String what) {
    return new UsageException("dormouse image " + command + ": " + what, command);
  }

  private int keygen() throws UsageException, IOException {
    if (output == null || !files.isEmpty()) {
      throw usage("keygen", output == null ? "-o KEY is missing" : "only -o KEY is expected");
    }
    SigningKey made = SigningKey.generate();
    made.write(Path.of(output).toAbsolutePath());
    System.out.println(output + ".pub: " + HexFormat.of().formatHex(made.id()));
    return 0;
  }

  private int sign() throws UsageException, IOException {
    if (key == null || files.isEmpty()) {
      throw usage("sign", key == null ? "--key KEY is missing" : "an image is missing");
    }
    SigningKey signer = SigningKey.read(Path.of(key));
    for (String file : files) {
      Path path = Path.of(file).toAbsolutePath();
      Image image = Image.open(path);
      // Nobody should vouch for a damaged image.
      ImageVerifier.verify(image);
      ByteBuffer prefix = image.prefix();
      ImageFiles.write(
          path,
          prefix != null,
          prefix == null ? ByteBuffer.allocate(0) : prefix,
          image.contents(),
          signer.sign(image));
    }
    return 0;
  }

  private int verify() throws UsageException, IOException {
    if (files.isEmpty()) {
      throw usage("verify", "an image is missing");
    }
    TrustedKeys trusted = key == null ? null : TrustedKeys.read(Path.of(key));
    for (Path source : sources) {
      if (!Files.isDirectory(source)) {
        throw new NoSuchFileException(source.toString());
      }
    }
    for (String file : files) {
      Image image = Image.open(Path.of(file).toAbsolutePath());
      ImageVerifier.verify(image);
      if (trusted != null) {
        trusted.check(image);
      }
      String changed = changedSource(image);
      if (changed != null) {
        throw new IOException(
            image.name()
                + ": stale: "
                + changed
                + " is not what the image was built from; build it again");
      }
      System.out.println(file + ": OK");
    }
    return 0;
  }

  /** The first source that is there but differs; null if there is none. */
  private String changedSource(Image image) throws IOException {
    int stamped = 0;
    int found = 0;
    for (int i = 0; i < image.moduleCount(); i++) {
      ImageModule module = image.module(i);
      if (module.origin() == null || !module.hasSourceStamp()) {
        continue;
      }
      stamped++;
      for (Path source : sources) {
        // As for building: a package's folder stands for the package.
        boolean isPackage = Files.isRegularFile(source.resolve("__init__.py"));
        Path root = isPackage ? source.toAbsolutePath().normalize().getParent() : source;
        Path file = root.resolve(module.origin());
        if (Files.isRegularFile(file)) {
          found++;
          if (!module.isFrom(Files.readAllBytes(file))) {
            return file.toString();
          }
          break;
        }
      }
    }
    if (found == 0 && stamped > 0 && !sources.isEmpty()) {
      throw new IOException(
          image.name()
              + ": none of its sources lie in "
              + sources.getFirst()
              + "; name the folders that it was built from");
    }
    return null;
  }
}
