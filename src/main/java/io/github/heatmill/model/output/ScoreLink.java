package io.github.heatmill.model.output;

import io.github.heatmill.tensor.Softmax;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * The probabilities p that follow from a network's class scores y.
 *
 * @param kind what the network returns
 * @param scale the scale of values, for {@link OutputKind#REGRESSION}
 * @param contrast the difference of two scores that is the last score; {@link Contrast#NONE} if
 *     there is none
 */
public record ScoreLink(OutputKind kind, ValueScale scale, Contrast contrast)
    implements Serializable {

  /** The link of a kind, without a contrast, and for values that are standardised already. */
  public static ScoreLink of(OutputKind kind) {
    return new ScoreLink(kind, ValueScale.STANDARD, Contrast.NONE);
  }

  /** Whether exactly one of the scored classes is present, so that the probabilities sum to 1. */
  public boolean isExclusive() {
    return kind.isExclusive() && !contrast.isPresent();
  }

  /**
   * The number of classes that the network tells apart.
   *
   * @param scores the number of its scores
   */
  public int classes(int scores) {
    return contrast.isPresent() ? contrast.classes() : scores;
  }

  /**
   * Whether one output can be called the predicted one: several values, such as an age and a
   * weight, have no order among them.
   *
   * @param classes the number of classes or values
   */
  public boolean hasPrediction(int classes) {
    return kind != OutputKind.REGRESSION || classes == 1;
  }

  /** Whether the network returns values whose spread is not known. */
  public boolean lacksSpread() {
    return kind == OutputKind.REGRESSION && scale.spreads().isEmpty();
  }

  /**
   * Checks that something that measures probabilities has a meaning.
   *
   * @param needing what measures them
   * @throws IllegalArgumentException for values whose spread is not known
   */
  public void expectProbabilities(String needing) {
    if (lacksSpread()) {
      throw new IllegalArgumentException(
          "The spread of the values is not known: needed by "
              + needing
              + " (heatmill explain finds it out on image files)");
    }
  }

  /**
   * As {@link #hasPrediction}.
   *
   * @throws IllegalArgumentException if no value is the predicted one
   */
  public void expectPrediction(int classes) {
    if (!hasPrediction(classes)) {
      throw new IllegalArgumentException(
          "Network returns "
              + classes
              + " values, of which none is the predicted one (heatmill explain --target names one)");
    }
  }

  /**
   * Whether a score above 0 does not mean "more likely than not": that of a logarithm of a
   * probability, a value, a similarity or a difference.
   */
  public boolean hasArbitrarySign() {
    return contrast.isPresent()
        || kind == OutputKind.PROBABILITIES
        || kind == OutputKind.REGRESSION
        || kind == OutputKind.EMBEDDING;
  }

  /**
   * The probability of each class, in double precision; NaN where a score is NaN. That of a
   * contrast of A and B is sigmoid(y_A - y_B), which is p_A / (p_A + p_B) where classes exclude
   * each other. A value v has no probability; metrics measure sigmoid((v - mean) / spread) instead.
   *
   * @param scores y, one for each class
   */
  public double[] probabilities(float[] scores) {
    if (!contrast.isPresent()) {
      return ofClasses(scores);
    }
    double[] classes = ofClasses(Arrays.copyOf(scores, contrast.classes()));
    double[] all = Arrays.copyOf(classes, scores.length);
    all[contrast.classes()] = sigmoid(scores[contrast.classes()]);
    return all;
  }

  private double[] ofClasses(float[] scores) {
    return switch (kind) {
      case SOFTMAX -> Softmax.of(scores);
      case PROBABILITIES -> each(scores, Math::exp);
      case SIGMOID, SIGMOID_PROBABILITIES, BINARY, BINARY_PROBABILITY ->
          each(scores, ScoreLink::sigmoid);
      case REGRESSION -> each(scores.length, c -> sigmoid(scale.standardised(c, scores[c])));
      case EMBEDDING -> each(scores, y -> (1 + y) / 2);
    };
  }

  /** The probability of one class. */
  public double probability(float[] scores, int target) {
    return probabilities(scores)[target];
  }

  /**
   * The probability of a class, from its own score: for kinds in which other classes do not matter.
   *
   * @throws IllegalStateException for {@link OutputKind#SOFTMAX}
   */
  public double probabilityOf(int target, float score) {
    if (contrast.isPresent() && target == contrast.classes()) {
      return sigmoid(score);
    }
    if (kind == OutputKind.SOFTMAX) {
      throw new IllegalStateException("A softmax needs the scores of all classes");
    }
    float[] scores = new float[target + 1];
    scores[target] = score;
    return ofClasses(scores)[target];
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
   * KL(q || p) in nats, which for a single wanted class is the cross-entropy. Of classes that do
   * not exclude each other, each of which is present or absent, those with a negative q do not
   * count.
   *
   * @param wanted q, one for each class
   * @param scores y, one for each class
   */
  public double divergence(float[] wanted, float[] scores) {
    double divergence = 0;
    if (isExclusive()) {
      double[] logs = logProbabilities(scores);
      for (int c = 0; c < scores.length; c++) {
        divergence += relative(wanted[c], logs[c]);
      }
      return divergence;
    }
    for (int c = 0; c < scores.length; c++) {
      if (wanted[c] >= 0) {
        double logit = logit(c, scores[c]);
        divergence += relative(wanted[c], -softplus(-logit));
        divergence += relative(1 - wanted[c], -softplus(logit));
      }
    }
    return divergence;
  }

  private static double relative(double wanted, double logProbability) {
    return wanted > 0 ? wanted * (Math.log(wanted) - logProbability) : 0;
  }

  /** log p of each of some classes that exclude each other. */
  private double[] logProbabilities(float[] scores) {
    return switch (kind) {
      case SOFTMAX -> Softmax.logarithms(scores);
      case PROBABILITIES -> each(scores, y -> y);
      default -> each(scores, y -> -softplus(-y));
    };
  }

  /** log(p / (1 - p)) of a class that does not exclude the others. */
  private double logit(int target, double score) {
    if (contrast.isPresent()) {
      return score;
    }
    return switch (kind) {
      case REGRESSION -> scale.standardised(target, score);
      case EMBEDDING -> Math.log1p(score) - Math.log1p(-score);
      default -> score;
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
    return each(scores.length, c -> function.applyAsDouble(scores[c]));
  }

  private static double[] each(int count, IntToDoubleFunction function) {
    double[] values = new double[count];
    Arrays.setAll(values, function);
    return values;
  }
}
