package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.WithoutSpark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be done is said before Spark starts: here it could not even start. */
class ConfigurationTest extends WithoutSpark {
  private static final String EVERYTHING_WRONG =
      "explain --layer features.stage5,features.stage4 --layer classifer"
          + " --methods grad-camm,layer-cam,nonsense --target dragon"
          + " --batch-size 0 --top-k -1 --max-megapixels 501 --model "
          + Demo.MODEL;

  @Test
  void aCommandThatCanBeDoneStartsSpark() {
    Run run = Run.demo(images, output);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors().get(0)).startsWith("heatmill: Failed: ").contains("no-such-master");
  }

  @Test
  void allProblemsAreReportedTogether() {
    Path taken = folder.resolve("taken");
    Demo.write(taken.resolve("notes.txt"), new byte[1]);

    String places = " --images " + folder + "/nowhere --output " + taken;
    Run run = Run.of((EVERYTHING_WRONG + places).split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors().stream().map(ConfigurationTest::withoutMethods))
        .isEqualTo(problems(taken));
    assertThat(Demo.names(taken)).containsExactly("notes.txt");
  }

  /** Which methods are close changes with every new one. */
  private static String withoutMethods(String line) {
    return line.replaceAll("closest: .*; heatmill", "closest: ...; heatmill");
  }

  private static List<String> problems(Path taken) {
    return List.of(
        "heatmill: Missing images: "
            + folder
            + "/nowhere (must be a file, a folder or a glob that matches)",
        "heatmill: Output exists: " + taken + " (name another folder)",
        "heatmill: Unknown method: grad-camm (closest: ...; heatmill methods lists all)",
        "heatmill: Unknown method: nonsense (closest: ...; heatmill methods lists all)",
        "heatmill: Unknown layer: features.stage5"
            + " (closest: features.stage1, features.stage2, features.stage3)",
        "heatmill: Unknown layer: classifer (closest: classifier, features, pool)",
        "heatmill: Unknown --target: dragon"
            + " (must be predicted, label, labels, the index or name of a class, top:K, above:P, or contrast:A-B)",
        "heatmill: Invalid --max-megapixels: 501 (must be 1 to 500)",
        "heatmill: Invalid --batch-size: 0 (must be > 0)",
        "heatmill: Invalid --top-k: -1 (must be > 0)");
  }
}
