package io.github.heatmill.model.generate;

import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.source.BiasTerm;
import io.github.heatmill.model.source.NetworkSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the method {@link OpenedMethods#FULL_GRADIENTS}, for the layers that add a bias. */
final class FullGradientText {
  private FullGradientText() {}

  /**
   * The biases of a network, in the order in which the outputs of their layers are computed.
   *
   * @param allTapped the program with a tap at every layer that can be reached
   * @throws IllegalArgumentException if a layer with a bias is called where the network cannot be
   *     cut
   */
  static List<BiasTerm> biases(NetworkSource source, FlatProgram allTapped) {
    List<BiasTerm> biases = source.biases();
    String problems =
        biases.stream()
            .flatMap(bias -> refusal(bias.layer(), allTapped).stream())
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
    return biases.stream()
        .sorted(Comparator.comparingInt(bias -> allTapped.taps().get(bias.layer()).position()))
        .toList();
  }

  private static Optional<String> refusal(String layer, FlatProgram allTapped) {
    return Optional.ofNullable(allTapped.refusals().get(layer))
        .or(() -> Optional.ofNullable(allTapped.withoutGradient().get(layer)))
        .map(
            reason ->
                "Network cannot be explained by full-grad, because the bias of "
                    + layer
                    + " cannot be reached: "
                    + reason);
  }

  /**
   * The text of the method.
   *
   * @param program with every layer of {@code biases} tapped
   * @param biases in the order of execution
   * @param layouts the layout of the output of each
   */
  static String of(
      String className,
      FlatProgram program,
      List<BiasTerm> biases,
      Function<String, Layout> layouts) {
    List<String> shares = new ArrayList<>();
    for (int i = 0; i < biases.size(); i++) {
      BiasTerm bias = biases.get(i);
      String output = "torch.detach(" + tapped(program, bias) + ")";
      Layout layout = layouts.apply(bias.layer());
      shares.addAll(
          SourceTemplate.named("bias_share")
              .with("bias", bias.expression().apply(output))
              .with("index", Integer.toString(i + 1))
              .with("output", output)
              .with("module", shown(bias.layer()))
              .with("images", Integer.toString(layout.imageAxis()))
              .with("maps", maps(layout))
              .lines());
    }
    return SourceTemplate.named("full_gradients")
        .with("network", className)
        .with("statements", statements(program, biases))
        .with("logits", OutputText.scoresOf(program.output().text()))
        .with(
            "tapped",
            biases.stream().map(bias -> ", " + tapped(program, bias)).collect(Collectors.joining()))
        .with("shares", shares)
        .methods();
  }

  /** A path in a message, without the quotes and lines that would end it. */
  private static String shown(String path) {
    return path.replaceAll("[^\\w.@-]", "?");
  }

  /** The share as maps. One that has no places becomes something without four axes. */
  private static String maps(Layout layout) {
    return layout.isMap() ? LayoutText.maps(layout, "share") : "torch.flatten(share)";
  }

  private static Tap tap(FlatProgram program, BiasTerm bias) {
    return program.taps().get(bias.layer());
  }

  private static String tapped(FlatProgram program, BiasTerm bias) {
    return tap(program, bias).kept();
  }

  private static List<String> statements(FlatProgram program, List<BiasTerm> biases) {
    List<String> lines = new ArrayList<>();
    int position = 0;
    for (BiasTerm bias : biases) {
      Tap tap = tap(program, bias);
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      // The network goes on with a clone, because its next statement may work in place.
      lines.add(tapped(program, bias) + " = torch.add(" + tap.variable() + ", nothing)");
      lines.add(tap.variable() + " = torch.clone(" + tapped(program, bias) + ")");
    }
    lines.addAll(program.lines(position, program.statements().size()));
    return lines;
  }
}
