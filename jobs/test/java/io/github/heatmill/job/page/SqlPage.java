package io.github.heatmill.job.page;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
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

/** The page docs/sql.md, and the run over the demo of which it speaks. */
public final class SqlPage {
  private static final Path FILE = Path.of("../docs/sql.md");
  private static final Pattern RUN =
      Pattern.compile("```bash\nscripts/heatmill (explain [^`]+)--output audit/\n```");
  private static final Pattern QUESTION =
      Pattern.compile(
          "\n### (\\d+\\. [^\n]+)\n(?:(?!\n### )[\\s\\S])*?\n```sql\n([^`]+(?:`[^`]+`[^`]*)*)\n```\n\n```\n([^`]*)```");

  static final String TEXT = new String(Demo.bytes(FILE), StandardCharsets.UTF_8);
  public static final Path AUDIT = temporaryFolder().resolve("audit");

  /** What the command on the page gave. */
  public static final Run EXPLAINED = explain();

  private SqlPage() {}

  /** One question, with the query and the answer that the page gives. */
  record Question(String title, String query, String answer) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Question> questions() {
    return QUESTION
        .matcher(TEXT)
        .results()
        .map(found -> new Question(found.group(1), here(found.group(2)), found.group(3)))
        .toList();
  }

  private static Run explain() {
    Matcher command = RUN.matcher(TEXT);
    if (!command.find()) {
      throw new AssertionError("docs/sql.md has no command that makes the run");
    }
    Stream<String> options = Stream.of(here(command.group(1)).split("[\\s\\\\]+"));
    return Run.of(
        Stream.concat(options, Stream.of("--output", AUDIT.toString())).toArray(String[]::new));
  }

  /** The page is read in the project's folder, and tests run elsewhere. */
  private static String here(String text) {
    return text.replace("src/demo", Demo.FOLDER.toString());
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-sql-page");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
