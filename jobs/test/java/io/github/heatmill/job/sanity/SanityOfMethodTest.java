package io.github.heatmill.job.sanity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SanityOfMethodTest {
  private static final String AGNOSTIC = "it does not look at the class (no map changed by a bit";

  @Test
  void theLastStepDecidesWhetherAMethodReacts() {
    assertThat(verdict(false, changed(0.3), changed(0.49)))
        .isEqualTo("reacts: rank correlation 0.49 after the last step, 0.30 after the first");
    assertThat(verdict(false, changed(0.1), changed(0.5)))
        .isEqualTo(
            "does not react: rank correlation 0.50 after the last step, 0.10 after the first");
    assertThat(verdict(false, changed(-1)))
        .isEqualTo("reacts: rank correlation -1.00 after the last step");
  }

  @Test
  void aMethodWhoseMapsHardlyChangeWithTheClassifierIsNearlyBlindToIt() {
    assertThat(verdict(false, changed(0.899), changed(0.1)))
        .isEqualTo(
            "reacts: rank correlation 0.10 after the last step, 0.90 after the first; nearly blind to fc");
    assertThat(verdict(false, changed(0.79), changed(0.1))).doesNotContain("blind");
  }

  @Test
  void aClassAgnosticMethodCannotReactAboveItsLayer() {
    assertThat(verdict(true, same(), same(), changed(0.2)))
        .isEqualTo(
            "cannot react at steps 1 to 2: "
                + AGNOSTIC
                + "); further down it reacts: rank correlation 0.20 after the last step, 1.00 after the first");
    assertThat(verdict(true, same(), changed(0.8)))
        .isEqualTo(
            "cannot react at step 1: "
                + AGNOSTIC
                + "); further down it does not react: rank correlation 0.80 after the last step, 1.00 after the first");
    assertThat(verdict(true, same(), same()))
        .isEqualTo("cannot react: " + AGNOSTIC + " at any step)");
  }

  @Test
  void whatAMethodSaysOfItselfIsNotEnough() {
    // Eleven of twelve maps stayed as they were: it did look at something.
    Step almost = new Step(1, "fc", 12, 11, 0, means(0.99));
    assertThat(verdict(true, almost, changed(0.3))).startsWith("reacts: ").endsWith("blind to fc");
    assertThat(verdict(false, same(), same())).startsWith("does not react: ");
  }

  @Test
  void mapsThatAreGoneAreAReaction() {
    Step gone = new Step(2, "stem", 12, 0, 12, undefined());
    assertThat(verdict(false, changed(0.9), gone)).isEqualTo("reacts (no map is left)");
  }

  @Test
  void withoutMapsThereIsNoVerdict() {
    Step never = new Step(1, "stem", 12, 12, 0, undefined());
    assertThat(verdict(false, never)).isEqualTo("has no verdict (it had no map before)");
  }

  private static String verdict(boolean classAgnostic, Step... steps) {
    return new SanityOfMethod("layer4", "some", classAgnostic, Stream.of(steps).toList()).verdict();
  }

  private static Step changed(double rankCorrelation) {
    return new Step(1, "fc", 12, 0, 0, means(rankCorrelation));
  }

  private static Step same() {
    return new Step(1, "fc", 12, 12, 0, means(1));
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
