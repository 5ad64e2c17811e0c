package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that a network takes a batch of images and nothing else. */
final class NetworkInput {
  private NetworkInput() {}

  /**
   * Checks the parameters of the network's own forward. Those with a default value may follow.
   *
   * @throws ModelFormatException naming the inputs and the wrapper to write
   */
  static void expectImages(Method forward) {
    List<Parameter> all = forward.parameters().subList(1, forward.parameters().size());
    List<Parameter> inputs = all.stream().filter(input -> input.value().isEmpty()).toList();
    if (inputs.size() > 1) {
      throw refused(all.get(0).name(), inputs, inputs.size() + " inputs");
    }
    if (all.isEmpty()) {
      throw new ModelFormatException("Network takes no input (must take a batch of images)");
    }
    String type = all.get(0).type().map(Expression::text).orElse("Tensor");
    if (!type.equals("Tensor") && !type.equals("Optional[Tensor]")) {
      throw refused(all.get(0).name(), all.subList(0, 1), "an input of type " + type);
    }
  }

  private static ModelFormatException refused(String images, List<Parameter> inputs, String found) {
    List<String> names = inputs.stream().map(Parameter::name).toList();
    String given =
        names.size() == 1
            ? "[" + images + "]"
            : names.stream()
                .map(name -> name.equals(images) ? name : "self." + name)
                .collect(Collectors.joining(", "));
    return new ModelFormatException(
        String.format(
            "Network takes %s: %s (must take one Tensor with a batch of images; save a wrapper: a"
                + " torch.nn.Module that holds the network as self.model%s, with def forward(self,"
                + " %s): return self.model(%s))",
            found,
            String.join(", ", names),
            names.size() == 1 ? "" : " and fixed values of the other inputs",
            images,
            given));
  }
}
