package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.job.support.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of methods and metrics are those of the registries. */
class RegistryPagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"methods", "metrics"})
  void theTableOfThePageIsTheRegistry(String command) {
    String table = Run.of(command, "--markdown").out();
    String header = table.lines().findFirst().orElseThrow();
    Page page = new Page("docs/" + command + ".md");

    assertThat(page.table(header))
        .as(() -> page + " must hold this table:\n\n" + table)
        .isEqualTo(table);
  }

  @Test
  void thePageOfSqlHasTheFunctionThatRunsTheNetworkAndEveryView() {
    Page page = new Page("docs/sql.md");

    assertThat(page.table("| about | functions |")).contains("explain(", "heatmap_iou(");
    assertThat(page.headings())
        .containsAll(RunView.titles().stream().map(view -> "`" + view + "`").toList());
  }
}
