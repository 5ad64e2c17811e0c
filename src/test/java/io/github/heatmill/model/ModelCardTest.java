package io.github.heatmill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
  private static final Rgb NO_MEAN = Rgb.all(0);
  private static final Rgb NO_STD = Rgb.all(1);

  @TempDir Path folder;

  @Test
  void withoutFilesImagesAreThoseOfImageNetAndClassesHaveNoNames() {
    ModelCard card = ModelCard.beside(folder.resolve("model.pt"));
    assertThat(card.preprocessing()).isEqualTo(Preprocessing.imageNet());
    assertThat(card.classNames()).isEmpty();
    assertThat(card.className(7)).isEqualTo("7");
  }

  @Test
  void anEmptyFileMeansTheSameAsInDjl() throws IOException {
    assertThat(preprocessing("")).isEqualTo(new Preprocessing(224, 224, 0, false, NO_MEAN, NO_STD));
  }

  @Test
  void theHeightIsTheWidthUnlessGiven() throws IOException {
    assertThat(preprocessing("width=64").height()).isEqualTo(64);
    assertThat(preprocessing("width=64\nheight=32").height()).isEqualTo(32);
  }

  @Test
  void resizeTrueOrFalseIsStraightToTheInput() throws IOException {
    assertThat(preprocessing("resize=true").resize()).isZero();
    assertThat(preprocessing("resize=false").resize()).isZero();
    assertThat(preprocessing("resize= 256 \ncenterCrop=true").resize()).isEqualTo(256);
  }

  @Test
  void normalizeIsImageNetsOrNoneOrSixNumbers() throws IOException {
    Preprocessing imageNet = preprocessing("normalize=true");
    assertThat(imageNet.mean()).isEqualTo(Preprocessing.IMAGENET_MEAN);
    assertThat(imageNet.std()).isEqualTo(Preprocessing.IMAGENET_STD);
    assertThat(preprocessing("normalize=false").mean()).isEqualTo(NO_MEAN);
    Preprocessing own = preprocessing("normalize=0.1, 0.2,0.3,1,2,4");
    assertThat(own.mean()).isEqualTo(new Rgb(0.1f, 0.2f, 0.3f));
    assertThat(own.std()).isEqualTo(new Rgb(1, 2, 4));
  }

  @Test
  void wrongTextsAreReportedTogetherWithTheFile() {
    assertThatThrownBy(
            () -> preprocessing("width=wide\nresize=yes\ncenterCrop=true\nnormalize=1,2,3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "serving.properties: Invalid width: wide (must be a whole number);"
                + " Invalid resize: yes (must be a whole number);"
                + " Invalid normalize: 1,2,3 (must be three means and three standard deviations)");
  }

  @Test
  void wrongNumbersAreReportedTogetherWithTheFile() {
    assertThatThrownBy(() -> preprocessing("width=-1\nresize=256\nnormalize=0,0,0,1,1,0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "serving.properties: Invalid width: -1 (must be > 0);"
                + " Invalid height: -1 (must be > 0);"
                + " Invalid resize: 256 without centerCrop (must be 0, or set centerCrop);"
                + " Invalid std: Rgb[red=1.0, green=1.0, blue=0.0] (must be > 0 and finite)");
  }

  @Test
  void sixWordsAreNotANormalization() {
    assertThatThrownBy(() -> preprocessing("normalize=a,b,c,d,e,f"))
        .hasMessageStartingWith("serving.properties: Invalid normalize: a,b,c,d,e,f");
  }

  @Test
  void classesAreNamedByTheLinesOfTheSynset() throws IOException {
    Files.writeString(folder.resolve("synset.txt"), "n01440764 tench\n\n  goldfish \n");
    ModelCard card = ModelCard.beside(folder.resolve("model.pt"));
    assertThat(card.classNames()).containsExactly("n01440764 tench", "goldfish");
    assertThat(card.className(1)).isEqualTo("goldfish");
    assertThat(card.className(2)).isEqualTo("2");
  }

  @Test
  void classNamesThatAreNotUtf8AreRefused() throws IOException {
    Path synset = folder.resolve("synset.txt");
    Files.write(synset, "b\u00fcgeleisen".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ModelCard.beside(folder.resolve("model.pt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid text: " + synset + " (must be UTF-8)");
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

  private Preprocessing preprocessing(String properties) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), properties);
    return ModelCard.beside(folder.resolve("model.pt")).preprocessing();
  }
}
