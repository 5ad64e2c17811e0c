package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChannelInformationTest {
  private static final double[] YES = {1, 0};
  private static final double[] NO = {0, 1};

  @Test
  void aChannelThatDecidesHasAllTheInformation() {
    ChannelInformation information = of(2, 0);
    information.add(new float[] {1, 0}, 0, YES);
    information.add(new float[] {1, 1}, 0, YES);
    information.add(new float[] {0, 0}, 0, NO);
    information.add(new float[] {0, 1}, 0, NO);
    // Channel 0: H(1/2) - 0 = ln 2. Channel 1: open or closed, one of two is YES: 0.
    assertThat(information.plugIn(0)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(information.plugIn(1)).isCloseTo(0, within(1e-12));
    // Var = 1/4 * 4/3 = 1/3 of a mean of 1/2, for two outcomes: 2 * (1/3) / (2 * 4 * 1/2) = 1/6.
    assertThat(information.bias()).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(information.signed())
        .containsExactly(new double[] {Math.log(2) - 1 / 6.0, 0}, within(1e-12));
  }

  @Test
  void aChannelAgainstTheClassIsNegative() {
    ChannelInformation information = of(1, 1);
    information.add(new float[] {1}, 0, YES);
    information.add(new float[] {1}, 0, YES);
    information.add(new float[] {0}, 0, NO);
    information.add(new float[] {0}, 0, NO);
    // As above, but the explained class is the second.
    assertThat(information.signed())
        .containsExactly(new double[] {1 / 6.0 - Math.log(2)}, within(1e-12));
  }

  @Test
  void theBiasIsTheMeanAtChance() {
    int channels = 4000;
    Random random = new Random(11);
    ChannelInformation information =
        new ChannelInformation(channels, ChannelInformation.Outcomes.of(new float[] {0, 0, 0}, 0));
    for (int m = 0; m < 200; m++) {
      double first = 0.2 + 0.6 * random.nextDouble();
      double second = (1 - first) * random.nextDouble();
      float[] gates = new float[channels];
      for (int k = 0; k < channels; k++) {
        gates[k] = random.nextInt(2);
      }
      information.add(gates, 0, new double[] {first, second, 1 - first - second});
    }
    double mean = 0;
    for (int k = 0; k < channels; k++) {
      mean += information.plugIn(k) / channels;
    }
    // No gate had any influence; the mean of 4000 estimates is certain to about 2 %.
    assertThat(mean / information.bias()).isCloseTo(1, within(0.1));
  }

  @Test
  void aGateThatNeverChangedHasNoInformation() {
    ChannelInformation information = of(2, 0);
    information.add(new float[] {1, 0}, 0, YES);
    information.add(new float[] {1, 0}, 0, NO);
    assertThat(information.signed()).containsExactly(0, 0);
  }

  @Test
  void anImpossibleOutcomeIsHarmlessAndABrokenOneShows() {
    ChannelInformation information = of(1, 0);
    information.add(new float[] {1}, 0, YES);
    information.add(new float[] {0}, 0, YES);
    assertThat(information.signed()).containsExactly(0);
    information.add(new float[] {0}, 0, new double[] {Double.NaN, Double.NaN});
    assertThat(information.signed()).containsExactly(Double.NaN);
  }

  @Test
  void outcomesBeginWithTheExplainedClassAndGroupTheRest() {
    float[] logits = new float[20];
    double[] probabilities = new double[20];
    for (int c = 0; c < 20; c++) {
      logits[c] = c;
      probabilities[c] = c / 190.0; // 0 + 1 + ... + 19 = 190.
    }
    ChannelInformation.Outcomes outcomes = ChannelInformation.Outcomes.of(logits, 3);
    assertThat(outcomes.count()).isEqualTo(16);
    double[] ofOutcomes = outcomes.probabilities(probabilities);
    // Class 3, then 19 down to 6; left are 0 + 1 + 2 + 4 + 5 = 12.
    assertThat(outcomes.classes()).startsWith(3, 19, 18).endsWith(7, 6).hasSize(15);
    assertThat(ofOutcomes[1]).isEqualTo(19 / 190.0);
    assertThat(ofOutcomes[15]).isCloseTo(12 / 190.0, within(1e-12));
  }

  @Test
  void fewClassesCountSingly() {
    ChannelInformation.Outcomes outcomes = ChannelInformation.Outcomes.of(new float[] {1, 5, 3}, 2);
    assertThat(outcomes.classes()).containsExactly(2, 1, 0);
    assertThat(outcomes.probabilities(new double[] {0.2, 0.3, 0.5})).containsExactly(0.5, 0.3, 0.2);
  }

  private static ChannelInformation of(int channels, int target) {
    return new ChannelInformation(
        channels, ChannelInformation.Outcomes.of(new float[] {0, 0}, target));
  }
}
