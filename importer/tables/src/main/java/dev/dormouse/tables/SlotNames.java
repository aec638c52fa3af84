package dev.dormouse.tables;

import java.util.Arrays;
import java.util.List;

/**
 * The Java method of each slot, in the order of the ids in the runtime's {@code Slot} class (a test
 * there holds them together).
 */
public final class SlotNames {
  private static final List<String> METHODS =
      Arrays.asList(
          ("add subtract multiply remainder trueDivide floorDivide lshift rshift and xor or"
               + " matrixMultiply power inplaceAdd inplaceSubtract inplaceMultiply inplaceRemainder"
               + " inplaceTrueDivide inplaceFloorDivide inplaceLshift inplaceRshift inplaceAnd"
               + " inplaceXor inplaceOr inplaceMatrixMultiply inplacePower divmod negative positive"
               + " absolute invert bool toInt toFloat index length concat repeat inplaceConcat"
               + " inplaceRepeat contains getItem setItem repr str hash call getAttribute"
               + " setAttribute richCompare iter next descrGet descrSet init newObject del await"
               + " aiter anext getBuffer")
              .split(" "));

  private SlotNames() {}

  /** The slot id of an Ops method, or -1. */
  public static int idOf(String method) {
    return METHODS.indexOf(method);
  }

  /** All method names; the index is the slot id. */
  public static List<String> methods() {
    return METHODS;
  }
}
