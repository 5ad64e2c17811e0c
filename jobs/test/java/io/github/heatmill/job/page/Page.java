package io.github.heatmill.job.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation in Markdown.
 *
 * @param name its path below the root of the project, such as {@code docs/sql.md}
 */
record Page(String name) {
  static final Path ROOT = Path.of(System.getProperty("heatmill.root"));

  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** All pages for users and contributors. */
  static List<Page> all() {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<String> names =
          docs.map(file -> "docs/" + file.getFileName()).filter(name -> name.endsWith(".md"));
      return Stream.concat(Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md"), names)
          .sorted()
          .map(Page::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole page. */
  String text() {
    return text(name);
  }

  /** A text file below the root of the project. */
  static String text(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code blocks of a language, such as {@code bash}. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The page without its code blocks. */
  String prose() {
    return BLOCK.matcher(text()).replaceAll("");
  }

  /** The code within sentences and tables. */
  List<String> code() {
    return CODE.matcher(prose()).results().map(code -> code.group(1)).toList();
  }

  /** The headings. */
  List<String> headings() {
    return HEADING.matcher(prose()).results().map(heading -> heading.group(1)).toList();
  }

  /** Everything that a pattern finds outside of code blocks. */
  Stream<MatchResult> find(Pattern pattern) {
    return pattern.matcher(prose()).results();
  }

  /** The table with this header, as text; empty if there is none. */
  String table(String header) {
    StringBuilder table = new StringBuilder();
    text()
        .lines()
        .dropWhile(line -> !line.equals(header))
        .takeWhile(line -> line.startsWith("|"))
        .forEach(line -> table.append(line).append('\n'));
    return table.toString();
  }

  /** The cells of the first table after a heading, row by row, without its two header lines. */
  List<List<String>> rowsAfter(String heading) {
    return text()
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
