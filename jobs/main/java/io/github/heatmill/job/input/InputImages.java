package io.github.heatmill.job.input;

import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.ShardImages;
import io.github.heatmill.udf.shard.SkippedMembers;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Turns listed files into rows of {@link InputImage#SCHEMA}. Their bytes are read in the task that
 * needs them. A task has many small files, or one shard.
 *
 * @param batch images in one forward pass
 * @param labels the labels of images in shards
 * @param skipped counts the members of shards that are no images
 */
public record InputImages(
    SparkSession spark, int batch, ShardImages.Labels labels, SkippedMembers skipped) {

  /** The images of some files. */
  public Dataset<Row> of(List<ListedFile> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<List<InputImage>> tasks =
        tasks(files, new TaskPacking(batch, context.defaultParallelism()));
    Dataset<Row> rows =
        spark.createDataFrame(
            context
                .parallelize(tasks, Math.max(1, tasks.size()))
                .flatMap(task -> task.stream().map(InputImage::row).iterator()),
            InputImage.SCHEMA);
    ShardImages opened =
        new ShardImages(
            new SerializableConfiguration(context.hadoopConfiguration()), labels, skipped);
    return files.stream().anyMatch(ListedFile::isShard)
        ? rows.mapPartitions(opened, Encoders.row(InputImage.SCHEMA))
        : rows;
  }

  private static List<List<InputImage>> tasks(List<ListedFile> files, TaskPacking packing) {
    List<List<InputImage>> tasks = new ArrayList<>();
    List<ListedFile> images = new ArrayList<>();
    for (ListedFile file : files) {
      if (file.isShard()) {
        tasks.add(List.of(file.image()));
      } else {
        images.add(file);
      }
    }
    int start = 0;
    for (int end : packing.ends(images.stream().mapToLong(ListedFile::length).toArray())) {
      // A view of a list cannot be serialized.
      tasks.add(
          new ArrayList<>(images.subList(start, end).stream().map(ListedFile::image).toList()));
      start = end;
    }
    return tasks;
  }
}
