package io.github.heatmill.benchmark;

import static io.github.heatmill.benchmark.ForwardPasses.BATCH;
import static io.github.heatmill.benchmark.ForwardPasses.SIDE;
import static io.github.heatmill.benchmark.ForwardPasses.print;

import io.github.heatmill.benchmark.ForwardPasses.Rounds;
import io.github.heatmill.image.Size;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cost of metrics of Grad-CAM's maps in forward passes of the unchanged file, as a job runs
 * them. The pass that gives evidence is not in it: the maps need it anyway, and the score of the
 * image itself comes from there.
 */
public final class MetricBenchmark {
  private static final Rounds SHORT = new Rounds(11, 1);
  private static final Rounds LONG = new Rounds(3, 3);
  private static final Rounds LONGEST = new Rounds(1, 4);

  /** RISE's curves look at 2 x 29 images; the image itself is one of them on either side. */
  private static final String CURVES = "deletion, insertion (at most 60.9 = 1.05 x 58)";

  private static final String SHADES = "average_drop, _increase, _gain (at most 1.1)";

  private final ForwardPasses passes;
  private final Probe probe;
  private final SaliencyMethod method = new GradCam();

  private MetricBenchmark(ForwardPasses passes, Probe probe) {
    this.passes = passes;
    this.probe = probe;
  }

  /** Arguments: a TorchScript file, and a layer that it can be opened at. */
  public static void main(String[] arguments) throws Exception {
    try (ForwardPasses passes = new ForwardPasses(Path.of(arguments[0]))) {
      OpeningRequest wanted = OpeningRequest.at(List.of(arguments[1]), Set.of());
      new MetricBenchmark(passes, passes.opened(wanted)).run();
    }
  }

  /**
   * The measured images.
   *
   * @param images that have maps; the rest of the batch is padding
   */
  private record Work(String name, List<Metric> metrics, Chance chance, int images) {
    static Work alone(String name, int images, String... ids) {
      List<Metric> metrics = List.of(ids).stream().map(Metrics::metric).toList();
      return new Work(name, metrics, Chance.LEFT_OUT, images);
    }

    /** How many altered copies of an image the network scores. */
    long copies(Saliency saliency) {
      long own = copies(metrics, saliency);
      List<Metric> with = metrics.stream().filter(m -> m.card().hasChance()).toList();
      return chance == Chance.MEASURED ? own + copies(with, saliency) : own;
    }

    private static long copies(List<Metric> metrics, Saliency saliency) {
      return metrics.stream().flatMap(m -> m.copies(saliency).stream()).distinct().count();
    }
  }

  private void run() {
    print("forward passes and copies an image; processor time, batch %d, 1 thread", BATCH);
    print("%-46s %-7s %-7s %-8s %s", "metrics", "images", "copies", "passes", "rounds");
    // As many images as fill their last pass of copies, and then one that does not.
    measure(Work.alone(CURVES, 4, "deletion", "insertion"), LONG);
    measure(Work.alone("deletion, insertion", 1, "deletion", "insertion"), LONG);
    String[] shades = {"average_drop", "average_increase", "average_gain"};
    measure(Work.alone(SHADES, BATCH, shades), SHORT);
    measure(
        Work.alone("bounded_drop, _increase", BATCH, "bounded_drop", "bounded_increase"), SHORT);
    measure(Work.alone("counterfactual", BATCH, "counterfactual"), SHORT);
    measure(Work.alone("road", BATCH / 2, "road"), LONG);
    measure(Work.alone("coherency", BATCH, "coherency"), SHORT);
    measure(new Work("all that need no network", withoutNetwork(), Chance.LEFT_OUT, BATCH), SHORT);
    measure(new Work("all", Metrics.all(), Chance.LEFT_OUT, BATCH), LONGEST);
    measure(new Work("all, and chance", Metrics.all(), Chance.MEASURED, BATCH), LONGEST);
  }

  private static List<Metric> withoutNetwork() {
    return Metrics.all().stream().filter(m -> !m.card().need().asksNetwork()).toList();
  }

  private void measure(Work work, Rounds rounds) {
    Evidence evidence = probe.evidence(passes.batch(work.images()));
    Tensor maps = method.explain(probe, evidence);
    ScoringBatch scene =
        ScoringBatch.of(probe, evidence, Collections.nCopies(work.images(), truth()));
    Scorer scorer = new Scorer(work.metrics(), work.chance(), Curves.DROPPED);
    Runnable scoring =
        () -> new ScoringSession(scorer, scene).scores(maps, again -> method.explain(probe, again));
    // Java's compilation happens once per job and does not matter beside minutes of work.
    for (int i = 1; i < rounds.count(); i += 2) {
      scoring.run();
    }
    double cost = passes.of(scoring, rounds) / work.images();
    print(
        "%-46s %-7d %-7d %-8.3f %d",
        work.name(),
        work.images(),
        work.copies(Saliency.of(maps.slice(0), new Size(SIDE, SIDE))),
        cost,
        rounds.count());
  }

  /** An object in the middle of the image, half as high and half as wide. */
  private static Optional<LocatedObjects> truth() {
    BitSet inside = new BitSet();
    for (int y = SIDE / 4; y < 3 * SIDE / 4; y++) {
      inside.set(y * SIDE + SIDE / 4, y * SIDE + 3 * SIDE / 4);
    }
    Box box = new Box(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
    List<VisibleObject> object =
        List.of(new VisibleObject("object", box, Region.of(SIDE, SIDE, inside)));
    return Optional.of(new LocatedObjects(object, object));
  }
}
