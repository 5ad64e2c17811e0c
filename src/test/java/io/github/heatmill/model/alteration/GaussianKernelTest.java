package io.github.heatmill.model.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianKernelTest {

  @Test
  void theKernelOfRiseIsSciPysResponseToAnImpulse() {
    // scipy.ndimage.gaussian_filter(impulse, 5).sum(axis=0) of SciPy 1.17, an 11 x 11 impulse.
    double[] expected = {
      0.08795815,
      0.08889612,
      0.09047420,
      0.09219112,
      0.09348939,
      0.09398206,
      0.09348939,
      0.09219112,
      0.09047420,
      0.08889612,
      0.08795815
    };
    double[] weights = GaussianKernel.rise().weights().stream().mapToDouble(w -> w).toArray();
    assertThat(weights).containsExactly(expected, within(1e-8));
    // The filter's own value in the middle: the product of both axes'.
    assertThat(weights[5] * weights[5]).isCloseTo(0.008832628216191647, within(1e-15));
    assertThat(weights[0] * weights[0]).isCloseTo(0.007736635408576913, within(1e-15));
  }

  @Test
  void weightsFallOffWithTheSquareOfTheDistanceAndAddUpToOne() {
    // exp(-1/2) = 0.60653 on either side of 1, over 1 + 2 x 0.60653.
    List<Double> weights = GaussianKernel.normalised(3, 1).weights();

    assertThat(weights.get(1)).isCloseTo(1 / 2.2130613, within(1e-8));
    assertThat(weights.get(0)).isCloseTo(0.60653066 / 2.2130613, within(1e-8));
    assertThat(weights.get(2)).isEqualTo(weights.get(0));
  }

  @Test
  void kernelsWithTheSameWeightsAreEqual() {
    assertThat(GaussianKernel.rise()).isEqualTo(GaussianKernel.rise());
    assertThat(GaussianKernel.normalised(11, 5)).isNotEqualTo(GaussianKernel.rise());
  }

  @Test
  void anEvenKernelOrNoSigmaIsRefused() {
    assertThatThrownBy(() -> new GaussianKernel(Collections.nCopies(4, 0.25)))
        .hasMessage("Invalid size of a kernel: 4 (must be odd)");
    assertThatThrownBy(() -> GaussianKernel.normalised(3, 0))
        .hasMessage("Invalid sigma: 0.0 (must be > 0)");
  }
}
