package io.github.heatmill.udf.image;

import java.util.Locale;

/** Where an image failed. */
public enum Stage {
  /** Its bytes could not be fetched. */
  READ,
  /** They are not a picture that can be decoded. */
  DECODE,
  /** The network failed on it, or gave no finite output. */
  INFER,
  /** A method failed on it, or the class to explain is unknown. */
  EXPLAIN,
  /** A metric failed on it. */
  SCORE;

  /** The name that tables hold. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
