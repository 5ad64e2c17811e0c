package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset as it comes from the world: what cannot be explained is reported, the rest is done. */
class BadImagesTest {
  @TempDir static Path folder;
  static Path images;
  static Path output;
  static Run run;

  @BeforeAll
  static void explain() {
    images = folder.resolve("images");
    output = folder.resolve("output");
    Demo.copy(Demo.image("jug", 1), images.resolve("jug/good.jpg"));
    Demo.copy(Demo.image("mug", 1), images.resolve("dragon/unknown-label.JPG"));
    Demo.write(images.resolve("jug/empty.jpg"), new byte[0]);
    Demo.write(images.resolve("jug/truncated.jpg"), BadImages.truncated());
    Demo.write(images.resolve("jug/text.jpg"), BadImages.text());
    Demo.write(
        images.resolve("jug/phone.heic"),
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
    Demo.write(images.resolve("jug/huge.png"), BadImages.pngHeader(30_000, 30_000));
    BadImages.spoil(Demo.copy(Demo.image("jug", 2), images.resolve("jug/spoilt.jpg")));
    writeOtherFiles();
    run = Run.demo(images, output, "--labels", "folder", "--target", "label");
  }

  private static void writeOtherFiles() {
    Demo.write(images.resolve("jug/annotation.xml"), BadImages.text());
    Demo.write(images.resolve("README"), BadImages.text());
    Demo.write(images.resolve(".DS_Store"), new byte[6]);
    Demo.copy(Demo.image("jug", 3), images.resolve("jug/._good.jpg"));
    Demo.copy(Demo.image("jug", 3), images.resolve(".thumbnails/deep/good.jpg"));
  }

  @Test
  void theRunIsDoneAllTheSame() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void imagesThatCanBeExplainedAre() {
    assertThat(Spark.table(output, "predictions").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(uri("jug/good.jpg"));
  }

  @Test
  void everyOtherImageHasOneErrorWithItsStage() {
    List<Row> errors = Spark.table(output, "errors").orderBy("image").collectAsList();

    assertThat(errors)
        .extracting(row -> row.getString(0).substring(uri("").length()) + ": " + row.getString(1))
        .containsExactly(
            "dragon/unknown-label.JPG: explain",
            "jug/empty.jpg: decode",
            "jug/huge.png: decode",
            "jug/phone.heic: decode",
            "jug/spoilt.jpg: read",
            "jug/text.jpg: decode",
            "jug/truncated.jpg: decode");
  }

  @Test
  void everyReasonIsOneSentence() {
    assertReason("dragon/unknown-label.JPG")
        .isEqualTo(
            "No class to explain: the label is dragon"
                + " (the target label needs one that is a class of the model)");
    assertReason("jug/phone.heic")
        .isEqualTo("HEIC image, not supported (convert it to JPEG or PNG)");
    assertReason("jug/empty.jpg").isEqualTo("Empty file, no image (0 bytes)");
    assertReason("jug/huge.png")
        .isEqualTo("Image is too large: 30000 x 30000 (must be <= 100000000 pixels)");
    assertReason("jug/spoilt.jpg").startsWith("Checksum error: " + uri("jug/spoilt.jpg"));
    assertReason("jug/text.jpg").isEqualTo("Text file, no image");
    assertReason("jug/truncated.jpg")
        .isEqualTo(
            "Image is cut off: JPEG without its end after "
                + BadImages.truncated().length
                + " bytes");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertReason(String image) {
    List<Row> rows =
        Spark.table(output, "errors").where("image = '" + uri(image) + "'").collectAsList();
    assertThat(rows).hasSize(1);
    return assertThat(rows.get(0).getString(2)).doesNotContain("\n");
  }

  @Test
  void onlyImagesThatAreExplainedHaveMaps() {
    assertThat(Spark.table(output, "explanations").select("image").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(uri("jug/good.jpg"));
  }

  @Test
  void theManifestCountsThemAndTheSkippedFiles() throws IOException {
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readString(output.resolve("manifest.json")));

    assertThat(manifest.at("/data/images").asInt()).isEqualTo(8);
    assertThat(manifest.at("/data/skipped_files").asInt()).isEqualTo(6);
    assertThat(manifest.at("/data/skipped")).hasToString("{\"hidden\":4,\"text file\":2}");
    assertThat(manifest.at("/counts/found").asInt()).isEqualTo(14);
    assertThat(manifest.at("/counts/skipped").asInt()).isEqualTo(6);
    assertThat(manifest.at("/counts/images").asInt()).isEqualTo(8);
    assertThat(manifest.at("/counts/predictions").asInt()).isEqualTo(1);
    assertThat(manifest.at("/counts/errors"))
        .hasToString("{\"decode\":5,\"explain\":1,\"read\":1}");
  }

  @Test
  void theSummaryShowsThem() {
    assertThat(run.out().lines())
        .contains(
            "Explained  1",
            "Errors     7 {decode=5, explain=1, read=1}",
            "Skipped    6: hidden 4, text file 2",
            "Found      14 = 1 predictions + 7 errors + 6 skipped",
            "Accuracy   100.0 % of the labelled images");
  }

  private static String uri(String image) {
    return "file:" + images + "/" + image;
  }
}
