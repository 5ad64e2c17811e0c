package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/** The command of docs/sql.md that makes the run of which the page speaks. */
public final class AuditCommand {
  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final String IMAGES = "src/demo/images";
  private static final Pattern COMMAND =
      Pattern.compile("```bash\nscripts/heatmill (explain [^`]+)--output audit/\n```");

  private AuditCommand() {}

  /** The page names files as seen from the project's folder, and tests run elsewhere. */
  public static String here(String text) {
    return text.replace("src/demo", Demo.FOLDER.toString());
  }

  /** Runs the command with other images and with more options. */
  static Run run(Path images, Path output, String... more) {
    Matcher command = COMMAND.matcher(new String(Demo.bytes(PAGE), StandardCharsets.UTF_8));
    if (!command.find()) {
      throw new AssertionError("docs/sql.md has no command that makes the run");
    }
    List<String> options =
        Stream.of(command.group(1).split("[\\s\\\\]+"))
            .map(word -> word.equals(IMAGES) ? images.toString() : here(word))
            .toList();
    return Run.of(
        Stream.of(options, List.of("--output", output.toString()), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  /** A folder that is deleted when the tests end. */
  static Path folder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-audit");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
