package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.torchscript.OpenedMethods;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that was opened by {@link
 * io.github.heatmill.model.torchscript.TorchScriptFile#writeOpened}.
 */
final class DjlProbe implements Probe, AutoCloseable {
  private final DjlNetwork network;
  private final List<String> layers;

  DjlProbe(DjlNetwork network, List<String> layers) {
    this.network = network;
    this.layers = List.copyOf(layers);
  }

  @Override
  public List<String> layers() {
    return layers;
  }

  @Override
  public Evidence evidence(Batch batch) {
    return network.call(
        OpenedMethods.EVIDENCE,
        manager -> new NDList(images(batch, manager), classes(batch, manager)),
        outputs -> evidence(batch, outputs));
  }

  private static NDArray images(Batch batch, NDManager manager) {
    long[] shape = Arrays.stream(batch.images().shape()).asLongStream().toArray();
    return manager.create(batch.images().values(), new Shape(shape));
  }

  /** Padding asks for class 0: whatever it gives is thrown away. */
  private static NDArray classes(Batch batch, NDManager manager) {
    int[] targets = Arrays.copyOf(batch.targets(), batch.images().length(0));
    return manager.create(Arrays.stream(targets).asLongStream().toArray());
  }

  private Evidence evidence(Batch batch, NDList outputs) {
    int size = batch.size();
    Tensor logits = tensor(outputs.get(0), size);
    if (logits.rank() != 2) {
      throw new ModelRunException(
          "Model is not a classifier: its output has the shape "
              + outputs.get(0).getShape()
              + " (must be (images, classes))");
    }
    long[] chosen = outputs.get(1).toLongArray();
    int[] targets = Arrays.stream(chosen).limit(size).mapToInt(Math::toIntExact).toArray();
    List<LayerEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Tensor activations = tensor(outputs.get(2 + i), size);
      Tensor gradients = tensor(outputs.get(2 + layers.size() + i), size);
      evidence.add(new LayerEvidence(layers.get(i), activations, gradients));
    }
    return new Evidence(batch, logits, targets, evidence);
  }

  private static Tensor tensor(NDArray array, int size) {
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return Tensor.of(array.toFloatArray(), shape).first(size);
  }

  @Override
  public void close() {
    network.close();
  }
}
