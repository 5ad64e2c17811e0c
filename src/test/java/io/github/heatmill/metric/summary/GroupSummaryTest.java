package io.github.heatmill.metric.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.PooledNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupSummaryTest {
  private static final double NAN = Double.NaN;
  private static final Column INSERTION = Column.higher("insertion", 0, 1);
  private static final Column DELETION = Column.lower("deletion", 0, 1);
  private static final Column AREA = Column.neither("area", 0, 1);
  private static final SummaryPlan PLAN =
      new SummaryPlan(
          List.of(INSERTION, DELETION, AREA), List.of(INSERTION, DELETION), List.of(new Ratio()));

  /** sum insertion / sum probability. */
  private record Ratio() implements PooledNumber {
    private static final long serialVersionUID = 1L;

    @Override
    public Column column() {
      return Column.higher("ratio", 0, 1);
    }

    @Override
    public double[] terms(Numbers numbers) {
      return new double[] {numbers.column("insertion"), numbers.probability()};
    }

    @Override
    public double value(double[] sums) {
      return sums[0] / sums[1];
    }
  }

  private final GroupSummary group = new GroupSummary(PLAN);

  private void add(String image, double probability, double[] values, double... chance) {
    group.add(image, new Observation(PLAN, probability, values, chance));
  }

  private Summary summary(String column) {
    return group.summaries().stream()
        .filter(each -> each.column().name().equals(column))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void numbersByHand() {
    add("a", 0.5, new double[] {0.5, 0.25, 0.75}, 0.25, 0.5);
    add("b", 1.0, new double[] {0.25, 0.125, 0.25}, 0.5, 0.125);
    add("c", 0.5, new double[] {0.75, NAN, 0.5}, 0.25, 0.5);
    add("d", 0.5, new double[] {1.0, 0.75, 0.5}, NAN, 0.5);

    Summary insertion = summary("insertion");
    assertThat(group.rows()).isEqualTo(4);
    // (0.5 + 0.25 + 0.75 + 1) / 4; with chance: a, b, c.
    assertThat(insertion.value().rows()).isEqualTo(4);
    assertThat(insertion.value().value()).isEqualTo(0.625);
    assertThat(insertion.comparison().chance()).isEqualTo(1.0 / 3);
    // (0.25 - 0.25 + 0.5) / 3; a and c are better.
    assertThat(insertion.comparison().difference().rows()).isEqualTo(3);
    assertThat(insertion.comparison().difference().value()).isEqualTo(0.5 / 3);
    assertThat(insertion.comparison().above()).isEqualTo(2.0 / 3);

    Summary deletion = summary("deletion");
    // a, b, d: (0.25 + 0.125 + 0.75) / 3, and (-0.25 + 0 + 0.25) / 3; only a is below chance.
    assertThat(deletion.value().rows()).isEqualTo(3);
    assertThat(deletion.value().value()).isEqualTo(0.375);
    assertThat(deletion.comparison().chance()).isEqualTo(1.125 / 3);
    assertThat(deletion.comparison().difference().value()).isZero();
    assertThat(deletion.comparison().above()).isEqualTo(1.0 / 3);

    // 2.5 / 2.5.
    assertThat(summary("ratio").value().value()).isEqualTo(1);
    assertThat(summary("ratio").value().rows()).isEqualTo(4);
  }

  @Test
  void theIntervalOfASumsRatioIsThatOfItsResamples() {
    // insertion = probability / 4 for every image: so is the ratio in each resample.
    for (int i = 0; i < 50; i++) {
      add("image-" + i, i + 1, new double[] {(i + 1) / 4.0, NAN, NAN}, NAN, NAN);
    }

    assertThat(summary("ratio").value()).isEqualTo(new Estimate(50, 0.25, 0.25, 0.25));
    assertThat(summary("insertion").value().low()).isLessThan(summary("insertion").value().high());
  }

  @Test
  void theIntervalOfAConstantIsTheConstant() {
    for (int i = 0; i < 100; i++) {
      add("image-" + i, 1, new double[] {0.25, 0.1, NAN}, 0.5, NAN);
    }

    assertThat(summary("insertion").value()).isEqualTo(new Estimate(100, 0.25, 0.25, 0.25));
    assertThat(summary("insertion").comparison().difference())
        .isEqualTo(new Estimate(100, -0.25, -0.25, -0.25));
    assertThat(summary("deletion").value()).isEqualTo(new Estimate(100, 0.1, 0.1, 0.1));
  }

  @Test
  void oneImageHasAnIntervalThatIsAPoint() {
    add("a", 0.3, new double[] {0.1, NAN, 0.7}, 0.3, NAN);

    assertThat(summary("insertion").value()).isEqualTo(new Estimate(1, 0.1, 0.1, 0.1));
    assertThat(summary("area").value()).isEqualTo(new Estimate(1, 0.7, 0.7, 0.7));
    // A third, whichever resample multiplies both sums.
    double third = 0.1 / 0.3;
    assertThat(summary("ratio").value()).isEqualTo(new Estimate(1, third, third, third));
  }

  @Test
  void numbersThatNoImageHasAreUndefined() {
    add("a", 0.5, new double[] {NAN, 0.5, 0.5}, 0.5, NAN);

    assertThat(group.rows()).isEqualTo(1);
    assertThat(summary("insertion").value()).isEqualTo(Estimate.NONE);
    assertThat(summary("insertion").comparison()).isEqualTo(Summary.Comparison.NONE);
    assertThat(summary("deletion").comparison()).isEqualTo(Summary.Comparison.NONE);
    assertThat(summary("ratio").value()).isEqualTo(Estimate.NONE);
  }

  @Test
  void informativeNumbersAreNeverAboveChance() {
    SummaryPlan plan = new SummaryPlan(List.of(AREA), List.of(AREA), List.of());
    GroupSummary neither = new GroupSummary(plan);
    neither.add("a", new Observation(plan, 1, new double[] {0.75}, new double[] {0.5}));

    assertThat(neither.summaries().get(0).comparison())
        .isEqualTo(new Summary.Comparison(0.5, new Estimate(1, 0.25, 0.25, 0.25), NAN));
  }

  @Test
  void groupsThatArePutTogetherAreOneGroup() {
    GroupSummary all = new GroupSummary(PLAN);
    all.add(new GroupSummary(PLAN));
    for (int part = 0; part < 2; part++) {
      GroupSummary one = new GroupSummary(PLAN);
      for (int i = 0; i < 10; i++) {
        // Quarters: their sums are exact, so that the order of additions does not show.
        double[] values = {i / 4.0, part == 0 ? NAN : 0.5, NAN};
        Observation observation = new Observation(PLAN, 1, values, new double[] {0.5, 0.25});
        one.add(part + "-" + i, observation);
        group.add(part + "-" + i, observation);
      }
      all.add(one);
    }

    assertThat(all.rows()).isEqualTo(20);
    assertThat(all.summaries()).isEqualTo(group.summaries());
  }
}
