package io.github.heatmill.job.compare.page;

import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.PairedMaps;
import io.github.heatmill.job.compare.table.ChangeTables;
import io.github.heatmill.report.block.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Chooses the images of the gallery.
 *
 * @param tables the definitions of the tables
 * @param pictures draws the images
 */
public record MostChanged(ChangeTables tables, GalleryPictures pictures) {
  /** The most images of a list. */
  static final int LONGEST_LIST = 12;

  /**
   * A list of the gallery.
   *
   * @param list the title
   * @param where the condition for its rows
   * @param order the order, of which the first rows are taken
   */
  private record Reason(String list, String where, Column order) {}

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
   * Chooses images and draws their maps.
   *
   * @param images the table {@code images}
   * @param paired the maps of both runs
   * @return each image and pair of maps once, in the first list that has it
   */
  public List<ChangedImage> of(Dataset<Row> images, PairedMaps paired) throws IOException {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    Map<List<String>, String> lists = new HashMap<>();
    for (Reason reason : reasons()) {
      for (Row row : chosen(images, reason)) {
        rows.putIfAbsent(key(row), row);
        lists.putIfAbsent(key(row), reason.list());
      }
    }
    List<Row> chosen = List.copyOf(rows.values());
    PairedMaps maps = paired.of(names(chosen, "image"), names(chosen, "candidate_image"));
    Map<List<String>, List<Figures.Figure>> drawn =
        chosen.isEmpty() ? Map.of() : pictures.of(maps, List.copyOf(rows.keySet()));
    List<ChangedImage> shown = new ArrayList<>();
    rows.forEach(
        (key, row) ->
            shown.add(new ChangedImage(lists.get(key), row, drawn.getOrDefault(key, List.of()))));
    return shown;
  }

  private static List<Row> chosen(Dataset<Row> images, Reason reason) {
    return images
        .where(reason.where())
        .orderBy(reason.order(), col("image"), col("layer"), col("method"), col("baseline_target"))
        .limit(LONGEST_LIST)
        .collectAsList();
  }

  private static List<String> names(List<Row> chosen, String column) {
    return chosen.stream().map(row -> row.<String>getAs(column)).distinct().toList();
  }

  private static List<String> key(Row row) {
    return GalleryPictures.key(row, "baseline_target");
  }
}
