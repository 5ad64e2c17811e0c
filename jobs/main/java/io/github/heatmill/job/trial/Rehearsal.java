package io.github.heatmill.job.trial;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.UnsuitableModelException;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the network on a few images with everything that the methods need of it, so that an
 * unsuitable model fails before the run starts, and finds out what its numbers mean. The methods
 * themselves do not run, since some need thousands of forward passes.
 */
public final class Rehearsal {
  private static final double TOLERANCE = 1e-4;
  private static final Pattern WITHOUT_DERIVATIVE =
      Pattern.compile("derivative for aten::(\\w+) is not implemented");

  private final SavedModel model;
  private final ExplainSpec work;
  private final Problems problems;

  /**
   * Prepares a rehearsal.
   *
   * @param problems collects everything that the network cannot do
   */
  public Rehearsal(SavedModel model, ExplainSpec work, Problems problems) {
    this.model = model;
    this.work = work;
    this.problems = problems;
  }

  /**
   * What a rehearsal found out.
   *
   * @param model the network, with its output
   * @param work the work, with a batch size that suits the network
   * @param classes the number of classes that the network tells apart
   * @param remarks sentences for the user about what was changed
   */
  public record Rehearsed(SavedModel model, ExplainSpec work, int classes, List<String> remarks) {
    private Rehearsed with(NetworkOutput output) {
      return new Rehearsed(model.with(model.card().with(output)), work, classes, remarks);
    }

    /** With one more remark, if there is one. */
    public Rehearsed remarked(Optional<String> remark) {
      List<String> all = new ArrayList<>(remarks);
      remark.ifPresent(all::add);
      return new Rehearsed(model, work, classes, all);
    }

    private Rehearsed explaining(Target target) {
      return new Rehearsed(model, work.explaining(target), classes, remarks);
    }
  }

  /**
   * Runs on the driver, with the file that executors get.
   *
   * @param images inputs of the network, of shape (channels, height, width); may be empty
   * @return what was found out; empty if the network cannot be tried
   */
  public Optional<Rehearsed> run(List<float[]> images) {
    Preprocessing input = model.card().preprocessing();
    expectGradients(input.encoding().form());
    List<float[]> all = NetworkTrial.withNoise(images, input);
    return opened(
            model,
            probe -> {
              NetworkTrial.Result result =
                  NetworkTrial.of(model.tried(probe), all, work.sizes().batch());
              Rehearsed tried = explaining(scaled(rehearsed(result), probe, images), result);
              if (sameScores(tried)) {
                with(probe, first(probe, all, input, tried));
              }
              return tried;
            })
        .map(tried -> sameScores(tried) ? tried : checkedAgain(tried, all, input));
  }

  /**
   * One image beside a blank one, since networks that drop axes of length 1 need two; or in a whole
   * batch, where a trace has fixed its size.
   */
  private static Tensor first(
      Probe probe, List<float[]> images, Preprocessing input, Rehearsed tried) {
    int batch = tried.work().sizes().batch();
    Tensor two = NetworkTrial.stacked(images.subList(0, 1), input, Math.min(2, batch));
    try {
      probe.evidence(new Batch(two, new int[] {Batch.PREDICTED}, input.encoding()));
      return two;
    } catch (ModelRunException e) {
      return NetworkTrial.stacked(images.subList(0, 1), input, batch);
    }
  }

  /** Methods that differentiate the input do not explain a network that reads bytes. */
  private void expectGradients(Form form) {
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
  }

  /** False if the trial has changed what the output means: the network is opened again for that. */
  private boolean sameScores(Rehearsed tried) {
    return model.card().output().link().equals(tried.model().card().output().link());
  }

  /** With the spread of the values of a regression over the images. */
  private Rehearsed scaled(Rehearsed tried, Probe probe, List<float[]> images) {
    NetworkOutput output = tried.model().card().output();
    if (output.kind() != OutputKind.REGRESSION) {
      return tried;
    }
    if (images.size() < 2) {
      return tried; // Metrics that need a spread are refused later.
    }
    ValueScale scale =
        output
            .scale()
            .over(NetworkTrial.scores(model.tried(probe), images, tried.work().sizes().batch()));
    return tried.with(output.with(scale));
  }

  /** With the difference of two classes as one more score, if that is explained. */
  private Rehearsed explaining(Rehearsed tried, NetworkTrial.Result result) {
    Target target = tried.work().target();
    ModelCard card = tried.model().card();
    int classes = card.output().link().classes(result.range().classes());
    expectMeaningful(target, card, classes);
    if (target.kind() == Target.Kind.LISTED && target.listed() > classes) {
      return tried.remarked(
          Optional.of(
              "--target %s explains all classes: the model has %d".formatted(target, classes)));
    }
    if (target.kind() != Target.Kind.CONTRAST || target.highestIndex() >= classes) {
      return tried;
    }
    int first = target.classes().get(0);
    int second = target.classes().get(1);
    String name = card.className(first) + " - " + card.className(second);
    return tried
        .with(card.output().with(new Contrast(first, second, classes, name)))
        .explaining(target.resolved(classes));
  }

  private void expectMeaningful(Target target, ModelCard card, int classes) {
    if (card.output().kind() != OutputKind.REGRESSION) {
      return;
    }
    boolean ranked =
        target.ranksClasses() && !ScoreLink.of(OutputKind.REGRESSION).hasPrediction(classes);
    if (ranked && target.equals(Target.predicted())) {
      problems.add(
          ("Missing --target: a regression with %d values has no predicted class (must be the index or"
                  + " name of a value, such as %s)")
              .formatted(classes, card.className(0)));
      return;
    }
    boolean classed =
        target.needsLabels()
            || target.kind() == Target.Kind.ABOVE
            || target.kind() == Target.Kind.CONTRAST;
    problems.expect(
        !ranked && !classed,
        "Invalid --target: "
            + target
            + " of a regression with "
            + classes
            + (classes == 1 ? " value" : " values")
            + " (its values are no classes; must be the index or name of one)");
  }

  private Rehearsed checkedAgain(Rehearsed tried, List<float[]> all, Preprocessing input) {
    opened(tried.model(), probe -> with(probe, first(probe, all, input, tried)));
    return tried;
  }

  private Rehearsed rehearsed(NetworkTrial.Result result) {
    SavedModel known = model.with(result);
    return new Rehearsed(
        known, work.withBatch(result.batch()), result.range().classes(), remarks(known, result));
  }

  private List<String> remarks(SavedModel known, NetworkTrial.Result result) {
    NetworkOutput given = model.card().output();
    List<String> remarks = new ArrayList<>();
    if (!result.remark().isEmpty()) {
      remarks.add("Images go through the network one by one: " + result.remark());
    }
    boolean logits = given.kind() == OutputKind.SOFTMAX || given.kind() == OutputKind.SIGMOID;
    if (!given.isAssumed() && logits) {
      result
          .choice()
          .doubtOfLogits()
          .map("The output is taken for logits as asked, but looks like %s"::formatted)
          .ifPresent(remarks::add);
    }
    remarks.addAll(result.warnings(known.card().output().kind()));
    remarks.addAll(model.layers().contradictions(work.wanted().layers()));
    return remarks;
  }

  private <T> Optional<T> opened(SavedModel network, Function<Probe, T> question) {
    return problems
        .attempt(() -> network.opened(work.wanted()))
        .flatMap(copy -> problems.attempt(() -> answered(network, copy, question)));
  }

  private <T> T answered(SavedModel network, OpenedModel copy, Function<Probe, T> question) {
    try {
      return DjlProbes.once(copy, question);
    } catch (UnsuitableModelException e) {
      String fixed =
          InputTrials.fixedBatch(network, work.sizes().batch()).map(text -> "; " + text).orElse("");
      throw new IllegalArgumentException(e.getMessage() + fixed, e);
    } catch (ModelRunException e) {
      Matcher missing = WITHOUT_DERIVATIVE.matcher(e.getMessage());
      if (missing.find()) {
        throw new IllegalArgumentException(withoutDerivative(missing.group(1)), e);
      }
      if (e.getMessage().contains("not have been used in the graph")) {
        throw new IllegalArgumentException(unused(), e);
      }
      if (e.getMessage().contains("modified by an inplace operation")) {
        throw new IllegalArgumentException(changed(), e);
      }
      if (e.getMessage().contains("does not require grad")) {
        throw new IllegalArgumentException(cut(), e);
      }
      if (model.script().isQuantised() && !work.withGradients().isEmpty()) {
        throw new IllegalArgumentException(withoutGradients(), e);
      }
      throw new IllegalArgumentException(InputTrials.problem(network, work.sizes().batch(), e), e);
    }
  }

  private String withoutGradients() {
    return String.format(
        "Model is quantised and has no gradients here: %s (needed by %s; methods that need none: %s)",
        model.name(), asking(), gradientFree());
  }

  /** PyTorch fuses the layers of an encoder into one operator when it traces without gradients. */
  private String withoutDerivative(String operator) {
    return String.format(
        "Network has no gradients: %s runs %s, which has no derivative (needed by %s; trace it again"
            + " after torch.backends.mha.set_fastpath_enabled(False), or choose methods that need"
            + " none: %s)",
        model.name(), operator, asking(), gradientFree());
  }

  /** A layer of an auxiliary branch, or one that runs beside the part that is explained. */
  private String unused() {
    return String.format(
        "Layer has no gradients: the scores of %s do not depend on one of %s (name layers that lead to"
            + " the scores, or the part of the output that they lead to with --output-part)",
        model.name(), String.join(", ", work.layers()));
  }

  private String changed() {
    return String.format(
        "Network has no gradients: an operation in place changes a value of %s that the gradients need"
            + " (PyTorch cannot differentiate it either; needed by %s; save the network without that"
            + " operation, or choose methods that need no gradients: %s)",
        model.name(), asking(), gradientFree());
  }

  private String cut() {
    return String.format(
        "Network has no gradients: no score of %s depends on the layer by a path that can be"
            + " differentiated, because of detach(), rounding or an arg max in between (needed by %s;"
            + " save it without that, or choose methods that need no gradients: %s)",
        model.name(), asking(), gradientFree());
  }

  private String asking() {
    return work.withGradients().stream().map(SaliencyMethod::id).collect(joining(", "));
  }

  private static String gradientFree() {
    return Methods.all().stream()
        .filter(method -> method.gradients() == Gradients.UNUSED)
        .map(SaliencyMethod::name)
        .collect(joining(", "));
  }

  /** Checks a network on one image and returns its evidence. */
  Evidence with(Probe probe, Tensor image) {
    Evidence evidence =
        probe.evidence(
            new Batch(image, new int[] {Batch.PREDICTED}, model.card().preprocessing().encoding()));
    evidence.layers().forEach(layer -> problems.attempt(layer::spatial));
    checkClasses(evidence.output().classes(evidence.logits().length(1)));
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
        "Invalid class names: "
            + names
            + " for the "
            + classes
            + " classes of "
            + model.name()
            + " (synset.txt, class-index.txt or config.json beside the model, or --classes, must name each"
            + " class once)");
    problems.expect(
        work.target().highestIndex() < classes,
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
