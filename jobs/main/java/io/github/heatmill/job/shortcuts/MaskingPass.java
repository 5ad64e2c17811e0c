package io.github.heatmill.job.shortcuts;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.picture.ImagePlaces;
import io.github.heatmill.job.picture.ImagePlaces.Answers;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.shortcuts.Cluster.Key;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.revisit.ImageRef;
import io.github.heatmill.udf.revisit.ImageRegion;
import io.github.heatmill.udf.revisit.MaskingRequest;
import io.github.heatmill.udf.revisit.RegionPartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
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
    List<MaskingRequest> orders = orders(members, clusters);
    List<ImageRegion> regions = clusters.stream().map(this::region).toList();
    RunCounters counters = RunCounters.of(spark.sparkContext());
    PassProgress progress =
        PassProgress.start(
            new ProgressText(System.err), new Pass("Masking: ", orders.size()), counters);
    try {
      ImagePlaces places =
          ImagePlaces.of(
              spark,
              plan.run(),
              plan.places().images(),
              orders.stream().map(order -> order.image().place()).collect(Collectors.toSet()));
      RegionPartition partition =
          new RegionPartition(
              new ExecutorRequest(
                  model.sent(model.opened(plan.work().wanted()), context), plan.work()),
              new SerializableConfiguration(context.hadoopConfiguration()),
              counters,
              context.broadcast(regions),
              orders.stream().map(order -> order.at(places.of(order.image().place()))).toList());
      Answers answers =
          places.answers(spark, plan.run().batchSize(), partition, RegionPartition.SCHEMA);
      return masked(orders, clusters, answers);
    } finally {
      progress.stop();
    }
  }

  /** The images that are asked about, by name: those of each cluster with the lowest hashes. */
  private List<MaskingRequest> orders(Dataset<Row> members, List<Cluster> clusters) {
    List<Row> regions =
        IntStream.range(0, clusters.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        clusters.get(i).key().target(), clusters.get(i).key().number(), i))
            .toList();
    List<Row> sample =
        members
            .join(
                broadcast(spark.createDataFrame(regions, REGIONS)),
                new String[] {"target", "cluster"})
            .selectExpr(
                "image",
                "fingerprint",
                "target",
                "region",
                "row_number() OVER (PARTITION BY region ORDER BY xxhash64(image), image) AS place")
            .where("place <= " + plan.thresholds().sample())
            .orderBy("image", "region")
            .collectAsList();
    return IntStream.range(0, sample.size()).mapToObj(i -> order(i, sample.get(i))).toList();
  }

  private static MaskingRequest order(int number, Row row) {
    return new MaskingRequest(
        number,
        new ImageRef(row.getAs("image"), row.getAs("fingerprint")),
        row.<Integer>getAs("target"),
        row.<Integer>getAs("region"));
  }

  private ImageRegion region(Cluster cluster) {
    double share = Math.min(WIDEST, cluster.place().area());
    int pixels =
        plan.run().card().preprocessing().width() * plan.run().card().preprocessing().height();
    return new ImageRegion(cluster.place().mean(), (int) Math.round(share * pixels));
  }

  /** By the order's number. An image may be found at several places, and be damaged at some. */
  private static Map<Integer, Row> byNumber(List<Row> answers) {
    return answers.stream()
        .collect(
            Collectors.toMap(row -> row.getInt(0), row -> row, (a, b) -> hasFailed(a) ? b : a));
  }

  private static boolean hasFailed(Row answer) {
    return !answer.isNullAt(answer.fieldIndex("error"));
  }

  private static Masked masked(
      List<MaskingRequest> orders, List<Cluster> clusters, Answers answers) {
    Map<Integer, Row> byNumber = byNumber(answers.rows());
    Map<Integer, List<MaskingEffect.Image>> images = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    for (MaskingRequest order : orders) {
      Row answer = byNumber.get(order.number());
      if (answer == null) {
        reasons.add(order.image().place() + ": " + answers.otherwise());
      } else if (hasFailed(answer)) {
        reasons.add(order.image().place() + ": " + answer.<Row>getAs("error").getString(1));
      } else {
        images.computeIfAbsent(order.region(), region -> new ArrayList<>()).add(image(answer));
      }
    }
    Map<Key, MaskingEffect> byCluster = new HashMap<>();
    images.forEach((i, own) -> byCluster.put(clusters.get(i).key(), MaskingEffect.of(own)));
    return new Masked(byCluster, reasons.size(), reasons.isEmpty() ? "" : reasons.get(0));
  }

  private static MaskingEffect.Image image(Row row) {
    return new MaskingEffect.Image(row.getAs("clean"), row.getAs("masked"), row.getAs("control"));
  }
}
