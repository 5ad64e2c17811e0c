package io.github.heatmill.udf.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.evidence.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  private static final int[] UNKNOWN = {};
  private static final ModelCard CARD =
      new ModelCard(
          Preprocessing.imageNet(), List.of("cat", "sea-lion", "sea", "lion", "x-y", "x", "y"));

  @Test
  void thePredictedClassNeedsNoLabel() {
    assertThat(Target.predicted().classesOf(UNKNOWN)).hasValue(new int[] {Batch.PREDICTED});
    assertThat(Target.predicted().classesOf(new int[] {2})).hasValue(new int[] {Batch.PREDICTED});
  }

  @Test
  void theLabelIsExplainedWhereThereIsExactlyOne() {
    assertThat(Target.label().classesOf(new int[] {2})).hasValue(new int[] {2});
    assertThat(Target.label().classesOf(UNKNOWN)).isEmpty();
    assertThat(Target.label().classesOf(new int[] {2, 0})).isEmpty();
  }

  @Test
  void allLabelsAreExplainedInTheirOrder() {
    assertThat(Target.labels().classesOf(new int[] {2, 0})).hasValue(new int[] {2, 0});
    assertThat(Target.labels().classesOf(UNKNOWN)).isEmpty();
  }

  @Test
  void aFixedClassIsTheSameForAllImages() {
    assertThat(Target.fixed(4).classesOf(new int[] {2})).hasValue(new int[] {4});
    assertThat(Target.fixed(4).classesOf(UNKNOWN)).hasValue(new int[] {4});
  }

  @Test
  void theHighestScoresAreListedByTheirRank() {
    assertThat(Target.top(3).classesOf(UNKNOWN)).hasValue(new int[] {-1, -2, -3});
    assertThat(Target.parse("top:3", CARD)).isEqualTo(Target.top(3));
  }

  @Test
  void probabilitiesDecideAboveAThreshold() {
    Target above = Target.parse("above:0.25", CARD);
    assertThat(above.classesOf(UNKNOWN)).hasValue(new int[0]);
    assertThat(above.of(List.of(new int[0], new int[0])).least()).isEqualTo(0.25);
    assertThat(above.of(List.of(new int[0], new int[0])).images()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "predicted, predicted",
    "label, label",
    "labels, labels",
    "cat, 0",
    "3, 3",
    "top:12, top:12",
    "above:0.5, above:0.5",
    "contrast:cat-lion, contrast:cat-lion",
    "contrast:0-3, contrast:0-3"
  })
  void aRuleIsReadFromItsForm(String form, String text) {
    assertThat(Target.parse(form, CARD)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"cat-sea-lion, 0, 1", "sea-lion-cat, 1, 0", "sea-lion, 2, 3", "1-0, 1, 0"})
  void aContrastIsSplitWhereBothSidesAreClasses(String pair, int first, int second) {
    assertThat(Target.parse("contrast:" + pair, CARD).classes()).containsExactly(first, second);
  }

  @Test
  void aContrastThatMayBeSeveralPairsIsRefused() {
    ModelCard card = new ModelCard(Preprocessing.imageNet(), List.of("a", "a-b", "b-c", "c"));
    assertThatThrownBy(() -> Target.parse("contrast:a-b-c", card))
        .hasMessage(
            "Invalid --target: contrast:a-b-c (several pairs of classes have this name; give their"
                + " indices)");
  }

  @ParameterizedTest
  @CsvSource({
    "cat-lyon, 'unknown class lyon, closest known lion'",
    "sea-lion-yak, 'unknown class yak, closest known cat'",
    "kat-sea-lion, 'unknown class kat, closest known cat'",
    "9-cat, 'unknown class 9, closest known x'",
    "cat-cat, both classes are cat"
  })
  void theSideOfAContrastThatIsNoClassIsNamed(String pair, String problem) {
    assertThatThrownBy(() -> Target.parse("contrast:" + pair, CARD))
        .hasMessage(
            "Invalid --target: contrast:%s: %s (must be contrast:A-B, with the names or indices of two"
                    .formatted(pair, problem)
                + " classes)");
  }

  @ParameterizedTest
  @CsvSource({
    "predicted, false, 1, 0.5",
    "label, false, 0, 0.5",
    "labels, true, 0, 0.5",
    "top:1, false, 1, 0.5",
    "top:3, true, 3, 0.5",
    "above:0.2, true, 0, 0.2",
    "contrast:0-1, false, 0, 0.5"
  })
  void aRuleTellsHowManyClassesItChooses(String form, boolean several, int listed, double present) {
    Target target = Target.parse(form, CARD);

    assertThat(target.mayGiveSeveral()).isEqualTo(several);
    assertThat(target.listed()).isEqualTo(listed);
    assertThat(target.present()).isEqualTo(present);
  }

  @ParameterizedTest
  @CsvSource({
    "dog, Unknown --target: dog",
    "7, Unknown --target: 7",
    "top:0, Invalid --target: top:0",
    "top:, 'Invalid --target: top: (must be top:K, with K from 1 to 999)'",
    "top:1000, Invalid --target: top:1000",
    "above:0, Invalid --target: above:0",
    "above:1.5, Invalid --target: above:1.5",
    "above:NaN, Invalid --target: above:NaN",
    "above:half, Invalid --target: above:half",
    "contrast:cat, Invalid --target: contrast:cat",
    "contrast:cat-dog, Invalid --target: contrast:cat-dog",
    "contrast:cat-cat, Invalid --target: contrast:cat-cat"
  })
  void anythingElseIsRefused(String form, String message) {
    assertThatThrownBy(() -> Target.parse(form, CARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
