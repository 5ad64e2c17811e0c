package io.github.heatmill.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code heatmill plan} says of twelve pictures and a broken one. */
class PlanTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+\\.[0-9]+");

  @TempDir static Path folder;
  private static Run run;

  @BeforeAll
  static void plan() {
    Path images = Demo.copy(folder.resolve("images"), 2);
    Demo.write(images.resolve("broken.jpg"), BadImages.text());
    run =
        plan(
            "--images",
            images.toString(),
            "--methods",
            "grad-cam,random",
            "--metrics",
            "average_drop,sparseness",
            "--target",
            "top:2",
            "--executors",
            "1,3",
            "--executor-cores",
            "2");
  }

  private static Run plan(String... more) {
    List<String> command = List.of("plan", "--model", Demo.MODEL.toString(), "--batch-size", "4");
    return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void imagesAreCountedAndThoseThatFailAreAShare() {
    assertThat(run.exit()).as(run.errors()::toString).isZero();
    assertThat(run.out())
        .contains("Images     13; measured on 13 of them, on one core (CPU)\n")
        .contains("Errors     7.7 % of the sample {decode=1}\n"); // 1 of 13
  }

  @Test
  void everyMethodAndMetricHasItsCost() {
    List<String> parts =
        List.of(
            "shared forward pass, with gradients",
            "grad-cam",
            "random",
            "average_drop",
            "sparseness",
            "together, and a random map");
    for (String part : parts) {
      String line = line("  " + part + " ");
      assertThat(numbers(line.substring(part.length() + 2)))
          .as(line)
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(line).containsPattern("(4 images|1 image)");
    }
  }

  @Test
  void costsOfPartsAreThoseOfOneExplainedClass() {
    // The image that failed has none.
    assertThat(run.out())
        .contains(
            "  Methods and metrics: for one explained class. An image has 2.0 on average; speed and tables below are for all.\n");
  }

  @Test
  void numbersArePositive() {
    assertThat(run.out()).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("-0.");
    assertThat(numbers(line("Speed"))).first().satisfies(rate -> assertThat(rate).isPositive());
    assertThat(numbers(line("Tables"))).allMatch(size -> size > 0);
    assertThat(line("Memory"))
        .containsPattern("spark.executor.memoryOverhead=[1-9][0-9]*m for 2 cores");
    assertThat(line("Batches")).containsPattern("--batch-size (4|8|16|32) ");
  }

  @Test
  void timesAreToldForEachNumberOfExecutors() {
    assertThat(run.out()).containsPattern("\n +1 +2 +[0-9]+ (s|min [0-9]+ s) +[0-9.]+\n");
    assertThat(run.out()).containsPattern("\n +3 +6 +[0-9]+ (s|min [0-9]+ s) +[0-9.]+\n");
    assertThat(run.out()).contains("an executor of 2 cores does the work of 1.85");
    assertThat(run.out()).doesNotContain("GPU");
  }

  @Test
  void nothingIsLeftBehind() {
    assertThat(Demo.names(folder)).containsExactly("images");
  }

  @Test
  void problemsAreToldTogetherWithThoseOfARun() {
    Run wrong =
        plan(
            "--images", "/nowhere", "--executors", "0,2", "--executor-cores", "-1", "--top-k", "0");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .containsExactlyInAnyOrder(
            "heatmill: Invalid --executors: 0 (must be > 0)",
            "heatmill: Invalid --executor-cores: -1 (must be > 0)",
            "heatmill: Invalid --top-k: 0 (must be > 0)",
            "heatmill: Missing images: /nowhere (must be a file, a folder or a glob that matches)");
  }

  @Test
  void aPlanHasNoOutput() {
    Run wrong = plan("--images", folder.toString(), "--output", folder.resolve("out").toString());

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors().get(0)).contains("--output");
  }

  @Test
  void aSampleThatFailsIsRefused() {
    Path broken = folder.resolve("images/broken.jpg");

    Run wrong = plan("--images", broken.toString());

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .containsExactly(
            "heatmill: No image can be measured: all 1 of the sample failed"
                + " (heatmill explain tells why in the table errors)");
  }

  private static String line(String start) {
    return run.out().lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static List<Double> numbers(String text) {
    Matcher numbers = NUMBER.matcher(text);
    return numbers.results().map(found -> Double.parseDouble(found.group())).toList();
  }
}
