package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.Masks;
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
  private final InputBuffers buffers = new InputBuffers();

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
    long[] shape = Arrays.stream(batch.images().shape()).asLongStream().toArray();
    return buffers.holding(
        batch.images().values(),
        images ->
            network.call(
                OpenedMethods.EVIDENCE,
                manager ->
                    new NDList(
                        manager.create(images, new Shape(shape), DataType.FLOAT32),
                        classes(batch, manager)),
                outputs -> evidence(batch, outputs)));
  }

  /** Padding asks for class 0: whatever it gives is thrown away. */
  private static NDArray classes(Batch batch, NDManager manager) {
    int[] targets = Arrays.copyOf(batch.targets(), batch.images().length(0));
    return manager.create(Arrays.stream(targets).asLongStream().toArray());
  }

  private Evidence evidence(Batch batch, NDList outputs) {
    int size = batch.size();
    Tensor logits = tensor(outputs.get(0), size);
    long[] chosen = outputs.get(1).toLongArray();
    int[] targets = Arrays.stream(chosen).limit(size).mapToInt(Math::toIntExact).toArray();
    List<LayerEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      refuseWithoutImages(layers.get(i), outputs.get(2 + i), batch);
      Tensor activations = tensor(outputs.get(2 + i), size);
      Tensor gradients = tensor(outputs.get(2 + layers.size() + i), size);
      evidence.add(new LayerEvidence(layers.get(i), activations, gradients));
    }
    return new Evidence(batch, logits, targets, evidence);
  }

  private static void refuseWithoutImages(String layer, NDArray activations, Batch batch) {
    Shape shape = activations.getShape();
    int images = batch.images().length(0);
    if (shape.dimension() == 0 || shape.get(0) != images) {
      throw new ModelRunException(
          "Layer cannot be explained: "
              + layer
              + ", because it gives the shape "
              + shape
              + " for "
              + images
              + " images (must be (images, ...))");
    }
  }

  private static Tensor tensor(NDArray array, int size) {
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return Tensor.of(array.toFloatArray(), shape).first(size);
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    throw new IllegalStateException("TODO");
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    throw new IllegalStateException("TODO");
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    throw new IllegalStateException("TODO");
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    throw new IllegalStateException("TODO");
  }

  @Override
  public void close() {
    network.close();
  }
}
