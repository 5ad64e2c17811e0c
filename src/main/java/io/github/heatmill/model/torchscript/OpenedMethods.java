package io.github.heatmill.model.torchscript;

/** The methods that an opened network has beside its own {@code forward}. */
public final class OpenedMethods {
  /**
   * {@code (images (N, 3, H, W))} to a list of one int64 vector per layer: the shape of its output.
   * Layers are those of {@link TorchScriptFile#layers()} that can be explained, in that order.
   */
  public static final String SHAPES = "heatmill_shapes";

  /**
   * {@code (images (N, 3, H, W), classes int64 (N))} to the list {@code logits (N, classes),
   * explained classes (N), activations of each layer, gradients of each layer}. A negative class
   * stands for the predicted one. Must run with gradients enabled.
   */
  public static final String EVIDENCE = "heatmill_evidence";

  /** How {@link #EVIDENCE} fails when the network's output has another shape. */
  static final String NO_LOGITS =
      "Model is not a classifier: its output has the shape {} (must be (images, classes))";

  private OpenedMethods() {}
}
