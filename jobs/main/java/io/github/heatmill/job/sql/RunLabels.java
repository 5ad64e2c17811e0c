package io.github.heatmill.job.sql;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.udf.request.Target;

/**
 * What a run explained in each image, and whether its images may have several labels.
 *
 * @param severalTargets whether an image may have several explained classes
 * @param skips whether an image may have none, although it has a prediction
 * @param independent whether each explained class of an image is judged alone
 * @param present the least probability of a label that is present, for a network of labels
 */
public record RunLabels(
    boolean severalTargets, boolean skips, boolean independent, double present) {
  /** Where a manifest counts the images with several labels. */
  private static final String SEVERAL_LABELS = "/counts/images_with_several_labels";

  /** Reads the manifest of a run. Older runs had one explained class and one label each. */
  public static RunLabels of(FinishedRun run) {
    Target target = target(run);
    boolean severalLabels = run.manifest().at(SEVERAL_LABELS).asLong() > 0;
    boolean ofLabels = run.card().output().kind().hasLabels();
    return new RunLabels(
        target.mayGiveSeveral(),
        target.kind() == Target.Kind.ABOVE,
        severalLabels || ofLabels && target.mayGiveSeveral(),
        target.present());
  }

  private static Target target(FinishedRun run) {
    String text = run.manifest().at("/settings/target").asText(Target.predicted().text());
    try {
      return Target.parse(text, run.card());
    } catch (IllegalArgumentException e) {
      return Target
          .predicted(); // One class, which has lost its name since: also one for each image.
    }
  }
}
