package io.github.heatmill.model.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the numbers mean that a network returns. Every kind has class scores y, which methods
 * differentiate, and probabilities p, which metrics measure; see {@link ScoreLink}. An opened
 * network gives the scores, so that nothing after it depends on how a network returns them.
 */
public enum OutputKind {
  /** Logits of classes that exclude each other: y is the logit, p its softmax. */
  SOFTMAX("logits of classes that exclude each other"),
  /** Probabilities of classes that exclude each other: p itself, y = log p. */
  PROBABILITIES("probabilities of classes that exclude each other"),
  /** Logits of labels that are independent of each other: y is the logit, p its sigmoid. */
  SIGMOID("logits of independent labels"),
  /** Probabilities of labels that are independent of each other: y = log(p / (1 - p)). */
  SIGMOID_PROBABILITIES("probabilities of independent labels"),
  /** One logit z of the second of two classes: the scores are -z and z, p their sigmoid. */
  BINARY("the logit of the second of two classes"),
  /** The probability of the second of two classes: as {@link #BINARY}, z = log(p / (1 - p)). */
  BINARY_PROBABILITY("the probability of the second of two classes"),
  /** Values, such as an age: y is the value, or its negative; see {@link ValueScale}. */
  REGRESSION("values"),
  /** A vector that is compared with references: y is the cosine similarity, p = (1 + y) / 2. */
  EMBEDDING("a vector that is compared with references");

  private final String meaning;

  OutputKind(String meaning) {
    this.meaning = meaning;
  }

  /** The kind with this name, such as {@code sigmoid-probabilities}; empty if there is none. */
  public static Optional<OutputKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(name)).findFirst();
  }

  /**
   * The kind with this name.
   *
   * @param setting the name of the setting that names the kind
   * @throws IllegalArgumentException naming all kinds if there is none of this name
   */
  public static OutputKind of(String setting, String name) {
    return named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown "
                        + setting
                        + ": "
                        + name
                        + " (must be one of "
                        + String.join(", ", names())
                        + ")"));
  }

  /** The names of all kinds. */
  public static List<String> names() {
    return Arrays.stream(values()).map(OutputKind::id).toList();
  }

  /** The name on the command line and in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the network returns, as a phrase. */
  public String meaning() {
    return meaning;
  }

  /** Whether an image has exactly one of the classes, so that their probabilities sum to 1. */
  public boolean isExclusive() {
    return this == SOFTMAX || this == PROBABILITIES || isBinary();
  }

  /** Whether an image may have several of the classes. */
  public boolean hasLabels() {
    return this == SIGMOID || this == SIGMOID_PROBABILITIES;
  }

  /** Whether the network gives probabilities of classes, rather than values or similarities. */
  public boolean hasProbabilities() {
    return this != REGRESSION;
  }

  /** Whether the network returns probabilities. */
  public boolean isProbability() {
    return this == PROBABILITIES || this == SIGMOID_PROBABILITIES || this == BINARY_PROBABILITY;
  }

  /** Whether the network returns one number for two classes. */
  public boolean isBinary() {
    return this == BINARY || this == BINARY_PROBABILITY;
  }
}
