package io.github.heatmill.job.explain.outcome;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.min;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.naming.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tells what a complete run has met that its counts do not show, each with its remedy. */
public final class RunRemarks {
  private final SparkSession spark;
  private final MapRun run;

  private RunRemarks(SparkSession spark, MapRun run) {
    this.spark = spark;
    this.run = run;
  }

  /** One sentence for each kind of thing that was met. */
  public static List<String> of(SparkSession spark, MapRun run, TableCounts counts) {
    RunRemarks remarks = new RunRemarks(spark, run);
    return Stream.of(
            remarks.repeated(), remarks.annotated(), remarks.annotations(), remarks.labels(counts))
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean hasShards() {
    return run.source() instanceof ImageSource.Files files && files.found().hasShards();
  }

  /** Images of several tar files may share a name; URIs of files and keys of tables are unique. */
  private Optional<String> repeated() {
    if (!hasShards()) {
      return Optional.empty();
    }
    Row names =
        read(RunOutput.PREDICTIONS)
            .select("image")
            .union(read(RunOutput.ERRORS).select("image"))
            .groupBy("image")
            .count()
            .where("count > 1")
            .selectExpr("count(*)", "min(image)")
            .first();
    return remark(
        names,
        "Names of several images: %,d, such as %s (images of all tar files need different names or"
            + " folders, or their rows cannot be told apart)");
  }

  private Optional<String> annotations() {
    if (run.measuring().places().isEmpty()) {
      return Optional.empty();
    }
    Row problems =
        read(RunOutput.EXPLANATIONS)
            .where("annotation.problem IS NOT NULL")
            .agg(countDistinct("image"), min(col("annotation.problem")))
            .first();
    return remark(
        problems,
        "Images whose annotation cannot be used: %,d (column annotation.problem), such as %s");
  }

  /** Labels of tables and of tar files are known after the run only. */
  private Optional<String> labels(TableCounts counts) {
    boolean known = run.source() instanceof ImageSource.Files && !hasShards();
    if (known || counts.truth().known() == 0 || counts.truth().labelled() == 0) {
      return Optional.empty();
    }
    Row labels =
        read(RunOutput.PREDICTIONS)
            .where(
                "label_name IS NOT NULL AND label IS NULL"
                    + " AND NOT coalesce(exists(labels, each -> each.class IS NOT NULL), false)")
            .selectExpr("count(*)", "min(label_name)")
            .first();
    return remark(
        labels,
        "Images with a label that is no class of the model: %,d, such as %s ("
            + remedy(Optional.ofNullable(labels.getString(1)))
            + ")");
  }

  /** The remedy for a label that is no class. */
  private String remedy(Optional<String> unknown) {
    return unknown
        .flatMap(run.model().card()::classInOtherCase)
        .map(name -> "it differs from a class only in upper and lower case; write it as the class")
        .orElse("--classes names classes");
  }

  /** How many images of tar files have an annotation; of files this is known before the run. */
  private Optional<String> annotated() {
    if (run.measuring().places().isEmpty() || !hasShards()) {
      return Optional.empty();
    }
    Row counts =
        read(RunOutput.EXPLANATIONS)
            .selectExpr(
                "count(DISTINCT image)", "count(DISTINCT IF(annotation IS NULL, NULL, image))")
            .first();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Images with an annotation: %,d of %,d",
            counts.getLong(1),
            counts.getLong(0)));
  }

  private Dataset<Row> read(String table) {
    return PieceTables.read(spark, run.output().path(table));
  }

  private static Optional<String> remark(Row row, String sentence) {
    return row.getLong(0) == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, sentence, row.getLong(0), Secrets.without(row.getString(1))));
  }
}
