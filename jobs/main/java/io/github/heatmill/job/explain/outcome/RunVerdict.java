package io.github.heatmill.job.explain.outcome;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.naming.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tells that a complete run is of no use: all images failed, or labels or annotations were given
 * and no image has one that can be used.
 */
public final class RunVerdict {
  /** Kinds of networks whose labels are no classes. */
  private static final Set<OutputKind> WITHOUT_CLASSES =
      Set.of(OutputKind.REGRESSION, OutputKind.EMBEDDING);

  private static final int CLASSES = 3;

  private final SparkSession spark;
  private final MapRun run;
  private final TableCounts counts;

  private RunVerdict(SparkSession spark, MapRun run, TableCounts counts) {
    this.spark = spark;
    this.run = run;
    this.counts = counts;
  }

  /** The most frequent reason, with its remedy; empty if the run is of use. */
  public static Optional<String> of(SparkSession spark, MapRun run, TableCounts counts) {
    RunVerdict verdict = new RunVerdict(spark, run, counts);
    if (counts.images() == 0) {
      return Optional.empty();
    }
    if (counts.predictions() == 0) {
      return Optional.of(verdict.allFailed());
    }
    return verdict.noLabel().or(verdict::noTruth);
  }

  private String allFailed() {
    Row most =
        read(RunOutput.ERRORS)
            .selectExpr("stage", "replace(reason, image, 'the file') AS reason")
            .groupBy("stage", "reason")
            .count()
            .orderBy(desc("count"), col("reason"))
            .first();
    return String.format(
        Locale.ROOT,
        "No image was explained: all %,d failed, %,d of them at the stage %s: %s",
        counts.failed(),
        most.getLong(2),
        most.getString(0),
        Secrets.without(String.valueOf(most.getString(1))));
  }

  private Dataset<Row> read(String table) {
    return PieceTables.read(spark, run.output().path(table));
  }

  private Optional<String> noLabel() {
    ModelCard card = run.model().card();
    if (!hasLabels()
        || counts.truth().known() > 0
        || WITHOUT_CLASSES.contains(card.output().kind())) {
      return Optional.empty();
    }
    if (counts.truth().labelled() == 0) {
      return Optional.of(
          "No image has a label, although labels were given (the names of images in the file of"
              + " labels, or the column of labels, must fit)");
    }
    List<String> names = card.classNames();
    String label =
        read(RunOutput.PREDICTIONS)
            .where("label_name IS NOT NULL")
            .selectExpr("min(label_name)")
            .first()
            .getString(0);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "No label is a class of the model: %,d images have labels such as %s (%s)",
            counts.truth().labelled(),
            label,
            names.isEmpty()
                ? "the model has no class names: synset.txt beside it or --classes names them"
                : "its classes are "
                    + String.join(", ", names.subList(0, Math.min(CLASSES, names.size())))
                    + (names.size() > CLASSES ? ", ..." : "")));
  }

  private boolean hasLabels() {
    return run.source() instanceof ImageSource.Files files
        ? !files.labels().isEmpty()
        : ((ImageSource.Table) run.source()).choice().label().isPresent();
  }

  private Optional<String> noTruth() {
    boolean explained = !counts.maps().isEmpty();
    if (run.measuring().places().isEmpty() || !explained || counts.truth().annotatedMaps() > 0) {
      return Optional.empty();
    }
    Row problem = read(RunOutput.EXPLANATIONS).selectExpr("min(annotation.problem)").first();
    return Optional.of(
        "No image has an annotation that can be used: "
            + (problem.isNullAt(0)
                ? "no name in "
                    + String.join(", ", run.measuring().places())
                    + " means one of the images (a name must be the end of the image's path or key)"
                : problem.getString(0)));
  }
}
