package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.report.run.OpenedRun;

/**
 * A list of images that are worth a look.
 *
 * @param title the title, by which users filter the gallery
 * @param measure the meaning of the column value; empty if the list has no such column
 * @param query a query that returns the images in order, with the columns image and, if they are
 *     known, fingerprint, layer, method and value
 */
record ImageList(String title, String measure, String query) {
  /** The length of each list. */
  static final int MOST_IMAGES = 12;

  /** Images with a wrong prediction, the most confident prediction first. */
  static ImageList mistakes() {
    return new ImageList(
        "surest mistakes",
        "",
        """
        SELECT image, fingerprint, max(mistake) AS value FROM %s WHERE mistake IS NOT NULL
        GROUP BY image, fingerprint ORDER BY value DESC, image LIMIT %d
        """
            .formatted(OpenedRun.MAPS, MOST_IMAGES));
  }

  /** Images with the least confident predictions, for runs without scores. */
  static ImageList leastSure() {
    return new ImageList(
        "least sure",
        "",
        """
        SELECT image, fingerprint, min(probability) AS value FROM %s
        GROUP BY image, fingerprint ORDER BY value, image LIMIT %d
        """
            .formatted(OpenedRun.MAPS, MOST_IMAGES));
  }

  /** Images on which the maps of different methods agree least. */
  static ImageList disagreement() {
    return new ImageList(
        "least agreement",
        "Mean rank correlation between methods",
        """
        SELECT image, min_by(layer, agreement) AS layer, min(agreement) AS value FROM %s
        WHERE agreement IS NOT NULL GROUP BY image ORDER BY value, image LIMIT %d
        """
            .formatted(OpenedRun.AGREEMENT, MOST_IMAGES));
  }

  /** Images with a map whose status is not ok. */
  static ImageList notOk() {
    return new ImageList(
        "maps not ok",
        "",
        """
        SELECT image, fingerprint, min(struct(layer, method)).layer AS layer, min(struct(layer, method)).method AS method
        FROM %s WHERE status <> 'ok' GROUP BY image, fingerprint ORDER BY image LIMIT %d
        """
            .formatted(OpenedRun.MAPS, MOST_IMAGES));
  }

  /** Images with the best scores, each with the method that scored best. */
  static ImageList best(ImageScore score) {
    return new ImageList("best", score.meaning(), score.query("DESC", "max_by", MOST_IMAGES));
  }

  /** Images with the worst scores, each with the method that scored worst. */
  static ImageList worst(ImageScore score) {
    return new ImageList("worst", score.meaning(), score.query("ASC", "min_by", MOST_IMAGES));
  }
}
