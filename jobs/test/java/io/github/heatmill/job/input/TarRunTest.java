package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoShard;
import io.github.heatmill.job.support.DemoShard.Member;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tar files whose members are not all images with names of their own. */
class TarRunTest {
  @TempDir static Path folder;
  private static Path output;
  private static Run run;

  @BeforeAll
  static void explain() throws IOException {
    byte[] jug = Demo.bytes(Demo.image("jug", 1));
    byte[] mug = Demo.bytes(Demo.image("mug", 1));
    Path tars = folder.resolve("tars");
    DemoShard.write(
        tars.resolve("1.tar"),
        new Member("jug/1.jpg", jug),
        Member.of("jug/1.txt", "a caption"),
        new Member("jug/2", jug),
        Member.of("LICENSE", "you may"),
        new Member("Mug/3.jpg", mug));
    DemoShard.write(
        tars.resolve("2.tar"),
        new Member("jug/1.jpg", mug),
        new Member("mug/4.jpg", mug),
        Member.of("mug/4.cls", "jug"),
        Member.of("notes.txt", "nothing"));
    output = folder.resolve("output");
    run = Run.demo(tars, output, "--methods", "random", "--labels", "folder");
  }

  @Test
  void everyMemberIsAnImageOrCounted() throws IOException {
    assertThat(run.exit()).as(run.errors().toString()).isZero();
    assertThat(run.out())
        .contains("Skipped    3: text file 3\n")
        .contains("Found      8 = 5 predictions + 0 errors + 3 skipped\n");
    JsonNode data =
        new ObjectMapper().readTree(Demo.bytes(output.resolve("manifest.json"))).get("data");
    assertThat(data.get("skipped")).hasToString("{\"text file\":3}");
    assertThat(data.get("skipped_files").asInt()).isEqualTo(3);
  }

  @Test
  void aNameThatTwoTarFilesHaveIsTold() {
    assertThat(run.out())
        .contains("Note       Names of several images: 1, such as jug/1 (images of");
  }

  @Test
  void theFolderInTheTarIsTheLabelUnlessTheSampleHasOne() {
    List<String> labels =
        Spark.table(output, "predictions")
            .select("image", "label_name", "label")
            .collectAsList()
            .stream()
            .map(Row::toString)
            .sorted()
            .toList();

    assertThat(labels)
        .containsExactly(
            "[Mug/3,Mug,null]", "[jug/1,jug,3]", "[jug/1,jug,3]", "[jug/2,jug,3]", "[mug/4,jug,3]");
    assertThat(run.out())
        .contains(
            "Note       Images with a label that is no class of the model: 1, such as Mug (it differs from a class only");
  }

  @Test
  void aRunThatIsCompleteCountsTheSame() {
    Run again =
        Run.demo(folder.resolve("tars"), output, "--methods", "random", "--labels", "folder");

    assertThat(again.out()).contains("Skipped    3: text file 3\n").contains("Found      8 = 5 ");
  }

  @Test
  void theReportShowsTheSame() throws IOException {
    Path page = folder.resolve("report.html");

    assertThat(Run.report(output, page).exit()).isZero();

    assertThat(Jsoup.parse(page.toFile()).select("dl.facts div").eachText())
        .contains("Skipped 3: text file: 3")
        .anyMatch(fact -> fact.startsWith("Note Names of several images: 1, such as jug/1"));
  }
}
