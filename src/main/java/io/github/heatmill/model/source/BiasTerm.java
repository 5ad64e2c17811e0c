package io.github.heatmill.model.source;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A bias that a layer adds to its output.
 *
 * @param layer the path of the layer
 * @param expression gives the source text of the bias, in a shape that broadcasts to that of the
 *     layer's output, for the name of the variable with that output
 */
public record BiasTerm(String layer, UnaryOperator<String> expression) {
  /** Module classes whose bias runs along the last axes and not along the channels. */
  private static final List<String> ALONG_LAST_AXES = List.of("Linear", "LayerNorm");

  /**
   * The bias that a module has as a tensor.
   *
   * @param type the module's class, such as {@code torch.nn.modules.conv.Conv2d}
   * @param values the source text of the tensor
   */
  public static BiasTerm of(String layer, String type, String values) {
    if (ALONG_LAST_AXES.stream().anyMatch(type::endsWith)) {
      return new BiasTerm(layer, output -> values);
    }
    return new BiasTerm(
        layer,
        output ->
            "torch.reshape("
                + values
                + ", torch.add([1, -1], torch.mul([1], torch.sub(torch.dim("
                + output
                + "), 2))))");
  }
}
