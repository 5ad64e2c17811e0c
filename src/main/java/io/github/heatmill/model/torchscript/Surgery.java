package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.torchscript.FlatProgram.Tap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the methods, as source text, that give access to a network's layers. */
final class Surgery {
  private final String rootType;
  private final FlatProgram program;
  private final StringBuilder text = new StringBuilder();

  private Surgery(String rootType, FlatProgram program) {
    this.rootType = rootType;
    this.program = program;
  }

  /**
   * The method {@link OpenedMethods#SHAPES}: the sizes of all tapped outputs, in the order of
   * execution.
   */
  static String shapes(String rootType, FlatProgram program) {
    Surgery surgery = new Surgery(rootType, program);
    surgery.head(OpenedMethods.SHAPES, "");
    int position = 0;
    surgery.line("shapes = annotate(List[Tensor], [])");
    for (Tap tap : inOrder(program.taps().values())) {
      surgery.statements(position, tap.position());
      position = tap.position();
      surgery.line("_s = torch.append(shapes, torch.tensor(torch.size(" + tap.variable() + ")))");
    }
    surgery.line("return shapes");
    return surgery.text.toString();
  }

  /**
   * The method {@link OpenedMethods#EVIDENCE}: logits, explained classes, activations and gradients
   * in one call.
   *
   * <p>The graph starts at the first layer, so the body of the network runs without one. After each
   * tap the network goes on with a clone, because its next statement may work in place.
   */
  static String evidence(String rootType, FlatProgram program, List<String> layers) {
    Surgery surgery = new Surgery(rootType, program);
    surgery.head(OpenedMethods.EVIDENCE, ", classes: Tensor");
    List<Tap> taps = inOrder(layers.stream().map(layer -> program.taps().get(layer)).toList());
    int position = 0;
    for (int i = 0; i < taps.size(); i++) {
      surgery.statements(position, taps.get(i).position());
      position = taps.get(i).position();
      surgery.tap(taps.get(i).variable(), i == 0);
    }
    surgery.statements(position, program.statements().size());
    surgery.gradients(layers.stream().map(layer -> tapped(program.taps().get(layer))).toList());
    return surgery.text.toString();
  }

  private static List<Tap> inOrder(Collection<Tap> taps) {
    return taps.stream().distinct().sorted(Comparator.comparingInt(Tap::position)).toList();
  }

  private static String tapped(Tap tap) {
    return "a_" + tap.variable();
  }

  private void head(String method, String moreParameters) {
    String parameters =
        "self: " + rootType + ", " + FlatProgram.INPUT + ": Tensor" + moreParameters;
    text.append("  def ")
        .append(method)
        .append("(")
        .append(parameters)
        .append(") -> List[Tensor]:\n");
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }

  private void statements(int from, int to) {
    program.statements().subList(from, to).forEach(s -> s.lines().forEach(this::line));
  }

  private void tap(String variable, boolean first) {
    String tapped = "a_" + variable;
    String leaf = "torch.requires_grad_(torch.clone(torch.detach(" + variable + ")), True)";
    if (first) {
      line(tapped + " = " + leaf);
    } else {
      // A layer on a branch beside the first one does not hang on it and needs a leaf of its own.
      line("if ops.prim.requires_grad(" + variable + "):");
      line("  " + tapped + " = " + variable);
      line("else:");
      line("  " + tapped + " = " + leaf);
    }
    line(variable + " = torch.clone(" + tapped + ")");
  }

  private void gradients(List<String> tapped) {
    line("logits = " + logits());
    refuseOtherShapes();
    line("chosen = torch.where(torch.lt(classes, 0), torch.argmax(logits, 1), classes)");
    line("score = torch.sum(torch.gather(logits, 1, torch.unsqueeze(chosen, 1)))");
    line("gradients = torch.autograd.grad([score], [" + String.join(", ", tapped) + "])");
    String activations =
        tapped.stream().map(a -> "torch.detach(" + a + ")").collect(Collectors.joining(", "));
    line("result = [torch.detach(logits), chosen, " + activations + "]");
    for (int i = 0; i < tapped.size(); i++) {
      line("_r = torch.append(result, unchecked_cast(Tensor, gradients[" + i + "]))");
    }
    line("return result");
  }

  private void refuseOtherShapes() {
    line("shape = torch.size(logits)");
    line("if torch.ne(torch.slice(shape, 0, -1), [torch.size(images, 0)]):");
    line("  ops.prim.RaiseException(torch.format(\"" + OpenedMethods.NO_LOGITS + "\", shape))");
    line("else:");
    line("  pass");
  }

  private String logits() {
    String type = program.outputType();
    String output = program.output().text();
    if (type.equals("Tensor")) {
      return output;
    }
    // A class is a named tuple.
    if (List.of("Tuple[Tensor", "List[Tensor", "__torch__.").stream().noneMatch(type::startsWith)) {
      throw new ModelFormatException(
          "Model is not a classifier: it returns "
              + type
              + " (must be a Tensor, or a tuple or list that starts with one)");
    }
    return "(" + output + ")[0]";
  }
}
