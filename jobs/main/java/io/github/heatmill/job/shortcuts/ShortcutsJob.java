package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.shortcuts.cluster.Centres;
import io.github.heatmill.job.shortcuts.cluster.ClassClusters;
import io.github.heatmill.job.shortcuts.cluster.ClassPoint;
import io.github.heatmill.job.shortcuts.cluster.Embedding;
import io.github.heatmill.job.shortcuts.cluster.Members;
import io.github.heatmill.job.shortcuts.cluster.PooledMaps;
import io.github.heatmill.job.shortcuts.page.ContactSheets;
import io.github.heatmill.job.shortcuts.page.ContactSheets.Member;
import io.github.heatmill.job.shortcuts.page.SearchLimits;
import io.github.heatmill.job.shortcuts.page.ShortcutsPage;
import io.github.heatmill.job.shortcuts.verdict.Cluster;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.job.shortcuts.verdict.ClusterTable;
import io.github.heatmill.job.shortcuts.verdict.FoundClusters;
import io.github.heatmill.job.shortcuts.verdict.MaskingEffect;
import io.github.heatmill.job.shortcuts.verdict.MaskingPass;
import io.github.heatmill.job.shortcuts.verdict.MaskingPass.Masked;
import io.github.heatmill.job.shortcuts.verdict.MaskingSample;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster.Judged;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings.Counts;
import io.github.heatmill.job.shortcuts.verdict.Verdict;
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

/**
 * Searches the maps of a finished run for clusters of images with a suspicious place of evidence.
 */
public final class ShortcutsJob {
  /** The number of clusters that are drawn for comparison although they are not flagged. */
  private static final int ALSO_DRAWN = 3;

  private final SparkSession spark;
  private final ShortcutsPlan plan;
  private final ProgressListener progress;
  private final Configuration hadoop;

  /**
   * A job that is not started yet.
   *
   * @param progress receives the steps of the job
   */
  public ShortcutsJob(SparkSession spark, ShortcutsPlan plan, ProgressListener progress) {
    this.spark = spark;
    this.plan = plan;
    this.progress = progress;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /** Writes the tables and the page. */
  public ShortcutsResult run() throws IOException {
    long start = System.nanoTime();
    ShortcutsOutput output = plan.output();
    output.clear(hadoop);
    Dataset<Row> maps = PooledMaps.write(spark, plan.maps(), output.maps());
    Embedding embedding = Embedding.of(maps);
    Centres centres = centres(maps, embedding);
    Dataset<Row> members = Members.of(maps, embedding, centres);
    Members.table(members)
        .sortWithinPartitions("class", "cluster", "image")
        .write()
        .parquet(output.path(ShortcutsOutput.MEMBERS));
    SearchFindings findings = findings(maps, members);
    ClusterTable.write(spark, findings.ranked(), output.path(ShortcutsOutput.CLUSTERS));
    List<String> missing = SearchLimits.of(plan.maps(), plan.model(), findings);
    ContactSheets contacts = new ContactSheets(new Overlays(spark, plan.images()), plan.run());
    Map<Key, List<Member>> sheets = contacts.of(members, drawn(findings));
    ShortcutsPage page =
        new ShortcutsPage(plan.maps(), plan.thresholds(), findings, missing, sheets);
    output.complete(page.page().html(), hadoop);
    return new ShortcutsResult(
        findings.counts(),
        findings.ranked(),
        missing,
        output.files().folder(),
        (System.nanoTime() - start) / 1e9);
  }

  private Centres centres(Dataset<Row> maps, Embedding embedding) {
    JavaRDD<ClassPoint> points =
        maps.select("target", "pooled")
            .toJavaRDD()
            .map(row -> new ClassPoint(row.getInt(0), embedding.point(PooledMaps.pooled(row))))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Centres centres = ClassClusters.of(points, plan.thresholds().size());
    points.unpersist();
    return centres;
  }

  private SearchFindings findings(Dataset<Row> maps, Dataset<Row> members) throws IOException {
    List<Cluster> clusters = FoundClusters.of(members);
    List<Cluster> first =
        ranked(clusters, Masked.NONE).stream()
            .limit(plan.thresholds().top())
            .map(RankedCluster::cluster)
            .toList();
    Masked masked = masked(new MaskingSample(members, first, plan.thresholds().sample()));
    int classes = (int) maps.select("target").distinct().count();
    // Two images may have one name, and one image several explained classes.
    long images = maps.select("image", "fingerprint").distinct().count();
    int found = (int) clusters.stream().map(c -> c.key().target()).distinct().count();
    return new SearchFindings(
        ranked(clusters, masked),
        new Counts(maps.count(), images, classes, classes - found),
        masked);
  }

  private Masked masked(MaskingSample sample) throws IOException {
    return plan.model().saved().isPresent() && !sample.clusters().isEmpty()
        ? new MaskingPass(spark, plan.maps(), plan.images())
            .run(sample, plan.model().saved().orElseThrow(), progress)
        : Masked.NONE;
  }

  private List<RankedCluster> ranked(List<Cluster> clusters, Masked masked) {
    return RankedCluster.of(
        clusters.stream()
            .map(
                cluster -> {
                  Optional<MaskingEffect> effect =
                      Optional.ofNullable(masked.byCluster().get(cluster.key()));
                  Verdict verdict = Verdict.of(cluster, effect, plan.thresholds());
                  return new Judged(cluster, effect, verdict);
                }));
  }

  /** The flagged clusters, and the next ones for comparison. */
  private List<Cluster> drawn(SearchFindings findings) {
    List<RankedCluster> flagged = findings.flagged();
    long count = Math.min(flagged.size(), plan.thresholds().top()) + ALSO_DRAWN;
    return findings.ranked().stream().limit(count).map(RankedCluster::cluster).toList();
  }
}
