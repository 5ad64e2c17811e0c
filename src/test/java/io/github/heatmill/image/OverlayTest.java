package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private final Pixels grey = Pixels.of(new Size(2, 1), new byte[] {100, 100, 100, 100, 100, 100});

  @Test
  void heatIsBlendedByItsValue() {
    Pixels drawn = Overlay.draw(grey, Tensor.of(new float[] {-3, 5}, 1, 2), 0.5);
    // Coldest: the photo, 0x646464. Hottest: half photo, half fc ff a4 = 252 255 164:
    // (100 + 252) / 2 = 176 = b0, 177.5 to 178 = b2, 132 = 84.
    assertThat(drawn.rgb(0, 0)).isEqualTo(0x646464);
    assertThat(drawn.rgb(1, 0)).isEqualTo(0xb0b284);
  }

  @Test
  void theScaleOfTheMapDoesNotMatter() {
    Pixels image = Fixtures.png("source.png");
    Tensor map = Tensor.of(new float[] {0, 1, 2, 3, 4, 8}, 2, 3);
    Tensor scaled = Tensor.of(new float[] {1, 3, 5, 7, 9, 17}, 2, 3); // 2 v + 1
    assertThat(Overlay.draw(image, scaled, 0.7)).isEqualTo(Overlay.draw(image, map, 0.7));
    assertThat(Overlay.draw(image, map, 0.7)).isNotEqualTo(image);
    assertThat(Overlay.draw(image, map, 0)).isEqualTo(image);
  }

  @Test
  void flatAndBrokenMapsLeaveTheImageAsItIs() {
    assertThat(Overlay.draw(grey, Tensor.of(new float[] {2, 2}, 1, 2), 1)).isSameAs(grey);
    assertThat(Overlay.draw(grey, Tensor.of(new float[] {2, Float.NaN}, 1, 2), 1)).isSameAs(grey);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Overlay.draw(grey, Tensor.zeros(1, 2), 1.5))
        .hasMessage("Invalid alpha: 1.5 (must be 0 to 1)");
    assertThatThrownBy(() -> Overlay.draw(grey, Tensor.zeros(1, 1, 2), 1))
        .hasMessage("Invalid shape of map: [1, 1, 2] (must be (h, w))");
  }
}
