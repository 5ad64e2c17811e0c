package io.github.heatmill.job.report.gallery;

import static java.util.Comparator.comparingInt;
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
 * All that the tables say of one image.
 *
 * @param key the image
 * @param maps rows of the view evidence, in the order in which methods were asked for
 * @param curves rows of image, layer, method, metric and values
 */
record ImageMaps(ImageKey key, List<ResultRow> maps, List<ResultRow> curves) {
  /** A card with more is not looked at. */
  static final int MOST_OVERLAYS = 12;

  /** Where one key stands for very many images, these are enough to show some. */
  private static final int MOST_ROWS = 20_000;

  /** Those of some images, each once, in their order. */
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
                    functions.col("layer"),
                    functions.col("method"),
                    functions
                        .explode(functions.col("curves"))
                        .as(new String[] {"metric", "values"})));
    List<String> methods = opened.methods();
    Map<ImageKey, ImageMaps> found = new LinkedHashMap<>();
    for (ImageKey key : keys) {
      // Of images with the same key, one whose pixels nobody knows is the first.
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
    return rows.stream().sorted(comparingInt(row -> methods.indexOf(row.text("method")))).toList();
  }

  /** What is said of the image itself. */
  ResultRow image() {
    return maps.get(0);
  }

  /** Rows of the maps that methods made, as many as are drawn. */
  List<ResultRow> drawn() {
    return byMethods().stream().limit(MOST_OVERLAYS).toList();
  }

  /** Maps of random are no explanations. */
  private List<ResultRow> byMethods() {
    List<ResultRow> made =
        maps.stream().filter(row -> !row.text("method").equals(RandomMap.ID)).toList();
    return made.isEmpty() ? maps : made;
  }

  int left() {
    return byMethods().size() - drawn().size();
  }

  /** The maps of {@link #drawn}. */
  List<Tensor> heatmaps() {
    return drawn().stream()
        .map(row -> StoredMap.tensor(row.<Row>value("heatmap").orElseThrow()))
        .toList();
  }

  /** The status of a map that is not ok, if one is not. */
  String status() {
    return maps.stream()
        .map(row -> row.text("status"))
        .filter(status -> !status.equals("ok"))
        .findFirst()
        .orElse("ok");
  }
}
