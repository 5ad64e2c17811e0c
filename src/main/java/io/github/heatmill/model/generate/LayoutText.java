package io.github.heatmill.model.generate;

import io.github.heatmill.model.layout.Layout;

/** Writes the expressions that turn a layer's output into maps, and maps into such an output. */
final class LayoutText {
  private LayoutText() {}

  /**
   * The maps (N, K, h, w) of an output, without the prefix tokens.
   *
   * @param output an expression
   */
  static String maps(Layout layout, String output) {
    return switch (layout.order()) {
      case NONE, NCHW -> output;
      case NHWC -> "torch.contiguous(torch.permute(" + output + ", [0, 3, 1, 2]))";
      case TOKENS -> "torch.contiguous(torch.permute(" + grid(layout, output) + ", [0, 3, 1, 2]))";
      case SEQUENCE ->
          "torch.contiguous(torch.permute(" + grid(layout, output) + ", [2, 3, 0, 1]))";
    };
  }

  private static String grid(Layout layout, String output) {
    int axis = 1 - layout.imageAxis();
    String places = "torch.slice(" + output + ", " + axis + ", " + layout.prefix() + ")";
    String size = "[" + layout.height() + ", " + layout.width() + "]";
    return "torch.unflatten(" + places + ", " + axis + ", " + size + ")";
  }

  /**
   * The output that has these maps.
   *
   * @param maps an expression of shape (N, K, h, w)
   * @param prefix an expression for the prefix tokens; unused if the layout has none
   */
  static String output(Layout layout, String maps, String prefix) {
    return switch (layout.order()) {
        // The clone is needed because the network may go on in place.
      case NONE, NCHW -> "torch.clone(" + maps + ")";
      case NHWC -> copied("torch.permute(" + maps + ", [0, 2, 3, 1])");
      case TOKENS -> withPrefix(layout, "[0, 2, 1]", maps, prefix);
      case SEQUENCE -> withPrefix(layout, "[2, 0, 1]", maps, prefix);
    };
  }

  private static String withPrefix(Layout layout, String order, String maps, String prefix) {
    String tokens = "torch.permute(torch.flatten(" + maps + ", 2), " + order + ")";
    return layout.prefix() == 0
        ? copied(tokens)
        : "torch.cat([" + prefix + ", " + tokens + "], " + (1 - layout.imageAxis()) + ")";
  }

  /** A copy whose values lie in the order of its axes, as the network may view them. */
  private static String copied(String tensor) {
    return "torch.clone(" + tensor + ", memory_format=0)";
  }

  /** The prefix tokens of an output. */
  static String prefix(Layout layout, String output) {
    return "torch.slice("
        + output
        + ", "
        + (1 - layout.imageAxis())
        + ", 0, "
        + layout.prefix()
        + ")";
  }
}
