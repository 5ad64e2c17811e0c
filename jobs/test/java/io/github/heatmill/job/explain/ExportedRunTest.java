package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands take an exported program as they take a TorchScript file: runs of one network that is
 * saved in both formats, the exported program for batches of four.
 */
class ExportedRunTest {
  private static final Path NETWORKS =
      Path.of("../src/test/resources/networks").toAbsolutePath().normalize();
  private static final Path TORCHSCRIPT = NETWORKS.resolve("twins/residual.pt");
  private static final Path EXPORTED = NETWORKS.resolve("twins/residual-4.pt2");
  private static final String LAYER = "layer1.0";

  @TempDir static Path folder;
  private static Path images;
  private static Path torchScript;
  private static Path exported;

  @BeforeAll
  static void explainFourImagesAndThenOneMore() {
    images = folder.resolve("images");
    torchScript = folder.resolve("torchscript");
    exported = folder.resolve("exported");
    List.of("bicycle", "fish", "house", "jug").forEach(ExportedRunTest::add);
    assertThat(explain(EXPORTED, exported).out()).contains("Images     4 in ");
    add("mug");
    Run again = explain(EXPORTED, exported);
    assertThat(again.errors()).isEmpty();
    assertThat(again.out()).contains("Images     5, 1 of them now, in ");
    assertThat(explain(TORCHSCRIPT, torchScript, "--batch-size", "4").errors()).isEmpty();
  }

  private static void add(String name) {
    Demo.copy(Demo.image(name, 1), images.resolve(name + "/" + name + ".jpg"));
  }

  private static Run explain(Path model, Path output, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", "--images", images.toString()));
    command.addAll(List.of("--model", model.toString(), "--output", output.toString()));
    command.addAll(List.of("--methods", "grad-cam", "--layer", LAYER));
    command.addAll(List.of("--metrics", "deletion:steps=4", "--no-chance"));
    command.addAll(List.of(more));
    return Run.of(command.toArray(String[]::new));
  }

  @Test
  void predictionsMapsAndNumbersAreThoseOfTheTorchScriptFile() {
    List<Row> expected = maps(torchScript);
    List<Row> actual = maps(exported);

    assertThat(actual).hasSize(5).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      Row row = actual.get(i);
      assertThat(row.getString(0)).isEqualTo(expected.get(i).getString(0));
      assertThat(row.getInt(1)).isEqualTo(expected.get(i).getInt(1));
      assertThat(row.getDouble(2)).isCloseTo(expected.get(i).getDouble(2), within(1e-6));
      assertThat(row.getDouble(3)).isCloseTo(expected.get(i).getDouble(3), within(1e-4));
      assertThat(values(row)).containsExactly(values(expected.get(i)), within(1e-5f));
    }
  }

  private static List<Row> maps(Path output) {
    return Spark.table(output, "explanations")
        .selectExpr(
            "concat(method, ' ', image) AS map",
            "target",
            "target_probability",
            "metrics.deletion",
            "heatmap.values")
        .orderBy("map")
        .collectAsList();
  }

  private static float[] values(Row row) {
    FloatBuffer floats =
        ByteBuffer.wrap(row.getAs(4)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }

  @Test
  void compareFindsNoDifference() {
    Run run =
        Run.of(
            "compare",
            "--baseline",
            torchScript.toString(),
            "--candidate",
            exported.toString(),
            "--output",
            folder.resolve("compared").toString(),
            "--fail-if",
            "mean_rank_correlation < 0.9999");

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Same answer, different evidence: 0 of 5 pairs");
  }

  @Test
  void layersSanityAndScoreTakeIt() {
    String model = EXPORTED.toString();
    String[][] commands = {
      {"layers", "--model", model},
      {
        "sanity",
        "--model",
        model,
        "--images",
        images.toString(),
        "--methods",
        "grad-cam",
        "--sample",
        "1",
        "--layer",
        LAYER,
        "--output",
        folder.resolve("sanity").toString()
      },
      {
        "score",
        "--input",
        exported.toString(),
        "--model",
        model,
        "--metrics",
        "average_drop",
        "--no-chance"
      },
    };
    for (String[] command : commands) {
      Run run = Run.of(command);
      assertThat(run.errors()).as(command[0]).isEmpty();
      assertThat(run.exit()).as(command[0]).isZero();
    }
  }

  @Test
  void anotherBatchSizeThanThatOfTheProgramIsRefused() {
    Run run = explain(EXPORTED, folder.resolve("refused"), "--batch-size", "3");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Invalid --batch-size: 3 (the program was exported for 4 images at once;"
                + " leave the option out)");
  }

  @Test
  void aProgramThatTakesBytesIsRefusedWithoutItsInputForm() {
    Run run = Run.of("layers", "--model", NETWORKS.resolve("exported/bytes.pt2").toString());

    assertThat(run.errors())
        .singleElement()
        .asString()
        .contains("(--input-form must name what the network takes, such as nchw-uint8)");
  }
}
