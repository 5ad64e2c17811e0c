package io.github.heatmill.udf.batch;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.udf.TestSession;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.Sha256;
import io.github.heatmill.udf.request.SharedModel;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Explains images of one colour with the networks of the tests, on two task threads. */
public final class Executor {
  static final int BATCH = 4;
  private static final List<String> LAYERS = List.of("conv");

  private Executor() {}

  /** The session that all tests share. */
  public static SparkSession spark() {
    return TestSession.spark();
  }

  /** An image of 8 x 8 equal pixels, named after its grey level 0..255. */
  public static InputImage grey(int level, String label) {
    byte[] rgb = new byte[3 * 8 * 8];
    Arrays.fill(rgb, (byte) level);
    byte[] png = Pixels.of(new Size(8, 8), rgb).png();
    return new InputImage(String.format("grey-%03d", level), label, png);
  }

  /** Explains images; returns the outcomes, sorted by name. */
  public static List<Row> outcomes(
      String network, Target target, List<InputImage> images, int partitions) {
    return outcomes(request(network, target), images, partitions, counters());
  }

  public static List<Row> outcomes(
      ExecutorRequest request, List<InputImage> images, int partitions, RunCounters counters) {
    List<Row> rows = images.stream().map(InputImage::row).toList();
    ExplainPartition function =
        new ExplainPartition(
            request,
            new SerializableConfiguration(spark().sparkContext().hadoopConfiguration()),
            counters,
            JavaSparkContext.fromSparkContext(spark().sparkContext()).broadcast(Map.of()));
    return spark()
        .createDataFrame(rows, InputImage.SCHEMA)
        .repartition(partitions)
        .mapPartitions(function, Encoders.row(Tables.OUTCOME))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(row -> row.getString(0)))
        .toList();
  }

  public static RunCounters counters() {
    return RunCounters.of(spark().sparkContext());
  }

  public static ExecutorRequest request(String network, Target target) {
    return request(network, target, new GradCam());
  }

  public static ExecutorRequest request(String network, Target target, SaliencyMethod method) {
    Path opened = opened(network);
    spark().sparkContext().addFile(opened.toString());
    Preprocessing plain =
        new Preprocessing(8, 8, Resizing.stretch(), Channels.of(0, 0, 0), Channels.of(1, 1, 1));
    ModelCard card = new ModelCard(plain, List.of("red", "green", "blue"));
    return new ExecutorRequest(
        new SharedModel(opened.getFileName().toString(), hash(opened), LAYERS, card),
        new ExplainSpec(
            List.of(new Assignment(LAYERS, List.of(method))),
            target,
            new ImageDecoder(),
            new ExplainSpec.Sizes(BATCH, 2, 1_000)));
  }

  /** The hash of a file that a test sends. */
  public static Sha256 hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The opened file of a network. Each network has one file: Spark refuses a second one of the same
   * name.
   */
  private static Path opened(String network) {
    String process = "heatmill-udfs-" + ProcessHandle.current().pid();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), process);
    Path opened = folder.resolve(network + ".pt");
    try {
      if (!Files.exists(opened)) {
        Files.createDirectories(folder).toFile().deleteOnExit();
        NetworkFile.read(Path.of("test/resources/networks", network + ".pt"))
            .writeOpened(LAYERS, opened);
        opened.toFile().deleteOnExit();
      }
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column of the first map of an outcome. */
  public static <T> T ofFirstMap(Row outcome, String column) {
    List<Row> maps = outcome.getList(outcome.fieldIndex("maps"));
    return maps.get(0).getAs(Tables.MAP.fieldIndex(column));
  }
}
