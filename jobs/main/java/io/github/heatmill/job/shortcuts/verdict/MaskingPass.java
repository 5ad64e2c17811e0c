package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.picture.ImagePlaces;
import io.github.heatmill.job.picture.ImagePlaces.Answers;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.shortcuts.cluster.RunMaps;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.revisit.ImageRegion;
import io.github.heatmill.udf.revisit.MaskingRequest;
import io.github.heatmill.udf.revisit.RegionPartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Predicts a sample of the images of some clusters again, with the place of their evidence masked.
 */
public final class MaskingPass {
  /** The largest masked share of an image. With more, no other part is left as a control. */
  private static final double WIDEST = 0.25;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final RunMaps maps;
  private final Optional<ImageSource> images;

  /**
   * A pass that is not started yet.
   *
   * @param maps the maps whose clusters are masked
   * @param images the images as they are now; empty if they are where the run found them
   */
  public MaskingPass(SparkSession spark, RunMaps maps, Optional<ImageSource> images) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.maps = maps;
    this.images = images;
  }

  /**
   * The effects of masking.
   *
   * @param byCluster the effect for each cluster of which an image could be masked
   * @param failed the number of images that could not be masked
   * @param reason why one of them could not be masked; empty if none failed
   */
  public record Masked(Map<Key, MaskingEffect> byCluster, long failed, String reason) {
    public static final Masked NONE = new Masked(Map.of(), 0, "");
  }

  /** Masks the images of a sample. */
  public Masked run(MaskingSample sample, SavedModel model, ProgressListener listener)
      throws IOException {
    List<Cluster> clusters = sample.clusters();
    List<MaskingRequest> requests = sample.requests(spark);
    List<ImageRegion> regions = clusters.stream().map(this::region).toList();
    RunCounters counters = RunCounters.of(spark.sparkContext());
    PassProgress progress =
        PassProgress.start(listener, new Pass("Masking: ", requests.size()), counters);
    try {
      ImagePlaces places =
          ImagePlaces.of(
              spark,
              maps.run(),
              images,
              requests.stream()
                  .map(request -> request.image().place())
                  .collect(Collectors.toSet()));
      RegionPartition partition =
          new RegionPartition(
              new ExecutorRequest(model.sent(model.opened(explain().wanted()), context), explain()),
              new SerializableConfiguration(context.hadoopConfiguration()),
              counters,
              context.broadcast(regions),
              requests.stream()
                  .map(request -> request.at(places.of(request.image().place())))
                  .toList());
      Answers answers =
          places.answers(spark, maps.run().batchSize(), partition, RegionPartition.SCHEMA);
      return masked(requests, clusters, answers);
    } finally {
      progress.stop();
    }
  }

  private ExplainSpec explain() {
    return new ExplainSpec(
        List.of(maps.assignment()),
        Target.predicted(),
        maps.run().decoder(),
        new Sizes(maps.run().batchSize(), 1, 1));
  }

  private ImageRegion region(Cluster cluster) {
    double share = Math.min(WIDEST, cluster.place().area());
    int pixels =
        maps.run().card().preprocessing().width() * maps.run().card().preprocessing().height();
    return new ImageRegion(cluster.place().mean(), (int) Math.round(share * pixels));
  }

  /**
   * The answers by the number of their request. An image may be at several places, and be damaged
   * at some.
   */
  private static Map<Integer, Row> byNumber(List<Row> answers) {
    return answers.stream()
        .collect(
            Collectors.toMap(row -> row.getInt(0), row -> row, (a, b) -> hasFailed(a) ? b : a));
  }

  private static boolean hasFailed(Row answer) {
    return !answer.isNullAt(answer.fieldIndex("error"));
  }

  private static Masked masked(
      List<MaskingRequest> requests, List<Cluster> clusters, Answers answers) {
    Map<Integer, Row> byNumber = byNumber(answers.rows());
    Map<Integer, List<MaskingEffect.Image>> images = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    for (MaskingRequest request : requests) {
      Row answer = byNumber.get(request.number());
      if (answer == null) {
        reasons.add(request.image().place() + ": " + answers.otherwise());
      } else if (hasFailed(answer)) {
        reasons.add(request.image().place() + ": " + answer.<Row>getAs("error").getString(1));
      } else {
        images.computeIfAbsent(request.region(), region -> new ArrayList<>()).add(image(answer));
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
