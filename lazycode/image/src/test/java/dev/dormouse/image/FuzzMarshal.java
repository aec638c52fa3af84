package dev.dormouse.image;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.CodeVerifier;
import dev.dormouse.code.Disassembler;
import dev.dormouse.code.MarshalReader;
import dev.dormouse.code.MarshalWriter;
import dev.dormouse.code.PycFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What Jazzer calls with bytes of its own making: any bytes are read as marshal data and as a
 * {@code .pyc}, and nothing but {@link CodeFormatException} may come of it. What was read can be
 * written, and what was written reads back to the same; code that is verified can be disassembled
 * and put into an image.
 */
public final class FuzzMarshal {
  private FuzzMarshal() {}

  /** Jazzer finds it by this name. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] pyc = new byte[PycFile.HEADER_SIZE + data.length];
    pyc[0] = (byte) PycFile.RAW_MAGIC;
    pyc[1] = (byte) (PycFile.RAW_MAGIC >> 8);
    pyc[2] = (byte) (PycFile.RAW_MAGIC >> 16);
    pyc[3] = (byte) (PycFile.RAW_MAGIC >> 24);
    System.arraycopy(data, 0, pyc, PycFile.HEADER_SIZE, data.length);
    CodeObject code = null;
    try {
      code = PycFile.read("fuzz.pyc", pyc).code;
    } catch (CodeFormatException e) {
      // Any value that is no code object is read as well.
    }
    try {
      PycFile.read("fuzz.pyc", data);
    } catch (CodeFormatException e) {
      // As nearly always.
    }
    try {
      Object value = new MarshalReader("fuzz", data, 0, data.length, null).read();
      byte[] written = MarshalWriter.toBytes(value);
      Object again = new MarshalReader("again", written, 0, written.length, null).read();
      if (!Arrays.equals(written, MarshalWriter.toBytes(again))) {
        throw new AssertionError("written twice, differently");
      }
    } catch (CodeFormatException e) {
      if (e.getMessage().startsWith("again")) {
        throw new AssertionError("what was written cannot be read", e);
      }
    } catch (MarshalWriter.UnmarshallableException e) {
      // Deeper than what may be written; says so.
    }
    if (code != null) {
      use(code);
    }
  }

  /** With what is nested in it, which the verifier leaves for when that is woken. */
  private static void verify(CodeObject code, CodeVerifier verifier) throws CodeFormatException {
    verifier.verify("fuzz.pyc", code);
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject child) {
        verify(child, verifier);
      }
    }
  }

  private static void use(CodeObject code) {
    try {
      verify(code, new CodeVerifier());
    } catch (CodeFormatException e) {
      return;
    }
    Disassembler.dis(code, 0, false);
    try {
      Image image =
          Image.open(
              "fuzz.dmi",
              ByteBuffer.wrap(
                  new ImageBuilder()
                      .addModule("m", code, false, "m.py", SourceStamp.NONE)
                      .build()));
      ImageVerifier.verify(image);
    } catch (ImageLimitException e) {
      // Says what is beyond the format.
    } catch (ImageFormatException e) {
      throw new AssertionError("verified code makes an image that is not", e);
    }
  }
}
