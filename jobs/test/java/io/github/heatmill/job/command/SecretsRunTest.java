package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.Heatmill;
import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.LogCapture;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What opens doors in the names of images and places is nowhere to be found after a command. */
class SecretsRunTest {
  private static final String[] SECRETS = {"wJalrXUtnFEMI", "AKIAIOSFODNN7", "hunter2", "rclone"};
  private static final String SIGNED =
      "?X-Amz-Signature=" + SECRETS[0] + "&X-Amz-Credential=" + SECRETS[1] + "%2Fs3";
  private static final String PLACE = "s3a://" + SECRETS[3] + ":" + SECRETS[2] + "@bucket/place";
  private static final StructType COLUMNS =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

  @TempDir Path folder;

  @Test
  void signedUrlsNameTheImagesOfARunWithoutTheirSignatures() throws IOException {
    Path output = folder.resolve("output");

    Seen seen = explain(output);

    assertThat(seen.run.errors()).isEmpty();
    assertThat(images(output, "predictions"))
        .containsExactly("https://bucket.example/photo1.jpg", "https://host/photo2.jpg");
    assertThat(images(output, "explanations")).isEqualTo(images(output, "predictions"));
    assertThat(images(output, "errors")).containsExactly("https://bucket.example/broken.jpg?v=2");
    assertThat(seen.run.out() + seen.err).doesNotContain(SECRETS);
    assertThat(seen.log).contains("INFO org.apache.spark.").doesNotContain(SECRETS);
    Map<String, String> written = written(output);
    assertThat(written.keySet()) // Else what follows would prove nothing.
        .anyMatch(file -> file.startsWith("predictions/") && file.endsWith(".parquet"))
        .anyMatch(file -> file.startsWith("errors/") && file.endsWith(".parquet"))
        .anyMatch(file -> file.startsWith("state/checkpoint/"))
        .contains("manifest.json", "state/run.json");
    written.forEach((file, text) -> assertThat(file + text).as(file).doesNotContain(SECRETS));
  }

  /**
   * What could be read while a run went on.
   *
   * @param err what it wrote to standard error by itself
   * @param log what it told of itself and Spark of it
   */
  private record Seen(Run run, String err, String log) {}

  private Seen explain(Path output) throws IOException {
    writeTable(folder.resolve("table"));
    String[] options = options(folder.resolve("boxes.csv"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream original = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try (LogCapture log = new LogCapture(Level.INFO)) {
      Run run = Run.demoTable(folder.resolve("table"), output, options);
      return new Seen(run, err.toString(StandardCharsets.UTF_8), log.text());
    } finally {
      System.setErr(original);
    }
  }

  /** All that may name an image or a place: metrics, their summary, and annotations. */
  private static String[] options(Path boxes) throws IOException {
    Files.writeString(
        boxes,
        "image,label,x,y,width,height\n"
            + "https://bucket.example/photo1.jpg,jug,0,0,100,100\n"
            + ("https://bucket.example/photo1.jpg" + SIGNED + ",jug,0,0,100,100\n"));
    return new String[] {
      "--methods", "grad-cam",
      "--metrics", "pointing_game,deletion:steps=2",
      "--annotations", "csv:" + boxes
    };
  }

  private static void writeTable(Path table) {
    Spark.session()
        .createDataFrame(
            List.of(
                RowFactory.create(
                    "https://bucket.example/photo1.jpg" + SIGNED, Demo.bytes(Demo.image("jug", 1))),
                RowFactory.create(
                    "https://" + SECRETS[3] + ":" + SECRETS[2] + "@host/photo2.jpg",
                    Demo.bytes(Demo.image("mug", 1))),
                RowFactory.create(
                    "https://bucket.example/broken.jpg" + SIGNED + "&v=2", BadImages.truncated())),
            COLUMNS)
        .coalesce(1)
        .write()
        .parquet(table.toString());
  }

  private static List<String> images(Path output, String table) {
    return Spark.table(output, table).select("image").orderBy("image").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** All files below a folder by name: the rows of tables, which are compressed, else the bytes. */
  private static Map<String, String> written(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> texts.put(folder.relativize(file).toString(), text(file)));
    }
    return texts;
  }

  private static String text(Path file) {
    String bytes = new String(Demo.bytes(file), StandardCharsets.ISO_8859_1);
    boolean table = file.toString().endsWith(".parquet");
    return table
        ? bytes + Spark.session().read().parquet(file.toString()).toJSON().collectAsList()
        : bytes;
  }

  @Test
  void everyOptionOfEveryCommandRefusesThem() {
    Map<String, CommandLine> commands = new CommandLine(new Heatmill()).getSubcommands();
    assertThat(commands).containsKeys("explain", "plan", "sanity", "score", "sql");

    commands.forEach(
        (name, command) ->
            command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .map(OptionSpec::longestName)
                .forEach(option -> assertRefused(option, name, option, PLACE)));
  }

  @Test
  void aFileOfArgumentsRefusesThem() throws IOException {
    Path inner = folder.resolve("inner.args");
    Path outer = folder.resolve("outer.args");
    Files.writeString(inner, "--labels\n'" + PLACE + "'\n");
    Files.writeString(outer, "# An audit.\n--top-k 3 @" + inner + "\n");

    assertRefused("--labels", "explain", "--images", "/a", "@" + outer, "--", "x");
  }

  private static void assertRefused(String option, String... command) {
    Run run = Run.of(command);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .singleElement()
        .asString()
        .startsWith("heatmill: Secret in " + option + ": s3a://***@bucket/place (must be given to")
        .doesNotContain(SECRETS);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aStatementThatFailsIsNamedWithoutThem() {
    assertThat(DemoRun.RUN.errors()).isEmpty();
    InputStream original = System.in;
    String statement = "SELECT * FROM parquet.`file://" + SECRETS[3] + ":" + SECRETS[2] + "@h/x`;";
    System.setIn(new ByteArrayInputStream(statement.getBytes(StandardCharsets.UTF_8)));
    try {
      Run run = Run.of("sql", "--input", DemoRun.OUTPUT.toString());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.errors()).singleElement().asString().contains("://***@h");
      assertThat(run.errors().get(0) + run.out()).doesNotContain(SECRETS);
    } finally {
      System.setIn(original);
    }
  }
}
