package io.github.heatmill.job.compare;

import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.picture.Overlays;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Compares two runs. Maps stay on the executors, but for those that the page shows. */
final class CompareJob {
  private final SparkSession spark;
  private final Configuration hadoop;
  private final ComparePlan plan;
  private final CompareOutput output;
  private final ChangeTables tables;

  CompareJob(SparkSession spark, ComparePlan plan) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.plan = plan;
    this.output = plan.output();
    this.tables = new ChangeTables(plan);
  }

  /**
   * Runs to the end.
   *
   * @throws IllegalArgumentException if there is nothing to compare
   */
  Comparison run() throws IOException {
    long start = System.nanoTime();
    ImageCounts names = ImageCounts.of(spark, plan);
    Row counted = names.counted();
    if (counted.<Long>getAs(SummaryColumns.MATCHED) == 0) {
      throw names.nothingInCommon(plan);
    }
    if (output.files().existing() == Existing.REPLACED) {
      output.clear(hadoop);
    }
    PairedMaps paired = PairedMaps.of(spark, plan);
    Dataset<Row> images = compared(paired, counted);
    Findings findings =
        Findings.of(
            tables, images, classes(images), List.of(counted, maps(images), ambiguous(paired)));
    writeOtherEvidence(images);
    System.err.println("Drawing the page");
    GalleryPictures pictures = new GalleryPictures(plan, new Overlays(spark, plan.images()));
    List<ChangedImage> gallery = new MostChanged(tables, pictures).of(images, paired);
    output.files().write(CompareOutput.PAGE, new ComparePage(plan, findings).html(gallery), hadoop);
    Optional<String> failure = failure(findings.summary());
    Comparison comparison =
        new Comparison(plan, findings, failure, (System.nanoTime() - start) / 1e9);
    output.files().write(CompareOutput.SUMMARY, comparison.json(spark.version()), hadoop);
    return comparison;
  }

  private Dataset<Row> compared(PairedMaps paired, Row counted) {
    System.err.printf(
        "Comparing the maps of %,d images%n", counted.<Long>getAs(SummaryColumns.MATCHED));
    return written(tables.images(paired), CompareOutput.IMAGES);
  }

  private Dataset<Row> classes(Dataset<Row> images) {
    System.err.println("Summing up classes");
    return written(tables.classes(images), CompareOutput.CLASSES);
  }

  private void writeOtherEvidence(Dataset<Row> images) {
    written(
        images
            .where(tables.otherEvidence())
            .orderBy(Change.RANK_CORRELATION, "image", "layer", "method"),
        CompareOutput.OTHER_EVIDENCE);
  }

  private Dataset<Row> written(Dataset<Row> table, String name) {
    table.write().parquet(output.path(name));
    return spark.read().parquet(output.path(name));
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

  private Optional<String> failure(ChangeSummary summary) {
    return plan.failIf()
        .map(condition -> condition.verdict(summary.table(spark)))
        .filter(FailIf.Verdict::fails)
        .map(FailIf.Verdict::line);
  }
}
