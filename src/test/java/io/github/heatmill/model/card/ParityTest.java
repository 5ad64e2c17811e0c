package io.github.heatmill.model.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network's input of one picture, compared with the library whose file describes it; {@code
 * scripts/python/make_card_fixtures.py} stored its values.
 */
class ParityTest {
  private static final Pixels PICTURE = Fixtures.png("source.png");

  /** Of values that lie between -3 and 3, or between 0 and 255. */
  private static final double ROUNDING = 4e-7;

  private static final double LEVEL = 1 / 255.0;

  record Case(String name, Map<String, String> files, int[] shape, String values) {
    @Override
    public String toString() {
      return name;
    }

    float[] expected() {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(values));
      float[] numbers = new float[bytes.capacity() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
      return numbers;
    }

    Preprocessing preprocessing() throws IOException {
      CardFiles beside =
          file ->
              Optional.ofNullable(files.get(file))
                  .map(text -> text.getBytes(StandardCharsets.UTF_8));
      return ModelDescription.of(beside, file -> Optional.empty()).card().preprocessing();
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream in = ParityTest.class.getResourceAsStream("/card/parity.json")) {
      return List.of(
          new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Case[].class));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theInputIsThatOfTheLibrary(Case one) throws IOException {
    Tensor input = one.preprocessing().apply(PICTURE);
    float[] expected = one.expected();
    boolean thinned = one.name().equals("transformers convnext whole"); // Every 48th of 384 pixels.
    int step = thinned ? 48 : 1;
    int height = one.shape()[1];
    int width = one.shape()[2];
    assertThat(input.shape()).containsExactly(3, height * step, width * step);
    double largest = 0;
    double scale = 1;
    for (int i = 0; i < expected.length; i++) {
      int row = i / width;
      int at = row * step * width * step + i % width * step;
      if (thinned) {
        int channel = i / (height * width);
        at =
            ((channel * height * step) + (row - channel * height) * step) * width * step
                + i % width * step;
      }
      largest = Math.max(largest, Math.abs(expected[i] - input.values()[at]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    // OpenCV mixes pixels with weights of 11 bits.
    double allowed = one.name().equals("ultralytics detect") ? LEVEL + ROUNDING : ROUNDING * scale;
    assertThat(largest).isLessThanOrEqualTo(allowed);
  }
}
