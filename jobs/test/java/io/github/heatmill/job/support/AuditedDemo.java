package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/**
 * The run over all of the demo's pictures of which docs/sql.md speaks, on which several tests look.
 */
public final class AuditedDemo {
  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final Pattern COMMAND =
      Pattern.compile("```bash\nscripts/heatmill (explain [^`]+)--output audit/\n```");

  private static final Path FOLDER = temporaryFolder();
  public static final Path OUTPUT = FOLDER.resolve("audit");

  /** What the command on the page gave. */
  public static final Run EXPLAINED = explain(Demo.FOLDER.resolve("images"), OUTPUT);

  private AuditedDemo() {}

  /** The same over four pictures of each class, for tests that need no more. */
  public static final class Part {
    /** Jug 5 has no tag, and is taken for a mug. */
    private static final int FIRST = 2;

    private static final int LAST = 5;

    public static final Path OUTPUT = FOLDER.resolve("part");
    public static final Run EXPLAINED = explain(copied(), OUTPUT);

    private Part() {}

    private static Path copied() {
      Path images = FOLDER.resolve("images");
      for (String name : Demo.CLASSES) {
        for (int number = FIRST; number <= LAST; number++) {
          Path image = Demo.image(name, number);
          Demo.copy(image, images.resolve(name).resolve(image.getFileName().toString()));
        }
      }
      return images;
    }
  }

  /** The page names files as seen from the project's folder, and tests run elsewhere. */
  public static String here(String text) {
    return text.replace("src/demo", Demo.FOLDER.toString());
  }

  private static Run explain(Path images, Path output) {
    List<String> options =
        Stream.of(command().split("[\\s\\\\]+"))
            .map(word -> word.equals("src/demo/images") ? images.toString() : here(word))
            .toList();
    return Run.of(
        Stream.concat(options.stream(), Stream.of("--output", output.toString()))
            .toArray(String[]::new));
  }

  private static String command() {
    Matcher command = COMMAND.matcher(new String(Demo.bytes(PAGE)));
    if (!command.find()) {
      throw new AssertionError("docs/sql.md has no command that makes the run");
    }
    return command.group(1);
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-audited-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
