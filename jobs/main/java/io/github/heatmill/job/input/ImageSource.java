package io.github.heatmill.job.input;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the images of a run are. */
public sealed interface ImageSource permits ImageFiles, ImageRows {

  /** What the user named. */
  String description();

  /** All images as they are now. */
  Dataset<Row> images(SparkSession spark, int batch);
}
