package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Odd names go all the way through a run: they are listed, read, labelled and written. */
class NamesTest {
  @TempDir Path folder;

  @Test
  void imagesOfAnyNameAreExplained() {
    List<String> names = List.of("a b.jpg", "a#b.jpg", "a%20b.jpg", "a:b.jpg", "x[1].jpg", "猫.jpg");
    Path images = folder.resolve("my images #1 (50%)");
    names.forEach(name -> Demo.copy(Demo.image("mug", 1), images.resolve("mug").resolve(name)));

    Run run = Run.demo(images, folder.resolve("the output"), "--labels", "folder");

    assertThat(run.errors()).isEmpty();
    assertThat(Spark.json(folder.resolve("the output"), "errors")).isEmpty();
    assertThat(Spark.table(folder.resolve("the output"), "predictions").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getString(2))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> "file:" + images + "/mug/" + name + " mug").toList());
  }
}
