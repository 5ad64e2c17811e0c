package io.github.heatmill.job.shortcuts.verdict;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Means;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.StoredMap;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the numbers of all clusters, in the order of classes. A class has at most five clusters,
 * so that they fit on the driver.
 */
public final class FoundClusters {

  private FoundClusters() {}

  /** Sums up the members of each cluster. Numbers are rounded by {@link Cluster#rounded}. */
  public static List<Cluster> of(Dataset<Row> members) {
    List<Row> rows =
        members
            .groupBy("target", "class", "cluster")
            .agg(
                expr("count(*) AS size"),
                mean("outside"),
                mean("outside_chance"),
                mean("border_mass"),
                mean("correct"),
                mean("confidence"),
                mean("separation"),
                expr("heatmap_mean(heatmap_normalize(heatmap)) AS mean"),
                Summarizer.mean(array_to_vector(col("pooled"))).as("resultant"))
            .orderBy("target", "cluster")
            .collectAsList();
    ClassEvidence evidence = ClassEvidence.of(rows);
    return rows.stream().map(row -> cluster(row, evidence)).toList();
  }

  private static Column mean(String column) {
    return expr("round(avg(" + column + "), 6) AS " + column);
  }

  private static Cluster cluster(Row row, ClassEvidence evidence) {
    Key key = new Key(row.<Integer>getAs("target"), row.<Integer>getAs("cluster"));
    long size = row.getAs("size");
    Tensor mean = StoredMap.tensor(row.<Row>getAs("mean"));
    ResultRow known = new ResultRow(row);
    Means means =
        new Means(
            known.number("outside"),
            known.number("outside_chance"),
            known.number("border_mass"),
            known.number("correct"),
            known.number("confidence"),
            known.number("separation"),
            Cluster.rounded(Vectors.norm(row.<Vector>getAs("resultant"), 2)));
    double share = Cluster.rounded((double) size / evidence.images(key.target()));
    return new Cluster(
        row.getAs("class"), key, size, share, means, evidence.place(mean, key.target()));
  }
}
