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
 * A finished run whose tables and views are open for queries.
 *
 * @param tables the names of its tables and views
 */
public record OpenedRun(FinishedRun run, SparkSession spark, List<String> tables) {
  /**
   * The view {@code evidence} without its maps, cached, since most queries need only these columns.
   */
  public static final String MAPS = "report_maps";

  /** The view {@code method_agreement}, cached. */
  public static final String AGREEMENT = "report_agreement";

  /** Opens the tables and views of a run. */
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
    // A run may have many millions of maps, so that rows beyond the memory go to disk.
    rows.persist(StorageLevel.MEMORY_AND_DISK()).createOrReplaceTempView(name);
  }

  /** The manifest of the run. */
  public ManifestPart manifest() {
    return new ManifestPart(run.manifest());
  }

  /** The methods of the run, each once, in the order of its settings. */
  public List<String> methods() {
    return manifest().at("/settings/assignments").each().stream()
        .flatMap(assignment -> assignment.at("/methods").each().stream())
        .map(ManifestPart::text)
        .distinct()
        .toList();
  }

  /** Collects the rows of a query, which must be few. */
  public List<ResultRow> rows(String query) {
    return rows(spark.sql(query));
  }

  /** Collects the rows of a table, which must be few. */
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
