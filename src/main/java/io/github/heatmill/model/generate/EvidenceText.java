package io.github.heatmill.model.generate;

import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the methods, as source text, that give access to a network's layers. */
public final class EvidenceText {
  private EvidenceText() {}

  /** The method {@link OpenedMethods#SHAPES}: the sizes of all tapped outputs, by execution. */
  public static String shapes(String rootType, FlatProgram program) {
    List<String> lines = new ArrayList<>();
    int position = 0;
    for (Tap tap : inOrder(program.taps().values())) {
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      lines.add("_s = torch.append(shapes, torch.tensor(torch.size(" + tap.variable() + ")))");
    }
    return SourceTemplate.named("shapes")
        .with("network", rootType)
        .with("statements", lines)
        .methods();
  }

  /**
   * The method {@link OpenedMethods#EVIDENCE}: logits, explained classes, activations, gradients,
   * and the values that heads need, in one call.
   *
   * <p>The graph starts at the first layer, so the body of the network runs without one. After each
   * tap the network goes on with a clone, because its next statement may work in place.
   *
   * @param request the layers, and whether gradients are used
   * @param liveValues the values that heads need, by layer; empty if there are no heads
   */
  static String evidence(
      String rootType,
      FlatProgram program,
      OpeningRequest request,
      Map<String, LiveValues> liveValues) {
    List<String> layers = request.layers();
    boolean differentiated = request.gradients() == Gradients.USED;
    List<String> tapped =
        layers.stream().map(layer -> tapped(program.taps().get(layer).variable())).toList();
    return SourceTemplate.named("evidence")
        .with("network", rootType)
        .with("statements", statements(program, request, liveValues))
        .with("logits", program.logits())
        .with(
            "differentiated",
            differentiated
                ? List.of(
                    "gradients = torch.autograd.grad([score], [" + String.join(", ", tapped) + "])")
                : List.of())
        .with(
            "detached",
            tapped.stream().map(a -> ", torch.detach(" + a + ")").collect(Collectors.joining()))
        .with("appended", appended(request, liveValues.keySet()))
        .methods();
  }

  private static List<String> statements(
      FlatProgram program, OpeningRequest request, Map<String, LiveValues> liveValues) {
    List<String> layers = request.layers();
    List<String> lines = new ArrayList<>();
    List<Tap> taps = inOrder(layers.stream().map(layer -> program.taps().get(layer)).toList());
    int position = 0;
    for (Tap tap : taps) {
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      lines.addAll(
          request.gradients() == Gradients.USED
              ? tap(tap.variable(), tap == taps.get(0))
              : List.of(copied(tap.variable())));
      for (int i = 0; i < layers.size(); i++) {
        String layer = layers.get(i);
        if (program.taps().get(layer).equals(tap) && liveValues.containsKey(layer)) {
          lines.addAll(liveValues.get(layer).pack("carried" + i));
        }
      }
    }
    lines.addAll(program.lines(position, program.statements().size()));
    return lines;
  }

  private static List<Tap> inOrder(Collection<Tap> taps) {
    return taps.stream().distinct().sorted(Comparator.comparingInt(Tap::position)).toList();
  }

  /** The variable that holds a tapped output. */
  static String tapped(String variable) {
    return "a_" + variable;
  }

  /** The tapped output of a network that may be quantised. */
  private static String copied(String variable) {
    return tapped(variable) + " = (self).heatmill_dequantised(" + variable + ", )";
  }

  private static List<String> tap(String variable, boolean first) {
    String tapped = tapped(variable);
    String leaf = "torch.requires_grad_(torch.clone(torch.detach(" + variable + ")), True)";
    String clone = variable + " = torch.clone(" + tapped + ")";
    // A layer on a branch beside the first one does not depend on it and needs a leaf of its own.
    return first
        ? List.of(tapped + " = " + leaf, clone)
        : List.of(
            "if ops.prim.requires_grad(" + variable + "):",
            "  " + tapped + " = " + variable,
            "else:",
            "  " + tapped + " = " + leaf,
            clone);
  }

  private static List<String> appended(OpeningRequest request, Set<String> withHeads) {
    List<String> layers = request.layers();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String gradient =
          request.gradients() == Gradients.USED
              ? "unchecked_cast(Tensor, gradients[" + i + "])"
              : "torch.zeros([0])";
      lines.add("_r = torch.append(result, " + gradient + ")");
    }
    for (int i = 0; i < layers.size() && !withHeads.isEmpty(); i++) {
      if (withHeads.contains(layers.get(i))) {
        lines.add("_r = torch.append(result, torch.tensor(torch.len(carried" + i + ")))");
        lines.add("_l = torch.extend(result, carried" + i + ")");
      } else {
        lines.add("_r = torch.append(result, torch.tensor(0))");
      }
    }
    return lines;
  }
}
