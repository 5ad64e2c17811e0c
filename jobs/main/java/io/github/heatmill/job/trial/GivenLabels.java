package io.github.heatmill.job.trial;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares the labels of images with the classes of a network.
 *
 * @param counts the number of images by their labels, in the order in which they come
 * @param among the images, in words: {@code of a sample}, or nothing for all images
 */
public record GivenLabels(Map<String, Long> counts, String among) {
  private static final int SHOWN = 3;

  /** What other programs put between the labels of an image. */
  private static final String OTHER_SEPARATORS = "[;,]";

  /** The labels of all files; those of a sample where the images are not known before the run. */
  public static GivenLabels of(ImageSource source, List<InputImage> sample) {
    return source instanceof ImageSource.Files files && !files.found().hasShards()
        ? of(files.found().files().stream().map(ListedFile::labelText), "")
        : of(sample.stream().map(image -> image.labelText().orElse(null)), " of a sample");
  }

  private static GivenLabels of(Stream<String> labels, String among) {
    Map<String, Long> counts = new LinkedHashMap<>();
    labels.filter(Objects::nonNull).forEach(label -> counts.merge(label, 1L, Long::sum));
    return new GivenLabels(counts, among);
  }

  /**
   * Says how many labelled images have no label that is a class of the network, so that nothing can
   * be said about their predictions; empty if all have one, or if the network returns values.
   */
  public Optional<String> unknown(ModelCard card) {
    if (card.output().kind() == OutputKind.REGRESSION) {
      return Optional.empty();
    }
    List<String> unknown = counts.keySet().stream().filter(l -> !isKnown(l, card)).toList();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d labels%s are no class of the model, such as %s (%s)"
            .formatted(
                images(unknown),
                images(counts.keySet()),
                among,
                unknown.stream().limit(SHOWN).collect(joining(", ")),
                remedy(unknown.get(0), card)));
  }

  private long images(Collection<String> labels) {
    return labels.stream().mapToLong(counts::get).sum();
  }

  /** Names classes of one name, if an image has that label: it means the first of them. */
  public Optional<String> repeated(ModelCard card) {
    return counts.keySet().stream()
        .flatMap(ImageReader::labels)
        .distinct()
        .filter(label -> Collections.frequency(card.classNames(), label) > 1)
        .findFirst()
        .map(
            label ->
                "Classes %d and %d are both named %s: this label means class %d (label such images by index)"
                    .formatted(
                        card.classNames().indexOf(label),
                        card.classNames().lastIndexOf(label),
                        label,
                        card.classNames().indexOf(label)));
  }

  /**
   * Tells of classes that share a name, with or without labels: only the index differs in tables.
   */
  public static Optional<String> sameNames(ModelCard card) {
    List<String> names = card.classNames();
    return names.stream()
        .filter(name -> Collections.frequency(names, name) > 1)
        .findFirst()
        .map(
            name ->
                "Several classes share a name, such as %s (classes %d and %d): counts by name add them up (count by index)"
                    .formatted(name, names.indexOf(name), names.lastIndexOf(name)));
  }

  private static String remedy(String label, ModelCard card) {
    if (Arrays.stream(label.split(OTHER_SEPARATORS))
        .allMatch(part -> card.classIndex(part.strip()) >= 0)) {
      return "the labels of an image must be separated by vertical bars: "
          + Arrays.stream(label.split(OTHER_SEPARATORS))
              .map(String::strip)
              .collect(joining(ImageReader.SEPARATOR));
    }
    Optional<String> other = card.classInOtherCase(label);
    if (other.isPresent()) {
      return "the class is " + other.get() + ": write labels in the same case";
    }
    return card.classNames().isEmpty()
        ? "the model has no class names: synset.txt beside it or --classes names them"
        : "its classes are " + some(card.classNames());
  }

  /**
   * Suggests independent labels where images have several labels, but the classes of the network
   * exclude each other; empty if they do not, or if the user has named the kind of output.
   */
  public Optional<String> several(ModelCard card) {
    NetworkOutput output = card.output();
    if (output.kind() != OutputKind.SOFTMAX || output.isGiven()) {
      return Optional.empty();
    }
    List<String> several = counts.keySet().stream().filter(l -> isSeveral(l, card)).toList();
    return several.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("%d of %d labelled images%s have several labels, such as %s, but the classes of the output"
                    + " exclude each other (--output-kind sigmoid takes its logits for those of"
                    + " independent labels)")
                .formatted(images(several), images(counts.keySet()), among, several.get(0)));
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
