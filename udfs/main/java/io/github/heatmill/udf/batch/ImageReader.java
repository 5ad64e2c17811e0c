package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import io.github.heatmill.udf.batch.DecodedImage.Label;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** Fetches, decodes and crops the images of one task, and looks up their labels and annotations. */
public final class ImageReader {
  private final ExecutorRequest request;
  private final Configuration hadoop;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  public ImageReader(ExecutorRequest request, Configuration hadoop) {
    this.request = request;
    this.hadoop = hadoop;
  }

  /**
   * Makes an image ready for the network.
   *
   * @param target the rule for the class to explain
   * @throws ImageFailure with the stage that failed
   */
  public DecodedImage read(InputImage input, Target target) throws ImageFailure {
    return metrics.time(Step.DECODE, () -> decoded(input, target));
  }

  private DecodedImage decoded(InputImage input, Target rule) throws ImageFailure {
    Pixels whole = input.decoded(request.spec().decoder(), hadoop);
    Optional<Label> label = input.labelText().map(this::label);
    OptionalInt target = rule.classOf(label.map(Label::index).orElse(OptionalInt.empty()));
    if (target.isEmpty()) {
      throw new ImageFailure(
          Stage.EXPLAIN,
          "No class to explain: the label is "
              + input.labelText().orElse("missing")
              + " (the target label needs one that is a class of the model)");
    }
    return new DecodedImage(
        input.image(),
        label,
        target.getAsInt(),
        request.preprocessing().resizeAndCrop(whole),
        annotation(input.image(), whole.size()));
  }

  private Label label(String text) {
    int index = request.card().classIndex(text);
    return new Label(text, index < 0 ? OptionalInt.empty() : OptionalInt.of(index));
  }

  /**
   * The ground truth of an image.
   *
   * @param size the size of its upright picture
   */
  public ImageAnnotation annotation(String image, Size size) {
    Geometry geometry = request.preprocessing().geometry(size);
    return ImageAnnotation.of(geometry, () -> request.annotations().annotation(image, hadoop));
  }
}
