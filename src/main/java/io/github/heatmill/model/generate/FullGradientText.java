package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the method {@link OpenedMethods#FULL_GRADIENTS}. */
final class FullGradientText {
  private static final String LOW = "low = torch.amin(whole, [1, 2, 3], True)";

  private final Archive archive;
  private final FlatProgram program;
  private final List<ModuleNode> biased;
  private final MethodText text;

  private FullGradientText(Archive archive, FlatProgram program, List<ModuleNode> biased) {
    this.archive = archive;
    this.program = program;
    this.biased =
        biased.stream()
            .sorted(Comparator.comparingInt(node -> tap(program, node).position()))
            .toList();
    this.text =
        new MethodText(
            OpenedMethods.FULL_GRADIENTS
                + "(self: "
                + archive.root().type().name()
                + ", pixels: Tensor, classes: Tensor) -> List[Tensor]");
  }

  /**
   * The text of the method.
   *
   * @param program with every module of {@code biased} tapped
   */
  static String of(Archive archive, FlatProgram program, List<ModuleNode> biased) {
    FullGradientText full = new FullGradientText(archive, program, biased);
    full.forward();
    full.backward();
    return full.text.text();
  }

  private static Tap tap(FlatProgram program, ModuleNode node) {
    return program.taps().get(node.path());
  }

  private String tapped(ModuleNode node) {
    return "a_" + tap(program, node).variable();
  }

  private void forward() {
    text.line("leaf = torch.requires_grad_(torch.clone(pixels), True)");
    // What is added to everything, so that everything has a graph.
    text.line("nothing = torch.mul(torch.sum(leaf), 0)");
    text.line(FlatProgram.INPUT + " = torch.clone(leaf)");
    int position = 0;
    for (ModuleNode node : biased) {
      Tap tap = tap(program, node);
      text.statements(program.statements(position, tap.position()));
      position = tap.position();
      // Going on with a clone, because the network's next statement may work in place.
      text.line(tapped(node) + " = torch.add(" + tap.variable() + ", nothing)");
      text.line(tap.variable() + " = torch.clone(" + tapped(node) + ")");
    }
    text.statements(program.statements(position, program.statements().size()));
    text.line("logits = " + program.logits());
  }

  private void backward() {
    String outputs = biased.stream().map(node -> ", " + tapped(node)).collect(Collectors.joining());
    text.lines(
        """
        scores = torch.gather(logits, 1, torch.unsqueeze(classes, 1))
        score = torch.add(torch.sum(scores), nothing)
        gradients = torch.autograd.grad([score], [leaf%s], None, None, False, True)
        size = [torch.size(leaf, 2), torch.size(leaf, 3)]
        share = torch.mul(torch.detach(leaf), unchecked_cast(Tensor, gradients[0]))
        explained = torch.sum(share, [1, 2, 3])
        """
            .formatted(outputs));
    addMap("map = ");
    for (int i = 0; i < biased.size(); i++) {
      share(biased.get(i), i + 1);
    }
    // Means over 4 x 4 pixels; smaller ones at an edge that 4 does not divide.
    text.line("small = torch.avg_pool2d(map, [4, 4], [4, 4], [0, 0], True, False)");
    text.line("return [small, explained]");
  }

  private void share(ModuleNode node, int index) {
    String output = "torch.detach(" + tapped(node) + ")";
    text.line("bias = torch.detach(" + BiasLayers.bias(archive, node, output) + ")");
    text.line("if torch.__isnot__(gradients[" + index + "], None):");
    text.line("  gradient = unchecked_cast(Tensor, gradients[" + index + "])");
    text.line("else:");
    text.line("  gradient = torch.zeros_like(" + output + ")"); // The logits do not depend on it.
    text.line("share = torch.mul(bias, gradient)");
    text.line("explained = torch.add(explained, torch.sum(torch.flatten(share, 1), [1]))");
    text.line("if torch.eq(torch.dim(share), 4):");
    text.line("  whole = torch.abs(share)");
    text.line("  " + LOW);
    text.line("  map = torch.add(map, " + enlarged() + ")");
    text.line("else:");
    text.line("  pass");
  }

  private void addMap(String target) {
    text.line("whole = torch.abs(share)");
    text.line(LOW);
    text.line(target + enlarged());
  }

  private static String enlarged() {
    return "torch.upsample_bilinear2d(" + scaledSum() + ", size, False)";
  }

  /** Scaled to 0..1 by the range over all channels, then added up over them. */
  private static String scaledSum() {
    String range = "torch.sub(torch.amax(whole, [1, 2, 3], True), low)";
    String guarded = "torch.clamp_min(" + range + ", 1.1754943508222875e-38)";
    return "torch.sum(torch.div(torch.sub(whole, low), " + guarded + "), [1], True)";
  }
}
