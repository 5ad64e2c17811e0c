package io.github.heatmill.job;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code heatmill sql}: queries over the tables of a finished run. */
@Command(
    name = "sql",
    description =
        "Runs queries over the tables of a finished run: predictions, explanations, errors, and what else it wrote.",
    sortOptions = false)
final class SqlCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 1000;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of a run.")
  String input;

  @Parameters(
      arity = "1..*",
      paramLabel = "QUERY",
      description = "Each is run and its result printed.")
  List<String> queries;

  @Override
  public Integer call() throws Exception {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    FileSystem files = FinishedRun.manifest(input, hadoop).getFileSystem(hadoop);
    SparkSession spark = SparkSession.builder().appName("heatmill sql").getOrCreate();
    try {
      for (String table : RunOutput.ALL_TABLES) {
        Path path = new Path(input, table);
        if (files.exists(path)) {
          spark.read().parquet(path.toString()).createOrReplaceTempView(table);
        }
      }
      queries.forEach(query -> spark.sql(query).show(MOST_ROWS, false /* truncate */));
      return Heatmill.DONE;
    } finally {
      spark.stop();
    }
  }
}
