package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends well and is of no use fails, with the reason and what to do. */
class UselessRunTest {
  private static final String[] QUICK = {"--layer", "features.stage4", "--methods", "random"};

  @TempDir Path folder;

  @Test
  void allImagesFailed() {
    Demo.write(folder.resolve("images/1.jpg"), BadImages.text());
    Demo.write(folder.resolve("images/2.jpg"), BadImages.text());
    Demo.write(folder.resolve("images/3.jpg"), BadImages.truncated());

    Run run = Run.demo(folder.resolve("images"), folder.resolve("output"), QUICK);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Failed: No image was explained: all 3 failed, 2 of them at the stage decode:"
                + " Text file, no image");
    assertThat(run.out()).contains("Found      3 = 0 predictions + 3 errors + 0 skipped");
  }

  @Test
  void noLabelIsAClass() {
    Demo.copy(Demo.image("jug", 1), folder.resolve("images/dragon/1.jpg"));

    Run run =
        Run.demo(
            folder.resolve("images"),
            folder.resolve("output"),
            "--layer",
            "features.stage4",
            "--methods",
            "random",
            "--labels",
            "folder");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Failed: No label is a class of the model: 1 images have labels such as dragon"
                + " (its classes are bicycle, fish, house, ...)");
  }

  @Test
  void noImageIsNamedInTheFileOfLabels() {
    Demo.copyJugAndMug(folder.resolve("images"));
    Path labels = write("labels.csv", "image,label\ncats/1.jpg,jug\n");

    Run run =
        Run.demo(folder.resolve("images"), folder.resolve("output"), "--labels", labels.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: No image is named in " + labels + ": none of its 1 names, such as");
    assertThat(folder.resolve("output")).doesNotExist();
  }

  private Path write(String name, String text) {
    return Demo.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
