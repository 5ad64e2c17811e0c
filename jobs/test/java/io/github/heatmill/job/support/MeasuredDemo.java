package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/**
 * Two runs over six of the demo's pictures, on which several tests look: one that measures all
 * there is in the pass that makes the maps, and one that makes the same maps, measured afterwards.
 */
public final class MeasuredDemo {
  /** Half of what the network learned with: a fourth of the work, and all metrics ask it often. */
  public static final int SIDE = 112;

  static final List<String> SMALL = List.of("--resize", "" + SIDE, "--input-size", "" + SIDE);

  static final Path FOLDER = temporaryFolder();
  public static final Path IMAGES = Demo.copy(FOLDER.resolve("images"), 1);
  public static final Path AT_ONCE = FOLDER.resolve("at-once");
  public static final Path LATER = FOLDER.resolve("later");
  private static final String[] METRICS = {
    "--metrics",
    "all",
    "--curves",
    "--annotations",
    "voc:" + Demo.FOLDER.resolve("annotations"),
    "--annotations",
    "csv:" + Demo.FOLDER.resolve("tags.csv")
  };

  public static final Run EXPLAINED = explain(AT_ONCE, METRICS);
  public static final Run UNMEASURED = explain(LATER);
  public static final Run SCORED = Run.score(LATER, METRICS);

  private MeasuredDemo() {}

  private static Run explain(Path output, String... more) {
    Stream<String> options =
        Stream.of("--methods", "grad-cam,eigen-cam,random", "--labels", "folder");
    return Run.demo(
        IMAGES,
        output,
        Stream.of(options, SMALL.stream(), Stream.of(more))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-measured-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
