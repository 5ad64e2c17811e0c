package io.github.heatmill.udf.maps;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.udf.batch.Executor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class ExplainPartitionTest {
  private static final List<InputImage> NINE =
      IntStream.range(0, 9).mapToObj(i -> grey(20 * i, null)).toList();

  @Test
  void everyImageHasOneOutcome() {
    List<Row> outcomes = Executor.outcomes("network", Target.predicted(), NINE, 2);

    assertThat(outcomes)
        .extracting(row -> row.getString(0))
        .containsExactlyElementsOf(NINE.stream().map(InputImage::image).toList());
    assertThat(outcomes).allMatch(row -> row.isNullAt(row.fieldIndex("error")));
  }

  @Test
  void outcomesDoNotDependOnThePartitions() {
    List<Row> inOne = Executor.outcomes("network", Target.predicted(), NINE, 1);

    assertThat(json(Executor.outcomes("network", Target.predicted(), NINE, 2)))
        .isEqualTo(json(inOne));
    assertThat(json(Executor.outcomes("network", Target.predicted(), NINE, 9)))
        .isEqualTo(json(inOne));
  }

  @Test
  void theNetworkIsLoadedOnceForManyTasks() {
    Executor.outcomes("network", Target.predicted(), NINE, 1);
    int loaded = DjlProbes.loaded();

    Executor.outcomes("network", Target.label(), NINE, 9);

    assertThat(DjlProbes.loaded()).isEqualTo(loaded);
  }

  @Test
  void countersSeeImagesAndErrors() {
    RunCounters counters = Executor.counters();
    ExecutorRequest request = Executor.request("network", Target.label());
    List<InputImage> images = List.of(grey(1, "red"), grey(2, "pink"), grey(3, "2"));

    Executor.outcomes(request, images, 2, counters);

    assertThat(counters.images().value()).isEqualTo(3);
    assertThat(counters.errors().value()).isEqualTo(1);
  }

  @Test
  void aLabelIsAClassByItsNameOrIndex() {
    List<InputImage> images = List.of(grey(1, "green"), grey(2, "2"), grey(3, "pink"), NINE.get(2));

    List<Row> outcomes = Executor.outcomes("network", Target.predicted(), images, 1);

    List<Row> predictions = outcomes.stream().map(row -> row.getStruct(1)).toList();
    assertThat(predictions).extracting(row -> row.get(0)).containsExactly(1, 2, null, null);
    assertThat(predictions)
        .extracting(row -> row.get(1))
        .containsExactly("green", "blue", "pink", null);
  }

  @Test
  void theTargetIsThePredictedClassTheLabelOrAlwaysTheSame() {
    List<InputImage> images = List.of(grey(1, "green"));

    Row predicted = Executor.outcomes("network", Target.predicted(), images, 1).get(0);
    Row label = Executor.outcomes("network", Target.label(), images, 1).get(0);
    Row fixed = Executor.outcomes("network", Target.fixed(2), images, 1).get(0);

    assertThat(Executor.<Integer>ofFirstMap(predicted, "target"))
        .isEqualTo(predicted.getStruct(1).get(2));
    assertThat(Executor.<String>ofFirstMap(label, "target_name")).isEqualTo("green");
    assertThat(Executor.<String>ofFirstMap(fixed, "target_name")).isEqualTo("blue");
  }

  @Test
  void theTopClassesAreSortedByProbability() {
    List<Row> outcomes = Executor.outcomes("network", Target.predicted(), NINE, 1);

    Row brightest = outcomes.get(8);
    List<Row> top = brightest.getList(2);
    assertThat(top).hasSize(2);
    assertThat(top.get(0).getDouble(2)).isGreaterThan(top.get(1).getDouble(2));
    assertThat(top.get(0).getInt(0)).isEqualTo(brightest.getStruct(1).getInt(2));
    // A black image gives three logits of 0.
    List<Row> even = outcomes.get(0).getList(2);
    assertThat(even)
        .allSatisfy(row -> assertThat(row.getDouble(2)).isEqualTo(1 / 3.0, within(1e-12)));
  }

  private static List<String> json(List<Row> rows) {
    return rows.stream().map(Row::json).toList();
  }
}
