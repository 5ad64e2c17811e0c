package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.SearchedDemo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The demo's network has learned that what has a tag is a jug. One query over its maps shows it.
 */
class ShortcutTest {
  /** The query that docs/shortcuts.md shows. */
  private static final Pattern QUERY =
      Pattern.compile("scripts/heatmill sql --input shortcut/ \"\\s+(SELECT[^\"]+)\"");

  private static final Pattern ROW =
      Pattern.compile("\\|([\\w-]+) *\\|(\\d+) *\\|([\\d.]+) *\\|([\\d.]+) *\\|");

  @Test
  void theQueryOfTheReadmeShowsThatGradCamLooksAtTheTagAndNotAtTheJug() {
    assertThat(SearchedDemo.EXPLAINED.errors()).isEmpty();

    Run sql = Run.of("sql", "--input", SearchedDemo.RUN.toString(), readmeQuery());

    assertThat(sql.errors()).isEmpty();
    Map<String, Shares> shares = shares(sql.out());
    assertThat(shares).containsOnlyKeys("grad-cam", "layer-cam", "random");
    Shares found = shares.get("grad-cam");
    Shares chance = shares.get("random");
    // Three of the twenty have no tag.
    assertThat(found.images()).isEqualTo(17);
    assertThat(chance.images()).isEqualTo(17);
    // 26 x 14 of 224 x 224 pixels are 0.007 of them; the query rounds to 0.001.
    assertThat(chance.tag()).isBetween(0.006, 0.008);
    assertThat(found.tag()).isGreaterThanOrEqualTo(5 * chance.tag());
    assertThat(found.jug()).isLessThan(2 * chance.jug());
  }

  private static String readmeQuery() {
    byte[] page = Demo.bytes(Path.of("../docs/shortcuts.md"));
    Matcher query = QUERY.matcher(new String(page, StandardCharsets.UTF_8));
    assertThat(query.find()).as("the query in docs/shortcuts.md").isTrue();
    return query.group(1);
  }

  /** A method's mean shares over some images. */
  private record Shares(int images, double jug, double tag) {}

  private static Map<String, Shares> shares(String table) {
    return ROW.matcher(table)
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row ->
                    new Shares(
                        Integer.parseInt(row.group(2)),
                        Double.parseDouble(row.group(3)),
                        Double.parseDouble(row.group(4)))));
  }
}
