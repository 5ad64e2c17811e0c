package io.github.heatmill.udf.request;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The specification of the maps and measurements of every image.
 *
 * @param assignments the layers and their methods
 * @param target the rule that chooses the explained class
 * @param decoder reads image files
 * @param sizes limits on memory and time
 * @param scoring the metrics and their ground truth
 */
public record ExplainSpec(
    List<Assignment> assignments,
    Target target,
    ImageDecoder decoder,
    Sizes sizes,
    ScoringSpec scoring)
    implements Serializable {

  /**
   * Sizes that limit the memory of an executor and the time of a run.
   *
   * @param batch images in one forward pass; the last batch of a partition is padded to this size,
   *     because the last bits of a network's output depend on it
   * @param topK predicted classes that are kept for each image
   * @param sample images from which activation statistics are computed, for methods that need them
   */
  public record Sizes(int batch, int topK, int sample) implements Serializable {
    /** The same sizes with another batch. */
    public Sizes withBatch(int images) {
      return new Sizes(images, topK, sample);
    }
  }

  public ExplainSpec {
    assignments = List.copyOf(assignments);
  }

  /** A specification without metrics. */
  public ExplainSpec(
      List<Assignment> assignments, Target target, ImageDecoder decoder, Sizes sizes) {
    this(assignments, target, decoder, sizes, ScoringSpec.none());
  }

  /** The same specification with these metrics. */
  public ExplainSpec measuring(ScoringSpec newScoring) {
    return new ExplainSpec(assignments, target, decoder, sizes, newScoring);
  }

  /** The same specification that keeps another number of predicted classes. */
  public ExplainSpec keeping(int classes) {
    Sizes kept = new Sizes(sizes.batch(), classes, sizes.sample());
    return new ExplainSpec(assignments, target, decoder, kept, scoring);
  }

  /** The same specification with another rule for the classes. */
  public ExplainSpec explaining(Target other) {
    return new ExplainSpec(assignments, other, decoder, sizes, scoring);
  }

  /** The same specification with batches of another size. */
  public ExplainSpec withBatch(int images) {
    return new ExplainSpec(assignments, target, decoder, sizes.withBatch(images), scoring);
  }

  /**
   * Every layer once, in the order in which a network file is opened at them and in which evidence
   * is returned.
   */
  public List<String> layers() {
    return layers(assignments.stream());
  }

  /** Every method once. */
  public List<SaliencyMethod> methods() {
    return assignments.stream().flatMap(a -> a.methods().stream()).distinct().toList();
  }

  /** Whether the network receives every image once and no altered copies of it. */
  public boolean asksNetworkOnce() {
    return methods().stream().allMatch(method -> method.card().isFree())
        && !scoring.scorer().asksNetwork();
  }

  /** The access to the network, beyond evidence, that any of the methods needs. */
  public Set<Access> access() {
    return methods().stream().flatMap(m -> m.access().stream()).collect(Collectors.toSet());
  }

  /** The layers and the access for which the network must be opened; its card knows its output. */
  public OpeningRequest wanted() {
    return new OpeningRequest(layers(), Set.copyOf(layersWith(Access.HEAD)), access())
        .with(withGradients().isEmpty() ? Gradients.UNUSED : Gradients.USED);
  }

  /** The methods that need gradients. */
  public List<SaliencyMethod> withGradients() {
    return methods().stream().filter(method -> method.gradients() == Gradients.USED).toList();
  }

  /** The layers for which a method needs activation statistics; often none. */
  public List<String> layersWithStatistics() {
    return layersFor(SaliencyMethod::wantsStatistics);
  }

  /** The layers for which a method needs this access. */
  public List<String> layersWith(Access access) {
    return layersFor(method -> method.access().contains(access));
  }

  private List<String> layersFor(Predicate<SaliencyMethod> chosen) {
    return layers(assignments.stream().filter(a -> a.methods().stream().anyMatch(chosen)));
  }

  private static List<String> layers(Stream<Assignment> assignments) {
    return assignments.flatMap(a -> a.layers().stream()).distinct().toList();
  }
}
