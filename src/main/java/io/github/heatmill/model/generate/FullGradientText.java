package io.github.heatmill.model.generate;

import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.inline.Refusals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the method {@link OpenedMethods#FULL_GRADIENTS}, for the modules that add a bias. */
final class FullGradientText {
  private static final String TENSOR = "Tensor";
  private static final String PERHAPS_TENSOR = "Optional[Tensor]";
  private static final String RUNNING_MEAN = "running_mean";

  /** Module classes whose bias runs along the last axes and not along the channels. */
  private static final List<String> ALONG_LAST_AXES = List.of("Linear", "LayerNorm");

  /**
   * The modules that add a bias and are called.
   *
   * @param allTapped the program with a tap at every layer that can be reached
   * @throws IllegalArgumentException if one is called where the network cannot be cut
   */
  static List<ModuleNode> biasedModules(Archive archive, FlatProgram allTapped) {
    List<ModuleNode> biased =
        archive
            .modules()
            .filter(node -> isBatchNorm(archive, node) || has(archive, node, "bias"))
            .filter(node -> !Refusals.NOT_CALLED.equals(allTapped.refusals().get(node.path())))
            .toList();
    String problems =
        biased.stream()
            .flatMap(node -> refusal(node, allTapped).stream())
            .collect(Collectors.joining("\n"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
    return biased;
  }

  private static boolean isBatchNorm(Archive archive, ModuleNode node) {
    return has(archive, node, RUNNING_MEAN);
  }

  private static boolean has(Archive archive, ModuleNode node, String tensor) {
    String type = node.type().attributeTypes().getOrDefault(tensor, "");
    boolean none = archive.attribute(node, tensor).filter(PickleReader.NONE::equals).isPresent();
    return type.equals(TENSOR) || type.equals(PERHAPS_TENSOR) && !none;
  }

  private static Optional<String> refusal(ModuleNode node, FlatProgram allTapped) {
    return Optional.ofNullable(allTapped.refusals().get(node.path()))
        .map(
            reason ->
                "Network cannot be explained by full-grad, because the bias of "
                    + node.path()
                    + " cannot be reached: "
                    + reason);
  }

  /**
   * The bias as an expression, in the shape of the output {@code output}. The bias of a batch
   * normalisation is its output for zeros.
   */
  private static String bias(Archive archive, ModuleNode node, String output) {
    String module = node.expression().text();
    if (isBatchNorm(archive, node)) {
      return module + ".forward(torch.zeros_like(" + output + "), )";
    }
    String values = "unchecked_cast(Tensor, " + module + ".bias)";
    if (ALONG_LAST_AXES.stream().anyMatch(node.type().originalName()::endsWith)) {
      return values;
    }
    String shape = "torch.add([1, -1], torch.mul([1], torch.sub(torch.dim(" + output + "), 2)))";
    return "torch.reshape(" + values + ", " + shape + ")";
  }

  /**
   * The text of the method.
   *
   * @param program with every module of {@code biased} tapped
   * @param layouts the layout of the output of each
   */
  static String of(
      Archive archive,
      FlatProgram program,
      List<ModuleNode> biased,
      Function<String, Layout> layouts) {
    List<ModuleNode> ordered =
        biased.stream()
            .sorted(Comparator.comparingInt(node -> tap(program, node).position()))
            .toList();
    List<String> shares = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      ModuleNode node = ordered.get(i);
      String output = "torch.detach(" + tapped(program, node) + ")";
      Layout layout = layouts.apply(node.path());
      shares.addAll(
          SourceTemplate.named("bias_share")
              .with("bias", bias(archive, node, output))
              .with("index", Integer.toString(i + 1))
              .with("output", output)
              .with("module", node.path())
              .with("images", Integer.toString(layout.imageAxis()))
              .with("maps", maps(layout))
              .lines());
    }
    return SourceTemplate.named("full_gradients")
        .with("network", archive.root().type().name())
        .with("statements", statements(program, ordered))
        .with("logits", OutputText.scoresOf(program.output().text()))
        .with(
            "tapped",
            ordered.stream()
                .map(node -> ", " + tapped(program, node))
                .collect(Collectors.joining()))
        .with("shares", shares)
        .methods();
  }

  /** The share as maps. One that has no places becomes something without four axes. */
  private static String maps(Layout layout) {
    return layout.isMap() ? LayoutText.maps(layout, "share") : "torch.flatten(share)";
  }

  private static Tap tap(FlatProgram program, ModuleNode node) {
    return program.taps().get(node.path());
  }

  private static String tapped(FlatProgram program, ModuleNode node) {
    return EvidenceText.tapped(tap(program, node).variable());
  }

  private static List<String> statements(FlatProgram program, List<ModuleNode> ordered) {
    List<String> lines = new ArrayList<>();
    int position = 0;
    for (ModuleNode node : ordered) {
      Tap tap = tap(program, node);
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      // The network goes on with a clone, because its next statement may work in place.
      lines.add(tapped(program, node) + " = torch.add(" + tap.variable() + ", nothing)");
      lines.add(tap.variable() + " = torch.clone(" + tapped(program, node) + ")");
    }
    lines.addAll(program.lines(position, program.statements().size()));
    return lines;
  }
}
