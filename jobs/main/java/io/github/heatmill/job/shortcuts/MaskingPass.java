package io.github.heatmill.job.shortcuts;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.console.Progress.Pass;
import io.github.heatmill.job.picture.ImagePlaces;
import io.github.heatmill.job.shortcuts.Cluster.Key;
import io.github.heatmill.udf.executor.Explanation;
import io.github.heatmill.udf.executor.ImageRegion;
import io.github.heatmill.udf.executor.RegionPartition;
import io.github.heatmill.udf.executor.RegionTable;
import io.github.heatmill.udf.executor.RunCounters;
import io.github.heatmill.udf.explain.SavedModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Asks the network about a sample of the images of some clusters again, with the place of their
 * evidence masked.
 */
final class MaskingPass {
  /** Of a wider region, no part of the image that is left would be a control. */
  private static final double WIDEST = 0.25;

  private static final StructType REGIONS =
      new StructType()
          .add("target", DataTypes.IntegerType)
          .add("cluster", DataTypes.IntegerType)
          .add("region", DataTypes.IntegerType);

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final ShortcutsPlan plan;

  MaskingPass(SparkSession spark, ShortcutsPlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.plan = plan;
  }

  /**
   * What was found.
   *
   * @param byCluster lacks clusters of which no image could be asked about
   * @param failed images that could not be
   * @param reason why one of them could not; empty if none failed
   */
  record Masked(Map<Key, MaskingEffect> byCluster, long failed, String reason) {
    static final Masked NONE = new Masked(Map.of(), 0, "");
  }

  /** Runs the pass. */
  Masked run(Dataset<Row> members, List<Cluster> clusters, SavedModel model) throws IOException {
    Dataset<Row> asked = asked(members, clusters);
    List<ImageRegion> regions = clusters.stream().map(this::region).toList();
    RunCounters counters = RunCounters.of(spark.sparkContext());
    long expected =
        clusters.stream().mapToLong(c -> Math.min(c.size(), plan.thresholds().sample())).sum();
    Progress progress = Progress.start(System.err, new Pass("Masking: ", expected), counters);
    try {
      RegionPartition partition =
          new RegionPartition(
              new Explanation(model.sent(model.opened(plan.work().wanted()), context), plan.work()),
              new SerializableConfiguration(context.hadoopConfiguration()),
              counters,
              context.broadcast(regions));
      List<Row> outcomes =
          asked
              .repartition(partitions(expected), functions.col("image"))
              .sortWithinPartitions("image", "region")
              .mapPartitions(partition, Encoders.row(RegionTable.OUTCOME))
              .collectAsList();
      return masked(outcomes, clusters);
    } finally {
      progress.stop();
    }
  }

  /** The images that are asked about: those of each cluster with the lowest hashes. */
  private Dataset<Row> asked(Dataset<Row> members, List<Cluster> clusters) throws IOException {
    List<Row> rows =
        IntStream.range(0, clusters.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        clusters.get(i).key().target(), clusters.get(i).key().number(), i))
            .toList();
    return located(
        members
            .join(
                broadcast(spark.createDataFrame(rows, REGIONS)), new String[] {"target", "cluster"})
            .selectExpr(
                "image",
                "fingerprint",
                "target",
                "region",
                "row_number() OVER (PARTITION BY region ORDER BY xxhash64(image), image) AS place")
            .where("place <= " + plan.thresholds().sample())
            .select("image", "fingerprint", "target", "region"));
  }

  /** The same rows, with images as they are found now; there are as many as are asked about. */
  private Dataset<Row> located(Dataset<Row> sample) throws IOException {
    List<Row> rows = sample.collectAsList();
    Set<String> names = rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet());
    Map<String, String> places =
        ImagePlaces.of(spark, plan.run(), plan.places().images(), names).places();
    return spark.createDataFrame(
        rows.stream()
            .map(
                row ->
                    RowFactory.create(
                        places.get(row.getString(0)), row.get(1), row.get(2), row.get(3)))
            .toList(),
        sample.schema());
  }

  private ImageRegion region(Cluster cluster) {
    double share = Math.min(WIDEST, cluster.place().area());
    int pixels =
        plan.run().card().preprocessing().width() * plan.run().card().preprocessing().height();
    return new ImageRegion(cluster.place().mean(), (int) Math.round(share * pixels));
  }

  private int partitions(long images) {
    long batches = images / plan.run().batchSize() + 1;
    return (int) Math.min(batches, context.defaultParallelism());
  }

  private static Masked masked(List<Row> outcomes, List<Cluster> clusters) {
    Map<Integer, List<MaskingEffect.Image>> images =
        outcomes.stream()
            .filter(row -> row.isNullAt(row.fieldIndex("error")))
            .sorted(java.util.Comparator.comparing((Row row) -> row.<String>getAs("image")))
            .collect(
                Collectors.groupingBy(
                    row -> row.<Integer>getAs("region"),
                    Collectors.mapping(MaskingPass::image, Collectors.toList())));
    Map<Key, MaskingEffect> byCluster = new HashMap<>();
    images.forEach((i, own) -> byCluster.put(clusters.get(i).key(), MaskingEffect.of(own)));
    List<String> reasons =
        outcomes.stream()
            .filter(row -> !row.isNullAt(row.fieldIndex("error")))
            .map(row -> row.getAs("image") + ": " + row.<Row>getAs("error").getString(1))
            .sorted()
            .toList();
    return new Masked(byCluster, reasons.size(), reasons.isEmpty() ? "" : reasons.get(0));
  }

  private static MaskingEffect.Image image(Row row) {
    return new MaskingEffect.Image(row.getAs("clean"), row.getAs("masked"), row.getAs("control"));
  }
}
