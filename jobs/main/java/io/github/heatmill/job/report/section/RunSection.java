package io.github.heatmill.job.report.section;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.report.run.ManifestPart;
import io.github.heatmill.job.report.run.MissingData;
import io.github.heatmill.job.report.run.NumberText;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.job.sql.RunLabels;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Folded;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The section What ran: the settings and counts of the run, and the limits of its maps. */
public record RunSection(OpenedRun opened, Overview overview) {
  private static final List<String> LIMITS =
      List.of(
          "A heat map shows on which places of an image one score of this network rests, as far as"
              + " one method can tell at one layer. It does not show what the network recognises"
              + " there, and it says nothing about images that were not explained.",
          "Whether a map fits the network (insertion, deletion, drops of confidence) and whether it"
              + " lies on the object (energy, pointing game) are two questions. A map that fits and"
              + " lies beside the object speaks against the network; a map that does not fit speaks"
              + " against the method, and nothing follows from it.",
          "Evidence on the object does not prove that the network uses the object for good reasons,"
              + " and evidence beside it may be context that is legitimate: people have to look.",
          "Metrics judge a map by images that were altered for the purpose, which are unlike those"
              + " that the network was trained on. Numbers mean something beside those of random"
              + " maps and of other methods on the same images.",
          "Intervals say how sure a mean is over these images. They do not cover other data,"
              + " another training of the network, or a choice of methods made after looking at the"
              + " numbers.",
          "Suspicion of a shortcut is a reason to look, and no proof. That a class is not suspected"
              + " is no proof either: only what lies at one place of the image is found.");

  public Section section() {
    List<Block> blocks = new ArrayList<>();
    if (overview.explained() == 0) {
      blocks.add(new MissingData(opened.run()).maps(overview));
    }
    blocks.add(new Facts(facts()));
    blocks.add(new Folded("Settings and versions", List.of(new Facts(settings()))));
    blocks.add(
        new Part(
            "What such maps can prove, and what not",
            LIMITS.stream().<Block>map(Text::new).toList()));
    return new Section("What ran", blocks);
  }

  private List<Facts.Fact> facts() {
    ManifestPart manifest = opened.manifest();
    List<Facts.Fact> facts = new ArrayList<>();
    facts.add(new Facts.Fact("Model", manifest.at("/model/name").text()));
    facts.add(new Facts.Fact("Its file", manifest.at("/model/source").text()));
    facts.add(new Facts.Fact("Output kind", manifest.at("/model/output/kind").text()));
    String direction = manifest.at("/model/output/direction").text();
    if (!direction.isEmpty()) {
      facts.add(
          new Facts.Fact(
              "Probability",
              "none: metrics and charts measure " + ValueScale.MEASURED + " in its place"));
      facts.add(
          new Facts.Fact(
              "Direction", direction + ": " + ValueScale.Direction.named(direction).shown()));
    }
    facts.add(new Facts.Fact("SHA-256", manifest.at("/model/sha256").text()));
    facts.add(new Facts.Fact("Images", manifest.at("/data/source").text()));
    facts.add(new Facts.Fact("Explained", NumberText.count(overview.images(), "image")));
    facts.add(new Facts.Fact("Failed", errors()));
    facts.addAll(skipped(manifest));
    facts.add(new Facts.Fact("Maps", NumberText.count(overview.maps(), "map") + ", " + statuses()));
    facts.addAll(recognised());
    facts.add(new Facts.Fact("Explained class", target()));
    long unexplained = unexplained();
    if (unexplained > 0) {
      facts.add(
          new Facts.Fact("Without an explained class", NumberText.count(unexplained, "image")));
    }
    facts.add(new Facts.Fact("Methods", assignments(manifest)));
    facts.add(new Facts.Fact("Metrics", metrics(manifest)));
    facts.add(new Facts.Fact("Ground truth", manifest.at("/measured/annotations").text()));
    for (ManifestPart note : manifest.at("/notes").each()) {
      facts.add(new Facts.Fact("Note", note.text()));
    }
    facts.add(new Facts.Fact("Finished", finished(manifest)));
    return facts.stream().map(RunSection::orNone).toList();
  }

  private static Facts.Fact orNone(Facts.Fact fact) {
    return fact.value().isEmpty() ? new Facts.Fact(fact.name(), "none") : fact;
  }

  private String errors() {
    List<ResultRow> stages =
        opened.has("errors")
            ? opened.rows(
                "SELECT stage, count(*) AS images FROM errors GROUP BY stage ORDER BY images DESC,"
                    + " stage")
            : List.of();
    long all = stages.stream().mapToLong(stage -> stage.count("images")).sum();
    String each =
        stages.stream()
            .map(
                stage ->
                    String.format(
                        Locale.ROOT, "%s %,d", stage.text("stage"), stage.count("images")))
            .collect(joining(", ", " (", ")"));
    return NumberText.count(all, "image") + (stages.isEmpty() ? "" : each);
  }

  /** What was found and is no image; older manifests do not say it. */
  private static List<Facts.Fact> skipped(ManifestPart manifest) {
    String reasons = manifest.at("/data/skipped").text();
    return reasons.isEmpty()
        ? List.of()
        : List.of(
            new Facts.Fact("Skipped", manifest.at("/data/skipped_files").text() + ": " + reasons));
  }

  private String statuses() {
    List<ResultRow> statuses =
        opened.rows(
            "SELECT status, count(*) AS maps FROM %s GROUP BY status ORDER BY maps DESC, status"
                .formatted(OpenedRun.MAPS));
    return statuses.isEmpty()
        ? "none ok"
        : statuses.stream()
            .map(
                each ->
                    String.format(Locale.ROOT, "%,d %s", each.count("maps"), each.text("status")))
            .collect(joining(", "));
  }

  /** The rule for the explained classes, with their number where an image may have several. */
  private String target() {
    String rule = opened.manifest().at("/settings/target").text();
    if (!RunLabels.of(opened.run()).severalTargets()) {
      return rule;
    }
    ResultRow counts =
        opened.row(
            "SELECT count(DISTINCT image, coalesce(fingerprint, 0), target) AS targets FROM "
                + OpenedRun.MAPS);
    return String.format(
        Locale.ROOT,
        "%s (%,d classes of %s)",
        rule,
        counts.count("targets"),
        NumberText.count(overview.images(), "image"));
  }

  /** The number of images in which no class was probable enough to be explained. */
  private long unexplained() {
    return RunLabels.of(opened.run()).skips()
        ? opened.row("SELECT count(*) AS images FROM predictions WHERE targets = 0").count("images")
        : 0;
  }

  /** Accuracy and confidence. Each image counts once, however many maps it has. */
  private List<Facts.Fact> recognised() {
    ResultRow all =
        opened.row(
            """
            SELECT avg(CAST(correct AS DOUBLE)) AS accuracy, avg(probability) AS confidence
            FROM (
              SELECT DISTINCT image, fingerprint, correct, probability FROM %s WHERE target_rank = 1
              UNION ALL
              SELECT image, fingerprint, label = predicted, probability FROM predictions WHERE targets = 0)
            """
                .formatted(OpenedRun.MAPS));
    List<Facts.Fact> facts = new ArrayList<>();
    if (RunLabels.of(opened.run()).independent()) {
      facts.addAll(labels());
    } else if (overview.labelled() > 0) {
      facts.add(
          new Facts.Fact(
              "Recognised", NumberText.share(all.number("accuracy")) + " of the labelled images"));
    }
    if (Double.isFinite(all.number("confidence"))) {
      facts.add(new Facts.Fact("Mean confidence", NumberText.number(all.number("confidence"))));
    }
    return facts;
  }

  private List<Facts.Fact> labels() {
    return opened.rows("SELECT * FROM label_quality WHERE label IS NULL").stream()
        .map(
            row ->
                new Facts.Fact(
                    "Labels",
                    "precision %s, recall %s, F1 %s (means over the labels of %s)"
                        .formatted(
                            NumberText.number(row.number("precision")),
                            NumberText.number(row.number("recall")),
                            NumberText.number(row.number("f1")),
                            NumberText.count(row.count("images"), "image"))))
        .toList();
  }

  private static String assignments(ManifestPart manifest) {
    return manifest.at("/settings/assignments").each().stream()
        .map(each -> each.at("/methods").text() + " at " + each.at("/layers").text())
        .collect(joining("; "));
  }

  private static String metrics(ManifestPart manifest) {
    return manifest.at("/measured/metrics").each().stream()
        .map(each -> each.at("/id").text())
        .collect(joining(", "));
  }

  private static String finished(ManifestPart manifest) {
    double seconds = manifest.at("/seconds").number();
    // Parts of a second are left out.
    return manifest.at("/finished").text().replaceFirst("T(.{8}).*", " $1 UTC")
        + (Double.isNaN(seconds) ? "" : ", after " + ProgressText.duration(seconds));
  }

  private List<Facts.Fact> settings() {
    ManifestPart manifest = opened.manifest();
    return Stream.of("/settings", "/data", "/versions")
        .flatMap(part -> manifest.at(part).facts().stream())
        .map(RunSection::orNone)
        .toList();
  }
}
