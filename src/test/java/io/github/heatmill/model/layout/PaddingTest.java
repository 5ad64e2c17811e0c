package io.github.heatmill.model.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outputs whose border no image changes, around the shape of an earlier output. */
class PaddingTest {
  private static final InputSize INPUT = new InputSize(6, 4);
  private static final Reading NCHW = new Reading(Layout.NCHW, "measured");
  private static final Reading NHWC = new Reading(Layout.NHWC, "measured");

  @Test
  void aBorderAroundTheImageIsPadding() {
    LayerOutput padded = output("pad", whole(3), bordered(8, 1, 1), bordered(5, 0, 1));

    assertThat(Padding.layers(INPUT, List.of(padded), List.of(NCHW))).containsExactly("pad");
  }

  @Test
  void aBorderAroundAnEarlierOutputIsPaddingWhereverTheChannelsAre() {
    LayerOutput features = output("conv", whole(3), whole(2), whole(16));
    LayerOutput padded = output("pad", bordered(4, 0, 1), bordered(3, 0, 1), whole(16));

    assertThat(Padding.layers(INPUT, List.of(features, padded), List.of(NHWC, NHWC)))
        .isEqualTo(Set.of("pad"));
  }

  @Test
  void aMapWhoseBorderChangesIsNone() {
    LayerOutput convolved = output("conv", whole(8), whole(8), whole(6));

    assertThat(Padding.layers(INPUT, List.of(convolved), List.of(NCHW))).isEmpty();
  }

  @Test
  void aDeadBorderThatFitsNoEarlierOutputIsNone() {
    LayerOutput dead = output("conv", whole(8), bordered(6, 1, 1), whole(4)); // 8 x 4 x 4 inside

    assertThat(Padding.layers(INPUT, List.of(dead), List.of(NCHW))).isEmpty();
  }

  @Test
  void channelsThatNoImageChangesAreNoBorder() {
    LayerOutput dead = output("conv", bordered(4, 1, 0), whole(6), whole(4)); // 3 x 6 x 4 inside

    assertThat(Padding.layers(INPUT, List.of(dead), List.of(NCHW))).isEmpty();
  }

  private static LayerOutput output(String layer, Changes.Axis... axes) {
    List<Integer> one =
        IntStream.concat(
                IntStream.of(1), Arrays.stream(axes).mapToInt(axis -> axis.topLeft().length))
            .boxed()
            .toList();
    List<Integer> two =
        IntStream.concat(
                IntStream.of(2), Arrays.stream(axes).mapToInt(axis -> axis.topLeft().length))
            .boxed()
            .toList();
    Changes changes = new Changes(List.of(axes), 1);
    return new LayerOutput(layer, one, Optional.of(two), Optional.of(changes));
  }

  private static Changes.Axis whole(int length) {
    return bordered(length, 0, 0);
  }

  private static Changes.Axis bordered(int length, int before, int after) {
    double[] changes = new double[length];
    Arrays.fill(changes, before, length - after, 0.5);
    return new Changes.Axis(changes, changes, changes);
  }
}
