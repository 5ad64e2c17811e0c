package io.github.heatmill.udf.image;

import java.util.Locale;

/** The stage at which an image failed. */
public enum Stage {
  /** The bytes could not be fetched. */
  READ,
  /** The bytes could not be decoded as an image. */
  DECODE,
  /** The network failed, or its output was not finite. */
  INFER,
  /** A method failed, or the class to explain is unknown. */
  EXPLAIN,
  /** A metric failed. */
  SCORE;

  /** The name in the tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
