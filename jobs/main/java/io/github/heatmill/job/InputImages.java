package io.github.heatmill.job;

import io.github.heatmill.udf.executor.InputImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The images of a run as rows of {@link InputImage#SCHEMA}. */
final class InputImages {
  /** Enough for cores to end together, and few enough for padding to cost little. */
  static final int TASKS_PER_CORE = 16;

  private static final int LARGEST_TASK = 512;

  private InputImages() {}

  static Dataset<Row> read(SparkSession spark, ExplainPlan plan) {
    if (plan.source().table().isPresent()) {
      return ImageTable.read(spark, plan.source().table().get());
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<List<InputImage>> tasks = tasks(plan, context.defaultParallelism());
    JavaRDD<Row> rows =
        context
            .parallelize(tasks, tasks.size())
            .flatMap(task -> task.stream().map(InputImage::row).iterator());
    return spark.createDataFrame(rows, InputImage.SCHEMA);
  }

  private static List<List<InputImage>> tasks(ExplainPlan plan, int cores) {
    List<InputImage> images = plan.source().files().orElseThrow().images();
    int batch = plan.work().sizes().batch();
    int size = taskSize(images.size(), batch, cores);
    List<List<InputImage>> tasks = new ArrayList<>();
    for (int from = 0; from < images.size(); from += size) {
      tasks.add(new ArrayList<>(images.subList(from, Math.min(from + size, images.size()))));
    }
    return tasks;
  }

  /** Whole batches, so that padding is needed once in the run and not once in every task. */
  static int taskSize(int images, int batch, int cores) {
    int wanted = images / (cores * TASKS_PER_CORE);
    return Math.max(1, Math.min(wanted, LARGEST_TASK) / batch) * batch;
  }
}
