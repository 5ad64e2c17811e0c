package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.sql.RunView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  @ParameterizedTest
  @ValueSource(strings = {"methods", "metrics"})
  void itsTablesAreTheRegistries(String command) {
    String table = Run.of(command, "--markdown").out();
    String head = table.lines().findFirst().orElseThrow();

    assertThat(table("README.md", head))
        .as(() -> "README.md must hold this table:\n\n" + table)
        .isEqualTo(table);
  }

  @Test
  void itNamesTheFunctionsThatThePageOfSqlNamesAndEveryView() {
    String head = "| about | functions |";

    assertThat(table("README.md", head)).isEqualTo(table("docs/sql.md", head)).contains("explain(");
    assertThat(text("README.md"))
        .contains(RunView.titles().stream().map(v -> "`" + v + "`").toList());
  }

  private static String table(String page, String head) {
    return text(page)
        .lines()
        .dropWhile(line -> !line.equals(head))
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line + "\n")
        .collect(joining());
  }

  private static String text(String page) {
    Path file = Path.of(System.getProperty("heatmill.root"), page);
    return new String(Demo.bytes(file), StandardCharsets.UTF_8);
  }
}
