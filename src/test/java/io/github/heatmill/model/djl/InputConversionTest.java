package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.djl.layer.LayerCatalog;
import io.github.heatmill.model.djl.layer.MapLayers;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that take other images than three channels of numbers, channels first. */
class InputConversionTest {
  private static final Size SIZE = new Size(4, 4);

  @TempDir Path folder;

  /**
   * The network adds 2 to the mean red level, and 3 to twice the mean green level; the biases of
   * its classes are 0.5 and 0.
   */
  @ParameterizedTest
  @CsvSource({"bytes-traced, NHWC_UINT8", "nhwc-scripted, NHWC"})
  void imagesReachTheNetworkInItsOwnForm(String network, Form form) throws IOException {
    Preprocessing input = levels(Colours.RGB, 3, form);
    try (DjlProbe probe = opened(network, form)) {
      Evidence evidence = probe.evidence(batch(input, picture(100, 30, 7), picture(20, 250, 9)));
      // 100 + 2 + 0.5 and 60 + 3; 20 + 2 + 0.5 and 500 + 3.
      assertThat(evidence.logits().values()).containsExactly(102.5f, 63, 22.5f, 503);
      assertThat(evidence.layers().get(0).activations().shape()).containsExactly(2, 2, 4, 4);
      // The mean over 16 places of batch normalisation's output, whose factor is 1.
      assertThat(evidence.layers().get(0).gradients().slice(0).values())
          .startsWith(1 / 16f, 1 / 16f)
          .endsWith(0, 0);
    }
  }

  /** Masks give fractions of levels, which a network of bytes sees rounded. */
  @ParameterizedTest
  @CsvSource({"bytes-traced, NHWC_UINT8, 40.5", "nhwc-scripted, NHWC, 40.1"})
  void maskedImagesAreConvertedToo(String network, Form form, float red) throws IOException {
    Preprocessing input = levels(Colours.RGB, 3, form);
    try (DjlProbe probe = opened(network, form)) {
      Evidence evidence = probe.evidence(batch(input, picture(94, 0, 0)));
      Tensor image = evidence.batch().image(0);
      Masks mask = Masks.unscaled(Tensor.of(new float[] {0.4f}, 1, 1, 1));
      Tensor logits = probe.logits(image, Tensor.zeros(image.shape()), mask);
      // 94 * 0.4 = 37.6, as a byte 38; and 2 and 0.5.
      assertThat(logits.values()[0]).isCloseTo(red, within(1e-5f));
    }
  }

  @Test
  void greyIsOneChannel() throws IOException {
    Preprocessing input =
        new Preprocessing(
            4,
            4,
            Resizing.stretch(),
            new Encoding(Colours.GREY, Channels.of(0.5f), Channels.of(0.25f), Form.NCHW));
    OpeningRequest wanted = OpeningRequest.at(List.of("conv"), Set.of(Access.HEAD));
    Path file = NetworkFixture.FOLDER.resolve("grey-traced.pt");
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence evidence = probe.evidence(batch(input, picture(255, 255, 255)));
      // v = (1 - 0.5) / 0.25 = 2: 3 v - 1 and -v.
      assertThat(evidence.logits().values()).containsExactly(5, -2);
    }
  }

  @Test
  void shapesOfLayersAreThoseOfTheConvertedNetwork() {
    NetworkFile converted =
        NetworkFile.read(NetworkFixture.FOLDER.resolve("bytes-traced.pt"), Form.NHWC_UINT8);
    LayerCatalog catalog =
        new MapLayers(converted, new InputSize(4, 6), LayoutOverrides.none()).all();
    assertThat(catalog.auto()).hasValue("inner.bn");
    assertThat(catalog.entries().get(0).shapeText()).isEqualTo("2 x 4 x 6");
  }

  @Test
  void whatIsNoTorchScriptIsRefused() {
    Path file = NetworkFixture.FOLDER.resolve("weights-only.pt");
    assertThatThrownBy(() -> NetworkFile.read(file, Form.NHWC))
        .isInstanceOf(ModelFormatException.class);
  }

  private DjlProbe opened(String network, Form form) {
    NetworkFile converted = NetworkFile.read(NetworkFixture.FOLDER.resolve(network + ".pt"), form);
    OpeningRequest wanted = OpeningRequest.at(List.of("inner.bn"), Set.of(Access.HEAD));
    return NetworkFixture.opened(folder, converted, wanted);
  }

  private static Preprocessing levels(Colours colours, int channels, Form form) {
    Encoding encoding =
        new Encoding(
            colours, Channels.all(channels, 0), Channels.all(channels, Encoding.LEVELS), form);
    return new Preprocessing(SIZE.width(), SIZE.height(), Resizing.stretch(), encoding);
  }

  private static Batch batch(Preprocessing input, Pixels... pictures) {
    Tensor images = Tensor.zeros(pictures.length, input.channels(), 4, 4);
    for (int i = 0; i < pictures.length; i++) {
      input.write(pictures[i], images.values(), i * input.values());
    }
    return new Batch(images, new int[pictures.length], input.encoding());
  }

  private static Pixels picture(int red, int green, int blue) {
    byte[] rgb = Pixels.allocate(SIZE);
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return Pixels.of(SIZE, rgb);
  }
}
