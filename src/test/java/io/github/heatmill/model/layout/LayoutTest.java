package io.github.heatmill.model.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @ParameterizedTest
  @ValueSource(strings = {"nchw", "nhwc", "tokens:1:14x14", "sequence:0:7x12"})
  void aLayoutIsReadAsItIsWritten(String text) {
    assertThat(Layout.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "none", "tokens", "tokens:1", "tokens:1:0x14", "NCHW", "tokens:-1:2x2"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> Layout.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid layout: "
                + text
                + " (must be nchw, nhwc, tokens:PREFIX:HEIGHTxWIDTH or"
                + " sequence:PREFIX:HEIGHTxWIDTH, such as tokens:1:14x14)");
  }

  @Test
  void mapsAreChannelsRowsAndColumns() {
    assertThat(Layout.NCHW.maps(List.of(512, 7, 9))).containsExactly(512, 7, 9);
    assertThat(Layout.NHWC.maps(List.of(7, 9, 512))).containsExactly(512, 7, 9);
    // 5 + 7 x 9 = 68
    assertThat(Layout.parse("tokens:5:7x9").maps(List.of(68, 512))).containsExactly(512, 7, 9);
    assertThat(Layout.parse("tokens:5:7x9").maps(List.of(67, 512))).isEmpty();
    assertThat(Layout.NCHW.maps(List.of(68, 512))).isEmpty();
    assertThat(Layout.NONE.maps(List.of(512, 7, 9))).isEmpty();
  }

  @Test
  void overridesNameLayersOrAll() {
    LayoutOverrides overrides =
        LayoutOverrides.parse(List.of("nhwc", "blocks.3=tokens:1:14x14", "stem=nchw"));

    assertThat(overrides.every()).contains(Layout.NHWC);
    assertThat(overrides.byLayer())
        .containsOnlyKeys("blocks.3", "stem")
        .containsEntry("blocks.3", Layout.tokens(Layout.Order.TOKENS, 1, 14, 14));
    assertThatThrownBy(() -> LayoutOverrides.parse(List.of("stem=nchw", "stem=nhwc")))
        .hasMessage("Invalid layout: stem=nhwc (another one is given for the same layer)");
    assertThatThrownBy(() -> LayoutOverrides.parse(List.of("nchw", "nhwc")))
        .hasMessage("Invalid layout: nhwc (another one is given for the same layer)");
  }
}
