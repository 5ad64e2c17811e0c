package io.github.heatmill.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Preprocessing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  @Test
  void classesAreNamedByTheirNamesOrElseTheirIndices() {
    assertThat(card("tench", "goldfish").className(1)).isEqualTo("goldfish");
    assertThat(card("tench", "goldfish").className(2)).isEqualTo("2");
    assertThat(card().className(7)).isEqualTo("7");
  }

  @Test
  void aLabelIsANameOrItsFirstWordOrAnIndex() {
    ModelCard card = card("n01440764 tench", "n01443537 goldfish");
    assertThat(card.classIndex("n01443537 goldfish")).isEqualTo(1);
    assertThat(card.classIndex("n01440764")).isZero();
    assertThat(card.classIndex("1")).isEqualTo(1);
  }

  @Test
  void otherLabelsMeanNoClass() {
    ModelCard card = card("n01440764 tench", "n01443537 goldfish");
    for (String label : List.of("n0144", "tench", "2", "-1", "", "12345678901", "goldfish ")) {
      assertThat(card.classIndex(label)).as(label).isEqualTo(-1);
    }
  }

  @Test
  void aWholeNameGoesBeforeAFirstWord() {
    assertThat(card("house finch", "house").classIndex("house")).isEqualTo(1);
  }

  @Test
  void aNameGoesBeforeAnIndex() {
    assertThat(card("1", "0").classIndex("0")).isEqualTo(1);
  }

  @Test
  void withoutNamesEveryIndexIsAClass() {
    assertThat(card().classIndex("999")).isEqualTo(999);
    assertThat(card().classIndex("jug")).isEqualTo(-1);
  }

  private static ModelCard card(String... classNames) {
    return new ModelCard(Preprocessing.imageNet(), List.of(classNames));
  }

  @Test
  void whatProgramsAddToAnIndexOrANameDoesNotMatter() {
    ModelCard card = card("cat", "dog", "5.5");
    for (String label :
        List.of("1", " 1", "1.0", "1.000 ", "\"1\"", " \"1.0\" ", "dog ", "\"dog\"")) {
      assertThat(card.classIndex(label)).as(label).isEqualTo(1);
    }
    assertThat(card.classIndex("5.5")).isEqualTo(2);
    for (String label : List.of("1.5", "1.", "-1.0", "3.0", "1e0", "1,0", "\"", "")) {
      assertThat(card.classIndex(label)).as(label).isEqualTo(-1);
    }
    assertThat(card("1.0", "dog").classIndex("1.0")).isZero();
  }
}
