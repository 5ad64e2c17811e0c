package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;

/** One run over 24 of the demo's pictures, on which several tests look. */
public final class DemoRun {
  public static final String STAGE4 = "features.stage4";
  public static final List<String> OPTIONS = List.of("--layer", STAGE4, "--labels", "folder");

  static final Path FOLDER = temporaryFolder();
  public static final Path IMAGES = Demo.copy(FOLDER.resolve("images"), 4);
  public static final Path OUTPUT = FOLDER.resolve("output");
  public static final Run RUN = Run.demo(IMAGES, OUTPUT, OPTIONS.toArray(String[]::new));

  private DemoRun() {}

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-demo-run");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
