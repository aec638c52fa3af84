package dev.dormouse.runtime.text;

import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Numbers as text against the reference interpreter. */
class NumberTextTest {
  @Test
  void shouldPrintAndReadFloatsLikeTheReference() throws IOException {
    Reference.check(
        "floats.py",
        20_000,
        f ->
            switch (f[0]) {
              case "repr" -> FloatText.repr(fromBits(f[1]));
              case "hex" -> HexFloat.hex(fromBits(f[1]));
              case "parse" -> bits(FloatText.parse(f[1]));
              case "fromhex" -> bits(HexFloat.fromHex(f[1]));
              default -> bits(FloatText.round(fromBits(f[1]), Integer.parseInt(f[2])));
            });
  }

  @Test
  void shouldPrintAndReadIntsLikeTheReference() throws IOException {
    int limit = IntText.DEFAULT_MAX_STR_DIGITS;
    Reference.check(
        "ints.py",
        10_000,
        f ->
            switch (f[0]) {
              case "parse" -> shown(IntText.parse(f[1], Integer.parseInt(f[2]), limit));
              case "str" -> {
                BigInteger n = (BigInteger) IntText.parse(f[1], 0, limit);
                yield IntText.decimal(n, limit);
              }
              case "bin" -> IntText.prefixed(IntText.parse(f[1], 10, limit), 2);
              case "oct" -> IntText.prefixed(IntText.parse(f[1], 10, limit), 8);
              default -> IntText.prefixed(IntText.parse(f[1], 10, limit), 16);
            });
  }

  @Test
  void shouldFormatLikeTheReference() throws IOException {
    int limit = IntText.DEFAULT_MAX_STR_DIGITS;
    Reference.check(
        "formats.py",
        25_000,
        f ->
            switch (f[0]) {
              case "float" -> FormatSpec.formatFloat(HexFloat.fromHex(f[1]), f[2], "float");
              case "int" -> FormatSpec.formatInt(IntText.parse(f[1], 0, limit), f[2], "int", limit);
              case "str" -> FormatSpec.formatStr(f[1], f[2], "str");
              case "complex" ->
                  FormatSpec.formatComplex(
                      HexFloat.fromHex(f[1]), HexFloat.fromHex(f[2]), f[3], "complex");
              default -> percent(f[0], f[1], f[2], limit);
            });
  }

  private static String percent(String kind, String value, String format, int limit) {
    PercentFormat p = new NoArguments(format);
    StringBuilder out = new StringBuilder();
    while (p.next()) {
      out.append(format, p.literalStart, p.literalEnd);
      switch (p.conversion) {
        case 'd', 'i', 'u', 'o', 'x', 'X' ->
            out.append(p.integer(IntText.parse(value, 10, 0), limit));
        case 'e', 'E', 'f', 'F', 'g', 'G' -> out.append(p.floating(HexFloat.fromHex(value)));
        case 's' -> out.append(p.text(value));
        default -> throw p.unsupported();
      }
    }
    return out.append(format, p.literalStart, p.literalEnd).toString();
  }

  private static final class NoArguments extends PercentFormat {
    NoArguments(String format) {
      super(format);
    }

    @Override
    protected int star(boolean isPrecision) {
      throw new AssertionError("no '*' in these cases");
    }

    @Override
    protected void select() {
      throw new AssertionError("no keys in these cases");
    }
  }

  private static String shown(Number n) {
    // The program writes what is too long for str() in hex.
    return n instanceof BigInteger big && big.bitLength() > 1990
        ? IntText.prefixed(n, 16)
        : n.toString();
  }

  private static double fromBits(String hex) {
    return Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
  }

  private static String bits(double x) {
    String hex = Long.toHexString(Double.doubleToRawLongBits(x));
    return "0".repeat(16 - hex.length()) + hex;
  }
}
