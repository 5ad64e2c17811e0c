package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GroupCamTest {
  /** One red pixel beside a black one: blurred, each is a mixture of the two. */
  private static final Tensor PICTURE = Pictures.picture(2, new float[] {4, 0}, new float[] {0, 0});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void groupsAreWeightedByTheScoreOfTheRevealedParts() {
    float[] activations = {3, 0, 1, 0, 0, 5};
    float[] gradients = {1, 3, 1, 1, 2, 2};
    Tensor map = map("group-cam:groups=2", activations, gradients, 1, 3, 1, 2);
    // Channel weights 2, 1, 2. Groups are channels 0, 1 and channel 2: 2 * 3 + 1 * 1 = 7 at the
    // left, and 2 * 5 = 10 at the right. The image goes on as 4 0 4 0, so that the left pixel's
    // blur is 4 times the weight of even distances and the right one's 4 times that of odd ones;
    // their sum is 4, and the logit of the blur 2. Left sharp: (4 + 4 odd) / 2, which is
    // 2 + 2 odd. Right sharp: (4 even + 0) / 2 = 2 - 2 odd, below the blur: score 0.
    double score = probability(2 + 2 * odd()) - probability(2);
    assertThat(map.values()).containsExactly(new float[] {(float) (7 * score), 0}, within(1e-6f));
    assertThat(network.runs()).isEqualTo(3);
  }

  @Test
  void fewerChannelsThanGroupsAreAGroupEach() {
    float[] activations = {3, 0, 1, 0, 0, 5};
    float[] gradients = {1, 3, 1, 1, 2, 2};
    // The same score for channels 0 and 1, whose masks are both 1 0: 6 and 1 add up to 7.
    assertThat(map("group-cam", activations, gradients, 1, 3, 1, 2).values())
        .containsExactly(
            map("group-cam:groups=2", activations, gradients, 1, 3, 1, 2).values(), within(1e-6f));
    assertThat(network.runs()).isEqualTo(4 + 3);
  }

  @Test
  void groupsAreAsEvenAsCanBe() {
    // Five channels in two groups: 0, 1, 2 and 3, 4. Each shows 1 at the left; the weights of the
    // groups are 1 + 1 - 2 = 0, a constant group, and 1 + 1 = 2.
    float[] activations = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
    float[] gradients = {1, 1, 1, 1, -2, -2, 1, 1, 1, 1};
    double score = probability(2 + 2 * odd()) - probability(2);
    assertThat(map("group-cam:groups=2", activations, gradients, 1, 5, 1, 2).values())
        .containsExactly(new float[] {(float) (2 * score), 0}, within(1e-6f));
    assertThat(network.runs()).isEqualTo(2); // One live group, and the blur.
  }

  @Test
  void aGroupAgainstTheClassIsCutBeforeItMasks() {
    float[] negative = {-1, -1};
    assertThat(map("group-cam", new float[] {3, 1}, negative, 1, 1, 1, 2))
        .isEqualTo(Tensor.zeros(1, 2));
  }

  @Test
  void edgesOfTheInputGiveNoNan() {
    assertThat(map("group-cam", new float[4], new float[] {1, 2, 3, 4}, 1, 2, 1, 2))
        .isEqualTo(Tensor.zeros(1, 2));
    assertThat(map("group-cam", new float[] {1, 2, 3, 4}, new float[4], 1, 2, 1, 2))
        .isEqualTo(Tensor.zeros(1, 2));
    assertThat(map("group-cam", new float[] {5, 5}, new float[] {1, 1}, 1, 1, 1, 2))
        .isEqualTo(Tensor.zeros(1, 2));
    assertThat(map("group-cam", new float[] {1, 5}, new float[] {1, 1}, 1, 2, 1, 1))
        .isEqualTo(Tensor.zeros(1, 1));
  }

  @Test
  void nanAnywhereIsNeverHidden() {
    for (int i = 0; i < 4; i++) {
      float[] healthy = {1, 2, 4, 3};
      float[] broken = healthy.clone();
      broken[i] = Float.NaN;
      assertThat(Heatmap.of(map("group-cam", broken, healthy, 1, 2, 1, 2)).status())
          .isEqualTo(Heatmap.Status.NON_FINITE);
      assertThat(Heatmap.of(map("group-cam", healthy, broken, 1, 2, 1, 2)).status())
          .isEqualTo(Heatmap.Status.NON_FINITE);
    }
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    Tensor other = Pictures.picture(2, new float[] {1, 5}, new float[] {3, 0});
    GroupCam method = new GroupCam();
    Tensor maps = method.explain(network, network.evidence(Pictures.batch(other, PICTURE)));
    assertThat(maps.slice(1)).isEqualTo(Pictures.map(method, network, evidence));
    assertThat(Heatmap.of(maps.slice(1)).status()).isEqualTo(Heatmap.Status.OK);
  }

  private Tensor map(String id, float[] activations, float[] gradients, int... shape) {
    Evidence bent = Pictures.bent(evidence, activations, gradients, shape);
    return Pictures.map(Methods.method(id), network, bent);
  }

  private static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The weight of odd distances in a blur of 51 pixels with sigma 50. */
  private static double odd() {
    double odd = 0;
    double all = 0;
    for (int distance = -25; distance <= 25; distance++) {
      double weight = Math.exp(-distance * distance / 5000.0);
      odd += distance % 2 == 0 ? 0 : weight;
      all += weight;
    }
    return odd / all;
  }
}
