package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.sql.ResultRow;
import java.util.Optional;

/**
 * What tells an image from others: a key of a table may be there twice.
 *
 * @param image its URI, or its key in a table
 * @param fingerprint of the pixels that the network saw; empty where nobody knows
 */
record ImageKey(String image, Optional<Long> fingerprint) {

  /** That of a row with the columns image and fingerprint. */
  static ImageKey of(ResultRow row) {
    return new ImageKey(row.text("image"), row.value("fingerprint"));
  }

  /** Whether both may be the same image. */
  boolean mayBe(ImageKey other) {
    return image.equals(other.image)
        && (fingerprint.isEmpty()
            || other.fingerprint.isEmpty()
            || fingerprint.equals(other.fingerprint));
  }
}
