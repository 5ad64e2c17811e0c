package io.github.heatmill.job.trial;

import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import java.util.List;
import java.util.Optional;

/** Compares the labels of a sample of images with the classes of a network. */
public final class SampleLabels {
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
    String remedy =
        card.classNames().isEmpty()
            ? "the model has no class names: synset.txt beside it or --classes names them"
            : "its classes are " + some(card.classNames());
    return Optional.of(
        "%d of %d labels of a sample are no class of the model, such as %s (%s)"
            .formatted(unknown.size(), labels.size(), unknown.get(0), remedy));
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
