package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.shortcuts.Cluster.Key;
import io.github.heatmill.job.shortcuts.ContactSheets.Member;
import io.github.heatmill.job.shortcuts.Findings.Counts;
import io.github.heatmill.job.shortcuts.MaskingPass.Masked;
import io.github.heatmill.job.shortcuts.Ranked.Judged;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Searches the maps of a finished run for clusters that look like wrong reasons. */
final class ShortcutsJob {
  /**
   * Clusters that are drawn although they are not flagged, so that there is something to compare.
   */
  private static final int ALSO_DRAWN = 3;

  private final SparkSession spark;
  private final ShortcutsPlan plan;
  private final Configuration hadoop;

  ShortcutsJob(SparkSession spark, ShortcutsPlan plan) {
    this.spark = spark;
    this.plan = plan;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /** Runs to the end; returns what came out, for people. */
  String run() throws IOException {
    long start = System.nanoTime();
    ShortcutsOutput output = plan.places().output();
    output.clear(hadoop);
    Dataset<Row> maps = PlacedMaps.of(spark, plan);
    Embedding embedding = Embedding.of(maps);
    Centres centres = centres(maps, embedding);
    Dataset<Row> members = Members.of(maps, embedding, centres);
    Members.table(members)
        .sortWithinPartitions("class", "cluster", "image")
        .write()
        .parquet(output.path(ShortcutsOutput.MEMBERS));
    Findings findings = findings(maps, members);
    ClusterTable.write(spark, findings.ranked(), output.path(ShortcutsOutput.CLUSTERS));
    Map<Key, List<Member>> sheets = new ContactSheets(spark, plan).of(members, drawn(findings));
    output.complete(new ShortcutsPage(plan, findings, sheets).page().html(), hadoop);
    return new ShortcutsText(plan, findings).text((System.nanoTime() - start) / 1e9);
  }

  private Centres centres(Dataset<Row> maps, Embedding embedding) {
    JavaRDD<ClassPoint> points =
        maps.select("target", "pooled")
            .toJavaRDD()
            .map(row -> new ClassPoint(row.getInt(0), embedding.point(PlacedMaps.pooled(row))))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Centres centres = ClassClusters.of(points, plan.thresholds().size());
    points.unpersist();
    return centres;
  }

  private Findings findings(Dataset<Row> maps, Dataset<Row> members) throws IOException {
    List<Cluster> clusters = FoundClusters.of(members);
    List<Cluster> first =
        ranked(clusters, Masked.NONE).stream()
            .limit(plan.thresholds().top())
            .map(Ranked::cluster)
            .toList();
    Masked masked = Masked.NONE;
    if (plan.network().model().isPresent() && !first.isEmpty()) {
      masked =
          new MaskingPass(spark, plan).run(members, first, plan.network().model().orElseThrow());
    }
    int classes = (int) maps.select("target").distinct().count();
    int found = (int) clusters.stream().map(c -> c.key().target()).distinct().count();
    return new Findings(
        ranked(clusters, masked), new Counts(maps.count(), classes, classes - found), masked);
  }

  private List<Ranked> ranked(List<Cluster> clusters, Masked masked) {
    return Ranked.of(
        clusters.stream()
            .map(
                cluster -> {
                  Optional<MaskingEffect> effect =
                      Optional.ofNullable(masked.byCluster().get(cluster.key()));
                  Verdict verdict = Verdict.of(cluster, effect, plan.thresholds());
                  return new Judged(cluster, effect, verdict);
                }));
  }

  /** The flagged clusters, and a few that come next. */
  private List<Cluster> drawn(Findings findings) {
    List<Ranked> flagged = findings.flagged();
    long count = Math.min(flagged.size(), plan.thresholds().top()) + ALSO_DRAWN;
    return findings.ranked().stream().limit(count).map(Ranked::cluster).toList();
  }
}
