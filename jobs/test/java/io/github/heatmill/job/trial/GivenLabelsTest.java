package io.github.heatmill.job.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.image.InputImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenLabelsTest {
  private static final ModelCard CARD =
      new ModelCard(Preprocessing.imageNet(), List.of("cat", "dog", "cow", "hen"));

  private static GivenLabels labelled(String... labels) {
    return GivenLabels.of(
        ImageSource.Files.only(
            Arrays.stream(labels).map(label -> new ListedFile("image.jpg", label, 0)).toList()),
        List.of());
  }

  private static GivenLabels ofSample(String... labels) {
    return GivenLabels.of(
        ImageSource.Files.only(List.of(new ListedFile("images.tar", null, 0))),
        Arrays.stream(labels).map(label -> InputImage.file("image.jpg", label)).toList());
  }

  @Test
  void nothingIsSaidWhereEachImageHasALabelThatIsAClassOrNone() {
    assertThat(labelled("cat", null, "3", "zebra|dog").unknown(CARD)).isEmpty();
  }

  @Test
  void labelsThatAreNoClassAreCountedBesideTheFirstClasses() {
    assertThat(labelled("zebra", "cat", "gnu|yak", null).unknown(CARD))
        .contains(
            "2 of 3 labels are no class of the model, such as zebra, gnu|yak (its classes are"
                + " cat, dog, cow, ...)");
  }

  @Test
  void aModelWithoutNamesIsToldHowToNameItsClasses() {
    ModelCard nameless = new ModelCard(Preprocessing.imageNet(), List.of());
    assertThat(labelled("cat").unknown(nameless))
        .contains(
            "1 of 1 labels are no class of the model, such as cat (the model has no class"
                + " names: synset.txt beside it or --classes names them)");
  }

  @Test
  void labelsWithAnotherSeparatorAreShownWithTheirOwn() {
    assertThat(labelled("cat; dog", "cow").unknown(CARD))
        .contains(
            "1 of 2 labels are no class of the model, such as cat; dog (the labels of an"
                + " image must be separated by vertical bars: cat|dog)");
    assertThat(labelled("cat,gnu").unknown(CARD).orElseThrow())
        .contains("its classes are cat, dog, cow, ...");
  }

  @Test
  void severalLabelsSuggestIndependentLabelsUnlessTheKindIsGiven() {
    GivenLabels sample = labelled("cat|dog", "cat|cat", "cow", null, "gnu|cow");
    assertThat(sample.several(CARD))
        .contains(
            "2 of 4 labelled images have several labels, such as cat|dog, but the classes of the output"
                + " exclude each other (--output-kind sigmoid takes its logits for those of"
                + " independent labels)");
    assertThat(labelled("cat", null).several(CARD)).isEmpty();
    for (NetworkOutput output :
        List.of(
            NetworkOutput.LOGITS.given(OutputKind.SOFTMAX, "--output-kind"),
            NetworkOutput.LOGITS.with(OutputKind.SIGMOID, "found out"))) {
      assertThat(sample.several(CARD.with(output))).isEmpty();
    }
  }

  @Test
  void labelsOfValuesAreNoClasses() {
    ModelCard values = CARD.with(NetworkOutput.LOGITS.with(OutputKind.REGRESSION, "given"));
    assertThat(labelled("34.5").unknown(values)).isEmpty();
  }

  @Test
  void ofImagesThatAreNotKnownYetASampleIsLookedAt() {
    assertThat(ofSample("gnu", "gnu", "cat").unknown(CARD).orElseThrow())
        .startsWith("2 of 3 labels of a sample are no class of the model, such as gnu (");
  }

  @Test
  void twoClassesOfOneNameAreNamedIfAnImageHasThatLabel() {
    ModelCard cranes =
        new ModelCard(Preprocessing.imageNet(), List.of("crane", "dog", "crane", "dog"));
    assertThat(labelled("crane|fox").repeated(cranes))
        .contains(
            "Classes 0 and 2 are both named crane: this label means class 0 (label such images by index)");
    assertThat(labelled("0", "2").repeated(cranes)).isEmpty();
  }
}
