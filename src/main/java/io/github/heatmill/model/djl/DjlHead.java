package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDList;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.tensor.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The part of an opened network after one layer, for some evidence. */
final class DjlHead implements Head {
  private final OpenedNetwork network;
  private final Evidence evidence;
  private final LayerEvidence layer;
  private final int images;
  private final int capacity;

  DjlHead(OpenedNetwork network, Evidence evidence, LayerEvidence layer) {
    this.network = network;
    this.evidence = evidence;
    this.layer = layer;
    this.images = evidence.size();
    this.capacity = evidence.batch().images().length(0);
  }

  @Override
  public Tensor logits(Gates gates) {
    // The gates may have one entry for all images, so that the number of images comes from the
    // evidence.
    Tensor keep = Padding.filledInside(gates.keep(), images, capacity);
    Tensor fill = images == 1 ? gates.fill() : Padding.filled(gates.fill(), images, capacity);
    return call(
        OpenedMethods.GATED,
        layer.activations(),
        arguments -> arguments.add(keep).add(fill),
        outputs -> Padding.droppedInside(OpenedNetwork.tensor(outputs.get(0)), images));
  }

  @Override
  public Tensor gradients(Tensor classWeights) {
    return call(
        OpenedMethods.HEAD_GRADIENTS,
        layer.activations(),
        arguments -> arguments.add(filled(classWeights)),
        outputs -> tensor(outputs, 0));
  }

  @Override
  public CrossEntropy crossEntropy(Tensor activations, Tensor wanted) {
    return call(
        OpenedMethods.CROSS_ENTROPY,
        activations,
        arguments -> arguments.add(filled(wanted)),
        outputs -> new CrossEntropy(tensor(outputs, 0), tensor(outputs, 1)));
  }

  @Override
  public Curvature curvature() {
    network.require(method(OpenedMethods.CURVATURE), Access.CURVATURE);
    int[] classes = Padding.filled(evidence.targets(), capacity);
    return call(
        OpenedMethods.CURVATURE,
        layer.activations(),
        arguments -> arguments.add(classes, capacity),
        outputs -> new Curvature(tensor(outputs, 0), tensor(outputs, 1)));
  }

  private <T> T call(
      String method,
      Tensor activations,
      UnaryOperator<Arguments> more,
      Function<NDList, T> outputs) {
    return network.call(
        method(method),
        arguments -> more.apply(arguments.add(filled(activations))).add(layer.carried()),
        outputs);
  }

  private String method(String method) {
    return OpenedMethods.of(method, network.layers().indexOf(layer.layer()));
  }

  private Tensor filled(Tensor tensor) {
    return Padding.filled(tensor, images, capacity);
  }

  private Tensor tensor(NDList outputs, int index) {
    return OpenedNetwork.tensor(outputs.get(index)).first(images);
  }
}
