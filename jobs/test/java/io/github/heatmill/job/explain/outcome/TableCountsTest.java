package io.github.heatmill.job.explain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.explain.outcome.TableCounts.Truth;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's summary and manifest count. */
class TableCountsTest {
  @TempDir Path folder;

  @Test
  void imagesWithoutALabelDoNotCountForAccuracy() {
    // Of three with a label two are right; the fourth is neither right nor wrong.
    write("predictions", "label, predicted", "(1, 1), (2, 2), (3, 1), (NULL, 1)");
    write("errors", "stage", "('read'), ('decode'), ('read')");
    write(
        "explanations",
        "layer, method, status",
        "('a', 'grad-cam', 'ok'), ('a', 'grad-cam', 'flat'), ('a', 'grad-cam', 'ok'),"
            + " (NULL, 'random', 'ok')");

    TableCounts counts = counts();

    assertThat(counts.predictions()).isEqualTo(4);
    assertThat(counts.recognised().accuracy()).hasValue(2 / 3.0);
    assertThat(counts.errors()).isEqualTo(Map.of("decode", 1L, "read", 2L));
    assertThat(counts.maps())
        .isEqualTo(Map.of("a | grad-cam | ok", 2L, "a | grad-cam | flat", 1L, "random | ok", 1L));
    assertThat(counts.images()).isEqualTo(7);
    assertThat(counts.failed()).isEqualTo(3);
    assertThat(counts.truth()).isEqualTo(new Truth(0, 3, 0));
  }

  /** The cat is found in both images, the dog in neither: recall (1 + 0) / 2, F1 (1 + 0) / 2. */
  @Test
  void imagesWithSeveralLabelsHaveNoAccuracy() {
    write(
        "predictions",
        "label, label_name, predicted, predicted_name, probability, targets, labels, model",
        "(NULL, 'cat|dog', 0, 'cat', 0.9D, 1, array(named_struct('class', 0, 'name', 'cat'),"
            + " named_struct('class', 1, 'name', 'dog')), 'network'),"
            + " (0, 'cat', 0, 'cat', 0.9D, 0, array(named_struct('class', 0, 'name', 'cat')), 'network')");
    write("errors", "stage", "('read')", "stage = ''");
    write("explanations", "layer, method, status", "('a', 'grad-cam', 'ok')");

    TableCounts counts = counts();

    assertThat(counts.unexplained()).isEqualTo(1);
    assertThat(counts.recognised())
        .isEqualTo(
            new Recognised(
                OptionalDouble.empty(),
                1,
                Optional.of(new Recognised.LabelQuality(2, 0.5, 0.5, 0.5))));
  }

  @Test
  void ofEmptyTablesThereIsNothing() {
    write("predictions", "label, predicted", "(1, 1)", "label = 2");
    write("errors", "stage", "('read')", "stage = ''");
    write("explanations", "layer, method, status", "('', '', '')", "layer = 'a'");

    assertThat(counts())
        .isEqualTo(new TableCounts(0, 0, Recognised.UNKNOWN, Truth.NONE, Map.of(), Map.of()));
  }

  private TableCounts counts() {
    return TableCounts.of(
        Spark.session(), new RunOutput(folder.toUri().toString(), Existing.CONTINUED));
  }

  private void write(String table, String columns, String rows) {
    write(table, columns, rows, "true");
  }

  private void write(String table, String columns, String rows, String where) {
    Spark.session()
        .sql("SELECT * FROM VALUES " + rows + " AS rows(" + columns + ") WHERE " + where)
        .write()
        .parquet(folder.resolve(table + "/piece=0").toString());
  }
}
