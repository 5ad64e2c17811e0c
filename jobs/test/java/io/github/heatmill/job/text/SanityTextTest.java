package io.github.heatmill.job.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.sanity.SanityOfMethod;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import io.github.heatmill.job.sanity.SanityResult;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SanityTextTest {

  @Test
  void theResultIsATable() {
    SanityResult result =
        new SanityResult(
            12,
            1,
            List.of(
                new SanityOfMethod(
                    "layer4",
                    "grad-cam",
                    false,
                    List.of(
                        new Step(1, "fc", 12, 0, 2, new Means(10, mean(0.25), mean(0.5))),
                        new Step(2, "layer4", 12, 0, 12, undefined()))),
                new SanityOfMethod(
                    "layer4", "random", true, List.of(new Step(1, "fc", 12, 12, 0, means(1))))),
            29.06,
            "file:/out");

    assertThat(SanityText.of(result))
        .isEqualTo(
            """

            Images  12 compared in 29.1 s
            Errors  1

            Layer   Method    Step  Randomised from    Rank    SSIM       n  Unchanged    Lost
            layer4  grad-cam     1  fc                0.250   0.500      10          0       2
            layer4  grad-cam     2  layer4                -       -       0          0      12
            layer4  random       1  fc                1.000   1.000      12         12       0

            layer4  grad-cam  reacts (no map is left)
            layer4  random    cannot react: it does not look at the class (no map changed by a bit at any step)

            Tables in file:/out: sanity, errors; manifest.json
            """);
  }

  private static Means means(double value) {
    return new Means(12, mean(value), mean(value));
  }

  private static Means undefined() {
    return new Means(0, OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static OptionalDouble mean(double value) {
    return OptionalDouble.of(value);
  }
}
