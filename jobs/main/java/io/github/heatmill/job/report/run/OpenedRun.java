package io.github.heatmill.job.report.run;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.RunView;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * A finished run whose tables and views can be asked.
 *
 * @param tables the names of those that it has
 */
public record OpenedRun(FinishedRun run, SparkSession spark, List<String> tables) {
  /** The view {@code evidence} without its maps, kept: most questions are about these columns. */
  public static final String MAPS = "report_maps";

  /** What {@code method_agreement} says of each image and layer, kept. */
  public static final String AGREEMENT = "report_agreement";

  /** Opens the tables of a run, and its views. */
  public static OpenedRun open(SparkSession spark, FinishedRun run) throws IOException {
    List<String> tables = new RunTables(spark, run.folder()).open();
    keep(spark.table(RunView.EVIDENCE.title()).drop("heatmap", "below_chance"), MAPS);
    keep(
        spark
            .table(RunView.METHOD_AGREEMENT.title())
            .select("image", "layer", "methods", "agreement", "chance"),
        AGREEMENT);
    return new OpenedRun(run, spark, tables);
  }

  private static void keep(Dataset<Row> rows, String name) {
    // What does not fit into memory goes to disk: a run may have many millions of maps.
    rows.persist(StorageLevel.MEMORY_AND_DISK()).createOrReplaceTempView(name);
  }

  /** What the run wrote of itself. */
  public ManifestPart manifest() {
    return new ManifestPart(run.manifest());
  }

  /** The methods that were asked for, each once, in that order. */
  public List<String> methods() {
    return manifest().at("/settings/assignments").each().stream()
        .flatMap(assignment -> assignment.at("/methods").each().stream())
        .map(ManifestPart::text)
        .distinct()
        .toList();
  }

  /** All rows of a query, which must be few. */
  public List<ResultRow> rows(String query) {
    return rows(spark.sql(query));
  }

  /** All rows of a table, which must be few. */
  public static List<ResultRow> rows(Dataset<Row> few) {
    return few.collectAsList().stream().map(ResultRow::new).toList();
  }

  /** The only row of a query. */
  public ResultRow row(String query) {
    return rows(query).get(0);
  }

  public boolean has(String table) {
    return tables.contains(table);
  }
}
