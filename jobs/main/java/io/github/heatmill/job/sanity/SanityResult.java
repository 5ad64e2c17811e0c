package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import io.github.heatmill.udf.table.LiteralPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The result of {@code sanity}.
 *
 * @param images the images whose maps were compared at every step; without those in which no class
 *     was explained
 * @param errors the images that failed at some step
 * @param methods the methods, in the order of layers and ids
 * @param seconds the duration, without the start of Spark
 * @param folder the URI of the folder with the tables
 */
public record SanityResult(
    long images, long errors, List<SanityOfMethod> methods, double seconds, String folder) {
  public SanityResult {
    methods = List.copyOf(methods);
  }

  static SanityResult of(SparkSession spark, SanityPlan plan, double seconds) {
    RunOutput output = plan.run().output();
    Dataset<Row> compared = spark.read().parquet(LiteralPath.of(output.path(RunOutput.SANITY)));
    List<Row> rows =
        compared
            .groupBy("layer", "method", "level", "randomised")
            .agg(
                expr("count(*)"),
                expr("count_if(identical)"),
                expr("count_if(original_status = 'ok' AND status != 'ok')"),
                expr("count(rank_correlation)"),
                expr("avg(rank_correlation)"),
                expr("avg(ssim)"))
            .orderBy("layer", "method", "level")
            .collectAsList();
    Map<List<String>, List<Step>> steps = new LinkedHashMap<>();
    for (Row row : rows) {
      steps
          .computeIfAbsent(List.of(row.getString(0), row.getString(1)), key -> new ArrayList<>())
          .add(step(row));
    }
    return new SanityResult(
        compared.select("image").distinct().count(),
        spark.read().parquet(LiteralPath.of(output.path(RunOutput.ERRORS))).count(),
        steps.entrySet().stream().map(entry -> method(plan, entry)).toList(),
        seconds,
        output.folder());
  }

  private static SanityOfMethod method(SanityPlan plan, Map.Entry<List<String>, List<Step>> entry) {
    String layer = entry.getKey().get(0);
    String method = entry.getKey().get(1);
    return new SanityOfMethod(layer, method, plan.isClassAgnostic(method), entry.getValue());
  }

  private static Step step(Row row) {
    Means means = new Means(row.getLong(7), number(row, 8), number(row, 9));
    return new Step(
        row.getInt(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6), means);
  }

  private static OptionalDouble number(Row row, int column) {
    return row.isNullAt(column) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(column));
  }
}
