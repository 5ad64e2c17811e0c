package io.github.heatmill.job.sql;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.finished.FinishedRun;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The views that answer an auditor's usual questions. Each uses only views before it. An SQL file
 * of the same name defines each view and the meaning of its columns.
 */
public enum RunView {
  /** The place of the evidence of each map. */
  EVIDENCE,
  /** The accuracy of each class, and the place of its evidence. */
  AUDIT_BY_CLASS,
  /** The images that should be looked at first. */
  WORST_CASES,
  /** The agreement of the methods on each image. */
  METHOD_AGREEMENT,
  /** The classes that the network may recognise by a shortcut. */
  SUSPECTED_SHORTCUTS,
  /** The maps that are not reliable. */
  UNRELIABLE,
  /** Precision and recall of each label. */
  LABEL_QUALITY;

  /** The function that finds the index of the class of a label; null if there is none. */
  private static final String CLASS_OF_LABEL = "class_of_label";

  /**
   * Makes a view keep its analysed plan, as those of datasets do. Otherwise each query would parse
   * and analyse the text of the view again, and that of the views in it.
   */
  private static final String KEEPS_PLANS = "spark.sql.legacy.storeAnalyzedPlanForView";

  /** The name in SQL. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all views. */
  public static List<String> titles() {
    return Arrays.stream(values()).map(RunView::title).toList();
  }

  /**
   * Creates views over the tables {@code explanations} and {@code predictions} of a session.
   *
   * @param last the last view to create, after all before it
   * @return the names of the views
   */
  static List<String> open(SparkSession spark, FinishedRun run, RunView last) {
    ModelCard card = run.card();
    RunLabels labels = RunLabels.of(run);
    UDF1<String, Integer> classOf = label -> label == null ? null : classOrNull(card, label);
    spark.udf().register(CLASS_OF_LABEL, classOf, DataTypes.IntegerType);
    List<RunView> views = Arrays.asList(values()).subList(0, last.ordinal() + 1);
    boolean given = spark.conf().getAll().contains(KEEPS_PLANS);
    String before = spark.conf().get(KEEPS_PLANS);
    spark.conf().set(KEEPS_PLANS, true);
    views.forEach(view -> spark.sql(view.statement(labels)));
    if (given) {
      spark.conf().set(KEEPS_PLANS, before);
    } else {
      spark.conf().unset(KEEPS_PLANS);
    }
    return views.stream().map(RunView::title).toList();
  }

  private static Integer classOrNull(ModelCard card, String label) {
    int index = card.classIndex(label);
    return index < 0 ? null : Integer.valueOf(index);
  }

  /** Creates {@link #LABEL_QUALITY} alone, over the table {@code predictions} of a session. */
  public static Dataset<Row> labelQuality(SparkSession spark) {
    spark.sql(LABEL_QUALITY.text());
    return spark.table(LABEL_QUALITY.title());
  }

  /** The statement that creates the view, with the metrics of the registry. */
  private String statement(RunLabels labels) {
    return text()
        .replace("${independent}", Boolean.toString(labels.independent()))
        .replace("${skips}", Boolean.toString(labels.skips()))
        .replace("${present}", labels.present() + "D")
        .replace("${comparisons}", comparisons());
  }

  private String text() {
    String file = title() + ".sql";
    try (InputStream in = RunView.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Unreadable: " + file, e);
    }
  }

  /** Compares each metric that has a chance level with its chance level. */
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
