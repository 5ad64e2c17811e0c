package io.github.heatmill.job.shortcuts.page;

import io.github.heatmill.job.shortcuts.cluster.RunMaps;
import io.github.heatmill.job.shortcuts.page.ContactSheets.Member;
import io.github.heatmill.job.shortcuts.verdict.Cluster;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Means;
import io.github.heatmill.job.shortcuts.verdict.MaskingEffect;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings;
import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import io.github.heatmill.report.Page;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page {@code shortcuts.html}.
 *
 * @param maps the maps that were clustered
 * @param missing what the search could not take into account
 * @param sheets the members of the clusters that are drawn
 */
public record ShortcutsPage(
    RunMaps maps,
    Thresholds thresholds,
    SearchFindings findings,
    List<String> missing,
    Map<Key, List<Member>> sheets) {
  /** The number of rows of the ranking; the table clusters has all. */
  private static final int RANKS = 50;

  private static final List<String> COLUMNS =
      List.of(
          "rank",
          "cluster",
          "verdict",
          "images",
          "evidence at",
          "beside the object",
          "by chance",
          "at the border",
          "purity",
          "lost when masked",
          "score");

  public Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Findings", findingsBlocks()));
    findings.ranked().stream()
        .filter(ranked -> sheets.containsKey(ranked.cluster().key()))
        .map(ranked -> new ClusterSection(ranked, sheets.get(ranked.cluster().key())).section())
        .forEach(sections::add);
    sections.add(new Section("Ranking", ranking()));
    sections.add(new Section("How this was found", PageTexts.method(thresholds)));
    return new Page("Shortcuts of " + maps.run().modelName(), sections);
  }

  private List<Block> findingsBlocks() {
    List<Block> blocks = new ArrayList<>();
    List<RankedCluster> flagged = findings.flagged();
    blocks.add(
        new Text(
            flagged.isEmpty()
                ? "No cluster is flagged. That is no proof that there is no shortcut: one that lies on the object, or at a"
                    + " different place in every image, is not found this way."
                : flagged.size()
                    + (flagged.size() == 1 ? " cluster is flagged" : " clusters are flagged")
                    + ". Look at the images below before you conclude anything."));
    flagged.forEach(ranked -> blocks.add(new Text(ClusterText.sentence(ranked))));
    missing.forEach(line -> blocks.add(new Notice("Missing: " + line + ".")));
    blocks.add(new Facts(facts()));
    return blocks;
  }

  private List<Facts.Fact> facts() {
    return List.of(
        new Facts.Fact("Run", maps.run().folder()),
        new Facts.Fact("Model", maps.run().modelName()),
        new Facts.Fact("Maps", maps.text()),
        new Facts.Fact("Images", images()),
        new Facts.Fact(
            "Classes",
            count(findings.counts().classes())
                + ", "
                + findings.counts().small()
                + " of them with fewer than "
                + thresholds.size()
                + " images, which are left out"),
        new Facts.Fact("Clusters", count(findings.ranked().size())),
        new Facts.Fact("Flagged", count(findings.flagged().size())));
  }

  /** The number of images, and of their maps if an image has several. */
  private String images() {
    long images = findings.counts().images();
    long of = findings.counts().maps();
    return count(images)
        + (of > images ? ", with " + count(of) + " maps: one for each explained class" : "");
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private List<Block> ranking() {
    List<Block> blocks = new ArrayList<>();
    int all = findings.ranked().size();
    blocks.add(
        new Text(
            all > RANKS
                ? "The first " + RANKS + " of " + count(all) + "; the table clusters has all."
                : "The table clusters says more of each."));
    blocks.add(new Table(COLUMNS, findings.ranked().stream().limit(RANKS).map(this::row).toList()));
    return blocks;
  }

  private List<Cell> row(RankedCluster ranked) {
    Cluster cluster = ranked.cluster();
    Means means = cluster.means();
    return List.of(
        Cell.count(ranked.rank()),
        Cell.text(cluster.name() + " " + cluster.key().number()),
        Cell.text(PageTexts.verdict(ranked.verdict())),
        Cell.count(cluster.size()),
        Cell.text(ClusterText.where(cluster.place())),
        Cell.share(means.outside()),
        Cell.share(means.outsideChance()),
        Cell.share(means.borderMass()),
        Cell.number(cluster.place().purity(), 2),
        Cell.number(ranked.effect().map(MaskingEffect::lost).orElse(Double.NaN), 2),
        Cell.number(ranked.score(), 2));
  }
}
