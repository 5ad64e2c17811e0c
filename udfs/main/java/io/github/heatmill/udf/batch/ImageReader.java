package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.udf.annotation.AnnotationSources;
import io.github.heatmill.udf.annotation.SourceImage;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.PictureReader;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** Fetches, decodes and crops one image. */
public final class ImageReader {
  private final ExecutorRequest explanation;
  private final Configuration hadoop;
  private final PictureReader pictures;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  public ImageReader(ExecutorRequest explanation, Configuration hadoop) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.pictures = new PictureReader(explanation.work().decoder(), hadoop);
  }

  /**
   * Makes an image ready for the network.
   *
   * @throws ImageFailure with the stage at which it ends
   */
  public DecodedImage read(InputImage input) throws ImageFailure {
    return metrics.time(Step.DECODE, () -> decoded(input));
  }

  private DecodedImage decoded(InputImage input) throws ImageFailure {
    ModelCard card = explanation.model().card();
    int label = input.labelText() == null ? -1 : card.classIndex(input.labelText());
    OptionalInt target = explanation.work().target().classOf(label);
    Pixels whole = pictures.read(input);
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
  public DecodedImage read(InputImage input, int target) throws ImageFailure {
    return metrics.time(Step.DECODE, () -> decoded(input, target));
  }

  private DecodedImage decoded(InputImage input, int target) throws ImageFailure {
    Pixels whole = pictures.read(input);
    Pixels seen = explanation.model().card().preprocessing().resizeAndCrop(whole);
    SourceImage source = source(input.image(), whole.size());
    return new DecodedImage(input.image(), null, -1, target, seen, source);
  }

  /** What the dataset says of an image whose upright picture has this size. */
  public SourceImage source(String image, Size size) {
    AnnotationSources annotations = explanation.work().scoring().annotations();
    Geometry geometry = explanation.model().card().preprocessing().geometry(size);
    return SourceImage.of(geometry, () -> annotations.annotation(image, hadoop));
  }
}
