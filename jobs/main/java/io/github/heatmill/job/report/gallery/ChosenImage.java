package io.github.heatmill.job.report.gallery;

import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.ResultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image of a list.
 *
 * @param list which
 * @param rank its place there, from 0
 * @param row what the list's query says of it
 */
record ChosenImage(ImageList list, int rank, ResultRow row) {

  /** All images of all lists. An image may be on several. */
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
