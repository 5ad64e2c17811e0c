package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.page.ChangedImage;
import io.github.heatmill.job.compare.page.ComparePage;
import io.github.heatmill.job.compare.page.GalleryPictures;
import io.github.heatmill.job.compare.page.MostChanged;
import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.PairedMaps;
import io.github.heatmill.job.compare.table.ChangeStatistics;
import io.github.heatmill.job.compare.table.ChangeSummary;
import io.github.heatmill.job.compare.table.ChangeTables;
import io.github.heatmill.job.compare.table.FailIf;
import io.github.heatmill.job.compare.table.ImageCounts;
import io.github.heatmill.job.compare.table.SummaryColumns;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.udf.table.LiteralPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Compares two runs. The driver reads only the maps that the page shows. */
public final class CompareJob {
  private final SparkSession spark;
  private final Configuration hadoop;
  private final ComparePlan plan;
  private final ProgressListener progress;
  private final CompareOutput output;
  private final ChangeTables tables;

  /**
   * A job that is not started yet.
   *
   * @param progress receives the steps of the job
   */
  public CompareJob(SparkSession spark, ComparePlan plan, ProgressListener progress) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.plan = plan;
    this.progress = progress;
    this.output = plan.output();
    this.tables = new ChangeTables(plan.runs());
  }

  /**
   * Writes the tables, the page and the summary.
   *
   * @throws IllegalArgumentException if the condition is invalid or no image is in both runs
   */
  public CompareResult run() throws IOException {
    plan.failIf().ifPresent(condition -> condition.check(spark));
    long start = System.nanoTime();
    ImageCounts names = ImageCounts.of(spark, plan.runs());
    Row counted = names.counted();
    if (counted.<Long>getAs(SummaryColumns.MATCHED) == 0) {
      throw names.nothingInCommon(plan.runs());
    }
    if (output.files().existing() == Existing.REPLACED) {
      output.clear(hadoop);
    }
    PairedMaps paired = PairedMaps.of(spark, plan.runs());
    Dataset<Row> images = compared(paired, counted);
    ChangeStatistics findings =
        ChangeStatistics.of(
            tables, images, classes(images), List.of(counted, maps(images), ambiguous(paired)));
    writeOtherEvidence(images);
    writePage(findings, images, paired);
    CompareResult result =
        new CompareResult(
            plan.runs(),
            findings,
            failure(names, findings.summary()),
            output.files().folder(),
            (System.nanoTime() - start) / 1e9);
    output.files().write(CompareOutput.SUMMARY, summary(result), hadoop);
    return result;
  }

  private void writePage(ChangeStatistics findings, Dataset<Row> images, PairedMaps paired)
      throws IOException {
    progress.stepStarted("Drawing the page");
    GalleryPictures pictures = new GalleryPictures(plan.runs(), new Overlays(spark, plan.images()));
    List<ChangedImage> gallery = new MostChanged(tables, pictures).of(images, paired);
    ComparePage page = new ComparePage(plan.runs(), findings, plan.failIf());
    output.files().write(CompareOutput.PAGE, page.html(gallery), hadoop);
  }

  private String summary(CompareResult result) {
    return new SummaryFile(result, plan.failIf().map(FailIf::expression)).json(spark.version());
  }

  private Dataset<Row> compared(PairedMaps paired, Row counted) {
    progress.stepStarted(
        String.format(
            "Comparing the maps of %,d images", counted.<Long>getAs(SummaryColumns.MATCHED)));
    return written(tables.images(paired), ChangeTables.IMAGES);
  }

  private Dataset<Row> classes(Dataset<Row> images) {
    progress.stepStarted("Summing up classes");
    return written(tables.classes(images), ChangeTables.CLASSES);
  }

  private void writeOtherEvidence(Dataset<Row> images) {
    written(
        images
            .where(tables.otherEvidence())
            .orderBy(Change.RANK_CORRELATION, "image", "layer", "method", "baseline_target"),
        ChangeTables.OTHER_EVIDENCE);
  }

  private Dataset<Row> written(Dataset<Row> table, String name) {
    table.write().parquet(output.path(name));
    return spark.read().parquet(LiteralPath.of(output.path(name)));
  }

  private Row maps(Dataset<Row> images) {
    return images
        .agg(
            functions.expr("count(*)").as(SummaryColumns.MAPS),
            functions.expr("count_if(resized)").as(SummaryColumns.RESIZED),
            functions.expr("count_if(NOT same_pixels)").as(SummaryColumns.OTHER_PIXELS),
            functions
                .expr("count_if(" + tables.otherEvidence() + ")")
                .as(SummaryColumns.OTHER_EVIDENCE))
        .first();
  }

  private static Row ambiguous(PairedMaps paired) {
    return paired.ambiguous().agg(functions.expr("count(*)").as(SummaryColumns.AMBIGUOUS)).first();
  }

  private Optional<String> failure(ImageCounts names, ChangeSummary summary) {
    if (plan.failIf().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> tooFew = names.tooFewMatched(plan.runs().matching());
    return tooFew.isPresent() ? tooFew : holds(summary);
  }

  private Optional<String> holds(ChangeSummary summary) {
    return plan.failIf()
        .map(condition -> condition.outcome(summary.table(spark)))
        .filter(FailIf.Outcome::fails)
        .map(FailIf.Outcome::line);
  }
}
