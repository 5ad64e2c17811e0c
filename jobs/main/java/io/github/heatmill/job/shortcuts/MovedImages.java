package io.github.heatmill.job.shortcuts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where images are now.
 *
 * @param before the innermost folder that held all of them when they were explained, with a slash
 * @param now the same folder now
 */
record MovedImages(String before, String now) {

  /** Images that are where they were. */
  static MovedImages nowhere() {
    return new MovedImages("", "");
  }

  /** What lay in one folder now lies in another. */
  static MovedImages to(String folder, Dataset<Row> images) {
    Row ends = images.selectExpr("min(image)", "max(image)").first();
    if (ends.isNullAt(0)) {
      return nowhere();
    }
    String first = ends.getString(0);
    String last = ends.getString(1); // What these two begin with, all between them begin with.
    int common = 0;
    while (common < Math.min(first.length(), last.length())
        && first.charAt(common) == last.charAt(common)) {
      common++;
    }
    String before = first.substring(0, first.substring(0, common).lastIndexOf('/') + 1);
    return new MovedImages(before, folder.endsWith("/") ? folder : folder + "/");
  }

  /** The same rows, with images as they are found now. */
  Dataset<Row> found(Dataset<Row> rows) {
    return now.isEmpty()
        ? rows
        : rows.withColumn(
            "image", concat(lit(now), col("image").substr(lit(before.length() + 1), lit(1 << 20))));
  }
}
