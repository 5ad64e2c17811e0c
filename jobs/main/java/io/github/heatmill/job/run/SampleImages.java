package io.github.heatmill.job.run;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.udf.image.HadoopFiles;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.InputImage.Content.Encoded;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

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
    return evenly(all, SIZE).stream()
        .map(file -> InputImage.file(file.uri(), file.labelText()))
        .toList();
  }

  /**
   * Items at equal distances, including the first one; all items if there are no more than wanted.
   */
  static <T> List<T> evenly(List<T> all, int wanted) {
    int size = Math.min(wanted, all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
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
      byte[] content =
          image.content() instanceof Encoded encoded
              ? encoded.bytes()
              : read(image.image(), hadoop);
      input.write(decoder.decode(content), values, 0);
      return Optional.of(values);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] read(String uri, Configuration hadoop) throws IOException {
    try (InputStream in = HadoopFiles.open(new Path(uri), hadoop)) {
      return in.readAllBytes();
    }
  }
}
