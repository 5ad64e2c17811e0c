package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search of {@link InfoCam}: its objective, and where it leads. */
class InfoCamFitTest {
  private static final LinearNetwork BLIND = LinearNetwork.of(new double[] {0}, new double[] {0});

  /** Class 0 needs channel 0, class 1 needs channel 1, and channel 2 is of no use. */
  private static final LinearNetwork SEEING =
      LinearNetwork.of(new double[] {4, 0, 0}, new double[] {0, 1, 0});

  @Test
  void theObjectiveIsTheFormulas() {
    Evidence evidence = BLIND.evidence(Tensor.of(new float[] {1, 3}, 1, 1, 1, 2), 0);
    double[] objective = fit("info-cam:steps=1", BLIND, evidence).objective();
    // mu = 2, sigma = 1: r^2 = 1 twice. At a = 5 lambda = 0.9933071, 1 - lambda = 0.0066929: KL of
    // each is (0.9866591 + 0.0000448 + 10.0134307 - 1) / 2 = 5.0000673.
    // J = ln 2 + 10 * 5.0000673 + 0: both classes stay even whatever the network reads.
    assertThat(objective[0]).isCloseTo(0.6931472 + 50.000673, within(1e-5));
    // One step of the rate 1 leads to a = 4, lambda = 0.9820138:
    // (0.9643511 + 0.0003235 + 8.0362999 - 1) / 2 = 4.0004872.
    assertThat(objective[1]).isCloseTo(0.6931472 + 40.004872, within(1e-5));
  }

  @Test
  void sharesAndBitsAreThoseOfTheLowestObjective() {
    Evidence evidence = BLIND.evidence(Tensor.of(new float[] {1, 3}, 1, 1, 1, 2), 0);
    ImageBottleneck.Fit fit = fit("info-cam:steps=1", BLIND, evidence);
    assertThat(fit.shares()).containsExactly(new double[] {0.9820138}, within(1e-7));
    // Two neurons of 4.0004872 nats: 8.0009745 / ln 2.
    assertThat(fit.bits()).containsExactly(new double[] {11.542966}, within(1e-5));
  }

  @Test
  void withoutStepsEverythingPasses() {
    Evidence evidence = SEEING.evidence(image(), 0);
    ImageBottleneck.Fit fit = fit("info-cam:steps=0", SEEING, evidence);
    assertThat(fit.objective()).hasSize(1);
    assertThat(fit.shares())
        .containsExactly(new double[] {0.9933071, 0.9933071, 0.9933071}, within(1e-7));
  }

  @Test
  void theObjectiveFalls() {
    double[] objective = fit("info-cam", SEEING, known(SEEING.evidence(image(), 0))).objective();
    assertThat(objective).hasSize(11);
    assertThat(objective[10]).isLessThan(objective[0] / 2);
  }

  @Test
  void smallStepsNeverRise() {
    Random random = new Random(3);
    float[] values = new float[5 * 6];
    double[][] weights = new double[3][5];
    double[][] squares = new double[3][5];
    for (int i = 0; i < 30; i++) {
      values[i] = Math.max(0, (float) random.nextGaussian());
      weights[i % 3][i % 5] = 2 * random.nextGaussian();
      squares[i % 3][i % 5] = random.nextGaussian();
    }
    LinearNetwork network = LinearNetwork.of(weights).squared(squares);
    Evidence evidence = network.evidence(Tensor.of(values, 1, 5, 2, 3), 1);
    // Each of the three parts of the objective leads in one of these.
    for (String prices : new String[] {"beta=0,gamma=0", "beta=1,gamma=0", "beta=0,gamma=1000"}) {
      String method = "info-cam:rate=0.01,steps=50," + prices;
      double[] objective = fit(method, network, evidence).objective();
      for (int step = 1; step <= 50; step++) {
        assertThat(objective[step]).as(prices).isLessThan(objective[step - 1]);
      }
    }
  }

  @Test
  void aLongSearchEndsWhereTheObjectiveIsLowest() {
    LinearNetwork one = LinearNetwork.of(new double[] {2}, new double[] {-1});
    Evidence evidence = one.evidence(Tensor.of(new float[] {0, 1, 5, 2}, 1, 1, 2, 2), 0);
    ImageBottleneck.Fit fit = fit("info-cam:rate=0.02,steps=1000,beta=0.05", one, evidence);
    // With a wrong gradient the search would pass the lowest point of its way and end above it.
    double lowest = Arrays.stream(fit.objective()).min().orElseThrow();
    assertThat(fit.objective()[1000]).isCloseTo(lowest, within(1e-6));
    assertThat(fit.shares()[0]).isBetween(0.05, 0.95);
  }

  @Test
  void theChannelThatThePredictionNeedsKeepsTheLargestShare() {
    double[] shares = fit("info-cam:beta=1", SEEING, known(SEEING.evidence(image(), 0))).shares();
    assertThat(shares[0]).isGreaterThan(2 * shares[2]);
    assertThat(shares[1]).isLessThan(shares[0]);
  }

  @Test
  void aNoiseStreamThatMayTellNothingRaisesTheShare() {
    Evidence evidence = known(SEEING.evidence(image(), 0));
    double without = fit("info-cam:gamma=0", SEEING, evidence).shares()[0];
    double with = fit("info-cam:gamma=30", SEEING, evidence).shares()[0];
    assertThat(with).isGreaterThan(without);
  }

  @Test
  void inactiveNeuronsCostNothing() {
    Tensor image = Tensor.of(new float[] {1, 3}, 1, 1, 1, 2);
    ActivationStatistics usual =
        new ActivationStatistics(
            1000,
            Tensor.of(new float[] {2, 2}, 1, 1, 2),
            Tensor.of(new float[] {1, 0}, 1, 1, 2),
            Tensor.of(new float[] {0.5f, 0.01f}, 1, 1, 2));
    Evidence evidence = BLIND.evidence(image, 0).withStatistics(Map.of("layer", usual));
    // Half of the information of theObjectiveIsTheFormulas: one of its two equal neurons.
    assertThat(fit("info-cam:steps=0", BLIND, evidence).objective()[0])
        .isCloseTo(0.6931472 + 25.0003365, within(1e-5));
  }

  @Test
  void constantActivationsHaveTheLeastDeviation() {
    Evidence evidence = BLIND.evidence(Tensor.of(new float[] {7}, 1, 1, 1, 1), 0);
    // r = (7 - 7) / 0.01 = 0: KL = (0.0000448 + 10.0134307 - 1) / 2 = 4.5067378.
    assertThat(fit("info-cam:steps=0", BLIND, evidence).objective()[0])
        .isCloseTo(0.6931472 + 45.067378, within(1e-5));
  }

  @Test
  void aBrokenObjectiveLeavesNoShares() {
    Tensor broken = image();
    broken.values()[0] = Float.NaN;
    ImageBottleneck.Fit fit = fit("info-cam", SEEING, SEEING.evidence(broken, 0));
    assertThat(fit.shares()).containsOnly(Double.NaN);
  }

  @Test
  void extremesAreSurvived() {
    Tensor extreme = Tensor.of(new float[] {1e30f, 0, 0, 1e-30f, 0, 0}, 1, 3, 1, 2);
    ImageBottleneck.Fit fit = fit("info-cam", SEEING, SEEING.evidence(extreme, 0));
    assertThat(Arrays.stream(fit.shares()).allMatch(share -> share >= 0 && share <= 1)).isTrue();
    assertThat(fit.objective()[0]).isFinite();
  }

  private static Tensor image() {
    return Tensor.of(new float[] {2, 0, 1, 1, 0, 3}, 1, 3, 1, 2);
  }

  /** With 0 for the usual activation, so that noise does not hold what the image shows. */
  private static Evidence known(Evidence evidence) {
    Tensor ones = Tensor.zeros(3, 1, 2);
    Arrays.fill(ones.values(), 1);
    return evidence.withStatistics(
        Map.of("layer", new ActivationStatistics(1000, Tensor.zeros(3, 1, 2), ones, ones)));
  }

  private static ImageBottleneck.Fit fit(String method, LinearNetwork network, Evidence evidence) {
    InfoCam infoCam = (InfoCam) Methods.method(method);
    return infoCam.fit(network.probe(), evidence, evidence.layers().get(0)).get(0);
  }
}
