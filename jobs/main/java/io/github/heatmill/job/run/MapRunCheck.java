package io.github.heatmill.job.run;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.reference.ReferenceSource;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.trial.FolderClasses;
import io.github.heatmill.job.trial.GivenLabels;
import io.github.heatmill.job.trial.Rehearsal;
import io.github.heatmill.job.trial.Rehearsal.Rehearsed;
import io.github.heatmill.job.trial.SampleImages;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.LiteralPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the settings of a run that makes maps, and collects everything that is wrong. */
public final class MapRunCheck {
  private static final int MEGA = 1_000_000;
  private static final int LARGEST_MEGAPIXELS = 500;

  private final MapSettings maps;
  private final MetricSettings metrics;
  private final Sizes sizes;
  private final JobEnvironment environment;
  private final Problems problems = new Problems();

  /**
   * Prepares a check.
   *
   * @param sizes the batch size, which must be that of the maps, and other sizes
   */
  public MapRunCheck(
      MapSettings maps, MetricSettings metrics, Sizes sizes, JobEnvironment environment) {
    this.maps = maps;
    this.metrics = metrics;
    this.sizes = sizes;
    this.environment = environment;
  }

  /** How many images a run needs at its start. */
  public enum Images {
    AT_LEAST_ONE,
    /** Images may come later. */
    ANY
  }

  /**
   * Runs the check.
   *
   * @param folder the output folder
   * @param existing how a run is treated that is there already
   * @throws ConfigurationException with everything that is wrong
   */
  public MapRun checked(String folder, Existing existing, Images needed) {
    DjlEngine.useThreads(environment.taskCpus());
    Optional<SavedModel> model = problems.attempt(this::model);
    Optional<ImageSource> source = problems.attempt(() -> source(needed));
    Optional<SavedModel> named = model.flatMap(found -> named(found, source));
    Optional<RunOutput> output =
        problems.attempt(() -> RunOutput.of(readable(folder), existing, environment.hadoop()));
    Measuring measuring = measuring(source, needed);
    Optional<Rehearsed> rehearsed = rehearsed(source, named);
    rehearsed.ifPresent(
        found -> expectSpread(found.model().card().output(), found.work(), measuring));
    problems.throwIfAny();
    Rehearsed found = rehearsed.orElseThrow();
    return new MapRun(
        source.orElseThrow(),
        found.model(),
        found.work().measuring(measuring.scoring()),
        measuring,
        output.orElseThrow(),
        found.classes(),
        found.remarks());
  }

  /** Spark's readers find a name with a colon, and one with wildcards, but not one with both. */
  private static String readable(String folder) {
    for (String name : folder.split("/")) {
      if (name.contains(":") && LiteralPath.isNeeded(name)) {
        throw new IllegalArgumentException(
            "Invalid --output: "
                + folder
                + " (a name with a colon must not have one of [ ] { } * ? \\ as well)");
      }
    }
    return folder;
  }

  private Measuring measuring(Optional<ImageSource> source, Images needed) {
    Measuring measuring = metrics.open(environment.hadoop(), problems);
    return source.isEmpty() || needed == Images.ANY
        ? measuring
        : measuring.met(source.get(), environment.hadoop(), problems);
  }

  private SavedModel model() throws IOException {
    LayoutOverrides layouts = LayoutOverrides.parse(maps.explained().layouts());
    SavedModel model = maps.model().open(environment.hadoop()).with(layouts).located();
    return ReferenceSource.of(maps.model().output().references(), model, environment.hadoop())
        .open(
            model, new ImageDecoder().reading(model.card().preprocessing()), environment.hadoop());
  }

  /** The network, with names for its classes where the folders of the images give them. */
  private Optional<SavedModel> named(SavedModel model, Optional<ImageSource> source) {
    if (source.isEmpty()) {
      return Optional.of(model);
    }
    FolderClasses classes = new FolderClasses(model, environment.hadoop());
    return problems.attempt(() -> classes.named(source.get()));
  }

  private ImageSource source(Images needed) throws IOException {
    ImageSource source = maps.images().open(environment.hadoop());
    if (needed == Images.AT_LEAST_ONE && source instanceof ImageSource.Files files) {
      files.expectSome();
    }
    return source;
  }

  /** Empty if there is a problem. */
  private Optional<Rehearsed> rehearsed(Optional<ImageSource> source, Optional<SavedModel> model) {
    List<SaliencyMethod> methods =
        new RegistryChoice<>(Methods.REGISTRY).of(maps.explained().methods(), problems);
    LayerChoice layers = LayerChoice.of(maps.explained().layers(), methods, model, problems);
    Optional<SizeLimits> batches = model.map(known -> known.script().limits().batches());
    int batch = batches.map(this::batch).orElse(sizes.batch());
    ExplainSpec work =
        new ExplainSpec(
            layers.assignments(), target(model), decoder(model), sizes.withBatch(batch));
    expectPositive("--batch-size", sizes.batch());
    expectPositive("--top-k", sizes.topK());
    expectPositive("--statistics-images", sizes.sample());
    if (!layers.sound() || sizes.batch() <= 0) {
      return Optional.empty();
    }
    Preprocessing input = model.orElseThrow().card().preprocessing();
    source.ifPresent(chosen -> expectLabels(work.target(), chosen));
    List<InputImage> sample =
        source.stream()
            .flatMap(chosen -> SampleImages.of(chosen, environment.hadoop()).stream())
            .toList();
    List<float[]> images =
        SampleImages.decoded(sample, input, work.decoder(), environment.hadoop());
    return new Rehearsal(model.orElseThrow(), work, problems)
        .run(images)
        .map(found -> labelled(found, source, sample))
        .map(found -> found.remarked(batches.flatMap(this::remark)));
  }

  private static Rehearsed labelled(
      Rehearsed found, Optional<ImageSource> source, List<InputImage> sample) {
    ModelCard card = found.model().card();
    if (source.isEmpty()) {
      return found.remarked(GivenLabels.sameNames(card));
    }
    GivenLabels labels = GivenLabels.of(source.get(), sample);
    Optional<String> repeated = labels.repeated(card);
    return found
        .remarked(labels.unknown(card))
        .remarked(labels.several(card))
        .remarked(repeated.isPresent() ? repeated : GivenLabels.sameNames(card));
  }

  /** The number of images in one forward pass, which the file of the network may limit. */
  private int batch(SizeLimits allowed) {
    int images = sizes.batch();
    if (images <= 0) {
      return images; // Is refused as such.
    }
    if (images != MapSettings.DEFAULT_BATCH_SIZE) {
      allowed.refusal("option", "--batch-size", images).ifPresent(problems::add);
    }
    return allowed.nearest(images);
  }

  private Optional<String> remark(SizeLimits allowed) {
    return allowed.allows(sizes.batch())
        ? Optional.empty()
        : Optional.of(
            "The program was exported for batches of %s: it gets %d images at once"
                .formatted(allowed, allowed.nearest(sizes.batch())));
  }

  private void expectPositive(String option, int value) {
    problems.expect(value > 0, "Invalid " + option + ": " + value + " (must be > 0)");
  }

  /**
   * Files have no labels unless the user says where they are; those in tar files bring their own.
   */
  private void expectLabels(Target target, ImageSource source) {
    boolean none =
        source instanceof ImageSource.Files files
            && files.labels().isEmpty()
            && !files.found().hasShards();
    problems.expect(
        !target.needsLabels() || !none,
        "Missing labels: --target " + target + " explains them (--labels folder, or a CSV file)");
  }

  /** Metrics and some methods measure values by their spread, which is known from images alone. */
  private void expectSpread(NetworkOutput output, ExplainSpec work, Measuring measuring) {
    if (!output.link().lacksSpread()) {
      return;
    }
    List<String> needing =
        Stream.concat(
                work.methods().stream()
                    .filter(SaliencyMethod::seesProbabilities)
                    .map(SaliencyMethod::id),
                measuring.metrics().stream()
                    .filter(metric -> metric.card().need().asksNetwork())
                    .map(Metric::id))
            .toList();
    problems.expect(
        needing.isEmpty(),
        "The spread of the values is not known, since fewer than two images could be read: needed by "
            + String.join(", ", needing)
            + " (must be image files or tar files; images in tables are not read before the run)");
  }

  /** The rule for the classes to explain; that of the default if there is a problem. */
  private Target target(Optional<SavedModel> model) {
    return model
        .flatMap(
            known -> problems.attempt(() -> Target.parse(maps.explained().target(), known.card())))
        .orElse(Target.predicted());
  }

  private ImageDecoder decoder(Optional<SavedModel> model) {
    ImageDecoder colours = decoder();
    return model.map(m -> colours.reading(m.card().preprocessing())).orElse(colours);
  }

  private ImageDecoder decoder() {
    int megapixels = maps.limits().maxMegapixels();
    if (megapixels <= 0 || megapixels > LARGEST_MEGAPIXELS) {
      problems.add(
          "Invalid --max-megapixels: " + megapixels + " (must be 1 to " + LARGEST_MEGAPIXELS + ")");
      return new ImageDecoder();
    }
    ImageDecoder decoder = new ImageDecoder(megapixels * MEGA);
    int bits = maps.limits().bits();
    if (!ImageDecoder.isBits(bits)) {
      problems.add("Invalid --bits: " + bits + " (must be 8 to 32)");
      return decoder;
    }
    return decoder.holding(bits);
  }
}
