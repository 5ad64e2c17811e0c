package io.github.heatmill.model.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.AlteredArea.Shade;
import io.github.heatmill.model.alteration.Fill.Blurred;
import io.github.heatmill.model.alteration.Fill.Imputed;
import io.github.heatmill.model.alteration.Fill.Plain;
import org.junit.jupiter.api.Test;

class AlterationTest {

  @Test
  void copiesThatAreMadeInTheSameWayAreEqual() {
    Alteration one = new Alteration(new Highest(7), Plain.IMAGE, new Blurred(kernel()));
    Alteration other = new Alteration(new Highest(7), Plain.IMAGE, new Blurred(kernel()));

    assertThat(new AlteredCopy(1, 2, one)).isEqualTo(new AlteredCopy(1, 2, other));
    assertThat(new AlteredCopy(1, 2, one)).hasSameHashCodeAs(new AlteredCopy(1, 2, other));
    assertThat(new AlteredCopy(1, 2, one)).isNotEqualTo(new AlteredCopy(1, 3, one));
  }

  @Test
  void onlyOneSideOfABorderCanBeImputed() {
    assertThatThrownBy(() -> new Alteration(new Highest(7), new Imputed(), new Imputed()))
        .hasMessage(
            "Invalid alteration: Highest[pixels=7] with Imputed[] inside and Imputed[] outside"
                + " (pixels can be imputed on one side of a border only)");
    assertThatThrownBy(() -> new Alteration(new Shade(), Plain.IMAGE, new Imputed()))
        .hasMessageStartingWith("Invalid alteration: Shade[]");
  }

  @Test
  void lessThanNoPixelsAreRefused() {
    assertThatThrownBy(() -> new Highest(-1))
        .hasMessage("Invalid number of pixels: -1 (must be >= 0)");
  }

  private static GaussianKernel kernel() {
    return GaussianKernel.normalised(5, 1);
  }
}
