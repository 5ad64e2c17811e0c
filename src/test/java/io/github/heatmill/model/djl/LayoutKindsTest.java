package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.model.djl.layer.LayerCatalog;
import io.github.heatmill.model.djl.layer.MapLayers;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.torchscript.SavedText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One layer of each kind, in a network of one layer with an input of 8 x 12 pixels. */
class LayoutKindsTest {
  private static final InputSize INPUT = new InputSize(8, 12);

  /** Three channels of 4 x 6, and the same as 24 tokens. */
  private static final String SMALL =
      """
      small = torch.avg_pool2d(x, [2, 2], [2, 2], [0, 0], False, True)
      t = torch.transpose(torch.flatten(small, 2), 1, 2)
      """;

  private static final String LOGITS =
      "\nreturn torch.add(torch.mean(torch.flatten(x, 2), [2]), torch.mean(a))";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "small | nchw | measured",
        "torch.permute(small, [0, 2, 3, 1]) | nhwc | measured",
        "t | tokens:0:4x6 | measured",
        "torch.cat([torch.slice(t, 1, 0, 1), t], 1) | tokens:1:4x6 | measured",
        "torch.cat([torch.slice(t, 1, 5, 10), t], 1) | tokens:5:4x6 | measured",
        "torch.transpose(t, 0, 1) | sequence:0:4x6 | measured",
        "torch.mean(x, [2, 3], True) | nchw | one place",
        "torch.mean(x, [1], True) | none | has one channel only: it is a gate",
        "torch.softmax(torch.matmul(t, torch.transpose(t, 1, 2)), -1) | none"
            + " | is an attention matrix: its rows sum to 1",
        "torch.softmax(torch.unsqueeze(torch.matmul(t, torch.transpose(t, 1, 2)), 1), -1) | none"
            + " | is an attention matrix: its rows sum to 1",
        "torch.ones([1, 3, 4, 6]) | none | does not depend on the image",
        "torch.add(torch.mul(small, 0), 1) | none | does not depend on the image",
        "torch.reshape(x, [-1, 3, 4, 6]) | none"
            + " | has no axis of images alone: parts of them, such as windows, share one",
        "torch.transpose(small, 2, 3) | none | has its columns before its rows",
        "torch.flatten(small, 2) | none | has no places, or not in rows and columns of the image",
        "torch.flatten(x, 1) | none | has one vector for an image",
        "torch.unsqueeze(small, 1) | none | has an order of axes that is not known",
      })
  void everyKindIsRecognised(String argument, String layout, String reason) {
    LayerCatalog.Entry entry = only(file(argument), List.of());

    assertThat(entry.reading().layout()).hasToString(layout);
    assertThat(entry.reading().reason()).isEqualTo(reason);
  }

  @Test
  void aNetworkThatRunsOnOneImageOnlyIsReadByItsShape() {
    // Tracing with one image may fix the number of images.
    String body = SMALL + "a = (last).forward(torch.reshape(small, [1, 3, 4, 6]), )" + LOGITS;
    LayerCatalog.Entry entry = only(SavedText.runnable(folder, body, "Tensor"), List.of());

    assertThat(entry.maps()).containsExactly(3, 4, 6);
    assertThat(entry.reading().reason()).isEqualTo("assumed from its shape");
  }

  @Test
  void aNetworkThatMakesNoNumbersOfNoiseIsReadByItsShape() {
    LayerCatalog.Entry entry = only(file("torch.log(small)"), List.of()); // NaN where negative

    assertThat(entry.maps()).containsExactly(3, 4, 6);
    assertThat(entry.reading().reason()).isEqualTo("assumed from its shape");
  }

  @Test
  void aNamedLayoutReplacesTheOneThatIsFound() {
    NetworkFile gate = file("torch.mean(x, [1], True)");

    assertThat(only(gate, List.of("last=nchw")).maps()).containsExactly(1, 8, 12);
    assertThat(only(gate, List.of("nhwc")).maps()).containsExactly(12, 1, 8);
    assertThat(only(gate, List.of("tokens:0:4x6")).reading().layout().isMap()).isFalse();
  }

  @Test
  void aNamedLayoutThatContradictsTheChangesOfTheOutputIsMarked() {
    NetworkFile file = file("small");
    MapLayers named = new MapLayers(file, INPUT, LayoutOverrides.parse(List.of("last=nhwc")));

    assertThat(named.problems(List.of("last"))).isEmpty();
    assertThat(named.contradictions(List.of("last")))
        .containsExactly(
            "The layer last is read as nhwc, named by the user, though its changes show nchw");
    MapLayers right = new MapLayers(file, INPUT, LayoutOverrides.parse(List.of("last=nchw")));
    assertThat(right.problems(List.of("last"))).isEmpty();
    assertThat(right.contradictions(List.of("last"))).isEmpty();
  }

  /** Noise of -2..2 is always below 100, so that nothing would pass the layer. */
  @Test
  void theNoiseHasTheScaleOfTheInput() {
    NetworkFile file = file("torch.relu(torch.sub(small, 100))");
    Preprocessing levels =
        new Preprocessing(
            12, 8, Resizing.stretch(), Channels.rgb(0), Channels.rgb(Encoding.LEVELS));

    MapLayers layers = new MapLayers(file, InputSize.of(levels), none());

    assertThat(layers.all().entries().get(0).reading().reason()).isEqualTo("measured");
    assertThat(only(file, List.of()).reading().reason()).isEqualTo("does not depend on the image");
  }

  /** (0 - 0.5) / 0.25 and (1 - 0.5) / 0.25; 0 and 255 with the standard deviation 1 / 255. */
  @Test
  void theRangeOfTheInputIsThatOfBlackAndWhite() {
    Resizing stretch = Resizing.stretch();
    Preprocessing half = new Preprocessing(1, 1, stretch, Channels.rgb(0.5f), Channels.rgb(0.25f));
    Preprocessing levels =
        new Preprocessing(1, 1, stretch, Channels.rgb(0), Channels.rgb(Encoding.LEVELS));

    assertThat(InputSize.of(half).ranges()).containsOnly(new InputSize.Range(-2, 2)).hasSize(3);
    for (InputSize.Range range : InputSize.of(levels).ranges()) {
      assertThat(range.low()).isZero();
      assertThat(range.high()).isCloseTo(255, within(1e-3f));
    }
  }

  @Test
  void aNamedLayoutThatDoesNotFitIsRefused() {
    NetworkFile tokens = file("t");

    assertThatThrownBy(() -> only(tokens, List.of("last=tokens:1:4x6")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid layout: last=tokens:1:4x6 (its output has the shape [1, 24, 3] for one image)");
    assertThatThrownBy(() -> only(tokens, List.of("last=nchw")))
        .hasMessage(
            "Invalid layout: last=nchw (its output has the shape [1, 24, 3] for one image)");
  }

  @Test
  void aLayerWithoutAMapIsRefusedWithAReasonAndARemedy() {
    MapLayers layers = new MapLayers(file("torch.mean(x, [1], True)"), INPUT, none());

    assertThat(layers.problems(List.of("last")))
        .containsExactly(
            "Layer has no map: its output 1 x 8 x 12 has one channel only: it is a gate"
                + " (layer last; name another, or how to read it with --layout last=LAYOUT)");
    assertThat(layers.with(LayoutOverrides.parse(List.of("last=nchw"))).problems(List.of("last")))
        .isEmpty();
    assertThatThrownBy(
            () ->
                layers.with(LayoutOverrides.parse(List.of("lost=nchw"))).problems(List.of("last")))
        .hasMessageStartingWith("Invalid layout: Unknown layer: lost");
  }

  private LayerCatalog.Entry only(NetworkFile file, List<String> layouts) {
    return new MapLayers(file, INPUT, LayoutOverrides.parse(layouts)).all().entries().get(0);
  }

  private static LayoutOverrides none() {
    return LayoutOverrides.none();
  }

  private NetworkFile file(String argument) {
    String body = SMALL + "a = (last).forward(" + argument + ", )" + LOGITS;
    return SavedText.runnable(folder, body, "Tensor");
  }
}
