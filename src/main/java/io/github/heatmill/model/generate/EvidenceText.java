package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.FlatProgram;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the methods, as source text, that give access to a network's layers. */
public final class EvidenceText {
  private final FlatProgram program;
  private final MethodText text;

  private EvidenceText(String signature, FlatProgram program) {
    this.program = program;
    this.text = new MethodText(signature);
  }

  /**
   * The method {@link OpenedMethods#SHAPES}: the sizes of all tapped outputs, in the order of
   * execution.
   */
  public static String shapes(String rootType, FlatProgram program) {
    EvidenceText method =
        new EvidenceText(
            OpenedMethods.SHAPES + "(self: " + rootType + ", images: Tensor) -> List[Tensor]",
            program);
    int position = 0;
    method.text.line("shapes = annotate(List[Tensor], [])");
    for (Tap tap : inOrder(program.taps().values())) {
      method.text.statements(program.statements(position, tap.position()));
      position = tap.position();
      method.text.line(
          "_s = torch.append(shapes, torch.tensor(torch.size(" + tap.variable() + ")))");
    }
    return method.text.line("return shapes").text();
  }

  /**
   * The method {@link OpenedMethods#EVIDENCE}: logits, explained classes, activations, gradients,
   * and what heads need, in one call.
   *
   * <p>The graph starts at the first layer, so the body of the network runs without one. After each
   * tap the network goes on with a clone, because its next statement may work in place.
   *
   * @param liveValues what heads need, by layer; empty if there are none
   */
  static String evidence(
      String rootType,
      FlatProgram program,
      List<String> layers,
      Map<String, LiveValues> liveValues) {
    EvidenceText method =
        new EvidenceText(
            OpenedMethods.EVIDENCE
                + "(self: "
                + rootType
                + ", images: Tensor, classes: Tensor) -> List[Tensor]",
            program);
    method.taps(layers, liveValues);
    method.gradients(layers.stream().map(layer -> tapped(program.taps().get(layer))).toList());
    for (int i = 0; i < layers.size() && !liveValues.isEmpty(); i++) {
      method.carried(i, liveValues.containsKey(layers.get(i)));
    }
    return method.text.line("return result").text();
  }

  private void taps(List<String> layers, Map<String, LiveValues> liveValues) {
    List<Tap> taps = inOrder(layers.stream().map(layer -> program.taps().get(layer)).toList());
    int position = 0;
    for (Tap tap : taps) {
      text.statements(program.statements(position, tap.position()));
      position = tap.position();
      tap(tap.variable(), tap == taps.get(0));
      for (int i = 0; i < layers.size(); i++) {
        if (program.taps().get(layers.get(i)).equals(tap) && liveValues.containsKey(layers.get(i))) {
          liveValues.get(layers.get(i)).pack(text, "carried" + i);
        }
      }
    }
    text.statements(program.statements(position, program.statements().size()));
  }

  private static List<Tap> inOrder(Collection<Tap> taps) {
    return taps.stream().distinct().sorted(Comparator.comparingInt(Tap::position)).toList();
  }

  private static String tapped(Tap tap) {
    return "a_" + tap.variable();
  }

  private void tap(String variable, boolean first) {
    String tapped = "a_" + variable;
    String leaf = "torch.requires_grad_(torch.clone(torch.detach(" + variable + ")), True)";
    if (first) {
      text.line(tapped + " = " + leaf);
    } else {
      // A layer on a branch beside the first one does not hang on it and needs a leaf of its own.
      text.line("if ops.prim.requires_grad(" + variable + "):");
      text.line("  " + tapped + " = " + variable);
      text.line("else:");
      text.line("  " + tapped + " = " + leaf);
    }
    text.line(variable + " = torch.clone(" + tapped + ")");
  }

  private void gradients(List<String> tapped) {
    text.line("logits = " + program.logits());
    refuseOtherShapes();
    text.lines(
        """
        chosen = torch.where(torch.lt(classes, 0), torch.argmax(logits, 1), classes)
        score = torch.sum(torch.gather(logits, 1, torch.unsqueeze(chosen, 1)))
        gradients = torch.autograd.grad([score], [%s])
        result = [torch.detach(logits), chosen, %s]
        """
            .formatted(
                String.join(", ", tapped),
                tapped.stream()
                    .map(a -> "torch.detach(" + a + ")")
                    .collect(Collectors.joining(", "))));
    for (int i = 0; i < tapped.size(); i++) {
      text.line("_r = torch.append(result, unchecked_cast(Tensor, gradients[" + i + "]))");
    }
  }

  private void carried(int layer, boolean hasHead) {
    if (hasHead) {
      text.line("_r = torch.append(result, torch.tensor(torch.len(carried" + layer + ")))");
      text.line("_l = torch.extend(result, carried" + layer + ")");
    } else {
      text.line("_r = torch.append(result, torch.tensor(0))");
    }
  }

  private void refuseOtherShapes() {
    text.line("shape = torch.size(logits)");
    text.line("if torch.ne(torch.slice(shape, 0, -1), [torch.size(images, 0)]):");
    text.line(
        "  ops.prim.RaiseException(torch.format(\"" + OpenedMethods.NO_LOGITS + "\", shape))");
    text.line("else:");
    text.line("  pass");
  }
}
