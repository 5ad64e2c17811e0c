package io.github.heatmill.job.explain;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ImageRows;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.LabelSource;
import io.github.heatmill.job.option.LayerChoice;
import io.github.heatmill.job.option.Measuring;
import io.github.heatmill.job.option.MethodChoice;
import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.option.RunOptions;
import io.github.heatmill.job.output.PieceTables.Explained;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A run that has been checked as far as it can be without Spark.
 *
 * @param source the images
 * @param model the network
 * @param work what is asked of it
 * @param measuring how the maps are measured
 * @param output where the tables go
 */
public record ExplainPlan(
    ImageSource source, SavedModel model, ExplainSpec work, Measuring measuring, RunOutput output) {
  private static final int MEGA = 1_000_000;
  private static final int LARGEST_MEGAPIXELS = 500;

  /**
   * Checks a command.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  public static ExplainPlan of(ExplainCommand command) {
    RunOptions run = command.run;
    Sizes sizes = new Sizes(run.batchSize, command.topK, command.statisticsImages);
    Problems problems = new Problems();
    command.pieces.check(problems);
    boolean empty = command.pieces.watch != null; // Images may still come.
    Optional<ExplainPlan> plan =
        problems.attempt(() -> of(run, sizes, command.metrics, Existing.CONTINUED, empty));
    plan.ifPresent(found -> problems.attempt(() -> RunSettings.expectSameAsBefore(found)));
    problems.throwIfAny();
    return plan.orElseThrow();
  }

  /** As for {@link ExplainCommand}, for a run that measures nothing and is made anew. */
  public static ExplainPlan of(RunOptions options, Sizes sizes) {
    return of(options, sizes, new MetricOptions(), Existing.REFUSED, false);
  }

  private static ExplainPlan of(
      RunOptions options, Sizes sizes, MetricOptions metrics, Existing earlier, boolean empty) {
    SparkConf conf = new SparkConf();
    DjlEngine.useThreads(conf.getInt("spark.task.cpus", 1));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    Problems problems = new Problems();
    Optional<SavedModel> model = problems.attempt(() -> options.model.open(hadoop));
    Optional<ImageSource> source = problems.attempt(() -> source(options, empty, hadoop));
    Existing existing = options.overwrite ? Existing.REPLACED : earlier;
    Optional<RunOutput> output =
        problems.attempt(() -> RunOutput.of(options.output, existing, hadoop));
    Measuring measuring = metrics.measuring(hadoop, problems);
    ExplainSpec work = work(options, sizes, model, problems).measuring(measuring.scoring());
    problems.throwIfAny();
    return new ExplainPlan(
        source.orElseThrow(), model.orElseThrow(), work, measuring, output.orElseThrow());
  }

  private static ImageSource source(RunOptions options, boolean empty, Configuration hadoop)
      throws IOException {
    if (options.input.table != null) {
      if (options.labels != null) {
        throw new IllegalArgumentException(
            "Invalid --labels: " + options.labels + " with --table (must be --label-column)");
      }
      return new ImageRows(options.input.table.choice());
    }
    LabelSource labels = LabelSource.of(options.labels, hadoop);
    ImageFiles files = ImageFiles.list(options.input.images, labels, hadoop);
    return empty ? files : files.expectSome();
  }

  private static ExplainSpec work(
      RunOptions options, Sizes sizes, Optional<SavedModel> model, Problems problems) {
    List<SaliencyMethod> methods = MethodChoice.of(options.methods, problems);
    LayerChoice layers = LayerChoice.of(options.layers, methods, model, problems);
    ExplainSpec work =
        new ExplainSpec(
            layers.assignments(),
            target(options.target, model, problems),
            decoder(options.maxMegapixels, problems),
            sizes);
    expectPositive("--batch-size", sizes.batch(), problems);
    expectPositive("--top-k", sizes.topK(), problems);
    expectPositive("--statistics-images", sizes.sample(), problems);
    if (layers.sound()) {
      new Rehearsal(model.orElseThrow(), work, problems).run();
    }
    return work;
  }

  private static void expectPositive(String option, int value, Problems problems) {
    problems.expect(value > 0, "Invalid " + option + ": " + value + " (must be > 0)");
  }

  private static Target target(String option, Optional<SavedModel> model, Problems problems) {
    if (option.equals("predicted")) {
      return Target.predicted();
    }
    if (option.equals("label")) {
      return Target.label();
    }
    int index = model.map(m -> m.card().classIndex(option)).orElse(0);
    problems.expect(
        index >= 0,
        "Unknown --target: "
            + option
            + " (must be predicted, label, or the index or name of a class)");
    return Target.fixed(Math.max(index, 0));
  }

  private static ImageDecoder decoder(int megapixels, Problems problems) {
    if (megapixels <= 0 || megapixels > LARGEST_MEGAPIXELS) {
      problems.add(
          "Invalid --max-megapixels: " + megapixels + " (must be 1 to " + LARGEST_MEGAPIXELS + ")");
      return new ImageDecoder();
    }
    return new ImageDecoder(megapixels * MEGA);
  }

  /** What is about to happen, for whoever started it: wrong preprocessing shows in no error. */
  public String text() {
    Preprocessing input = model.card().preprocessing();
    String resized =
        input.resize() > 0
            ? "the centre of the image with its shorter side resized to " + input.resize()
            : "the whole image resized";
    return String.format(
        Locale.ROOT,
        "Model    %s, %s%nInput    %d x %d, %s; mean %s, std %s%s%nMaps     %s%nTarget   %s%nMetrics  %s%n",
        model.name(),
        model.card().classNames().isEmpty()
            ? "without class names"
            : model.card().classNames().size() + " classes",
        input.width(),
        input.height(),
        resized,
        text(input.mean()),
        text(input.std()),
        model.described() ? "" : " (assumed: no serving.properties beside the model)",
        work.assignments().stream()
            .map(each -> ids(each.methods()) + " at " + each.name())
            .collect(joining("\n         ")),
        work.target(),
        measuring.metrics().isEmpty()
            ? "none"
            : measuring.metrics().stream().map(Metric::id).collect(joining(", ")));
  }

  /** What explains each piece. */
  public Explained explained() {
    return new Explained(model.name(), model.card().preprocessing());
  }

  private static String text(Rgb rgb) {
    return rgb.red() + " " + rgb.green() + " " + rgb.blue();
  }

  private static String ids(List<SaliencyMethod> methods) {
    return methods.stream().map(SaliencyMethod::id).collect(joining(", "));
  }
}
