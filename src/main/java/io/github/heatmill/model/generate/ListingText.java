package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import java.util.ArrayList;
import java.util.List;

/** Writes the method that tells the shapes and the changes of the outputs of layers. */
public final class ListingText {
  private ListingText() {}

  /** The method {@link OpenedMethods#OUTPUTS}. */
  public static String of(String rootType, FlatProgram program) {
    List<String> lines = new ArrayList<>();
    List<Tap> taps = EvidenceText.inOrder(program.taps().values());
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
    return SourceTemplate.named("outputs")
        .with("network", rootType)
        .with("statements", lines)
        .methods();
  }
}
