package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.session.Version;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The record of a run. */
class ManifestTest {
  private static JsonNode manifest;

  @BeforeAll
  static void read() throws IOException {
    assertThat(DemoRun.RUN.exit()).isZero();
    String json = Files.readString(DemoRun.OUTPUT.resolve("manifest.json"));
    manifest = new ObjectMapper().readTree(json);
  }

  @Test
  void hasTheseParts() {
    assertThat(manifest.fieldNames())
        .toIterable()
        .containsExactly(
            "finished", "model", "data", "settings", "measured", "versions", "counts", "seconds");
  }

  @Test
  void namesTheModelByItsContent() {
    String sha256 = DigestUtils.sha256Hex(Demo.bytes(Demo.MODEL.resolve("demo.pt")));
    String name = "demo@" + sha256.substring(0, 12);

    assertThat(manifest.at("/model/sha256").asText()).isEqualTo(sha256);
    assertThat(manifest.at("/model/name").asText()).isEqualTo(name);
    assertThat(manifest.at("/model/classes")).extracting(JsonNode::asText).isEqualTo(Demo.CLASSES);
    assertThat(Spark.table(DemoRun.OUTPUT, "predictions").select("model").distinct().first())
        .hasToString("[" + name + "]");
  }

  @Test
  void saysWhichImagesWentIn() {
    StringBuilder listing = new StringBuilder();
    for (String name : Demo.CLASSES) {
      for (int i = 1; i <= 4; i++) {
        listing.append("file:" + DemoRun.IMAGES + "/" + name + "/" + name + "_0" + i + ".jpg\n");
      }
    }

    assertThat(manifest.at("/data"))
        .hasToString(
            "{\"source\":\""
                + DemoRun.IMAGES
                + "\",\"kind\":\"files\",\"images\":24,\"skipped_files\":0,\"skipped\":{},\"listing_sha256\":\""
                + DigestUtils.sha256Hex(listing.toString().getBytes(StandardCharsets.UTF_8))
                + "\"}");
  }

  @Test
  void repeatsTheSettings() {
    assertThat(manifest.at("/settings"))
        .hasToString(
            "{\"assignments\":[{\"layers\":[\"features.stage4\"],"
                + "\"methods\":[\"grad-cam\",\"layer-cam\",\"random\"]}],"
                + "\"target\":\"predicted\",\"batch_size\":4,\"top_k\":5,"
                + "\"maximum_pixels\":100000000,\"width\":224,\"height\":224,\"resize\":\"224,floor\","
                + "\"center_crop\":true,\"mean\":[0.485,0.456,0.406],"
                + "\"std\":[0.229,0.224,0.225]}");
  }

  @Test
  void saysThatNothingWasMeasured() {
    assertThat(manifest.at("/measured"))
        .hasToString("{\"metrics\":[],\"curves\":false,\"annotations\":[]}");
  }

  @Test
  void countsWhatTheTablesHold() {
    assertThat(manifest.at("/counts"))
        .hasToString(
            "{\"found\":24,\"skipped\":0,\"images\":24,\"predictions\":24,\"images_without_explained_class\":0,"
                + "\"images_with_several_labels\":0,\"errors\":{},\"maps\":{"
                + "\"features.stage4 | grad-cam | ok\":24,"
                + "\"features.stage4 | layer-cam | ok\":24,"
                + "\"features.stage4 | random | ok\":24}}");
  }

  @Test
  void namesTheVersions() {
    assertThat(manifest.at("/versions/heatmill").asText()).isEqualTo(Version.current());
    assertThat(manifest.at("/versions/spark").asText()).isEqualTo(Spark.session().version());
    assertThat(manifest.at("/versions/java").asText())
        .isEqualTo(System.getProperty("java.version"));
    assertThat(manifest.at("/versions/djl").asText()).isEqualTo("0.35.1");
    assertThat(manifest.at("/versions/libtorch").asText()).isEqualTo("2.7.1");
  }

  @Test
  void tellsWhenAndHowLongItRan() {
    assertThat(Instant.parse(manifest.at("/finished").asText()))
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now());
    assertThat(manifest.at("/seconds").asDouble()).isBetween(0.1, 3600.0);
  }
}
