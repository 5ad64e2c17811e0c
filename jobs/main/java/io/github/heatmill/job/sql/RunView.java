package io.github.heatmill.job.sql;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.model.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The views that answer an auditor's usual questions, in an order in which each needs only those
 * before it. Each is defined by a text of SQL of its name, which also says what its columns mean.
 */
public enum RunView {
  /** Where each map's evidence lies. */
  EVIDENCE,
  /** How good and how well explained each class is. */
  AUDIT_BY_CLASS,
  /** The images with which to begin. */
  WORST_CASES,
  /** Whether methods say the same of an image. */
  METHOD_AGREEMENT,
  /** Classes that the network may recognise by something else. */
  SUSPECTED_SHORTCUTS,
  /** Maps not to rely on. */
  UNRELIABLE;

  /** The class that a label means; null if none. */
  private static final String CLASS_OF_LABEL = "class_of_label";

  /** Its name in SQL. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of all. */
  public static List<String> titles() {
    return Arrays.stream(values()).map(RunView::title).toList();
  }

  /**
   * Opens all of them over the table {@code explanations} of a session.
   *
   * @param card of the network that was explained
   * @return their names
   */
  public static List<String> open(SparkSession spark, ModelCard card) {
    UDF1<String, Integer> classOf = label -> label == null ? null : classOrNull(card, label);
    spark.udf().register(CLASS_OF_LABEL, classOf, DataTypes.IntegerType);
    for (RunView view : values()) {
      spark.sql(view.statement());
    }
    return titles();
  }

  private static Integer classOrNull(ModelCard card, String label) {
    int index = card.classIndex(label);
    return index < 0 ? null : Integer.valueOf(index);
  }

  /** What creates it, with the numbers that the registry of metrics knows. */
  private String statement() {
    return text().replace("${comparisons}", comparisons());
  }

  private String text() {
    String file = title() + ".sql";
    try (InputStream in = RunView.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Unreadable: " + file, e);
    }
  }

  /** Every number that has a value at chance, with how much better than that it is. */
  private static String comparisons() {
    return Metrics.all().stream()
        .filter(metric -> metric.card().hasChance())
        .map(Metric::columns)
        .flatMap(List::stream)
        .flatMap(RunView::comparison)
        .collect(joining(",\n"));
  }

  private static Stream<String> comparison(Column column) {
    String sign =
        switch (column.better()) {
          case HIGHER -> "1";
          case LOWER -> "-1";
          case NEITHER -> "";
        };
    return sign.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "named_struct('metric', '%1$s', 'value', metrics.`%1$s`, 'chance', chance.`%1$s`, 'gain', %2$s * (metrics.`%1$s` - chance.`%1$s`))"
                .formatted(column.name(), sign));
  }
}
