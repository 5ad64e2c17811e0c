package io.github.heatmill.metric.scoring;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A few images whose maps are measured together.
 *
 * @param input the size of the network's input
 * @param images the images
 * @param network the network that scores altered copies; empty where no metric needs it
 */
public record ScoringBatch(Size input, List<ImageFacts> images, Optional<Network> network) {

  /**
   * The facts about one image that metrics need.
   *
   * @param seed the seed of its random map, see {@link
   *     io.github.heatmill.model.evidence.Batch#seed}
   * @param probability the probability of the explained class
   * @param truth its objects; empty without annotation
   */
  public record ImageFacts(long seed, double probability, Optional<LocatedObjects> truth) {}

  /**
   * The network and its evidence for the images.
   *
   * @param evidence of the same images in the same order
   */
  public record Network(Probe probe, Evidence evidence) {}

  public ScoringBatch {
    images = List.copyOf(images);
  }

  /**
   * The images of a batch, with the network.
   *
   * @param truths one for each image
   */
  public static ScoringBatch of(
      Probe probe, Evidence evidence, List<Optional<LocatedObjects>> truths) {
    List<ImageFacts> images =
        IntStream.range(0, evidence.size())
            .mapToObj(
                i ->
                    new ImageFacts(
                        evidence.batch().seed(i), evidence.probability(i), truths.get(i)))
            .toList();
    int height = evidence.batch().images().length(2);
    int width = evidence.batch().images().length(3);
    return new ScoringBatch(
        new Size(width, height), images, Optional.of(new Network(probe, evidence)));
  }

  /** The number of images. */
  int size() {
    return images.size();
  }
}
