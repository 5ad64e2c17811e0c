package io.github.heatmill.udf.maps;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.randomise.Cascade;
import io.github.heatmill.udf.batch.Executor;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.maps.SanityPartition.RandomisedModel;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SharedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;

/** Every image is either compared or an error, for any output of the randomised network. */
class SanityPartitionTest {
  private static final List<InputImage> IMAGES =
      List.of(grey(10, null), grey(100, null), grey(250, null));

  @Test
  void aNetworkComparedWithItselfHasIdenticalMaps() {
    List<Row> rows = compared("network", copy("network", "same"), IMAGES);

    assertThat(rows).hasSize(3).allMatch(row -> row.isNullAt(2));
    assertThat(rows).allMatch(row -> comparison(row).getBoolean(5));
  }

  @Test
  void numbersOfFlatMapsAndOfInputsBelowTheWindowAreNull() {
    List<InputImage> black = List.of(grey(0, null));

    Row flat = comparison(compared("network", copy("network", "black"), black).get(0));

    assertThat(flat.getString(3)).isEqualTo("flat");
    assertThat(flat.getString(4)).isEqualTo("flat");
    assertThat(flat.isNullAt(6)).isTrue();
    assertThat(flat.isNullAt(7)).isTrue();
    assertThat(flat.isNullAt(8)).isTrue();
  }

  @Test
  void aMapThatIsNotFiniteHasNoNumbers() {
    Row broken =
        comparison(compared("steep", copy("steep", "same"), List.of(grey(0, null))).get(0));

    assertThat(broken.getString(4)).isEqualTo("non_finite");
    assertThat(broken.isNullAt(6)).isTrue();
    assertThat(broken.isNullAt(8)).isTrue();
  }

  @Test
  void imagesThatFailAreErrorsAndTakeNoOthersWithThem() {
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    List<InputImage> images =
        List.of(IMAGES.get(0), IMAGES.get(2), new InputImage("x", null, text));

    List<Row> rows = compared("refusing", copy("refusing", "same"), images);

    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactly("grey-010", "grey-250", "x");
    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(1).getStruct(2).getString(0)).isEqualTo("infer");
    assertThat(rows.get(2).getStruct(2).getString(0)).isEqualTo("decode");
  }

  @Test
  void anImageThatTheRandomisedNetworkAloneRefusesIsAnError() {
    List<Row> rows = compared("network", copy("refusing", "other"), IMAGES);

    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(1).isNullAt(2)).isTrue();
    assertThat(rows.get(2).getStruct(2).getString(1)).contains("An image is too bright");
  }

  @Test
  void logitsOfTheOriginalThatAreNotFiniteFailTheirImageAlone() {
    List<Row> rows = compared("undefined", copy("undefined", "same"), IMAGES);

    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(2).getStruct(2).getString(1))
        .isEqualTo("Network gave logits that are not finite numbers");
  }

  @Test
  void bothNetworksExplainTheClassThatTheOriginalPredicts() {
    ExecutorRequest original = Executor.request("network", Target.predicted());
    List<Integer> predicted =
        Executor.outcomes(original, IMAGES, 1, Executor.counters()).stream()
            .map(row -> Executor.<Integer>ofFirstMap(row, "target"))
            .toList();

    List<Row> rows = compared("network", randomised("network"), IMAGES);

    assertThat(rows).extracting(row -> comparison(row).getInt(0)).isEqualTo(predicted);
    assertThat(rows).allMatch(row -> row.isNullAt(2));
  }

  private static List<Row> compared(String network, SharedModel other, List<InputImage> images) {
    SanityPartition function =
        new SanityPartition(
            Executor.request(network, Target.predicted()),
            new RandomisedModel(other, List.of()),
            new SerializableConfiguration(Executor.spark().sparkContext().hadoopConfiguration()),
            Executor.counters());
    return Executor.spark()
        .createDataFrame(images.stream().map(InputImage::row).toList(), InputImage.SCHEMA)
        .repartition(2)
        .mapPartitions(function, Encoders.row(SanityTable.OUTCOME))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(row -> row.getString(0)))
        .toList();
  }

  private static Row comparison(Row row) {
    List<Row> comparisons = row.getList(1);
    assertThat(comparisons).hasSize(1);
    return comparisons.get(0);
  }

  /** The same network in a file of its own. */
  private static SharedModel copy(String network, String name) {
    return sent(network, name, (from, to) -> Files.copy(from, to));
  }

  private static SharedModel randomised(String network) {
    Cascade cascade =
        NetworkFile.read(Path.of("test/resources/networks", network + ".pt")).cascade();
    Cascade.Level last = cascade.levels().get(cascade.levels().size() - 1);
    return sent(network, "randomised", (from, to) -> cascade.write(last, from, to));
  }

  private interface Writer {
    void write(Path from, Path to) throws IOException;
  }

  private static SharedModel sent(String network, String name, Writer writer) {
    SharedModel model = Executor.request(network, Target.predicted()).model();
    try {
      Path folder = Files.createTempDirectory("heatmill-sanity");
      Path file = folder.resolve(network + "-" + name + "-" + folder.getFileName() + ".pt");
      writer.write(Path.of(SparkFiles.get(model.file())), file);
      Executor.spark().sparkContext().addFile(file.toString());
      return new SharedModel(
          file.getFileName().toString(), Executor.hash(file), model.layers(), model.card());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
