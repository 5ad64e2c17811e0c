package io.github.heatmill.job.trial;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the labels of a sample of images with the classes of a network. */
public final class SampleLabels {
  /** What other programs put between the labels of an image. */
  private static final String OTHER_SEPARATORS = "[;,]";

  private SampleLabels() {}

  /**
   * Says how many labelled images have no label that is a class of the network, so that nothing can
   * be said about their predictions; empty if all have one, or if the network returns values.
   */
  public static Optional<String> unknown(List<InputImage> sample, ModelCard card) {
    if (card.output().kind() == OutputKind.REGRESSION) {
      return Optional.empty();
    }
    List<String> labels = sample.stream().flatMap(image -> image.labelText().stream()).toList();
    List<String> unknown = labels.stream().filter(label -> !isKnown(label, card)).toList();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d labels of a sample are no class of the model, such as %s (%s)"
            .formatted(
                unknown.size(), labels.size(), unknown.get(0), remedy(unknown.get(0), card)));
  }

  private static String remedy(String label, ModelCard card) {
    if (Arrays.stream(label.split(OTHER_SEPARATORS))
        .allMatch(part -> card.classIndex(part.strip()) >= 0)) {
      return "the labels of an image must be separated by vertical bars: "
          + Arrays.stream(label.split(OTHER_SEPARATORS))
              .map(String::strip)
              .collect(joining(ImageReader.SEPARATOR));
    }
    return card.classNames().isEmpty()
        ? "the model has no class names: synset.txt beside it or --classes names them"
        : "its classes are " + some(card.classNames());
  }

  /**
   * Suggests independent labels where images have several labels, but the classes of the network
   * exclude each other; empty if they do not, or if the user has named the kind of output.
   */
  public static Optional<String> several(List<InputImage> sample, ModelCard card) {
    NetworkOutput output = card.output();
    if (output.kind() != OutputKind.SOFTMAX || output.isGiven()) {
      return Optional.empty();
    }
    List<String> labels = sample.stream().flatMap(image -> image.labelText().stream()).toList();
    long several = labels.stream().filter(label -> isSeveral(label, card)).count();
    return several == 0
        ? Optional.empty()
        : Optional.of(
            ("%d of %d labelled images of a sample have several labels, but the classes of the output"
                    + " exclude each other (--output-kind sigmoid takes its logits for those of"
                    + " independent labels)")
                .formatted(several, labels.size()));
  }

  private static boolean isSeveral(String label, ModelCard card) {
    return card.classIndex(label) < 0 && ImageReader.labels(label).distinct().count() > 1;
  }

  private static boolean isKnown(String label, ModelCard card) {
    return card.classIndex(label) >= 0
        || ImageReader.labels(label).anyMatch(each -> card.classIndex(each) >= 0);
  }

  private static String some(List<String> names) {
    int shown = 3;
    return String.join(", ", names.subList(0, Math.min(shown, names.size())))
        + (names.size() > shown ? ", ..." : "");
  }
}
