package io.github.heatmill.job.trial;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.ShardImages;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Images of a dataset that are read on the driver, to try a network on them. */
public final class SampleImages {
  /** The number of images in a sample. */
  public static final int SIZE = 32;

  private SampleImages() {}

  /**
   * Files at equal distances from a listing, or the first images of its first tar file; none of a
   * table, which needs Spark.
   */
  public static List<InputImage> of(ImageSource source, Configuration hadoop) {
    if (!(source instanceof ImageSource.Files files)) {
      return List.of();
    }
    List<ListedFile> all = files.found().files();
    return all.stream()
        .filter(ListedFile::isShard)
        .findFirst()
        .map(shard -> ShardImages.first(shard.image(), files.labels().inShards(), SIZE, hadoop))
        .orElseGet(() -> files(all));
  }

  /** Files at equal distances from a listing. */
  public static List<InputImage> files(List<ListedFile> all) {
    return Sample.evenly(all, SIZE).stream().map(ListedFile::image).toList();
  }

  /** The first images of a table, or of a tar file that Spark reads. */
  public static List<InputImage> first(Dataset<Row> images) {
    return images.limit(SIZE).collectAsList().stream().map(InputImage::of).toList();
  }

  /** The network's inputs for those of the images that can be read. */
  public static List<float[]> decoded(
      List<InputImage> images, Preprocessing input, ImageDecoder decoder, Configuration hadoop) {
    return images.stream()
        .flatMap(image -> decoded(image, input, decoder, hadoop).stream())
        .toList();
  }

  /**
   * The network's input for an image.
   *
   * @return the values of shape (channels, height, width); empty if the image cannot be read, which
   *     the run counts among its errors
   */
  public static Optional<float[]> decoded(
      InputImage image, Preprocessing input, ImageDecoder decoder, Configuration hadoop) {
    float[] values = new float[input.values()];
    try {
      input.write(image.decoded(decoder, hadoop), values, 0);
      return Optional.of(values);
    } catch (ImageFailure e) {
      return Optional.empty();
    }
  }
}
