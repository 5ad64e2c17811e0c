package io.github.heatmill.model.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * All explained classes of the images of a batch, and results that the evidence for each of them
 * shares: one run of the network on a masked image gives the scores of all classes.
 *
 * @param classes the explained classes of each image, each once
 * @param results stored results that are the same for every explained class, or hold those of each
 */
public record AllTargets(List<int[]> classes, ResultCache results) {
  public AllTargets {
    classes = classes.stream().map(int[]::clone).toList();
  }

  /** One class of each image. */
  public static AllTargets of(int[] targets) {
    return new AllTargets(
        Arrays.stream(targets).mapToObj(target -> new int[] {target}).toList(), new ResultCache());
  }

  /** The explained classes of one image. A copy. */
  public int[] of(int image) {
    return classes.get(image).clone();
  }
}
