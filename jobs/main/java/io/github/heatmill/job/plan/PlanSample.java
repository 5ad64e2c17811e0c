package io.github.heatmill.job.plan;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.trial.SampleImages;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.InputImage.Content.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A sample of a dataset.
 *
 * @param total the number of all images; an estimate for shards
 * @param images the images that are measured
 */
record PlanSample(long total, List<InputImage> images) {
  /** The header of a file in a tar, and the mean padding of its last block. */
  private static final int TAR_HEADER = 512 + 256;

  /** Takes files at equal distances from a listing, or the first images of a shard or a table. */
  static PlanSample of(SparkSession spark, MapRun run) {
    int batch = run.work().sizes().batch();
    if (run.source() instanceof ImageSource.Files files) {
      List<ListedFile> all = files.found().files();
      return files.found().hasShards()
          ? ofShards(all, SampleImages.first(files.ofFirstShard().images(spark, batch)))
          : new PlanSample(all.size(), SampleImages.files(all));
    }
    Dataset<Row> table = run.source().images(spark, batch);
    return new PlanSample(table.count(), SampleImages.first(table));
  }

  /** Estimates the number of images in shards from the mean size of the first images. */
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
   * A batch of the images that can be decoded.
   *
   * @throws IllegalArgumentException if none can
   */
  Batch batch(MapRun run, Configuration hadoop) {
    Preprocessing input = run.model().card().preprocessing();
    int capacity = run.work().sizes().batch();
    List<float[]> decoded = new ArrayList<>();
    for (InputImage image : images) {
      if (decoded.size() < capacity) {
        SampleImages.decoded(image, input, run.work().decoder(), hadoop).ifPresent(decoded::add);
      }
    }
    if (decoded.isEmpty()) {
      throw new IllegalArgumentException(
          "No image can be measured: all "
              + images.size()
              + " of the sample failed (heatmill explain tells why in the table errors)");
    }
    Tensor tensor = NetworkTrial.stacked(decoded, input, capacity);
    int[] targets = new int[decoded.size()];
    Arrays.fill(targets, Math.max(Batch.PREDICTED, run.work().target().highestIndex()));
    return new Batch(tensor, targets, input.encoding());
  }
}
