package io.github.heatmill.udf.revisit;

import java.io.Serializable;

/**
 * Refers to an image that a run has explained.
 *
 * @param place the URI of a file, or a key in a table or shard
 * @param fingerprint a hash of the pixels that the network received; null if it is unknown, as in
 *     older runs
 */
public record ImageRef(String place, Long fingerprint) implements Serializable {
  /** The same image at another place. */
  public ImageRef at(String otherPlace) {
    return new ImageRef(otherPlace, fingerprint);
  }

  /** Whether an image with this fingerprint may be the one that was explained. */
  boolean is(long other) {
    return fingerprint == null || fingerprint == other;
  }
}
