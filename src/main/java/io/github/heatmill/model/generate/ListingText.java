package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.source.SizeLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the method that tells the shapes and the changes of the outputs of layers. */
public final class ListingText {
  private ListingText() {}

  /**
   * The method {@link OpenedMethods#OUTPUTS}.
   *
   * @param batches the numbers of images that the program takes
   */
  public static String of(String rootType, FlatProgram program, SizeLimits batches) {
    String changes = SourceTemplate.named("changes").with("network", rootType).methods();
    if (batches.isUnlimited()) {
      return SourceTemplate.named("outputs")
              .with("network", rootType)
              .with("statements", measured(program))
              .methods()
          + changes;
    }
    return SourceTemplate.named("limited_outputs")
            .with("network", rootType)
            .with("statements", collected(program))
            .methods()
        + LimitedText.inBatches(rootType, "heatmill_layers_in_batches", "heatmill_layers", batches)
        + changes;
  }

  /** The statements that keep a copy of each output, which the next statement may change. */
  private static List<String> collected(FlatProgram program) {
    List<String> lines = new ArrayList<>();
    int position = 0;
    for (Tap tap : inOrder(program)) {
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      lines.add("_o = torch.append(outputs, torch.clone(" + tap.variable() + "))");
    }
    return lines;
  }

  private static List<String> measured(FlatProgram program) {
    List<String> lines = new ArrayList<>();
    List<Tap> taps = inOrder(program);
    int position = 0;
    for (int i = 0; i < taps.size(); i++) {
      Tap tap = taps.get(i);
      lines.addAll(program.lines(position, tap.position()));
      position = tap.position();
      String output = tap.variable();
      lines.add("_s = torch.append(outputs, torch.tensor(torch.size(" + output + ")))");
      lines.add(
          "_c = torch.append(outputs, (self).heatmill_changes("
              + output
              + ", int(torch.select(axes, 0, "
              + i
              + ")), ))");
    }
    return lines;
  }

  /** The taps in the order of execution; layers with the same output have one each. */
  private static List<Tap> inOrder(FlatProgram program) {
    return program.taps().values().stream().sorted(Comparator.comparingInt(Tap::position)).toList();
  }
}
