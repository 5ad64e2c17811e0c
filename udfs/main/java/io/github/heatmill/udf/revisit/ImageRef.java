package io.github.heatmill.udf.revisit;

import java.io.Serializable;

/**
 * An image that a run has explained, and that is wanted again.
 *
 * @param place the URI of a file, or a key in a table or shard
 * @param fingerprint of the pixels that the network saw; null where nobody knows, as of older runs
 */
public record ImageRef(String place, Long fingerprint) implements Serializable {
  /** The same image, that is called otherwise now. */
  public ImageRef at(String otherPlace) {
    return new ImageRef(otherPlace, fingerprint);
  }

  /** Whether what the network would see is what it saw. */
  boolean is(long seen) {
    return fingerprint == null || fingerprint == seen;
  }
}
