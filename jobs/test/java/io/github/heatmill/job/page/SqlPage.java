package io.github.heatmill.job.page;

import io.github.heatmill.job.support.AuditCommand;
import io.github.heatmill.job.support.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The questions and answers of the page docs/sql.md. */
final class SqlPage {
  private static final Path FILE = Path.of("../docs/sql.md");
  private static final Pattern QUESTION =
      Pattern.compile(
          "\n### (\\d+\\. [^\n]+)\n(?:(?!\n### )[\\s\\S])*?\n```sql\n([^`]+(?:`[^`]+`[^`]*)*)\n```\n\n```\n([^`]*)```");

  static final String TEXT = new String(Demo.bytes(FILE), StandardCharsets.UTF_8);

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
        .map(
            found ->
                new Question(found.group(1), AuditCommand.here(found.group(2)), found.group(3)))
        .toList();
  }
}
