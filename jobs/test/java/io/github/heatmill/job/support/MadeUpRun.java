package io.github.heatmill.job.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The output of a run whose few rows are written by hand, over maps and pictures of one row. */
public final class MadeUpRun {
  private static final String MANIFEST =
      """
      {"model": {"name": "%s", "sha256": "0", "source": "none", "classes": ["cat", "dog"]},
       "data": {"kind": "files", "source": "none"},
       "settings": {"assignments": [{"layers": ["features"], "methods": ["grad-cam"]}],
         "width": 4, "height": 1, "resize": 0, "center_crop": false, "batch_size": 1,
         "maximum_pixels": 1000, "mean": [0, 0, 0], "std": [1, 1, 1]},
       "measured": {"metrics": %s, "annotations": []},
       "versions": {"heatmill": "made up"}}
      """;
  private static final String DELETION =
      "[{\"id\": \"deletion\", \"definition\": \"as made up\", \"chance\": false}]";

  private static final String COLUMNS =
      "image, label, predicted, probability, map, deletion, boxed";

  /** The object fills the left half of the picture. */
  private static final String EXPLANATIONS =
      """
      SELECT image, CAST(array_position(array('cat', 'dog'), label) - 1 AS INT) AS label,
        label AS label_name, CAST(array_position(array('cat', 'dog'), predicted) - 1 AS INT) AS predicted,
        predicted AS predicted_name, CAST(probability AS DOUBLE) AS probability, xxhash64(image) AS fingerprint,
        CAST(array_position(array('cat', 'dog'), predicted) - 1 AS INT) AS target, predicted AS target_name,
        CAST(probability AS DOUBLE) AS target_probability, 'toy' AS model, 'features' AS layer,
        'grad-cam' AS method, 'ok' AS status,
        heatmap_of(1, size(map), transform(map, value -> CAST(value AS FLOAT))) AS heatmap,
        named_struct('deletion', CAST(deletion AS DOUBLE)) AS metrics,
        CASE WHEN boxed THEN
          array(named_struct('x', 0D, 'y', 0D, 'width', 2D, 'height', 1D, 'label', label)) END AS boxes
      FROM VALUES %s AS rows(%s)
      """;

  private MadeUpRun() {}

  /**
   * Rows of image, label, predicted class, probability, map, deletion, and whether it has a box.
   */
  public static Dataset<Row> maps(String... rows) {
    return session().sql(EXPLANATIONS.formatted(String.join(", ", rows), COLUMNS));
  }

  private static SparkSession session() {
    return Spark.session();
  }

  /** Writes a run; every image of the maps is in the predictions. */
  public static Path write(Path folder, Dataset<Row> maps, String... failed) {
    return write(folder, maps, List.of(failed), DELETION);
  }

  /** As {@link #write(Path, Dataset, String...)}, of a run that has measured nothing. */
  public static Path writeUnmeasured(Path folder, Dataset<Row> maps) {
    return write(folder, maps, List.of(), "[]");
  }

  private static Path write(Path folder, Dataset<Row> maps, List<String> failed, String metrics) {
    maps.coalesce(1).write().parquet(folder.resolve("explanations").toString());
    maps.select("image").distinct().write().parquet(folder.resolve("predictions").toString());
    session()
        .createDataset(failed, Encoders.STRING())
        .selectExpr("value AS image", "'decode' AS stage", "'No picture' AS reason")
        .write()
        .parquet(folder.resolve("errors").toString());
    String manifest = MANIFEST.formatted(folder.getFileName() + "@1", metrics);
    Demo.write(folder.resolve("manifest.json"), manifest.getBytes(StandardCharsets.UTF_8));
    return folder;
  }
}
