package io.github.heatmill.method.masking;

import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The scores of several classes of one image under the same masks.
 *
 * @param targets the classes
 * @param scores one for each class
 */
record TargetScores(int[] targets, MaskScores[] scores) {

  /** Empty scores for a number of masks. */
  static TargetScores empty(int[] targets, int masks) {
    return new TargetScores(
        targets,
        IntStream.range(0, targets.length)
            .mapToObj(t -> MaskScores.empty(masks))
            .toArray(MaskScores[]::new));
  }

  /** The scores in logits of shape (M, classes). */
  static TargetScores of(Tensor logits, ScoreLink output, int[] targets) {
    int classes = logits.length(1);
    TargetScores scores = empty(targets, logits.length(0));
    for (int i = 0; i < logits.length(0); i++) {
      float[] row = Arrays.copyOfRange(logits.values(), i * classes, (i + 1) * classes);
      double[] probabilities = output.probabilities(row);
      for (int t = 0; t < targets.length; t++) {
        scores.scores[t].logits()[i] = row[targets[t]];
        scores.scores[t].probabilities()[i] = probabilities[targets[t]];
      }
    }
    return scores;
  }

  /** Copies the i-th of other scores to a place of these, while they are being collected. */
  void put(int place, TargetScores others, int i) {
    for (int t = 0; t < scores.length; t++) {
      scores[t].put(place, others.scores[t], i);
    }
  }

  /** The scores of one of the classes. */
  MaskScores of(int target) {
    return scores[
        IntStream.range(0, targets.length)
            .filter(t -> targets[t] == target)
            .findFirst()
            .orElseThrow()];
  }
}
