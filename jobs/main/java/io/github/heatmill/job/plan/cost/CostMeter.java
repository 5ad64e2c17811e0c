package io.github.heatmill.job.plan.cost;

import io.github.heatmill.job.plan.cost.Costs.Cost;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.ScoringBatch;
import io.github.heatmill.metric.scoring.ScoringSession;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExplainSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the cost of each method and metric alone, for one explained class, on one batch of
 * images, or on one image if a batch would take long.
 */
public final class CostMeter {
  /** A batch that takes longer is measured on one image. */
  private static final double PATIENCE = 10;

  private final Probe probe;
  private final ExplainSpec work;
  private final Consumer<String> progress;

  /**
   * Prepares a measurement.
   *
   * @param probe the network, opened for the work
   * @param progress receives the name of each step
   */
  public CostMeter(Probe probe, ExplainSpec work, Consumer<String> progress) {
    this.probe = probe;
    this.work = work;
    this.progress = progress;
  }

  /** Measures everything on these images. */
  public Costs measure(Batch batch) {
    progress.accept("Measuring the forward pass, batch " + batch.images().length(0));
    double forward = forward(batch);
    Evidence all = probe.evidence(batch);
    Evidence one = probe.evidence(first(batch));
    List<Cost> methods = new ArrayList<>();
    for (Assignment assignment : work.assignments()) {
      for (SaliencyMethod method : assignment.methods()) {
        progress.accept("Measuring " + method.id() + " at " + assignment.name());
        Measured measured = measured(all, one, e -> explain(method, assignment, e));
        methods.add(measured.cost(method.id(), assignment.name(), method.card().cost()));
      }
    }
    List<Cost> metrics = new ArrayList<>();
    for (Metric metric : work.scoring().scorer().metrics()) {
      progress.accept("Measuring " + metric.id());
      Scorer alone = new Scorer(List.of(metric), Chance.LEFT_OUT, Curves.DROPPED);
      Measured measured = measured(all, one, e -> score(alone, e));
      metrics.add(measured.cost(metric.id(), "", metric.card().cost()));
    }
    return new Costs(forward, methods, metrics, together(all, one));
  }

  private Optional<Cost> together(Evidence all, Evidence one) {
    Scorer scorer = work.scoring().scorer();
    if (scorer.metrics().isEmpty()) {
      return Optional.empty();
    }
    progress.accept("Measuring all metrics together");
    String chance = scorer.chance() == Chance.MEASURED ? ", and a random map" : "";
    return Optional.of(measured(all, one, e -> score(scorer, e)).cost("together" + chance, "", ""));
  }

  /** Seconds for each image, not counting padding. */
  double forward(Batch batch) {
    probe.evidence(batch); // libtorch plans its work at the first batch of a size.
    return Stopwatch.mean(() -> probe.evidence(batch)) / batch.size();
  }

  private interface Part {
    void run(Evidence evidence);
  }

  /** Seconds for each image, and the number of images. */
  private record Measured(double seconds, int images) {
    Cost cost(String name, String where, String known) {
      return new Cost(name, where, known, seconds, images);
    }
  }

  private static Measured measured(Evidence all, Evidence one, Part part) {
    double first = Stopwatch.once(() -> part.run(one));
    if (all.size() == 1 || first * all.size() > PATIENCE) {
      return new Measured(first, 1);
    }
    return new Measured(Stopwatch.mean(() -> part.run(all)) / all.size(), all.size());
  }

  private void explain(SaliencyMethod method, Assignment assignment, Evidence evidence) {
    method.explain(probe, fresh(evidence).only(assignment.layers()));
  }

  /** Scores random maps: the cost of a metric hardly depends on the map. */
  private void score(Scorer scorer, Evidence evidence) {
    Assignment assignment = work.assignments().get(0);
    SaliencyMethod method = assignment.methods().get(0);
    Tensor activations = evidence.only(assignment.layers()).layers().get(0).spatial().activations();
    List<Tensor> maps = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      maps.add(Noise.uniform(i, activations.length(2), activations.length(3)));
    }
    new ScoringSession(
            scorer,
            ScoringBatch.of(
                probe, evidence, Collections.nCopies(evidence.size(), Optional.empty())))
        .scores(
            Tensor.stacked(maps), again -> method.explain(probe, again.only(assignment.layers())));
  }

  /** A copy without shared intermediate results, so that each method is measured alone. */
  private static Evidence fresh(Evidence evidence) {
    return new Evidence(
        evidence.batch(),
        evidence.logits(),
        evidence.output(),
        evidence.targets(),
        evidence.layers());
  }

  private static Batch first(Batch batch) {
    int[] target = Arrays.copyOf(batch.targets(), 1);
    return new Batch(batch.images(), target, batch.encoding());
  }
}
