package io.github.heatmill.udf.request;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of every image.
 *
 * @param assignments the maps
 * @param target the class that is explained
 * @param decoder how image files are read
 * @param sizes how much at once
 * @param scoring how the maps are measured
 */
public record ExplainSpec(
    List<Assignment> assignments,
    Target target,
    ImageDecoder decoder,
    Sizes sizes,
    ScoringSpec scoring)
    implements Serializable {

  /**
   * Sizes that bound an executor's memory and a run's time.
   *
   * @param batch images in one forward pass; the last one of a partition is padded to it, because a
   *     network's last bits depend on it
   * @param topK predicted classes kept for each image
   * @param sample images that say what is usual for a layer, where a method wants to know
   */
  public record Sizes(int batch, int topK, int sample) implements Serializable {}

  public ExplainSpec {
    assignments = List.copyOf(assignments);
  }

  /** Work that measures nothing. */
  public ExplainSpec(
      List<Assignment> assignments, Target target, ImageDecoder decoder, Sizes sizes) {
    this(assignments, target, decoder, sizes, ScoringSpec.none());
  }

  /** The same work, with what is made measured too. */
  public ExplainSpec measuring(ScoringSpec how) {
    return new ExplainSpec(assignments, target, decoder, sizes, how);
  }

  /** Every layer once: the order in which a file is opened at them, and evidence comes. */
  public List<String> layers() {
    return layers(assignments.stream());
  }

  /** Every method once. */
  public List<SaliencyMethod> methods() {
    return assignments.stream().flatMap(a -> a.methods().stream()).distinct().toList();
  }

  /** Whether the network sees every image once, and no copies of it. */
  public boolean asksNetworkOnce() {
    return methods().stream().allMatch(method -> method.card().isFree())
        && !scoring.scorer().asksNetwork();
  }

  /** What any of the methods asks of the network beyond evidence. */
  public Set<Access> access() {
    return methods().stream().flatMap(m -> m.access().stream()).collect(Collectors.toSet());
  }

  /** What the network must be opened for. */
  public OpeningRequest wanted() {
    return new OpeningRequest(layers(), Set.copyOf(layersWith(Access.HEAD)), access());
  }

  /** The layers of which some method wants to know what is usual; often none. */
  public List<String> layersWithStatistics() {
    return layersFor(SaliencyMethod::wantsStatistics);
  }

  /** The layers for which some method asks more than evidence. */
  public List<String> layersWith(Access access) {
    return layersFor(method -> method.access().contains(access));
  }

  private List<String> layersFor(Predicate<SaliencyMethod> some) {
    return layers(assignments.stream().filter(a -> a.methods().stream().anyMatch(some)));
  }

  private static List<String> layers(Stream<Assignment> assignments) {
    return assignments.flatMap(a -> a.layers().stream()).distinct().toList();
  }
}
