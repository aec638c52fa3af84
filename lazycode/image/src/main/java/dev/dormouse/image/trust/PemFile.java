package dev.dormouse.image.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys that openssl reads and writes, too (RFC 7468). */
final class PemFile {
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private PemFile() {}

  /** The contents of all blocks with this label. */
  static List<byte[]> read(Path file, String label) throws IOException {
    List<byte[]> found = new ArrayList<>();
    if (Files.isDirectory(file)) {
      // The JDK's own message would not name it.
      throw new IOException(file + ": Is a directory");
    }
    Matcher m = BLOCK.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    while (m.find()) {
      if (m.group(1).equals(label)) {
        try {
          found.add(Base64.getMimeDecoder().decode(m.group(2)));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ": a damaged " + label);
        }
      }
    }
    if (found.isEmpty()) {
      throw new IOException(file + ": no " + label + " in PEM form");
    }
    return found;
  }

  static String text(String label, byte[] contents) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(contents);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
