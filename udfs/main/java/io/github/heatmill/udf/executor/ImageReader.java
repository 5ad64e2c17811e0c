package io.github.heatmill.udf.executor;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.udf.executor.ExecutorMetrics.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Fetches, decodes and crops one image. */
final class ImageReader {
  /** A picture of this size would not be a photo, and a JVM array ends not far above. */
  static final int MAXIMUM_BYTES = 1 << 29;

  private final Explanation explanation;
  private final Configuration hadoop;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  ImageReader(Explanation explanation, Configuration hadoop) {
    this.explanation = explanation;
    this.hadoop = hadoop;
  }

  /**
   * Makes an image ready for the network.
   *
   * @throws ImageFailure with the stage at which it ends
   */
  DecodedImage read(InputImage input) throws ImageFailure {
    return metrics.time(Step.DECODE, () -> decoded(input));
  }

  private DecodedImage decoded(InputImage input) throws ImageFailure {
    ModelCard card = explanation.model().card();
    int label = input.labelText() == null ? -1 : card.classIndex(input.labelText());
    OptionalInt target = explanation.work().target().classOf(label);
    Pixels whole = whole(input);
    if (target.isEmpty()) {
      throw new ImageFailure(
          Stage.EXPLAIN,
          "No class to explain: the label is "
              + (input.labelText() == null ? "missing" : input.labelText())
              + " (the target label needs one that is a class of the model)");
    }
    return new DecodedImage(
        input.image(),
        input.labelText(),
        label,
        target.getAsInt(),
        card.preprocessing().resizeAndCrop(whole),
        source(input.image(), whole.size()));
  }

  /**
   * Makes an image ready whose class to explain is known.
   *
   * @throws ImageFailure with the stage at which it ends
   */
  DecodedImage read(String image, int target) throws ImageFailure {
    return metrics.time(Step.DECODE, () -> decoded(image, target));
  }

  private DecodedImage decoded(String image, int target) throws ImageFailure {
    Pixels whole = whole(InputImage.file(image, null));
    Pixels seen = explanation.model().card().preprocessing().resizeAndCrop(whole);
    return new DecodedImage(image, null, -1, target, seen, source(image, whole.size()));
  }

  private Pixels whole(InputImage input) throws ImageFailure {
    if (input.problem() != null) {
      throw new ImageFailure(Stage.READ, input.problem());
    }
    return decode(input.content() == null ? fetch(input.image()) : input.content());
  }

  /** What the dataset says of an image whose upright picture has this size. */
  SourceImage source(String image, Size size) {
    AnnotationSources annotations = explanation.work().scoring().annotations();
    Geometry geometry = explanation.model().card().preprocessing().geometry(size);
    return SourceImage.of(geometry, () -> annotations.annotation(image, hadoop));
  }

  private byte[] fetch(String uri) throws ImageFailure {
    Path path = new Path(uri);
    try (InputStream in = HadoopFiles.open(path, hadoop)) {
      byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
      if (content.length > MAXIMUM_BYTES) {
        throw new ImageFailure(
            Stage.READ, "File is too large (must be <= " + MAXIMUM_BYTES + " bytes)");
      }
      return content;
    } catch (IOException | RuntimeException e) {
      throw new ImageFailure(Stage.READ, e);
    }
  }

  private Pixels decode(byte[] content) throws ImageFailure {
    try {
      return explanation.work().decoder().decode(content);
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.DECODE, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // A file can make its reader recurse or allocate without end; both end with the call.
      throw new ImageFailure(Stage.DECODE, "Image cannot be decoded: its reader met " + e);
    }
  }
}
