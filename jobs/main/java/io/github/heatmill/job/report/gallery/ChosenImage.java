package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image that is in a list of the gallery.
 *
 * @param list the list
 * @param rank the place in the list, from 0
 * @param row the row that the list's query returned for the image
 */
record ChosenImage(ImageList list, int rank, ResultRow row) {

  /** Reads the images of all lists. An image may be in several lists. */
  static List<ChosenImage> of(OpenedRun opened, List<ImageList> lists) {
    List<ChosenImage> chosen = new ArrayList<>();
    for (ImageList list : lists) {
      List<ResultRow> rows = opened.rows(list.query());
      IntStream.range(0, rows.size())
          .mapToObj(rank -> new ChosenImage(list, rank, rows.get(rank)))
          .forEach(chosen::add);
    }
    return chosen;
  }

  ImageKey key() {
    return ImageKey.of(row);
  }
}
