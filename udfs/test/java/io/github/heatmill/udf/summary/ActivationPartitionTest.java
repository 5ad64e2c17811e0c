package io.github.heatmill.udf.summary;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.batch.Executor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;

class ActivationPartitionTest {
  private static final List<InputImage> SIX =
      List.of(0, 50, 100, 150, 200, 250).stream().map(level -> grey(level, null)).toList();

  @Test
  void everyImageHasTheActivationsOfTheNetwork() {
    List<Row> rows = activations("network", SIX, 1);

    assertThat(rows).hasSize(6).allMatch(row -> row.isNullAt(2));
    // The layer is linear without a bias: black gives 0, and twice the grey twice the activation.
    float[] black = values(rows.get(0));
    float[] grey = values(rows.get(2));
    float[] brighter = values(rows.get(4));
    assertThat(grey).isNotEqualTo(black);
    for (int i = 0; i < grey.length; i++) {
      assertThat(black[i]).isZero();
      assertThat(brighter[i]).isCloseTo(2 * grey[i], within(1e-5f));
    }
  }

  @Test
  void bitsDoNotDependOnThePartitions() {
    assertThat(json(activations("network", SIX, 5)))
        .isEqualTo(json(activations("network", SIX, 1)));
  }

  @Test
  void imagesThatFailHaveNone() {
    InputImage text = new InputImage("text", null, new byte[] {1, 2, 3});
    List<InputImage> images = List.of(grey(10, null), text, grey(250, null), grey(20, null));

    List<Row> rows = activations("undefined", images, 1);

    assertThat(rows)
        .filteredOn(row -> row.isNullAt(1))
        .extracting(row -> row.getString(0) + " " + row.getStruct(2).getString(0))
        .containsExactly("grey-250 infer", "text decode");
  }

  @Test
  void anImageWhoseClassIsUnknownCountsToo() {
    List<InputImage> images = List.of(grey(1, "red"), grey(2, "pink"), grey(3, null));

    assertThat(activations("network", images, 1)).hasSize(3).allMatch(row -> row.isNullAt(2));
  }

  @Test
  void statisticsAreTheMomentsOfTheActivations() {
    List<Row> rows = activations("network", SIX, 2);
    List<Row> exploded = rows.stream().map(ActivationPartitionTest::exploded).toList();

    List<Row> result = new ArrayList<>();
    new StatisticsPartition().call(exploded.iterator()).forEachRemaining(result::add);

    ActivationStatistics statistics = StatisticsRows.byLayer(result).get("conv");
    assertThat(result).hasSize(1);
    assertThat(statistics.images()).isEqualTo(6);
    for (int i = 0; i < statistics.mean().size(); i++) {
      int neuron = i;
      double[] values = rows.stream().mapToDouble(row -> values(row)[neuron]).toArray();
      assertThat(statistics.mean().values()[i]).isCloseTo(mean(values), within(1e-6f));
      assertThat(statistics.deviation().values()[i]).isCloseTo(deviation(values), within(1e-6f));
      // One image of six is black.
      assertThat(statistics.active().values()[i]).isEqualTo(values[5] == 0 ? 0 : 5 / 6f);
    }
  }

  private static float mean(double[] values) {
    return (float) DoubleStream.of(values).average().orElseThrow();
  }

  private static float deviation(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    return (float)
        Math.sqrt(
            DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
  }

  private static List<Row> activations(String network, List<InputImage> images, int partitions) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(Executor.spark().sparkContext().hadoopConfiguration());
    ExecutorRequest request = Executor.request(network, Target.label(), new NeedsStatistics());
    return Executor.spark()
        .createDataFrame(images.stream().map(InputImage::row).toList(), InputImage.SCHEMA)
        .repartition(partitions)
        .mapPartitions(
            new ActivationPartition(request, hadoop, Executor.counters()),
            Encoders.row(Tables.ACTIVATIONS))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(row -> row.getString(0)))
        .toList();
  }

  private static Row layer(Row row) {
    List<Row> layers = row.getList(1);
    assertThat(layers).hasSize(1);
    return layers.get(0);
  }

  private static float[] values(Row row) {
    return Float32.values(layer(row).getAs(4));
  }

  private static Row exploded(Row row) {
    Row layer = layer(row);
    return RowFactory.create(
        row.get(0), layer.get(0), layer.get(1), layer.get(2), layer.get(3), layer.get(4));
  }

  private static List<String> json(List<Row> rows) {
    return rows.stream().map(Row::json).toList();
  }

  /** A method that needs activation statistics. */
  private static final class NeedsStatistics extends LayerMap {
    private static final long serialVersionUID = 1L;

    @Override
    public MethodCard card() {
      return new MethodCard("curious", "", 0, Need.FORWARD, Standing.CERTAIN, "0", "Nothing");
    }

    @Override
    public boolean wantsStatistics() {
      return true;
    }

    @Override
    protected Tensor map(Tensor activations, Tensor gradients) {
      return activations.slice(0);
    }
  }
}
