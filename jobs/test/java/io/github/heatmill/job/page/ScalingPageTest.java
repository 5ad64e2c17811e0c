package io.github.heatmill.job.page;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.page.ScalingModel.Setting;
import io.github.heatmill.job.page.ScalingModel.Size;
import io.github.heatmill.job.support.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every predicted number of docs/scaling.md follows from the constants of the page. */
class ScalingPageTest {
  private static final String HEAD =
      "| images | GPUs | images/s | first bottleneck | listing, h | whole job, h | driver's heap, at most, GB | files written |\n"
          + "|---|---|---|---|---|---|---|---|\n";
  private static final int TASKS = 4;
  private static final String PAGE =
      new String(Demo.bytes(Path.of("../docs/scaling.md")), StandardCharsets.UTF_8);
  private static final ScalingModel MODEL = ScalingModel.of(PAGE);

  @Test
  void singleFilesWithTheSettingsOfConf() {
    assertHas("Single files", table(new Setting(false, TASKS, maps())));
  }

  @Test
  void shardsWithTheSettingsOfConf() {
    assertHas("Shards", table(new Setting(true, TASKS, maps())));
  }

  @Test
  void shardsWithAsManyTasksAsKeepAGpuBusy() {
    Setting conf = new Setting(true, TASKS, maps());

    assertHas("Shards, more tasks", table(new Setting(true, MODEL.tasks(conf), maps())));
  }

  @Test
  void everyMetric() {
    assertHas("Shards, every metric", table(new Setting(true, TASKS, metrics())));
  }

  @Test
  void millisecondsOfAnImage() {
    Setting files = new Setting(false, TASKS, maps());
    Setting shards = new Setting(true, TASKS, maps());
    Setting measured = new Setting(true, TASKS, metrics());

    assertHas(
        "Milliseconds",
        Stream.of(
                Map.entry("single files, Grad-CAM", files),
                Map.entry("shards, Grad-CAM", shards),
                Map.entry("shards, every metric", measured))
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.2f | %d |\n",
                        row.getKey(),
                        MODEL.core(row.getValue()),
                        MODEL.gpu(row.getValue()),
                        MODEL.tasks(row.getValue())))
            .collect(joining()));
  }

  /**
   * Two GPUs, four tasks each, 10 ms of a GPU and 30 ms beside it: a GPU does 100 images a second,
   * four tasks do 4 / 0.04 s = 100 as well, and a fifth would be idle.
   */
  @Test
  void theArithmeticIsThatOfTheFormulas() {
    ScalingModel model =
        new ScalingModel(
            Map.ofEntries(
                Map.entry("F", 4.0),
                Map.entry("U", 0.5),
                Map.entry("C", 0.8),
                Map.entry("h", 0.0),
                Map.entry("P", 1.0),
                Map.entry("r", 100.0),
                Map.entry("b", 100.0),
                Map.entry("s", 10.0),
                Map.entry("d", 15.0),
                Map.entry("o", 5.0),
                Map.entry("B", 1.0),
                Map.entry("Q", 50.0),
                Map.entry("T", 1000.0),
                Map.entry("L", 10.0),
                Map.entry("a", 20.0),
                Map.entry("c", 2.0),
                Map.entry("e", 1000.0)));
    Setting shards = new Setting(true, 4, 1);
    Setting files = new Setting(false, 4, 1);
    Size size = new Size(100_000, 2);

    assertThat(model.gpu(shards)).isEqualTo(10);
    assertThat(model.core(shards)).isEqualTo(30);
    assertThat(model.core(files)).isEqualTo(130);
    assertThat(model.tasks(shards)).isEqualTo(4);
    assertThat(model.limit(size, shards)).isEqualTo(new ScalingModel.Limit("GPUs", 200));
    // 2 x 4 / 0.14 s = 57 a second, but 50 requests.
    assertThat(model.limit(size, files)).isEqualTo(new ScalingModel.Limit("requests", 50));
    // 100 tars in 10 requests of 0.1 s; 500 s of images with 3 commits of 2 s.
    assertThat(model.seconds(size, shards)).isCloseTo(20 + 1 + 500 + 6, within(1e-9));
    assertThat(model.files(size, shards)).isEqualTo(3 * 3 * 2 * 4);
  }

  private static double maps() {
    return MODEL.constants().get("p");
  }

  private static double metrics() {
    return MODEL.constants().get("pm");
  }

  private static String table(Setting setting) {
    return LongStream.of(1_000_000, 100_000_000)
        .mapToObj(images -> Stream.of(8, 64, 512).map(gpus -> new Size(images, gpus)))
        .flatMap(sizes -> sizes)
        .map(size -> MODEL.row(size, setting))
        .collect(joining("", HEAD, ""));
  }

  private static void assertHas(String what, String table) {
    assertThat(PAGE)
        .as(() -> what + ": docs/scaling.md must hold this table:\n\n" + table)
        .contains(table);
  }
}
