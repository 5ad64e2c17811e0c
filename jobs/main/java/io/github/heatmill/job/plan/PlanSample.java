package io.github.heatmill.job.plan;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.model.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.HadoopFiles;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.InputImage.Content.Encoded;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images that stand for all of a dataset.
 *
 * @param total the number of all images; of shards roughly
 * @param images those that are measured
 */
record PlanSample(long total, List<InputImage> images) {
  /** Enough for means of images' sizes to settle. */
  private static final int SIZE = 32;

  /** The header of a file in a tar, and what fills its last block up, on average. */
  private static final int TAR_HEADER = 512 + 256;

  /**
   * At equal distances in a listing; the first ones of a shard or a table, whose rows hold images.
   */
  static PlanSample of(SparkSession spark, ExplainPlan plan) {
    int batch = plan.work().sizes().batch();
    if (plan.source() instanceof ImageFiles files) {
      List<ListedFile> all = files.found().files();
      return files.found().hasShards()
          ? ofShards(all, first(files.ofFirstShard().images(spark, batch)))
          : new PlanSample(
              all.size(),
              EvenSample.of(all, SIZE).stream()
                  .map(file -> InputImage.file(file.uri(), file.labelText()))
                  .toList());
    }
    Dataset<Row> table = plan.source().images(spark, batch);
    return new PlanSample(table.count(), first(table));
  }

  private static List<InputImage> first(Dataset<Row> images) {
    return images.limit(SIZE).collectAsList().stream().map(InputImage::of).toList();
  }

  /** Nobody has counted what lies in shards: by the bytes of their first images. */
  private static PlanSample ofShards(List<ListedFile> all, List<InputImage> first) {
    double mean =
        first.stream()
            .map(InputImage::content)
            .filter(Encoded.class::isInstance)
            .mapToInt(content -> ((Encoded) content).bytes().length + TAR_HEADER)
            .average()
            .orElse(1);
    double bytes = all.stream().filter(ListedFile::isShard).mapToLong(ListedFile::length).sum();
    long images = all.stream().filter(file -> !file.isShard()).count();
    return new PlanSample(images + Math.round(bytes / mean), first);
  }

  /**
   * A batch of those that can be decoded.
   *
   * @throws IllegalArgumentException if none can
   */
  Batch batch(ExplainPlan plan, Configuration hadoop) {
    Preprocessing input = plan.model().card().preprocessing();
    int capacity = plan.work().sizes().batch();
    List<float[]> decoded = new ArrayList<>();
    for (InputImage image : images) {
      if (decoded.size() < capacity) {
        decode(image, plan, hadoop).ifPresent(decoded::add);
      }
    }
    if (decoded.isEmpty()) {
      throw new IllegalArgumentException(
          "No image can be measured: all "
              + images.size()
              + " of the sample failed (heatmill explain tells why in the table errors)");
    }
    Tensor tensor = Tensor.zeros(capacity, 3, input.height(), input.width());
    int stride = tensor.size() / capacity;
    for (int i = 0; i < decoded.size(); i++) {
      System.arraycopy(decoded.get(i), 0, tensor.values(), i * stride, stride);
    }
    int[] targets = new int[decoded.size()];
    Arrays.fill(targets, plan.work().target().index());
    return new Batch(tensor, targets, input.mean(), input.std());
  }

  private static Optional<float[]> decode(
      InputImage image, ExplainPlan plan, Configuration hadoop) {
    Preprocessing input = plan.model().card().preprocessing();
    float[] values = new float[3 * input.height() * input.width()];
    try {
      byte[] content =
          image.content() instanceof Encoded encoded
              ? encoded.bytes()
              : read(image.image(), hadoop);
      input.write(plan.work().decoder().decode(content), values, 0);
      return Optional.of(values);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // The trial counts it among the errors.
    }
  }

  private static byte[] read(String uri, Configuration hadoop) throws IOException {
    try (InputStream in = HadoopFiles.open(new Path(uri), hadoop)) {
      return in.readAllBytes();
    }
  }
}
