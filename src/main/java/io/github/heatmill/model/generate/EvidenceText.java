package io.github.heatmill.model.generate;

import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the method, as source text, that gives access to a network's layers. */
final class EvidenceText {
  private EvidenceText() {}

  /**
   * The method {@link OpenedMethods#EVIDENCE}: logits, explained classes, activations, gradients,
   * and the values that heads need, in one call.
   *
   * <p>The graph starts at the first layer, so the body of the network runs without one. After each
   * tap the network goes on with a clone, because its next statement may work in place.
   *
   * @param request the layers with their layouts, and whether gradients are used
   * @param liveValues the values that heads need, by layer; empty if there are no heads
   */
  static String evidence(
      String rootType,
      FlatProgram program,
      OpeningRequest request,
      Map<String, LiveValues> liveValues) {
    List<String> layers = request.layers();
    List<String> tapped = layers.stream().map(layer -> program.taps().get(layer).kept()).toList();
    List<String> maps =
        layers.stream()
            .map(layer -> detached(program.taps().get(layer), request.layout(layer)))
            .toList();
    return SourceTemplate.named("evidence")
        .with("network", rootType)
        .with("statements", statements(program, request, liveValues))
        .with("logits", OutputText.scoresOf(program.output().text()))
        .with("classes", classes(request.output()))
        .with("differentiated", differentiated(request, tapped))
        .with("detached", maps.stream().map(map -> ", " + map).collect(Collectors.joining()))
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
              ? tap(tap, tap == taps.get(0))
              : List.of(copied(tap)));
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

  /** Taps in the order of execution, each once. */
  static List<Tap> inOrder(Collection<Tap> taps) {
    return taps.stream().distinct().sorted(Comparator.comparingInt(Tap::position)).toList();
  }

  /** The tapped output of a network that may be quantised. */
  private static String copied(Tap tap) {
    return tap.kept() + " = (self).heatmill_dequantised(" + tap.variable() + ", )";
  }

  private static List<String> tap(Tap tap, boolean first) {
    String variable = tap.variable();
    String tapped = tap.kept();
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

  private static String detached(Tap tap, Layout layout) {
    return LayoutText.maps(layout, "torch.detach(" + tap.kept() + ")");
  }

  /** The number of classes, without a contrast behind them. */
  private static String classes(NetworkOutput output) {
    return output.contrast().isPresent()
        ? Integer.toString(output.contrast().classes())
        : "torch.size(logits, 1)";
  }

  /** The lines that append the gradients of one explained class. */
  private static List<String> differentiated(OpeningRequest request, List<String> tapped) {
    List<String> layers = request.layers();
    List<String> lines = new ArrayList<>();
    boolean used = request.gradients() == Gradients.USED && !layers.isEmpty();
    if (used) {
      lines.add(
          "gradients = torch.autograd.grad([score], ["
              + String.join(", ", tapped)
              + "], None, kept)");
    }
    for (int i = 0; i < layers.size(); i++) {
      String gradient =
          used
              ? LayoutText.maps(
                  request.layout(layers.get(i)), "unchecked_cast(Tensor, gradients[" + i + "])")
              : "torch.zeros([0])";
      lines.add("_g = torch.append(result, " + gradient + ")");
    }
    return lines.isEmpty() ? List.of("pass") : lines;
  }

  private static List<String> appended(OpeningRequest request, Set<String> withHeads) {
    List<String> layers = request.layers();
    List<String> lines = new ArrayList<>();
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
