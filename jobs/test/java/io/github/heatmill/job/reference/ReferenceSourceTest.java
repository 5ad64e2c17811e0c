package io.github.heatmill.job.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.support.AlteredDemo;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With which references the logits of the demo's network are compared, taken for an embedding. */
class ReferenceSourceTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir static Path folder;
  private static Path faces;
  private static Path table;

  @BeforeAll
  static void write() {
    AlteredDemo.write(folder.resolve("network"), "Tensor", "return z");
    faces = Demo.copyJugAndMug(folder.resolve("network/faces"));
    table = folder.resolve("network/table.csv");
    write(table, "name,embedding\nfirst,1 0 0 0 0 0\nsecond,0 1 0 0 0 0\n");
  }

  private static void write(Path file, String text) {
    Demo.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ModelCard card(List<String> given, String... references) throws IOException {
    String described = references.length == 0 ? "" : "references=" + String.join(",", references);
    write(
        folder.resolve("network/serving.properties"),
        "resizeShort=64\nwidth=64\nheight=64\ncenterCrop=true\noutputKind=embedding\n" + described);
    SavedModel model = ModelSettings.of(folder.resolve("network").toString()).open(HADOOP);
    return ReferenceSource.of(given, model, HADOOP).open(model, new ImageDecoder(), HADOOP).card();
  }

  @Test
  void aFolderOfImagesIsOneReferenceForEachImage() throws IOException {
    ModelCard card = card(List.of(faces.toString()));

    assertThat(card.classNames()).containsExactly("jug_01", "mug_01");
    assertThat(card.output().kind()).isEqualTo(OutputKind.EMBEDDING);
    assertThat(card.output().references().vectors()).hasSize(2);
    assertThat(card.output().references().vectors().get(0))
        .isEqualTo(
            card(List.of(faces.resolve("jug/jug_01.jpg").toString()))
                .output()
                .references()
                .vectors()
                .get(0));
  }

  @Test
  void aNameStandsBeforeThePlaceOfOneReference() throws IOException {
    String jug = faces.resolve("jug/jug_01.jpg").toString();
    assertThat(card(List.of("a jug=" + jug, "b=" + table + "#second", table + "#0")).classNames())
        .containsExactly("a jug", "b", "first");
    assertThat(ReferencePlace.of("./a=1/b.png").name()).isEmpty();
    assertThat(ReferencePlace.of("s3a://bucket/a=1/b.png").name()).isEmpty();
    assertThat(ReferencePlace.of("a=s3a://bucket/a=1/b.png").name()).contains("a");
    assertThatThrownBy(() -> card(List.of("a=" + faces)))
        .hasMessage(
            "Invalid --reference: a="
                + faces
                + " (a name is for one reference, and this place has 2: leave it out)");
    assertThatThrownBy(() -> card(List.of("a=" + jug, "b=" + jug, "a=" + jug)))
        .hasMessage(
            "Invalid --reference: several have one name: [a] (must differ: NAME=PLACE names one)");
    assertThatThrownBy(() -> card(List.of(folder.resolve("network").toString() + "/code")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void referencesBesideTheModelCountUnlessTheUserNamesOthers() throws IOException {
    assertThat(card(List.of(), "mine=table.csv#1", "faces/mug").classNames())
        .containsExactly("mine", "mug_01");
    assertThat(card(List.of(table.toString()), "mine=table.csv#1").classNames())
        .containsExactly("first", "second");
    assertThatThrownBy(() -> card(List.of()))
        .hasMessageStartingWith("Missing --reference: an embedding is compared with something");
  }
}
