package io.github.heatmill.job.report.gallery;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Column.Better;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The score by which the gallery orders images.
 *
 * @param table the table or view with the score
 * @param column an SQL expression over the table
 * @param better whether higher or lower scores are better
 * @param meaning the score in words
 */
record ImageScore(String table, String column, Better better, String meaning) {
  private static final String PREFERRED = "insertion";

  /**
   * Chooses the score: the share of evidence on the object if the run has boxes, else insertion,
   * else the first metric that was measured.
   */
  static Optional<ImageScore> of(OpenedRun opened, Overview overview) {
    if (overview.explained() == 0) {
      return Optional.empty();
    }
    return overview.located() > 0
        ? Optional.of(
            new ImageScore(
                OpenedRun.MAPS,
                "on_object",
                Better.HIGHER,
                "Evidence on the object, mean of all methods"))
        : measured(opened);
  }

  private static Optional<ImageScore> measured(OpenedRun opened) {
    List<Column> columns =
        Metrics.all().stream()
            .filter(metric -> metric.card().hasChance())
            .map(Metric::columns)
            .flatMap(List::stream)
            .filter(column -> column.better() != Better.NEITHER)
            .sorted(Comparator.comparing(column -> !column.name().equals(PREFERRED)))
            .toList();
    String counts =
        columns.stream()
            .map(column -> "count(%1$s) AS `%2$s`".formatted(metric(column), column.name()))
            .collect(joining(", "));
    ResultRow counted = opened.row("SELECT " + counts + " FROM " + RunOutput.EXPLANATIONS);
    return columns.stream()
        .filter(column -> counted.count(column.name()) > 0)
        .findFirst()
        .map(ImageScore::of);
  }

  private static ImageScore of(Column column) {
    return new ImageScore(
        RunOutput.EXPLANATIONS,
        metric(column),
        column.better(),
        column.name() + ", mean of all methods");
  }

  private static String metric(Column column) {
    return "metrics.`" + column.name() + "`";
  }

  /**
   * Writes the query that orders images by this score.
   *
   * @param order DESC for the best images first, ASC for the worst
   * @param chosen the function that chooses the method of an image: max_by or min_by
   * @param limit the number of images
   */
  String query(String order, String chosen, int limit) {
    return """
        SELECT image, fingerprint, avg(score) AS value,
          %5$s(layer, struct(gain, layer, method)) AS layer, %5$s(method, struct(gain, layer, method)) AS method
        FROM (
          SELECT image, fingerprint, layer, method, %1$s AS score, %2$s * %1$s AS gain
          FROM %3$s WHERE status = 'ok' AND method <> '%6$s' AND %1$s IS NOT NULL)
        GROUP BY image, fingerprint ORDER BY avg(gain) %4$s, image LIMIT %7$d
        """
        .formatted(
            column, better == Better.LOWER ? "-1" : "1", table, order, chosen, RandomMap.ID, limit);
  }
}
