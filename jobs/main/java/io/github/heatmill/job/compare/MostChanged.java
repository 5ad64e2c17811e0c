package io.github.heatmill.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.report.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chooses the images that people look at, in SQL, and draws their maps on the executors.
 *
 * @param tables the comparison
 */
record MostChanged(ChangeTables tables) {
  /** How many each list has at most. */
  static final int LONGEST_LIST = 12;

  /** Of the longer side of a picture, in pixels. */
  private static final int SIDE = 168;

  private static final String PNG =
      "heatmap_png(heatmap_resize(%1$s.heatmap, "
          + side("height")
          + ", "
          + side("width")
          + "), 'viridis')";

  /**
   * Why an image is shown.
   *
   * @param where which ones
   * @param order the first ones are taken
   */
  private record Reason(String list, String where, Column order) {}

  private static String side(String of) {
    return "CAST(greatest(1, round(%d * %%1$s.heatmap.%s / greatest(%%1$s.heatmap.height, %%1$s.heatmap.width))) AS INT)"
        .formatted(SIDE, of);
  }

  private List<Reason> reasons() {
    Column correlation = col(Change.RANK_CORRELATION).asc_nulls_last();
    return List.of(
        new Reason("Same answer, different evidence", tables.otherEvidence(), correlation),
        new Reason("Other answer", "NOT same_prediction", col("candidate_probability").desc()),
        new Reason(
            "Evidence left the object", Change.ON_OBJECT + " < 0", col(Change.ON_OBJECT).asc()),
        new Reason("Least alike", Change.RANK_CORRELATION + " IS NOT NULL", correlation));
  }

  /**
   * Chooses and draws.
   *
   * @param images the table {@code images}
   * @param paired where the maps are
   * @return each image and pair of maps once, in the first list that has it
   */
  List<ChangedImage> of(Dataset<Row> images, PairedMaps paired) {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    Map<List<String>, String> lists = new HashMap<>();
    for (Reason reason : reasons()) {
      for (Row row : chosen(images, reason)) {
        rows.putIfAbsent(key(row), row);
        lists.putIfAbsent(key(row), reason.list());
      }
    }
    Map<List<String>, List<Figure>> pictures = drawn(paired, List.copyOf(rows.values()));
    List<ChangedImage> shown = new ArrayList<>();
    rows.forEach(
        (key, row) ->
            shown.add(
                new ChangedImage(lists.get(key), row, pictures.getOrDefault(key, List.of()))));
    return shown;
  }

  private static List<Row> chosen(Dataset<Row> images, Reason reason) {
    return images
        .where(reason.where())
        .orderBy(reason.order(), col("image"), col("layer"), col("method"))
        .limit(LONGEST_LIST)
        .collectAsList();
  }

  private static Map<List<String>, List<Figure>> drawn(PairedMaps paired, List<Row> chosen) {
    Map<List<String>, List<Figure>> pictures = new HashMap<>();
    if (chosen.isEmpty()) {
      return pictures;
    }
    paired
        .of(names(chosen, "image"), names(chosen, "candidate_image"))
        .rows()
        .select(
            col("b.image"),
            col("b.layer"),
            col("b.method"),
            expr(PNG.formatted("b")),
            expr(PNG.formatted("c")))
        .collectAsList()
        .forEach(row -> pictures.put(key(row), figures(row)));
    return pictures;
  }

  private static List<String> names(List<Row> chosen, String column) {
    return chosen.stream().map(row -> row.<String>getAs(column)).distinct().toList();
  }

  private static List<Figure> figures(Row row) {
    return List.of(
        new Figure(ChangedImage.picture(row.getAs(3), "The baseline's map"), "Baseline"),
        new Figure(ChangedImage.picture(row.getAs(4), "The candidate's map"), "Candidate"));
  }

  private static List<String> key(Row row) {
    return List.of(row.getAs("image"), row.getAs("layer"), row.getAs("method"));
  }
}
