package io.github.heatmill.job.input;

import io.github.heatmill.udf.executor.InputImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Listed files as rows of {@link InputImage#SCHEMA}. Their bytes are read in the task they are for.
 */
public final class InputImages {
  /** Enough for cores to end together, and few enough for padding to cost little. */
  public static final int TASKS_PER_CORE = 16;

  private static final int LARGEST_TASK = 512;

  private InputImages() {}

  /**
   * The images of some files.
   *
   * @param batch images in one forward pass
   */
  static Dataset<Row> of(SparkSession spark, List<ListedFile> files, int batch) {
    int cores = JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
    return ofTasks(spark, tasks(files, batch, cores));
  }

  private static Dataset<Row> ofTasks(SparkSession spark, List<List<InputImage>> tasks) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(task -> task.stream().map(InputImage::row).iterator()),
        InputImage.SCHEMA);
  }

  /** Whole batches, so that padding is needed once in the run and not once in every task. */
  private static List<List<InputImage>> tasks(List<ListedFile> files, int batch, int cores) {
    int wanted = files.size() / (cores * TASKS_PER_CORE);
    int size = Math.max(1, Math.min(wanted, LARGEST_TASK) / batch) * batch;
    List<List<InputImage>> tasks = new ArrayList<>();
    for (int from = 0; from < files.size(); from += size) {
      tasks.add(
          new ArrayList<>(
              files.subList(from, Math.min(from + size, files.size())).stream()
                  .map(file -> InputImage.file(file.uri(), file.labelText()))
                  .toList()));
    }
    return tasks;
  }
}
