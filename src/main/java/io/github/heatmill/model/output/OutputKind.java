package io.github.heatmill.model.output;

import io.github.heatmill.tensor.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What the numbers mean that a network returns. Every kind has class scores y, which methods
 * differentiate, and probabilities p, which metrics measure. An opened network gives the scores, so
 * that nothing after it depends on how a network returns them.
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
  BINARY_PROBABILITY("the probability of the second of two classes");

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
    return this != SIGMOID && this != SIGMOID_PROBABILITIES;
  }

  /** Whether the network returns probabilities. */
  public boolean isProbability() {
    return this == PROBABILITIES || this == SIGMOID_PROBABILITIES || this == BINARY_PROBABILITY;
  }

  /** Whether the network returns one number for two classes. */
  public boolean isBinary() {
    return this == BINARY || this == BINARY_PROBABILITY;
  }

  /**
   * The probability of each class, in double precision; NaN where a score is NaN.
   *
   * @param scores y, one for each class
   */
  public double[] probabilities(float[] scores) {
    return switch (this) {
      case SOFTMAX -> Softmax.of(scores);
      case PROBABILITIES -> each(scores, Math::exp);
      case SIGMOID, SIGMOID_PROBABILITIES, BINARY, BINARY_PROBABILITY ->
          each(scores, OutputKind::sigmoid);
    };
  }

  /** The probability of one class. */
  public double probability(float[] scores, int target) {
    return probabilities(scores)[target];
  }

  /**
   * The probabilities of outcomes that exclude each other: those of all classes, or, where labels
   * are independent, of the explained label being present and absent.
   */
  public double[] outcomes(float[] scores, int target) {
    if (isExclusive()) {
      return probabilities(scores);
    }
    double present = probability(scores, target);
    return new double[] {present, 1 - present};
  }

  /**
   * KL(q || p) in nats, which for a single wanted class is the cross-entropy. Of independent
   * labels, each of which is present or absent, those with a negative q do not count.
   *
   * @param wanted q, one for each class
   * @param scores y, one for each class
   */
  public double divergence(float[] wanted, float[] scores) {
    double[] logs = logProbabilities(scores);
    double divergence = 0;
    for (int c = 0; c < scores.length; c++) {
      divergence += relative(wanted[c], logs[c]);
      if (!isExclusive() && wanted[c] >= 0) {
        divergence += relative(1 - wanted[c], -softplus(scores[c]));
      }
    }
    return divergence;
  }

  private static double relative(double wanted, double logProbability) {
    return wanted > 0 ? wanted * (Math.log(wanted) - logProbability) : 0;
  }

  /** log p of each class. */
  private double[] logProbabilities(float[] scores) {
    return switch (this) {
      case SOFTMAX -> Softmax.logarithms(scores);
      case PROBABILITIES -> each(scores, y -> y);
      case SIGMOID, SIGMOID_PROBABILITIES, BINARY, BINARY_PROBABILITY ->
          each(scores, y -> -softplus(-y));
    };
  }

  /** log(1 + exp(y)), without overflow. */
  private static double softplus(double y) {
    return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
  }

  private static double sigmoid(double y) {
    return 1 / (1 + Math.exp(-y));
  }

  private static double[] each(float[] scores, DoubleUnaryOperator function) {
    double[] probabilities = new double[scores.length];
    for (int c = 0; c < scores.length; c++) {
      probabilities[c] = function.applyAsDouble(scores[c]);
    }
    return probabilities;
  }
}
