package io.github.heatmill.job.report.section;

import static java.util.stream.Collectors.toMap;

import io.github.heatmill.image.HeatPicture;
import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The mean maps of classes as pictures. Each map is scaled to 0..1 before the mean, as in the view
 * suspected_shortcuts.
 *
 * @param byKey the pictures by class, layer and method
 * @param most the keys of the most suspicious classes, which are shown by every method
 */
record MeanMaps(Map<List<String>, Picture> byKey, List<List<String>> most) {
  private static final List<String> KEY = List.of("class", "layer", "method");
  private static final String VIEW = "report_mean_maps";
  private static final int CLASSES_BY_EVERY_METHOD = 6;
  private static final int METHODS = 12;

  /** The longer side of a picture in pixels; larger maps keep their size. */
  private static final int SIDE = 112;

  /** Maps with a longer side above this are smaller as JPEG than as PNG. */
  private static final int FINE = 32;

  private static final String QUERY =
      """
      SELECT evidence.class, evidence.layer, evidence.method, heatmap_mean(heatmap_normalize(heatmap)) AS mean
      FROM evidence JOIN %1$s AS wanted
        ON evidence.class = wanted.class AND evidence.layer = wanted.layer AND evidence.method = wanted.method
      WHERE status = 'ok' AND by_class
      GROUP BY evidence.class, evidence.layer, evidence.method
      """
          .formatted(VIEW);

  /**
   * Computes and draws the mean maps of classes.
   *
   * @param classes rows with the columns class, layer and method, the most suspicious first
   */
  public static MeanMaps of(OpenedRun opened, List<ResultRow> classes) {
    List<List<String>> most = most(opened, classes);
    List<Row> wanted =
        Stream.concat(classes.stream().map(MeanMaps::key), most.stream())
            .distinct()
            .map(key -> RowFactory.create(key.toArray()))
            .toList();
    StructType schema = new StructType();
    for (String column : KEY) {
      schema = schema.add(column, "string");
    }
    opened.spark().createDataFrame(wanted, schema).createOrReplaceTempView(VIEW);
    Map<List<String>, Picture> pictures =
        opened.rows(QUERY).stream().collect(toMap(MeanMaps::key, MeanMaps::picture));
    return new MeanMaps(pictures, most);
  }

  private static List<List<String>> most(OpenedRun opened, List<ResultRow> classes) {
    List<ResultRow> methods =
        opened.rows(
            "SELECT layer, method FROM %s WHERE method <> '%s' GROUP BY layer, method ORDER BY layer, method LIMIT %d"
                .formatted(OpenedRun.MAPS, RandomMap.ID, METHODS));
    List<List<String>> most = new ArrayList<>();
    for (ResultRow each : classes.stream().limit(CLASSES_BY_EVERY_METHOD).toList()) {
      for (ResultRow method : methods) {
        most.add(List.of(each.text("class"), method.text("layer"), method.text("method")));
      }
    }
    return most;
  }

  private static List<String> key(ResultRow row) {
    return KEY.stream().map(row::text).toList();
  }

  private static Picture picture(ResultRow row) {
    Tensor map = StoredMap.tensor(row.<Row>value("mean").orElseThrow());
    int longest = Math.max(map.length(0), map.length(1));
    Pixels pixels = HeatPicture.enlarged(map, Overlay.COLORS, Math.max(1, SIDE / longest));
    String alternative = "Mean map of the class " + row.text("class") + " by " + row.text("method");
    return longest > FINE ? Picture.photo(pixels, alternative) : Picture.png(pixels, alternative);
  }

  /** The mean map of a row; empty if none of its maps is ok. */
  public Optional<Picture> of(ResultRow row) {
    return Optional.ofNullable(byKey.get(key(row)));
  }

  /** The mean maps of the most suspicious classes by every method, class by class. */
  List<Figures.Figure> figures() {
    boolean layers = most.stream().map(key -> key.get(1)).distinct().count() > 1;
    return most.stream()
        .filter(byKey::containsKey)
        .map(
            key ->
                new Figures.Figure(
                    byKey.get(key),
                    key.get(0) + ", " + key.get(2) + (layers ? ", " + key.get(1) : "")))
        .toList();
  }
}
