package io.github.heatmill.udf.request;

import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.SameEngineReference;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A saved network, opened and explained step by step as a run does: its file is read, the part with
 * the class scores and the layer are found, and a trial on its images and on noise finds out what
 * its numbers mean and how many images it takes at a time.
 *
 * @param kind the id of the output kind
 * @param kindWasGiven whether it was not found out
 * @param probabilities of all classes, for all images
 * @param maps of the predicted classes, shape (N, h, w); empty for a method that needs no layer
 * @param reference the maps by ordinary autograd in the same libtorch, where the case asks for that
 * @param headError the largest difference of the scores that the part after the layer gives alone,
 *     relative to the largest score; 0 if it cannot be run alone
 */
record ExplainedNetwork(
    String kind,
    boolean kindWasGiven,
    double[] probabilities,
    Optional<Tensor> maps,
    Optional<Tensor> reference,
    double headError) {

  /**
   * Opens and explains a network.
   *
   * @throws RuntimeException naming the reason if the network is refused
   */
  static ExplainedNetwork of(SavedNetworkCase saved) throws IOException {
    SavedModel located =
        SavedModel.of(saved.file().toString(), saved::over, new Configuration()).located();
    SaliencyMethod method = Methods.method(saved.description().method());
    Opened opened = new Opened(saved, located, method, layers(saved, located, method));
    NetworkTrial.Result tried = opened.tried();
    SavedModel known = located.with(tried);
    return new Opened(saved, known, method, opened.layers)
        .explained(tried.batch(), !located.card().output().isAssumed());
  }

  private static List<String> layers(
      SavedNetworkCase saved, SavedModel model, SaliencyMethod method) {
    String named = saved.description().layer();
    if (!method.needsLayer() || saved.description().auto()) {
      List<String> found = model.automatic(List.of(method)).get(0).layers();
      if (method.needsLayer() && !found.equals(List.of(named))) {
        throw new IllegalStateException("Unexpected layer: " + found + " (must be " + named + ")");
      }
      return found;
    }
    model.expectLayers();
    List<String> problems = model.problems(List.of(named));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return List.of(named);
  }

  /**
   * The results for one batch.
   *
   * @param map empty for a method that needs no layer
   * @param reference the map by ordinary autograd in the same libtorch; may be empty
   */
  private record ExplainedBatch(
      Evidence evidence, Optional<Tensor> map, Optional<Tensor> reference) {}

  /** A network with the method and the layers that explain it. */
  private record Opened(
      SavedNetworkCase saved, SavedModel model, SaliencyMethod method, List<String> layers) {

    private <T> T with(Set<Access> access, Function<Probe, T> use) throws IOException {
      OpeningRequest wanted = OpeningRequest.at(layers, access).with(method.gradients());
      return DjlProbes.once(model.opened(wanted), use);
    }

    NetworkTrial.Result tried() throws IOException {
      Tensor images = saved.images();
      List<float[]> own = slices(images).map(Tensor::values).toList();
      Preprocessing input = model.card().preprocessing();
      List<float[]> all = NetworkTrial.withNoise(own, input);
      int batch = model.script().limits().batches().nearest(images.length(0));
      return with(Set.of(), probe -> NetworkTrial.of(model.tried(probe), all, batch));
    }

    ExplainedNetwork explained(int batch, boolean kindWasGiven) throws IOException {
      List<ExplainedBatch> all =
          with(
              Set.of(),
              probe -> batches(batch).stream().map(each -> explained(probe, each)).toList());
      return new ExplainedNetwork(
          model.card().output().kind().id(),
          kindWasGiven,
          all.stream().flatMapToDouble(each -> probabilities(each.evidence())).toArray(),
          joined(all, ExplainedBatch::map),
          joined(all, ExplainedBatch::reference),
          headError(batch));
    }

    private ExplainedBatch explained(Probe probe, Batch batch) {
      Evidence evidence = probe.evidence(batch);
      if (layers.isEmpty()) {
        return new ExplainedBatch(evidence, Optional.empty(), Optional.empty());
      }
      Optional<Tensor> reference =
          saved
              .shifted()
              .map(file -> method.explain(probe, SameEngineReference.of(file, evidence)));
      return new ExplainedBatch(evidence, Optional.of(method.explain(probe, evidence)), reference);
    }

    private List<Batch> batches(int size) {
      List<Tensor> images = slices(saved.images()).toList();
      int[] targets = new int[size];
      Arrays.fill(targets, Batch.PREDICTED);
      Encoding encoding = model.card().preprocessing().encoding();
      List<Batch> batches = new ArrayList<>();
      for (int from = 0; from < images.size(); from += size) {
        Tensor some = Tensor.stacked(images.subList(from, from + size));
        batches.add(new Batch(some, targets, encoding));
      }
      return batches;
    }

    private static Stream<Tensor> slices(Tensor tensor) {
      return IntStream.range(0, tensor.length(0)).mapToObj(tensor::slice);
    }

    private static DoubleStream probabilities(Evidence evidence) {
      return IntStream.range(0, evidence.size())
          .mapToObj(image -> evidence.output().probabilities(evidence.scores(image)))
          .flatMapToDouble(Arrays::stream);
    }

    private static Optional<Tensor> joined(
        List<ExplainedBatch> batches, Function<ExplainedBatch, Optional<Tensor>> part) {
      List<Tensor> all =
          batches.stream().flatMap(b -> part.apply(b).stream()).flatMap(Opened::slices).toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(Tensor.stacked(all));
    }

    private double headError(int batch) throws IOException {
      if (layers.isEmpty()) {
        return 0;
      }
      try {
        return with(Set.of(Access.HEAD), probe -> headError(probe, batches(batch).get(0)));
      } catch (ModelRunException | IllegalArgumentException e) {
        return 0; // Methods that run the part after the layer alone are refused.
      }
    }

    private double headError(Probe probe, Batch batch) {
      Evidence evidence = probe.evidence(batch);
      Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
      float[] alone = probe.head(evidence, layers.get(0)).logits(open).values();
      float[] whole = evidence.logits().values();
      double largest = Float.MIN_NORMAL;
      double off = 0;
      for (int i = 0; i < whole.length; i++) {
        largest = Math.max(largest, Math.abs(whole[i]));
        off = Math.max(off, Math.abs(alone[i] - whole[i]));
      }
      return off / largest;
    }
  }
}
