package io.github.heatmill.job.report.gallery;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a run's tables on one image.
 *
 * @param key the image
 * @param maps rows of the view evidence, in the order of the explained classes and of the run's
 *     methods
 * @param curves rows with the columns image, target_name, layer, method, metric and values
 */
record ImageMaps(ImageKey key, List<ResultRow> maps, List<ResultRow> curves) {
  /** The most maps that a card shows. */
  static final int MOST_OVERLAYS = 12;

  /** A limit for tables in which very many images have the same key. */
  private static final int MOST_ROWS = 20_000;

  /** Reads the rows of some images, each image once, in the given order. */
  static List<ImageMaps> of(OpenedRun opened, List<ImageKey> keys) {
    Map<String, List<ResultRow>> maps =
        byImage(some(opened.spark().table("evidence").drop("below_chance"), keys));
    Map<String, List<ResultRow>> curves =
        byImage(
            some(opened.spark().table(RunOutput.EXPLANATIONS), keys)
                .where("curves IS NOT NULL")
                .select(
                    functions.col("image"),
                    functions.col("fingerprint"),
                    functions.col("target_rank"),
                    functions.col("target_name"),
                    functions.col("layer"),
                    functions.col("method"),
                    functions
                        .explode(functions.col("curves"))
                        .as(new String[] {"metric", "values"})));
    List<String> methods = opened.methods();
    Map<ImageKey, ImageMaps> found = new LinkedHashMap<>();
    for (ImageKey key : keys) {
      // A key without a fingerprint takes the first image of this name.
      of(key, maps).stream()
          .findFirst()
          .map(ImageKey::of)
          .ifPresent(
              one ->
                  found.computeIfAbsent(
                      one,
                      image ->
                          new ImageMaps(
                              image,
                              inOrder(of(image, maps), methods),
                              inOrder(of(image, curves), methods))));
    }
    return List.copyOf(found.values());
  }

  private static Dataset<Row> some(Dataset<Row> rows, List<ImageKey> keys) {
    Object[] names = keys.stream().map(ImageKey::image).distinct().toArray();
    return rows.where(functions.col("image").isin(names)).limit(MOST_ROWS);
  }

  private static Map<String, List<ResultRow>> byImage(Dataset<Row> rows) {
    return OpenedRun.rows(rows).stream()
        .collect(groupingBy(row -> row.text("image"), LinkedHashMap::new, toList()));
  }

  private static List<ResultRow> of(ImageKey key, Map<String, List<ResultRow>> rows) {
    return rows.getOrDefault(key.image(), List.of()).stream()
        .filter(row -> key.mayBe(ImageKey.of(row)))
        .toList();
  }

  private static List<ResultRow> inOrder(List<ResultRow> rows, List<String> methods) {
    return rows.stream()
        .sorted(
            comparingLong((ResultRow row) -> row.count("target_rank"))
                .thenComparing(row -> methods.indexOf(row.text("method"))))
        .toList();
  }

  /** A row with the columns of the image itself. */
  ResultRow image() {
    return maps.get(0);
  }

  /** One row for each explained class, in the order of the ranks. */
  List<ResultRow> targets() {
    Map<String, ResultRow> byName = new LinkedHashMap<>();
    maps.forEach(row -> byName.putIfAbsent(row.text("target_name"), row));
    return List.copyOf(byName.values());
  }

  /** Whether several classes of the image are explained. */
  boolean hasSeveralTargets() {
    return targets().size() > 1;
  }

  /** The rows of the maps that are drawn. */
  List<ResultRow> drawn() {
    return byMethods().stream().limit(MOST_OVERLAYS).toList();
  }

  /** Leaves out random maps, unless there are no others. */
  private List<ResultRow> byMethods() {
    List<ResultRow> made =
        maps.stream().filter(row -> !row.text("method").equals(RandomMap.ID)).toList();
    return made.isEmpty() ? maps : made;
  }

  /** The number of maps that are not drawn. */
  int left() {
    return byMethods().size() - drawn().size();
  }

  /** The heat maps of {@link #drawn}. */
  List<Tensor> heatmaps() {
    return drawn().stream()
        .map(row -> StoredMap.tensor(row.<Row>value("heatmap").orElseThrow()))
        .toList();
  }

  /** The status of a map that is not ok, or else ok. */
  String status() {
    return maps.stream()
        .map(row -> row.text("status"))
        .filter(status -> !status.equals("ok"))
        .findFirst()
        .orElse("ok");
  }
}
