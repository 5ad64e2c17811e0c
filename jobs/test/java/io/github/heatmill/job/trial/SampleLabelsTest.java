package io.github.heatmill.job.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.image.InputImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleLabelsTest {
  private static final ModelCard CARD =
      new ModelCard(Preprocessing.imageNet(), List.of("cat", "dog", "cow", "hen"));

  private static List<InputImage> labelled(String... labels) {
    return Arrays.stream(labels).map(label -> InputImage.file("image.jpg", label)).toList();
  }

  @Test
  void nothingIsSaidWhereEachImageHasALabelThatIsAClassOrNone() {
    assertThat(SampleLabels.unknown(labelled("cat", null, "3", "zebra|dog"), CARD)).isEmpty();
  }

  @Test
  void labelsThatAreNoClassAreCountedBesideTheFirstClasses() {
    assertThat(SampleLabels.unknown(labelled("zebra", "cat", "gnu|yak", null), CARD))
        .contains(
            "2 of 3 labels of a sample are no class of the model, such as zebra (its classes are"
                + " cat, dog, cow, ...)");
  }

  @Test
  void aModelWithoutNamesIsToldHowToNameItsClasses() {
    ModelCard nameless = new ModelCard(Preprocessing.imageNet(), List.of());
    assertThat(SampleLabels.unknown(labelled("cat"), nameless))
        .contains(
            "1 of 1 labels of a sample are no class of the model, such as cat (the model has no class"
                + " names: synset.txt beside it or --classes names them)");
  }

  @Test
  void labelsWithAnotherSeparatorAreShownWithTheirOwn() {
    assertThat(SampleLabels.unknown(labelled("cat; dog", "cow"), CARD))
        .contains(
            "1 of 2 labels of a sample are no class of the model, such as cat; dog (the labels of an"
                + " image must be separated by vertical bars: cat|dog)");
    assertThat(SampleLabels.unknown(labelled("cat,gnu"), CARD).orElseThrow())
        .contains("its classes are cat, dog, cow, ...");
  }

  @Test
  void severalLabelsSuggestIndependentLabelsUnlessTheKindIsGiven() {
    List<InputImage> sample = labelled("cat|dog", "cat|cat", "cow", null, "gnu|cow");
    assertThat(SampleLabels.several(sample, CARD))
        .contains(
            "2 of 4 labelled images of a sample have several labels, but the classes of the output"
                + " exclude each other (--output-kind sigmoid takes its logits for those of"
                + " independent labels)");
    assertThat(SampleLabels.several(labelled("cat", null), CARD)).isEmpty();
    for (NetworkOutput output :
        List.of(
            NetworkOutput.LOGITS.given(OutputKind.SOFTMAX, "--output-kind"),
            NetworkOutput.LOGITS.with(OutputKind.SIGMOID, "found out"))) {
      assertThat(SampleLabels.several(sample, CARD.with(output))).isEmpty();
    }
  }

  @Test
  void labelsOfValuesAreNoClasses() {
    ModelCard values = CARD.with(NetworkOutput.LOGITS.with(OutputKind.REGRESSION, "given"));
    assertThat(SampleLabels.unknown(labelled("34.5"), values)).isEmpty();
  }
}
