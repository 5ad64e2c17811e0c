package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Explains a network by ordinary autograd over all of it, in the same libtorch that Heatmill uses.
 * The network has a second input that is added to the layer's output, and returns that output as
 * well.
 *
 * <p>Another version of PyTorch rounds the part before the layer differently in the last bit. A
 * unit whose input is 0 up to that bit then passes its whole gradient or none.
 */
public final class SameEngineReference {
  private SameEngineReference() {}

  /**
   * The same evidence with the layer's output and gradients as autograd gives them.
   *
   * @param shifted the network with two inputs, whose layer gives (N, K, h, w)
   * @param evidence of one layer
   */
  public static Evidence of(Path shifted, Evidence evidence) {
    Tensor images = evidence.batch().images();
    LayerEvidence layer = evidence.layers().get(0);
    int[] shape = layer.activations().shape();
    NDArray[] shift = new NDArray[1];
    try (DjlNetwork network = DjlNetwork.load(shifted, ComputeDevice.cpu())) {
      LayerEvidence reference =
          network.call(
              "forward",
              manager -> {
                shift[0] = manager.zeros(shape(shape));
                shift[0].setRequiresGradient(true);
                return new NDList(manager.create(images.values(), shape(images.shape())), shift[0]);
              },
              outputs -> {
                NDArray logits = outputs.get(0);
                NDArray wanted = logits.getManager().zeros(logits.getShape());
                for (int i = 0; i < evidence.size(); i++) {
                  wanted.set(new NDIndex(i, evidence.targets()[i]), 1f);
                }
                JniUtils.backward((PtNDArray) logits, (PtNDArray) wanted, false, false);
                return new LayerEvidence(
                    layer.layer(),
                    Tensor.of(outputs.get(1).toFloatArray(), shape),
                    Tensor.of(shift[0].getGradient().toFloatArray(), shape));
              });
      return new Evidence(
          evidence.batch(),
          evidence.logits(),
          evidence.output(),
          evidence.targets(),
          List.of(reference));
    }
  }

  private static Shape shape(int[] lengths) {
    return new Shape(Arrays.stream(lengths).asLongStream().toArray());
  }
}
