package io.github.heatmill.job.run;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Images of a dataset that are read on the driver, to try a network on them. */
public final class SampleImages {
  /** The number of images in a sample. */
  public static final int SIZE = 32;

  private SampleImages() {}

  /** Files at equal distances from a listing; none of a table, or of files with many images. */
  static List<InputImage> of(ImageSource source) {
    return source instanceof ImageSource.Files files && !files.found().hasShards()
        ? files(files.found().files())
        : List.of();
  }

  /** Files at equal distances from a listing. */
  public static List<InputImage> files(List<ListedFile> all) {
    return Sample.evenly(all, SIZE).stream()
        .map(file -> InputImage.file(file.uri(), file.labelText()))
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
