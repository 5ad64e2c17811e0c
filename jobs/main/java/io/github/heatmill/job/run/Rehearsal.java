package io.github.heatmill.job.run;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.SavedModel;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Runs the network on one black image with everything that the methods need of it, so that an
 * unsuitable model fails before the run starts. The methods themselves do not run, since some need
 * thousands of forward passes.
 */
final class Rehearsal {
  private static final double TOLERANCE = 1e-4;

  private final SavedModel model;
  private final ExplainSpec work;
  private final Problems problems;

  /**
   * Prepares a rehearsal.
   *
   * @param problems collects everything that the network cannot do
   */
  Rehearsal(SavedModel model, ExplainSpec work, Problems problems) {
    this.model = model;
    this.work = work;
    this.problems = problems;
  }

  /** Runs on the driver, with the file that executors get. */
  void run() {
    Form form = model.card().preprocessing().encoding().form();
    String blocked =
        work.methods().stream()
            .filter(method -> form.isBytes() && method.differentiatesInput())
            .map(SaliencyMethod::id)
            .collect(joining(", "));
    problems.expect(
        blocked.isEmpty(),
        "Bytes have no gradients: "
            + model.name()
            + " reads "
            + form.id()
            + " (no gradient passes its input, which is needed by "
            + blocked
            + ")");
    problems
        .attempt(() -> model.opened(work.wanted()))
        .ifPresent(
            opened -> {
              problems.attempt(() -> with(opened));
              DjlProbes.close(opened, ComputeDevice.cpu());
            });
  }

  private Evidence with(OpenedModel opened) {
    try {
      return with(DjlProbes.probe(opened, ComputeDevice.cpu()));
    } catch (ModelRunException e) {
      throw new IllegalArgumentException(InputTrials.problem(model, e), e);
    }
  }

  /** Checks a network and returns its evidence. */
  Evidence with(Probe probe) {
    Preprocessing input = model.card().preprocessing();
    Tensor black = Tensor.zeros(1, input.channels(), input.height(), input.width());
    Evidence evidence =
        probe.evidence(new Batch(black, new int[] {Batch.PREDICTED}, input.encoding()));
    evidence.layers().forEach(layer -> problems.attempt(layer::spatial));
    checkClasses(evidence.logits().length(1));
    work.layersWith(Access.HEAD).forEach(layer -> checkHead(probe, evidence, layer));
    for (String layer : work.layersWith(Access.CURVATURE)) {
      String where = "Network has no second derivatives from a layer on: " + layer;
      attempt(where, Access.CURVATURE, () -> probe.head(evidence, layer).curvature());
    }
    if (work.access().contains(Access.BIASES)) {
      String where = "Biases have no gradients: " + model.name();
      attempt(where, Access.BIASES, () -> probe.fullGradients(evidence));
    }
    return evidence;
  }

  private void checkClasses(int classes) {
    int names = model.card().classNames().size();
    problems.expect(
        names == 0 || names == classes,
        "Invalid class names: " + names + " for the " + classes + " classes of " + model.name());
    problems.expect(
        work.target().index() < classes,
        "Invalid --target: " + work.target() + " (the model has " + classes + " classes)");
  }

  /** Checks that the part after the layer gives the logits of the whole network. */
  private void checkHead(Probe probe, Evidence evidence, String layer) {
    Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
    String where = "Network cannot be run from a layer on: " + layer;
    attempt(
        where,
        Access.HEAD,
        () -> {
          float[] logits = probe.head(evidence, layer).logits(open).values();
          float[] whole = evidence.logits().values();
          for (int i = 0; i < whole.length; i++) {
            if (!isClose(logits[i], whole[i])) {
              throw new IllegalStateException(
                  String.format(
                      Locale.ROOT, "gives the logit %.6g instead of %.6g", logits[i], whole[i]));
            }
          }
          return logits;
        });
  }

  private static boolean isClose(float logit, float whole) {
    return Float.compare(logit, whole) == 0
        || Math.abs(logit - whole) <= TOLERANCE * Math.max(1, Math.abs(whole));
  }

  private void attempt(String where, Access access, Supplier<Object> question) {
    try {
      question.get();
    } catch (RuntimeException e) {
      String asking =
          work.methods().stream()
              .filter(method -> method.access().contains(access))
              .map(SaliencyMethod::id)
              .collect(joining(", "));
      problems.add(where + " (" + e.getMessage() + "; needed by " + asking + ")");
    }
  }
}
