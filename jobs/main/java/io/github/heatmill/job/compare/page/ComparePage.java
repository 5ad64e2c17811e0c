package io.github.heatmill.job.compare.page;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.MapKeyPair;
import io.github.heatmill.job.compare.table.ChangeStatistics;
import io.github.heatmill.job.compare.table.ChangeTables;
import io.github.heatmill.job.compare.table.FailIf;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.report.Gallery;
import io.github.heatmill.report.Page;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.ColorScale;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Folded;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The page {@code compare.html}.
 *
 * @param failIf the condition under which the comparison fails
 */
public record ComparePage(ComparedRuns runs, ChangeStatistics findings, Optional<FailIf> failIf) {
  private static final String READING =
      "The page says how far two runs differ over the same images, not which of them is right. Two networks may look"
          + " at different places and both be right, or at the same place and both be wrong. A low rank correlation"
          + " is a reason to look at the images, and a high one no proof of a good reason.";

  private static final String OTHER_EVIDENCE =
      "An image is in this list if both runs predict the same class and the rank correlation of their maps is below %s"
          + " (--agreement): %s. Accuracy does not see these changes. The table %s has all of them, and the images"
          + " below show the least alike.";

  private static final String GALLERY =
      "Up to %d images for each reason, chosen over the whole dataset: those with the same answer and the least alike"
          + " maps; those with another answer, the surest first; those whose evidence left the object, the farthest"
          + " first; those with the least alike maps. Each map is scaled by its own range.";

  private static final String ALONE =
      "%d of these %d images cannot be read again where the runs found them, or are no longer the same: their maps"
          + " stand alone (--images says where the images are now).";

  private static final List<String> MOVED =
      List.of("Class", "Map", "Other evidence", "Images with the same answer", "Share");

  public String html(List<ChangedImage> gallery) {
    return new Page(
            "Comparison of two runs",
            List.of(summary(), numbers(), classes(), otherEvidence(), images(gallery)))
        .html();
  }

  private CountsText counts() {
    return new CountsText(runs, findings.summary());
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    List<Facts.Fact> facts = new ArrayList<>();
    facts.add(new Facts.Fact("Baseline", run(runs.baseline())));
    facts.add(new Facts.Fact("Candidate", run(runs.candidate())));
    facts.add(new Facts.Fact("Compared", runs.pairing().text()));
    facts.add(new Facts.Fact("Images", counts().images()));
    facts.add(new Facts.Fact("Maps", counts().maps()));
    facts.add(new Facts.Fact("Other evidence", counts().otherEvidence()));
    failIf.ifPresent(condition -> facts.add(new Facts.Fact("Fails if", condition.expression())));
    blocks.add(new Facts(facts));
    counts().notices().forEach(notice -> blocks.add(new Notice(notice)));
    blocks.add(new Text(READING));
    return new Section("Summary", blocks);
  }

  private static String run(FinishedRun run) {
    return run.modelName() + " in " + run.folder();
  }

  private Section numbers() {
    List<Block> blocks = new ArrayList<>();
    for (MapKeyPair pair : runs.pairing().pairs()) {
      blocks.addAll(new ChangeBlocks(runs, findings, pair).overall());
    }
    blocks.add(new Folded("What the numbers mean", List.of(meanings())));
    return new Section("How far the runs differ", blocks);
  }

  private Table meanings() {
    List<List<Cell>> rows =
        runs.changes().stream()
            .map(change -> List.of(Cell.text(change.name()), Cell.text(change.meaning())))
            .toList();
    return new Table(List.of("Number", "Meaning"), rows);
  }

  private Section classes() {
    List<Block> blocks = new ArrayList<>();
    if (findings.classCount() == 1) {
      blocks.add(new Notice("All images are of one class."));
    }
    for (MapKeyPair pair : runs.pairing().pairs()) {
      blocks.addAll(new ChangeBlocks(runs, findings, pair).classes());
    }
    long left = findings.classCount() - ChangeStatistics.MOST_CLASSES;
    if (left > 0) {
      blocks.add(
          new Notice(
              "%,d more classes, whose maps changed less, are in the table %s."
                  .formatted(left, ChangeTables.CLASSES)));
    }
    return new Section("Classes", blocks);
  }

  private Section otherEvidence() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Text(
            OTHER_EVIDENCE.formatted(
                runs.matching().agreement(),
                counts().otherEvidence(),
                ChangeTables.OTHER_EVIDENCE)));
    if (!findings.moved().isEmpty()) {
      blocks.add(new Table(MOVED, findings.moved().stream().map(ComparePage::moved).toList()));
    }
    return new Section("Same answer, different evidence", blocks);
  }

  private static List<Cell> moved(Row row) {
    return List.of(
        Cell.text(row.getAs("class")),
        Cell.text(row.<String>getAs("method") + " at " + row.<String>getAs("layer")),
        Cell.count(row.<Long>getAs("moved")),
        Cell.count(row.<Long>getAs("images")),
        Cell.share(row.<Long>getAs("moved") / (double) row.<Long>getAs("images")));
  }

  private static Section images(List<ChangedImage> gallery) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Text(GALLERY.formatted(MostChanged.LONGEST_LIST)));
    long alone = gallery.stream().filter(ChangedImage::isAlone).count();
    if (alone > 0) {
      blocks.add(new Notice(ALONE.formatted(alone, gallery.size())));
    }
    blocks.add(new ColorScale(Overlay.COLORS, "least evidence", "most evidence"));
    blocks.add(new Gallery(gallery.stream().map(ChangedImage::card).toList()));
    return new Section("Images that changed most", blocks);
  }
}
