package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.FlatProgram;

/** Writes the methods that run what comes after one layer. */
final class HeadText {
  private static final String LEAF =
      "leaf = torch.requires_grad_(torch.clone(torch.detach(a)), True)";

  private final String rootType;
  private final int layer;

  private HeadText(String rootType, int layer) {
    this.rootType = rootType;
    this.layer = layer;
  }

  /**
   * Where a head begins.
   *
   * @param layer the index of the layer among those that the file is opened at
   * @param tap where its output is known
   * @param curved whether second derivatives are wanted
   */
  record Place(int layer, Tap tap, boolean curved) {}

  /**
   * All methods of one head.
   *
   * @param liveValues what the head reads beside the layer's output
   */
  static String of(String rootType, FlatProgram program, LiveValues liveValues, Place place) {
    HeadText head = new HeadText(rootType, place.layer());
    return head.logits(program, place.tap(), liveValues)
        + head.gated()
        + head.gradients()
        + head.crossEntropy()
        + (place.curved() ? head.curvature() : "");
  }

  private MethodText method(String name, String parameters, String result) {
    return new MethodText(
        OpenedMethods.of(name, layer)
            + "(self: "
            + rootType
            + ", a: Tensor"
            + parameters
            + ", carried: List[Tensor]) -> "
            + result);
  }

  private String head(String activations) {
    return "(self)."
        + OpenedMethods.of(OpenedMethods.HEAD, layer)
        + "("
        + activations
        + ", carried, )";
  }

  private String logits(FlatProgram program, Tap tap, LiveValues liveValues) {
    MethodText text = method(OpenedMethods.HEAD, "", "Tensor");
    liveValues.unpack(text);
    // The network may go on in place.
    text.line(tap.variable() + " = torch.clone(a)");
    text.statements(program.statements(tap.position(), program.statements().size()));
    return text.line("return " + program.logits()).text();
  }

  private String gated() {
    return method(OpenedMethods.GATED, ", keep: Tensor, fill: Tensor", "Tensor")
        .line("results = annotate(List[Tensor], [])")
        .line("for m in range(torch.size(keep, 0)):")
        .line("  gate = torch.select(keep, 0, m)")
        .line("  rest = torch.mul(fill, torch.rsub(gate, 1))")
        .line("  changed = torch.add(torch.mul(a, gate), rest)")
        .line("  _r = torch.append(results, " + head("changed") + ")")
        .line("return torch.stack(results)")
        .text();
  }

  private String gradients() {
    return method(OpenedMethods.HEAD_GRADIENTS, ", weights: Tensor", "Tensor")
        .line(LEAF)
        .line("score = torch.sum(torch.mul(" + head("leaf") + ", weights))")
        .line("gradients = torch.autograd.grad([score], [leaf])")
        .line("return unchecked_cast(Tensor, gradients[0])")
        .text();
  }

  private String crossEntropy() {
    return method(OpenedMethods.CROSS_ENTROPY, ", wanted: Tensor", "List[Tensor]")
        .line(LEAF)
        .line("logits = " + head("leaf"))
        .line("entropy = torch.neg(torch.sum(torch.mul(wanted, torch.log_softmax(logits, 1))))")
        .line("gradients = torch.autograd.grad([entropy], [leaf])")
        .line("return [torch.detach(logits), unchecked_cast(Tensor, gradients[0])]")
        .text();
  }

  /** A second derivative of a head without any curvature has no graph: it is 0. */
  private String curvature() {
    return method(OpenedMethods.CURVATURE, ", classes: Tensor", "List[Tensor]")
        .line(LEAF)
        .line("logits = " + head("leaf"))
        .line("scores = torch.add(logits, torch.log_softmax(logits, 1))")
        .line("score = torch.sum(torch.gather(scores, 1, torch.unsqueeze(classes, 1)))")
        .line("gradients = torch.autograd.grad([score], [leaf], None, True, True)")
        .line("gradient = unchecked_cast(Tensor, gradients[0])")
        .line("along = torch.sum(torch.mul(gradient, torch.detach(leaf)))")
        .line("product = torch.zeros_like(leaf)")
        .line("if ops.prim.requires_grad(along):")
        .line("  second = torch.autograd.grad([along], [leaf], None, None, False, True)")
        .line("  if torch.__isnot__(second[0], None):")
        .line("    product0 = unchecked_cast(Tensor, second[0])")
        .line("  else:")
        .line("    product0 = product")
        .line("else:")
        .line("  product0 = product")
        .line("return [torch.detach(gradient), torch.detach(product0)]")
        .text();
  }
}
