package io.github.heatmill.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.support.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that is damaged is named, with what is wrong and what to do. */
class JsonRecordTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final Map<String, String> REMEDIES =
      Map.of(
          "manifest.json", " (delete it, then repeat the command that made the run)",
          "state/run.json", " (repeat the command that made the run with --overwrite)");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | is empty",
        "`  \n` | is empty",
        "[] | holds no JSON object",
        "null | holds no JSON object",
        "12 | holds no JSON object",
        "\"text\" | holds no JSON object",
        "{ | is cut off or damaged in line 1",
        "`{\n\"model\": {\"name` | is cut off or damaged in line 2",
        "{\"a\": } | is cut off or damaged in line 1",
        "<html> | is cut off or damaged in line 1"
      })
  void everyRecordOfARunIsCheckedAlike(String text, String wrong) {
    for (String name : REMEDIES.keySet()) {
      Path file =
          Demo.write(folder.resolve("run").resolve(name), text.getBytes(StandardCharsets.UTF_8));
      RunOutput run = new RunOutput(folder.resolve("run").toString(), RunOutput.Existing.CONTINUED);

      assertThatThrownBy(() -> run.record(name, HADOOP))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Damaged record: " + file + " " + wrong + REMEDIES.get(name));
    }
  }

  @Test
  void aDeepTextIsRefusedAndNotAnOverflow() {
    String deep = "[".repeat(100_000);

    assertThatThrownBy(() -> JsonRecord.parse("m.json", deep))
        .hasMessageStartingWith("Damaged record: m.json is cut off or damaged");
  }

  @Test
  void aManifestThatLacksAValueIsRefused() {
    Demo.write(folder.resolve("explanations/a"), new byte[0]);
    Path file =
        Demo.write(
            folder.resolve("manifest.json"),
            "{\"model\": {\"name\": \"a\"}}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> FinishedRun.read(folder.toString(), HADOOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Damaged record: file:" + file + " lacks model.source" + REMEDIES.get("manifest.json"));
  }

  @Test
  void aSoundRecordIsRead() {
    assertThat(JsonRecord.parse("m.json", "{\"model\": 1}").at("/model").asInt()).isEqualTo(1);
  }
}
