package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One function of the images, written so that the output of its layer has different layouts. The
 * maps of every method must be the same for all of them.
 */
class EveryLayoutTest {
  private static final Offset<Float> ROUNDING = Offset.offset(2e-5f);

  /** Three channels of 4 x 6 and two classes; the two tokens before those of the places matter. */
  private static final String BODY =
      """
      small = torch.avg_pool2d(x, [2, 2], [2, 2], [0, 0], False, True)
      t = torch.transpose(torch.flatten(small, 2), 1, 2)
      p = torch.slice(t, 1, 0, 2)
      %s
      m = torch.mean(torch.mul(a, a), [2, 3])
      first = torch.add(torch.slice(m, 1, 0, 1), torch.sum(torch.flatten(e, 1), [1], True))
      second = torch.slice(m, 1, 1, 2)
      third = torch.slice(m, 1, 2, 3)
      one = torch.add(torch.mul(first, 3), second)
      two = torch.sub(torch.mul(third, 4), torch.mul(first, second))
      return torch.cat([one, two], 1)""";

  private static final String NCHW =
      """
      a = (last).forward(small, )
      e = torch.relu(p)""";

  private static final Map<Layout, String> OTHERS =
      Map.of(
          Layout.NHWC,
          """
          r = (last).forward(torch.contiguous(torch.permute(small, [0, 2, 3, 1])), )
          a = torch.permute(torch.view(r, torch.size(r)), [0, 3, 1, 2])
          e = torch.relu(p)""",
          Layout.parse("tokens:0:4x6"),
          """
          r = (last).forward(t, )
          a = torch.reshape(torch.transpose(r, 1, 2), torch.size(small))
          e = torch.relu(p)""",
          Layout.parse("tokens:2:4x6"),
          """
          r = (last).forward(torch.cat([p, t], 1), )
          v = torch.transpose(torch.slice(r, 1, 2), 1, 2)
          a = torch.reshape(v, torch.size(small))
          e = torch.slice(r, 1, 0, 2)""",
          Layout.parse("sequence:2:4x6"),
          """
          r = (last).forward(torch.transpose(torch.cat([p, t], 1), 0, 1), )
          v = torch.permute(torch.slice(r, 0, 2), [1, 2, 0])
          a = torch.reshape(v, torch.size(small))
          e = torch.transpose(torch.slice(r, 0, 0, 2), 0, 1)""");

  @TempDir Path folder;

  static Stream<Arguments> methodsAndLayouts() {
    return EveryMethodTest.methods()
        .flatMap(method -> OTHERS.keySet().stream().map(layout -> Arguments.of(method, layout)));
  }

  @AfterEach
  void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  @ParameterizedTest
  @MethodSource("methodsAndLayouts")
  void theMapsDoNotDependOnTheLayout(SaliencyMethod method, Layout layout) {
    Tensor expected = maps(method, Layout.NCHW, NCHW);

    Tensor maps = maps(method, layout, OTHERS.get(layout));

    assertThat(maps.shape()).isEqualTo(expected.shape());
    assertThat(maps.values()).containsExactly(expected.values(), ROUNDING);
  }

  private Tensor maps(SaliencyMethod method, Layout layout, String call) {
    Path opened = folder.resolve(layout.order() + ".pt");
    OpeningRequest wanted = OpeningRequest.at(List.of("last"), method.access());
    SavedText.runnable(folder, BODY.formatted(call), "Tensor")
        .writeOpened(wanted.withLayouts(Map.of("last", layout)), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, List.of("last")), ComputeDevice.cpu());
    Evidence evidence = probe.evidence(new Batch(images(), new int[] {0, 1}));
    return method.explain(probe, evidence);
  }

  /** Two images of 8 x 12 without symmetry, some pixels negative. */
  private static Tensor images() {
    Tensor images = Tensor.zeros(2, 3, 8, 12);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) (Math.sin(0.7 * i) + 0.4 * Math.cos(0.05 * i) + 0.3);
    }
    return images;
  }
}
