package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"methods", "metrics"})
  void itsTablesAreTheRegistries(String command) {
    String table = Run.of(command, "--markdown").out();
    String head = table.lines().findFirst().orElseThrow();
    Path readme = Path.of(System.getProperty("heatmill.root"), "README.md");
    String text = new String(Demo.bytes(readme), StandardCharsets.UTF_8);

    String written =
        text.lines()
            .dropWhile(line -> !line.equals(head))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line + "\n")
            .collect(joining());

    assertThat(written).as(() -> "README.md must hold this table:\n\n" + table).isEqualTo(table);
  }
}
