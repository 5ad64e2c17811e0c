package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.shortcuts.Cluster.Key;
import io.github.heatmill.job.shortcuts.Cluster.Scores;
import io.github.heatmill.job.shortcuts.ContactSheets.Member;
import io.github.heatmill.report.Block;
import io.github.heatmill.report.Cell;
import io.github.heatmill.report.Facts;
import io.github.heatmill.report.Notice;
import io.github.heatmill.report.Page;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.Table;
import io.github.heatmill.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a search for shortcuts found, for people.
 *
 * @param sheets the members of the clusters that are drawn
 */
record ShortcutsPage(ShortcutsPlan plan, Findings findings, Map<Key, List<Member>> sheets) {
  /** Rows of the ranking; the table clusters has all. */
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

  Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Findings", findingsBlocks()));
    findings.ranked().stream()
        .filter(ranked -> sheets.containsKey(ranked.cluster().key()))
        .map(ranked -> new ClusterSection(ranked, sheets.get(ranked.cluster().key())).section())
        .forEach(sections::add);
    sections.add(new Section("Ranking", ranking()));
    sections.add(new Section("How this was found", PageTexts.method(plan)));
    return new Page("Shortcuts of " + plan.run().modelName(), sections);
  }

  private List<Block> findingsBlocks() {
    List<Block> blocks = new ArrayList<>();
    List<Ranked> flagged = findings.flagged();
    blocks.add(
        new Text(
            flagged.isEmpty()
                ? "No cluster is flagged. That is no proof that there is no shortcut: one that lies on the object, or at a"
                    + " different place in every image, is not found this way."
                : flagged.size()
                    + (flagged.size() == 1 ? " cluster is flagged" : " clusters are flagged")
                    + ". Look at the images below before you conclude anything."));
    flagged.forEach(ranked -> blocks.add(new Text(ClusterWords.sentence(ranked))));
    Missing.of(plan, findings).forEach(line -> blocks.add(new Notice("Missing: " + line + ".")));
    blocks.add(new Facts(facts()));
    return blocks;
  }

  private List<Facts.Fact> facts() {
    return List.of(
        new Facts.Fact("Run", plan.run().folder()),
        new Facts.Fact("Model", plan.run().modelName()),
        new Facts.Fact("Maps", plan.chosen().method() + " at " + plan.chosen().layer()),
        new Facts.Fact("Images", count(findings.counts().maps())),
        new Facts.Fact(
            "Classes",
            count(findings.counts().classes())
                + ", "
                + findings.counts().small()
                + " of them with fewer than "
                + plan.thresholds().size()
                + " images, which are left out"),
        new Facts.Fact("Clusters", count(findings.ranked().size())),
        new Facts.Fact("Flagged", count(findings.flagged().size())));
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

  private List<Cell> row(Ranked ranked) {
    Cluster cluster = ranked.cluster();
    Scores scores = cluster.scores();
    return List.of(
        Cell.count(ranked.rank()),
        Cell.text(cluster.name() + " " + cluster.key().number()),
        Cell.text(PageTexts.verdict(ranked.verdict())),
        Cell.count(cluster.size()),
        Cell.text(ClusterWords.where(cluster.place())),
        Cell.share(scores.outside()),
        Cell.share(scores.outsideChance()),
        Cell.share(scores.borderMass()),
        Cell.number(cluster.place().purity(), 2),
        Cell.number(ranked.effect().map(MaskingEffect::lost).orElse(Double.NaN), 2),
        Cell.number(ranked.score(), 2));
  }
}
