package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.annotation.ImageAnnotation;
import io.github.heatmill.udf.batch.DecodedImage.Label;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.ExecutorMetrics.Step;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Fetches, decodes and crops the images of one task, and looks up their labels and annotations. */
public final class ImageReader {
  /** Separates the labels of an image. */
  public static final String SEPARATOR = "|";

  private final ExecutorRequest request;
  private final Configuration hadoop;
  private final RunCounters counters;
  private final ExecutorMetrics metrics = ExecutorMetrics.ofTask();

  /**
   * Prepares a reader.
   *
   * @param counters counts images whose samples hold few bits
   */
  public ImageReader(ExecutorRequest request, Configuration hadoop, RunCounters counters) {
    this.request = request;
    this.hadoop = hadoop;
    this.counters = counters;
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
    Pixels whole =
        input.decoded(
            request.spec().decoder(),
            hadoop,
            held -> counters.countBits(input.image(), held, request.spec().decoder().bits()));
    List<Label> labels = input.labelText().map(this::known).orElse(List.of());
    int[] known =
        labels.stream().map(Label::index).flatMapToInt(OptionalInt::stream).distinct().toArray();
    int[] targets =
        rule.classesOf(known)
            .orElseThrow(
                () ->
                    new ImageFailure(
                        Stage.EXPLAIN,
                        "No class to explain: the label is "
                            + input.labelText().orElse("missing")
                            + " (the target "
                            + rule
                            + " needs one that is a class of the model)"));
    return new DecodedImage(
        input.image(),
        labels,
        targets,
        request.preprocessing().resizeAndCrop(whole),
        annotation(input.image(), whole.size()));
  }

  /** The labels in a text such as {@code cat|dog}. */
  public static Stream<String> labels(String text) {
    return Arrays.stream(text.split(Pattern.quote(SEPARATOR)))
        .map(String::strip)
        .filter(each -> !each.isEmpty());
  }

  /** The labels in a text such as {@code cat|dog}, which may also be the name of one class. */
  private List<Label> known(String text) {
    Label whole = label(text);
    return whole.index().isPresent() || text.indexOf(SEPARATOR) < 0
        ? List.of(whole)
        : labels(text).map(this::label).toList();
  }

  /** A label of a regression is a value, and no class. */
  private Label label(String text) {
    boolean value = request.card().output().kind() == OutputKind.REGRESSION;
    int index = value ? -1 : request.card().classIndex(text);
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
