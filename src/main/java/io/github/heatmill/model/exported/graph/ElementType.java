package io.github.heatmill.model.exported.graph;

import java.util.Arrays;
import java.util.Optional;

/** A type of elements. {@code torch.export} numbers them otherwise than libtorch (c10) does. */
public enum ElementType {
  BYTE(1, 0, 1, "Byte", "uint8"),
  CHAR(2, 1, 1, "Char", "int8"),
  SHORT(3, 2, 2, "Short", "int16"),
  INT(4, 3, 4, "Int", "int32"),
  LONG(5, 4, 8, "Long", "int64"),
  HALF(6, 5, 2, "Half", "float16"),
  FLOAT(7, 6, 4, "Float", "float32"),
  DOUBLE(8, 7, 8, "Double", "float64"),
  COMPLEX_HALF(9, 8, 4, "ComplexHalf", "complex32"),
  COMPLEX_FLOAT(10, 9, 8, "ComplexFloat", "complex64"),
  COMPLEX_DOUBLE(11, 10, 16, "ComplexDouble", "complex128"),
  BOOL(12, 11, 1, "Bool", "bool"),
  BFLOAT16(13, 15, 2, "BFloat16", "bfloat16"),
  UINT16(28, 27, 2, "UInt16", "uint16"),
  FLOAT8_E4M3FN(29, 24, 1, "Float8_e4m3fn", "float8_e4m3fn"),
  FLOAT8_E5M2(30, 23, 1, "Float8_e5m2", "float8_e5m2"),
  FLOAT8_E4M3FNUZ(31, 26, 1, "Float8_e4m3fnuz", "float8_e4m3fnuz"),
  FLOAT8_E5M2FNUZ(32, 25, 1, "Float8_e5m2fnuz", "float8_e5m2fnuz"),
  FLOAT8_E8M0FNU(33, 44, 1, "Float8_e8m0fnu", "float8_e8m0fnu"),
  UINT32(34, 28, 4, "UInt32", "uint32"),
  UINT64(35, 29, 8, "UInt64", "uint64");

  private final int number;
  private final int libtorchNumber;
  private final int bytes;
  private final String libtorchName;
  private final String label;

  ElementType(int number, int libtorchNumber, int bytes, String libtorchName, String label) {
    this.number = number;
    this.libtorchNumber = libtorchNumber;
    this.bytes = bytes;
    this.libtorchName = libtorchName;
    this.label = label;
  }

  /** The type of this number in {@code torch.export}; empty if there is none. */
  public static Optional<ElementType> ofNumber(long number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /**
   * The type whose storage has this class, such as {@code FloatStorage}; empty if there is none.
   */
  public static Optional<ElementType> ofStorageClass(String storageClass) {
    return Arrays.stream(values())
        .filter(type -> type.storageClass().equals(storageClass))
        .findFirst();
  }

  /** Its number in {@code torch.export}. */
  public int number() {
    return number;
  }

  /** Its number in libtorch (c10), which TorchScript uses. */
  public int libtorchNumber() {
    return libtorchNumber;
  }

  /** Bytes of an element. */
  public int bytes() {
    return bytes;
  }

  /** The class of a storage of such elements in TorchScript, such as {@code FloatStorage}. */
  public String storageClass() {
    return libtorchName + "Storage";
  }

  /** Its name in Python, such as {@code float32}. */
  public String label() {
    return label;
  }

  /** Whether its elements are real numbers with a fraction, which can require gradients. */
  public boolean isFloatingPoint() {
    return label.contains("float");
  }
}
