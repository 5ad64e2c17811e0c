package io.github.heatmill.job.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.support.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is there already is replaced only if Heatmill has made it, and continued only if explain
 * has.
 */
class RunOutputTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final String MANIFEST = "{\"versions\": {\"heatmill\": \"1\"}}";
  private static final String RUN = "{\"model\": {\"sha256\": \"0\"}}";

  @TempDir Path folder;

  private void write(String name, String text) {
    Demo.write(folder.resolve("out").resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private RunOutput open(Existing existing) throws Exception {
    return RunOutput.of(folder.resolve("out").toString(), existing, HADOOP);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        // Made by somebody else, whatever the names.
        Arguments.of(List.of("notes.txt:"), false, false),
        Arguments.of(List.of("state/a:", "errors/b:", "summary/c:"), false, false),
        Arguments.of(List.of("predictions/a.parquet:", "state/run.json:"), false, true),
        Arguments.of(List.of("manifest.json:{\"name\": \"a web page\"}"), false, false),
        Arguments.of(List.of("manifest.json:"), false, false),
        Arguments.of(List.of("summary.json:{\"total\": 3}"), false, false),
        Arguments.of(List.of("state/run.json:[]"), false, true),
        // Made by Heatmill: finished, cut off, cut off before its first record, a comparison.
        Arguments.of(List.of("manifest.json:" + MANIFEST, "state/run.json:" + RUN), true, true),
        Arguments.of(List.of("state/run.json:" + RUN), true, true),
        Arguments.of(List.of("statistics/a:", ".heatmill.json:{\"job\": \"explain\"}"), true, true),
        Arguments.of(List.of("sanity/a:", ".heatmill.json:{\"job\": \"sanity\"}"), true, false),
        Arguments.of(List.of("manifest.json:" + MANIFEST), true, false),
        Arguments.of(List.of("summary.json:" + MANIFEST), true, false),
        Arguments.of(List.of("clusters/a:", ".heatmill.json:{\"job\": \"shortc"), true, false));
  }

  @ParameterizedTest
  @MethodSource("files")
  void onlyWhatHeatmillHasMadeIsReplaced(List<String> files, boolean own, boolean begun) {
    files.forEach(file -> write(file.split(":", 2)[0], file.split(":", 2)[1]));

    if (own) {
      assertThatCode(() -> open(Existing.REPLACED)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> open(Existing.REPLACED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Output holds other files: "
                  + folder.resolve("out")
                  + " (--overwrite replaces only what Heatmill has made; name another folder)");
    }
    if (own && begun) {
      assertThatCode(() -> open(Existing.CONTINUED)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> open(Existing.CONTINUED))
          .hasMessage(
              "Output exists: "
                  + folder.resolve("out")
                  + " (name another folder"
                  + (own ? ", or add --overwrite)" : ")"));
    }
    assertThatThrownBy(() -> open(Existing.REFUSED)).hasMessageStartingWith("Output exists: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REFUSED", "REPLACED", "CONTINUED"})
  void anEmptyFolderMayBeWritten(String existing) {
    assertThat(folder.resolve("out").toFile().mkdir()).isTrue();

    assertThatCode(() -> open(Existing.valueOf(existing))).doesNotThrowAnyException();
  }

  @Test
  void whatSomebodyElsePutBesideARunStays() throws Exception {
    write("manifest.json", MANIFEST);
    write("predictions/piece=0/a.parquet", "");
    write("notes.txt", "");
    write("figures/a.png", "");

    open(Existing.REPLACED).clear(HADOOP);

    assertThat(Demo.names(folder.resolve("out"))).containsExactly("figures", "notes.txt");
  }
}
