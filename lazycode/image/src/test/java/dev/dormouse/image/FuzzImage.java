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
    boolean good = read(opened);
    if (sound && !good) {
      throw new AssertionError("the verifier passed an image that cannot be read");
    }
  }

  private static boolean hasPrefix(byte[] bytes) {
    return bytes.length >= ImageFormat.PREFIX_SIZE && bytes[0] == '#' && bytes[1] == '!';
  }

  /** Reads all there is; false if any of it is damaged. */
  private static boolean read(Image image) {
    boolean good = attempt(() -> image.info("main"));
    good &= attempt(() -> image.find("json.decoder"));
    good &= attempt(() -> image.resource("a/b"));
    good &= attempt(image::topLevelModules);
    good &= attempt(image::topLevelResources);
    for (int i = 0; i < image.moduleCount(); i++) {
      int number = i;
      good &=
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
      good &=
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
      good &=
          attempt(
              () -> {
                ImageCode code = image.code(number);
                code.wordcode();
                code.consts(PlainFactory.LAZY);
                code.docstring(PlainConstants.FACTORY);
                code.linetable();
              });
      good &= attempt(() -> image.code(number).toCodeObject());
    }
    for (int i = 0; i < image.signatureCount(); i++) {
      image.signatureKey(i);
      image.signature(i);
    }
    return good;
  }

  private static boolean attempt(Runnable read) {
    try {
      read.run();
      return true;
    } catch (DamagedImageException e) {
      return false;
    }
  }
}
