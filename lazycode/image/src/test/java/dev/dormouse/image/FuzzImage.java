package dev.dormouse.image;

import java.nio.ByteBuffer;

/**
 * What Jazzer calls with bytes of its own making: any bytes are opened, read and verified as an
 * image, and nothing but {@link ImageFormatException} may come of it. Checksums are set right
 * first, or nothing would get past them. An image that the verifier passes must be readable to its
 * end.
 */
public final class FuzzImage {
  private FuzzImage() {}

  /** Jazzer finds it by this name. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] bytes = data.clone();
    int prefix = hasPrefix(bytes) ? ImageFormat.PREFIX_SIZE : 0;
    byte[] image = new byte[bytes.length - prefix];
    System.arraycopy(bytes, prefix, image, 0, image.length);
    Corrupter.fullySealed(image);
    System.arraycopy(image, 0, bytes, prefix, image.length);
    Image opened;
    try {
      opened = Image.open("fuzz.dmi", ByteBuffer.wrap(bytes));
    } catch (ImageFormatException e) {
      return;
    }
    boolean sound = true;
    try {
      ImageVerifier.verify(opened);
    } catch (ImageFormatException e) {
      sound = false;
    }
    ReadAll reader = new ReadAll(opened);
    reader.read();
    if (sound && reader.damage != null) {
      throw new AssertionError("the verifier passed an image that cannot be read", reader.damage);
    }
  }

  private static boolean hasPrefix(byte[] bytes) {
    return bytes.length >= ImageFormat.PREFIX_SIZE && bytes[0] == '#' && bytes[1] == '!';
  }

  /** Reads all there is and keeps the first damage it meets. */
  private static final class ReadAll {
    private final Image image;

    /** Null while nothing was wrong. */
    private DamagedImageException damage;

    ReadAll(Image image) {
      this.image = image;
    }

    void read() {
      attempt(() -> image.info("main"));
      attempt(() -> image.find("json.decoder"));
      attempt(() -> image.resource("a/b"));
      attempt(image::topLevelModules);
      attempt(image::topLevelResources);
      for (int i = 0; i < image.moduleCount(); i++) {
        int number = i;
        attempt(
            () -> {
              ImageModule module = image.module(number);
              module.name();
              module.file();
              module.children();
              module.code();
              module.resources();
              module.source();
            });
      }
      for (int i = 0; i < image.resourceCount(); i++) {
        int number = i;
        attempt(
            () -> {
              ImageResource resource = image.resource(number);
              resource.path();
              if (resource.isDirectory()) {
                resource.children();
              } else {
                resource.bytes();
              }
            });
      }
      for (int i = 0; i < image.codeCount(); i++) {
        int number = i;
        attempt(
            () -> {
              ImageCode code = image.code(number);
              code.wordcode();
              code.consts(PlainFactory.LAZY);
              code.docstring(PlainConstants.FACTORY);
              code.linetable();
            });
        attempt(() -> image.code(number).toCodeObject());
      }
      for (int i = 0; i < image.signatureCount(); i++) {
        image.signatureKey(i);
        image.signature(i);
      }
    }

    private void attempt(Runnable read) {
      try {
        read.run();
      } catch (DamagedImageException e) {
        damage = damage == null ? e : damage;
      }
    }
  }
}
