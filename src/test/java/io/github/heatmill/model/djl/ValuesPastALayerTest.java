package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests networks in which the logits depend on more than the layer's output. */
class ValuesPastALayerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A tensor that later statements change in place.
        """
        skip = torch.mul(x, 2)
        a = (last).forward(x, )
        b = torch.add_(skip, a)
        return torch.mean(b, [2, 3])""",
        // Numbers, booleans, and values that are computed from them.
        """
        channels = torch.size(x, 1)
        more = torch.add(channels, 1)
        half = 0.5
        third = torch.mul(half, 0.25)
        large = torch.gt(channels, 2)
        a = (last).forward(x, )
        if large:
          b = torch.mul(a, more)
        else:
          b = a
        return torch.mul(torch.mean(b, [2, 3]), torch.add(half, third))""",
        // Sizes taken at run time, also as traced networks keep them.
        """
        size = torch.size(x)
        traced = ops.prim.NumToTensor(torch.size(x, 1))
        a = (last).forward(x, )
        b = torch.reshape(a, size)
        return torch.mul(torch.mean(b, [2, 3]), int(traced))""",
        // Lists of tensors, of known and of unknown length.
        """
        parts = torch.chunk(x, 3, 1)
        first, second, third, = parts
        list = [first, torch.mul(second, 3)]
        a = (last).forward(x, )
        _0 = torch.append(list, a)
        b = torch.add(torch.cat(list, 1), torch.cat([third, parts[1], parts[0], first, first], 1))
        return torch.mean(b, [2, 3])""",
        // A variable that both ways of a condition set.
        """
        if torch.gt(torch.size(x, 0), 1):
          skip = torch.mul(x, 2)
        else:
          skip = x
        a = (last).forward(x, )
        return torch.mean(torch.add(a, skip), [2, 3])""",
        // The input itself.
        """
        a = (last).forward(x, )
        return torch.mean(torch.sub(a, x), [2, 3])"""
      })
  void theHeadGetsThemBack(String body) {
    Path opened = folder.resolve("opened.pt");
    SavedText.runnable(folder, body, "Tensor")
        .writeOpened(OpeningRequest.at(List.of("last"), Set.of(Access.HEAD)), opened);
    try (DjlProbe probe =
        new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), List.of("last"))) {
      Batch batch = new Batch(NetworkFixture.wave(2, 3, 4, 4), new int[] {-1, -1});
      Evidence evidence = probe.evidence(batch);
      Gates open = Gates.toZero(Tensor.of(new float[] {1, 1}, 2, 1, 1, 1, 1));

      Tensor logits = probe.head(evidence, "last").logits(open);

      assertThat(logits.slice(0)).isEqualTo(evidence.logits());
      assertThat(logits.slice(1)).as("the second time").isEqualTo(evidence.logits());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dict[str, Tensor]", "Optional[Tensor]"})
  void valuesThatCannotBeStoredInTensorsAreRefused(String type) {
    String value = type.startsWith("Dict") ? "{\"x\": x}" : "x";
    NetworkFile file =
        SavedText.runnable(
            folder,
            """
            past = annotate(%s, %s)
            a = (last).forward(x, )
            b = torch.len([past])
            return torch.mean(torch.mul(a, b), [2, 3])"""
                .formatted(type, value),
            "Tensor");
    Path opened = folder.resolve("opened.pt");
    assertThatThrownBy(
            () -> file.writeOpened(OpeningRequest.at(List.of("last"), Set.of(Access.HEAD)), opened))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Layer cannot be explained by methods that run the network from there: last, because"
                + " a value of type "
                + type
                + " goes past it (choose another layer, or methods that need no head)");
    file.writeOpened(List.of("last"), opened);
    assertThat(opened).exists();
  }
}
