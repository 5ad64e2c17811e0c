package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.sql.ResultRow;
import java.util.Optional;

/**
 * The identity of an image. A name alone is not enough, since a table may hold a key twice.
 *
 * @param image the URI of the image, or its key in a table
 * @param fingerprint the hash of the pixels that the network saw; empty if it is not known
 */
record ImageKey(String image, Optional<Long> fingerprint) {

  /** The key of a row with the columns image and fingerprint. */
  static ImageKey of(ResultRow row) {
    return new ImageKey(row.text("image"), row.value("fingerprint"));
  }

  /** Whether two keys may belong to the same image. */
  boolean mayBe(ImageKey other) {
    return image.equals(other.image)
        && (fingerprint.isEmpty()
            || other.fingerprint.isEmpty()
            || fingerprint.equals(other.fingerprint));
  }
}
