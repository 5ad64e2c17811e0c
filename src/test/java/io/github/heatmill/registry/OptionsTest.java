package io.github.heatmill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Options OFFERED =
      Options.of(
              List.of("rough", "fine"),
              Setting.count("steps", 28, 1, 1000, "steps"),
              Setting.number("sigma", 5, 0, 50, "sigma"))
          .under("rough", Setting.count("steps", 20, 1, 100, "steps"));

  @Test
  void aVariantMayHaveAStandardOfItsOwn() {
    assertThat(OFFERED.count("steps")).isEqualTo(28);
    assertThat(OFFERED.read("x", "fine").count("steps")).isEqualTo(28);
    assertThat(OFFERED.read("x", "rough").count("steps")).isEqualTo(20);
    assertThat(OFFERED.read("x", "rough").number("sigma")).isEqualTo(5);
  }

  @Test
  void theCanonicalFormLeavesOutTheVariantsStandard() {
    assertThat(OFFERED.read("x", "rough,steps=20").suffix()).isEqualTo(":rough");
    assertThat(OFFERED.read("x", "rough,steps=28").suffix()).isEqualTo(":rough,steps=28");
    assertThat(OFFERED.read("x", "rough,steps=28").count("steps")).isEqualTo(28);
    assertThat(OFFERED.read("x", "steps=28").suffix()).isEmpty();
    assertThat(OFFERED.read("x", "steps=20,sigma=1").suffix()).isEqualTo(":sigma=1,steps=20");
  }

  @Test
  void aVariantMayHaveARangeOfItsOwn() {
    assertThatThrownBy(() -> OFFERED.read("x", "rough,steps=200"))
        .hasMessage("Invalid steps of x: 200 (must be a whole number of 1 to 100)");
    assertThat(OFFERED.read("x", "fine,steps=200").count("steps")).isEqualTo(200);
  }

  @Test
  void anUnknownOptionNamesThoseThatThereAre() {
    assertThatThrownBy(() -> OFFERED.read("x", "coarse"))
        .hasMessage("Unknown option of x: coarse (known: rough, fine, steps=28, sigma=5)");
    assertThatThrownBy(() -> Options.none().read("x", "coarse"))
        .hasMessage("Unknown option of x: coarse (it has none)");
  }
}
