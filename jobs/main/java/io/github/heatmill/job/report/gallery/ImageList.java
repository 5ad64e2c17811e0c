package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.report.run.OpenedRun;

/**
 * A list of images worth a look.
 *
 * @param title a few words, which are also what the gallery is filtered by
 * @param measure what the column value is; empty where there is none
 * @param query gives image, and as far as they are known fingerprint, layer, method and value: the
 *     first image first
 */
record ImageList(String title, String measure, String query) {
  /** Of each list: the first dozen say what the next hundred would. */
  static final int MOST_IMAGES = 12;

  /** Images that the network was surest of, and wrong about. */
  static ImageList mistakes() {
    return new ImageList(
        "surest mistakes",
        "",
        """
        SELECT image, fingerprint, max(probability) AS value FROM %s WHERE correct = FALSE
        GROUP BY image, fingerprint ORDER BY value DESC, image LIMIT %d
        """
            .formatted(OpenedRun.MAPS, MOST_IMAGES));
  }

  /**
   * Images that the network was least sure of: where nothing else tells, these are worth a look.
   */
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

  /** Images on which methods agree least. */
  static ImageList disagreement() {
    return new ImageList(
        "least agreement",
        "Mean rank correlation between methods",
        """
        SELECT image, layer, agreement AS value FROM %s WHERE agreement IS NOT NULL
        ORDER BY value, image, layer LIMIT %d
        """
            .formatted(OpenedRun.AGREEMENT, MOST_IMAGES));
  }

  /** Images with maps that say nothing. */
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

  /** Images whose maps have the best numbers, each by the method with its best one. */
  static ImageList best(ImageScore score) {
    return new ImageList("best", score.meaning(), score.query("DESC", "max_by", MOST_IMAGES));
  }

  /** Images whose maps have the worst numbers, each by the method with its worst one. */
  static ImageList worst(ImageScore score) {
    return new ImageList("worst", score.meaning(), score.query("ASC", "min_by", MOST_IMAGES));
  }
}
