package io.github.heatmill.udf.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.Batch;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final OptionalInt UNKNOWN = OptionalInt.empty();

  @Test
  void predictedLeavesTheChoiceToTheNetwork() {
    assertThat(Target.predicted().classOf(OptionalInt.of(2))).hasValue(Batch.PREDICTED);
    assertThat(Target.predicted().classOf(UNKNOWN)).hasValue(Batch.PREDICTED);
  }

  @Test
  void labelIsTheImagesOwnClass() {
    assertThat(Target.label().classOf(OptionalInt.of(2))).hasValue(2);
    assertThat(Target.label().classOf(OptionalInt.of(0))).hasValue(0);
  }

  @Test
  void labelIsNoClassWhereNoneIsKnown() {
    assertThat(Target.label().classOf(UNKNOWN)).isEmpty();
  }

  @Test
  void fixedIsTheSameClassForAllImages() {
    assertThat(Target.fixed(4).classOf(OptionalInt.of(2))).hasValue(4);
    assertThat(Target.fixed(4).classOf(UNKNOWN)).hasValue(4);
  }

  @Test
  void isWrittenAsOnTheCommandLine() {
    assertThat(Target.predicted()).hasToString("predicted");
    assertThat(Target.label()).hasToString("label");
    assertThat(Target.fixed(4)).hasToString("4");
  }
}
