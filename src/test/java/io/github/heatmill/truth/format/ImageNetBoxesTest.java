package io.github.heatmill.truth.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNetBoxesTest {

  @Test
  void aClassAndTheNumbersOfTheFirstAndLastPixelsAreRepeated() {
    assertThat(ImageNetBoxes.parse("n01978287 240 170 260 240 n01440764 1 1 2 3 "))
        .containsExactly(
            new AnnotatedObject("n01978287", new Box(239, 169, 21, 71), Kind.NORMAL),
            new AnnotatedObject("n01440764", new Box(0, 0, 2, 3), Kind.NORMAL));
  }

  @Test
  void theClassIsTheFirstWordOfALineOfSynsets() {
    ModelCard card =
        new ModelCard(
            Preprocessing.imageNet(), List.of("n01440764 tench", "n01978287 Dungeness crab"));
    String label = ImageNetBoxes.parse("n01978287 240 170 260 240").get(0).label();
    assertThat(card.classIndex(label)).isEqualTo(1);
  }

  @Test
  void missingWordsAndImpossibleBoxesAreRefused() {
    assertThatThrownBy(() -> ImageNetBoxes.parse("n01978287 240 170 260"))
        .hasMessage("Invalid boxes: 4 words (must be a class and four numbers for each)");
    assertThatThrownBy(() -> ImageNetBoxes.parse("n01978287 240 170 x 240"))
        .hasMessage("Invalid corner: x (must be a number)");
    assertThatThrownBy(() -> ImageNetBoxes.parse("n01978287 240 170 200 240"))
        .hasMessageStartingWith("Invalid box: -39.0 x 71.0");
  }
}
