package io.github.heatmill.model.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDescriptionTest {
  private static final String ULTRALYTICS =
      "{\"task\": \"classify\", \"imgsz\": [64, 64], \"names\": {\"1\": \"mug\", \"0\": \"jug\"}}";
  private static final String TIMM =
      "{\"pretrained_cfg\": {\"input_size\": [3, 96, 96], \"crop_pct\": 1.0},"
          + " \"label_names\": [\"a\", \"b\"]}";

  @TempDir Path folder;

  private Path model;

  @BeforeEach
  void nameModel() {
    model = folder.resolve("model.pt");
  }

  @Test
  void withoutFilesImagesAreThoseOfImageNetAndClassesHaveNoNames() throws IOException {
    inside(Map.of());
    ModelDescription description = ModelDescription.of(model);
    assertThat(description.card().preprocessing()).isEqualTo(Preprocessing.imageNet());
    assertThat(description.card().classNames()).isEmpty();
    assertThat(description.file()).isEmpty();
  }

  @Test
  void filesInsideTheModelAreRead() throws IOException {
    inside(Map.of("config.txt", ULTRALYTICS, "other/config.json", TIMM));
    ModelDescription description = ModelDescription.of(model);
    assertThat(description.file()).hasValue("config.txt in the model");
    assertThat(description.card().preprocessing().resizing()).isEqualTo(Resizing.shorter(64));
    assertThat(description.card().classNames()).containsExactly("jug", "mug");
  }

  @Test
  void filesBesideTheModelCountBeforeThoseInsideAndADifferenceIsSaid() throws IOException {
    inside(Map.of("config.txt", ULTRALYTICS));
    beside("config.json", TIMM);
    ModelDescription description = ModelDescription.of(model);
    assertThat(description.file()).hasValue("config.json");
    assertThat(description.card().preprocessing().width()).isEqualTo(96);
    assertThat(description.card().classNames()).containsExactly("a", "b");
    assertThat(description.notes())
        .containsExactly(
            "config.txt in the model describes another preprocessing than config.json, which"
                + " counts");
  }

  @Test
  void theSynsetNamesTheClassesBeforeTheOtherFiles() throws IOException {
    beside("config.json", TIMM);
    beside("synset.txt", "n01440764 tench\n\n  goldfish \n");
    assertThat(ModelDescription.of(model).card().classNames())
        .containsExactly("n01440764 tench", "goldfish");
  }

  @Test
  void labelsOfTransformersNameTheClassesByTheirIndices() throws IOException {
    beside("config.json", "{\"model_type\": \"vit\", \"id2label\": {\"1\": \"b\", \"0\": \"a\"}}");
    ModelDescription description = ModelDescription.of(model);
    assertThat(description.card().classNames()).containsExactly("a", "b");
    assertThat(description.file()).as("a file without preprocessing").isEmpty();
    beside("config.json", "{\"id2label\": {\"1\": \"b\", \"5\": \"a\"}}");
    assertThat(ModelDescription.of(model).card().classNames()).as("an index is missing").isEmpty();
    beside("config.json", "{\"id2label\": {\"a\": \"b\"}}");
    assertThat(ModelDescription.of(model).card().classNames()).as("no index").isEmpty();
    beside("config.json", "{\"pretrained_cfg\": {}, \"label_names\": [null, \"a\"]}");
    assertThat(ModelDescription.of(model).card().classNames()).as("a name is missing").isEmpty();
  }

  @Test
  void aMisspeltKeyIsNamedAndKeysOfTheLibraryAreNot() throws IOException {
    inside(Map.of());
    beside(
        "config.json",
        "{\"pretrained_cfg\": {\"crop_pc\": 1.0, \"tag\": \"x\", \"test_crop_pct\": 1, \"sdt\": 1,"
            + " \"url\": \"\", \"pool_size\": [7, 7], \"num_classes\": 9}}");
    assertThat(ModelDescription.of(model).notes())
        .containsExactly(
            "config.json: Unknown key: crop_pc (it is ignored; did you mean crop_pct?)");
  }

  @Test
  void aDeepFileEndsWithOneSentence() throws IOException {
    inside(Map.of());
    beside("config.json", "{\"pretrained_cfg\":" + "[".repeat(100_000) + "}");
    assertThat(ModelDescription.of(model).file()).isEmpty();
  }

  @Test
  void aTextThatIsNoJsonIsNoConfiguration() throws IOException {
    beside("config.json", "[1, 2]");
    beside("config.txt", "name = value");
    assertThat(ModelDescription.of(model).file()).isEmpty();
  }

  @Test
  void classNamesThatAreNotUtf8AreRefused() throws IOException {
    Files.write(
        folder.resolve("synset.txt"), "b\u00fcgeleisen".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ModelDescription.of(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid text: synset.txt (must be UTF-8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "config.json | {\"pretrained_cfg\": {\"crop_mode\": \"any\"}} | Invalid crop_mode: any (must"
            + " be center, squash or border)",
        "config.json | {\"pretrained_cfg\": {\"input_size\": [3, 96]}} | Invalid input_size: [3,"
            + " 96] (must be channels, height and width, all above 0)",
        "config.json | {\"pretrained_cfg\": {\"mean\": \"x\"}} | Invalid mean: \"x\" (must be"
            + " numbers)",
        "config.json | {\"pretrained_cfg\": {\"interpolation\": \"sinc\"}} | Unknown"
            + " interpolation: sinc (known: nearest, box, bilinear, hamming, bicubic, lanczos,"
            + " nearest-edge, area, bilinear-no-antialias, bicubic-no-antialias)",
        "preprocessor_config.json | {\"resample\": 2} | Missing size (must be given)",
        "preprocessor_config.json | {\"size\": 8} | Missing resample (must be given)",
        "preprocessor_config.json | {\"size\": {\"shortest_edge\": 8}, \"resample\": 3} | Invalid"
            + " size: {\"shortest_edge\":8} without do_center_crop (images would have different"
            + " sizes)",
        "preprocessor_config.json | {\"size\": 8, \"resample\": 9} | Invalid resample: 9 (must be"
            + " 0 to 5)",
        "preprocessor_config.json | {\"size\": 8, \"resample\": 2, \"do_pad\": true} | Invalid"
            + " do_pad: true (the border is not read)",
        "preprocessor_config.json | {\"size\": 8, \"resample\": 2} | Missing image_mean (must be"
            + " given)",
        "preprocessor_config.json | none | Invalid text (must be JSON)",
        "config.txt | {\"task\": \"classify\", \"imgsz\": [0]} | Invalid imgsz: [0] (must be height"
            + " and width, both above 0)"
      })
  void whatCannotBeUsedIsNamedWithItsFile(String file, String text, String problem)
      throws IOException {
    beside(file, text);
    assertThatThrownBy(() -> ModelDescription.of(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": " + problem);
  }

  private void beside(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void inside(Map<String, String> files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(model))) {
      zip.putNextEntry(new ZipEntry("model/data.pkl"));
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("model/extra/" + file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
