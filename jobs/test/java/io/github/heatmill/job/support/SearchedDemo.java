package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;

/**
 * Searches for shortcuts in the demo, on which several tests look: of the network that learned the
 * tag, on pictures with it, and of one that did not, on the same scenes without it.
 */
public final class SearchedDemo {
  private static final Path FOLDER = temporaryFolder();
  private static final Path WITHOUT_TAG = Demo.FOLDER.resolve("without-tag");

  /** Few images are asked about: one scoring pass over all is not what is tested here. */
  private static final List<String> FEW = List.of("--top", "4", "--sample", "8");

  public static final Path RUN = AuditedDemo.OUTPUT;
  public static final Path FOUND = FOLDER.resolve("found");
  public static final Path FOUND_WITHOUT_TAG = FOLDER.resolve("found-without-tag");

  public static final Run EXPLAINED = AuditedDemo.EXPLAINED;
  public static final Run SEARCHED = search(RUN, FOUND, FEW);
  public static final Run SEARCHED_WITHOUT_TAG = searchWithoutTag();

  private SearchedDemo() {}

  private static Run searchWithoutTag() {
    Path run = FOLDER.resolve("run-without-tag");
    List<Path> images = new ArrayList<>(List.of(WITHOUT_TAG.resolve("images")));
    for (String name : Demo.CLASSES) {
      for (int i = 1; i <= 20; i++) {
        Path image = Demo.image(name, i);
        if (!Files.exists(WITHOUT_TAG.resolve("images/" + name).resolve(image.getFileName()))) {
          images.add(image);
        }
      }
    }
    Run explained = explain(run, WITHOUT_TAG.resolve("model"), images);
    return explained.errors().isEmpty() ? search(run, FOUND_WITHOUT_TAG, FEW) : explained;
  }

  private static Run explain(Path output, Path model, List<Path> images) {
    List<String> command = new ArrayList<>(List.of("explain", "--images"));
    images.forEach(image -> command.add(image.toString()));
    command.addAll(List.of("--model", model.toString(), "--output", output.toString()));
    command.addAll(List.of("--layer", DemoRun.STAGE4, "--labels", "folder"));
    command.addAll(List.of("--methods", "random,grad-cam", "--metrics", "energy_pointing_game"));
    command.addAll(List.of("--annotations", "voc:" + Demo.FOLDER.resolve("annotations")));
    command.addAll(List.of("--annotations", "csv:" + Demo.FOLDER.resolve("tags.csv")));
    return Run.of(command.toArray(String[]::new));
  }

  public static Run search(Path run, Path output, List<String> more) {
    List<String> command =
        List.of("shortcuts", "--input", run.toString(), "--output", output.toString());
    return Run.of(Stream.concat(command.stream(), more.stream()).toArray(String[]::new));
  }

  /** The cluster that comes first. */
  public static Row first(Path found) {
    return Spark.session()
        .read()
        .parquet(found.resolve("clusters").toString())
        .where("rank = 1")
        .first();
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-searched-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
