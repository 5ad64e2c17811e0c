package io.github.heatmill.model.evidence;

import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one pass of a batch through a network, which all methods of a run share.
 *
 * @param batch the images
 * @param logits the class scores, shape (N, classes), N without the padding
 * @param output what they mean: the probabilities that follow from them
 * @param targets the explained class of each image, never {@link Batch#PREDICTED}
 * @param layers one entry for each requested layer, in that order
 * @param statistics activation statistics over many images, by layer path; may be incomplete
 * @param cache results that methods share
 * @param all all explained classes of each image, with evidence of their own for each
 */
public record Evidence(
    Batch batch,
    Tensor logits,
    ScoreLink output,
    int[] targets,
    List<LayerEvidence> layers,
    Map<String, ActivationStatistics> statistics,
    ResultCache cache,
    AllTargets all) {

  public Evidence {
    targets = targets.clone();
    layers = List.copyOf(layers);
    statistics = Map.copyOf(statistics);
  }

  /** Evidence without activation statistics and with an empty cache. */
  public Evidence(
      Batch batch, Tensor logits, ScoreLink output, int[] targets, List<LayerEvidence> layers) {
    this(
        batch,
        logits,
        output,
        targets,
        layers,
        Map.of(),
        new ResultCache(),
        AllTargets.of(targets));
  }

  /** As above, of a network that returns logits of classes. */
  public Evidence(Batch batch, Tensor logits, int[] targets, List<LayerEvidence> layers) {
    this(batch, logits, ScoreLink.of(OutputKind.SOFTMAX), targets, layers);
  }

  /** The explained class of each image. A copy. */
  @Override
  public int[] targets() {
    return targets.clone();
  }

  /** The scores of all classes for one image. */
  public float[] scores(int image) {
    return logits.slice(image).values();
  }

  /** The probability of the explained class of one image, 0..1. */
  public double probability(int image) {
    return output.probability(scores(image), targets[image]);
  }

  /** The number of images. */
  public int size() {
    return targets.length;
  }

  /** The same evidence, restricted to some layers. */
  public Evidence only(List<String> paths) {
    List<LayerEvidence> chosen =
        paths.stream()
            .map(
                path ->
                    layers.stream().filter(l -> l.layer().equals(path)).findFirst().orElseThrow())
            .toList();
    return new Evidence(batch, logits, output, targets, chosen, statistics, cache, all);
  }

  /** The same evidence among that for other classes of the same images. */
  public Evidence among(AllTargets others) {
    return new Evidence(batch, logits, output, targets, layers, statistics, cache, others);
  }

  /** The same evidence with activation statistics of its layers. */
  public Evidence withStatistics(Map<String, ActivationStatistics> statistics) {
    return new Evidence(batch, logits, output, targets, layers, statistics, cache, all);
  }

  /** The activation statistics of a layer, if they are known. */
  public Optional<ActivationStatistics> statistics(String layer) {
    return Optional.ofNullable(statistics.get(layer));
  }
}
