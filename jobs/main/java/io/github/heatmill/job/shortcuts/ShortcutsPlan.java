package io.github.heatmill.job.shortcuts;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A search for shortcuts, checked as far as it can be without Spark.
 *
 * @param run whose maps are grouped
 * @param chosen which of its maps
 * @param network with which places are masked
 * @param thresholds from when on a cluster is flagged
 * @param places where images are read, and what is written
 */
record ShortcutsPlan(
    FinishedRun run, Chosen chosen, Network network, Thresholds thresholds, Places places) {
  /** One method's maps of one layer. */
  record Chosen(String method, String layer) {
    /** As the network must be opened. */
    Assignment assignment(FinishedRun run) {
      return run.assignments().stream()
          .filter(each -> each.name().equals(layer))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * The network of the run.
   *
   * @param model empty where it is not asked
   * @param missing why it is not asked; empty where it is
   */
  record Network(Optional<SavedModel> model, String missing) {
    static Network without(String why) {
      return new Network(Optional.empty(), why);
    }
  }

  /**
   * Folders.
   *
   * @param images where the images are now; empty if they have not moved
   */
  record Places(Optional<ImageSource> images, ShortcutsOutput output) {}

  /**
   * Checks a command.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  static ShortcutsPlan of(ShortcutsCommand command) {
    SparkConf conf = new SparkConf();
    DjlEngine.useThreads(conf.getInt("spark.task.cpus", 1));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    Problems problems = new Problems();
    Thresholds thresholds = command.thresholds.checked(problems);
    Optional<FinishedRun> run = problems.attempt(() -> FinishedRun.read(command.input, hadoop));
    Optional<Chosen> chosen = run.flatMap(r -> chosen(command, r, problems));
    Existing existing = command.overwrite ? Existing.REPLACED : Existing.REFUSED;
    Optional<ShortcutsOutput> output =
        problems.attempt(() -> ShortcutsOutput.of(command.output, existing, hadoop));
    Optional<Network> network = run.map(r -> network(command, r, hadoop, problems));
    Optional<ImageSource> images = MovedImages.source(command.images, hadoop, problems);
    problems.throwIfAny();
    Places places = new Places(images, output.orElseThrow());
    return new ShortcutsPlan(
        run.orElseThrow(), chosen.orElseThrow(), network.orElseThrow(), thresholds, places);
  }

  private static Optional<Chosen> chosen(
      ShortcutsCommand command, FinishedRun run, Problems problems) {
    List<Chosen> all =
        run.assignments().stream()
            .flatMap(each -> each.methods().stream().map(m -> new Chosen(m.id(), each.name())))
            .toList();
    Optional<Chosen> first =
        all.stream()
            .filter(c -> command.method == null || c.method.equals(command.method))
            .filter(c -> command.layer == null || c.layer.equals(command.layer))
            .filter(c -> command.method != null || !c.method.equals(RandomMap.ID))
            .findFirst();
    problems.expect(
        first.isPresent(),
        "No maps of %s at %s (the run has: %s)"
            .formatted(
                command.method == null ? "any method but random" : command.method,
                command.layer == null ? "any layer" : command.layer,
                String.join(", ", all.stream().map(c -> c.method + " at " + c.layer).toList())));
    return first;
  }

  /** A network that is named must be there; one that is where the run found it may have gone. */
  private static Network network(
      ShortcutsCommand command, FinishedRun run, Configuration hadoop, Problems problems) {
    if (command.thresholds.sample == 0) {
      return Network.without("--sample is 0");
    }
    try {
      String source = command.model == null ? run.modelSource() : command.model;
      SavedModel model = SavedModel.of(source, beside -> run.card(), hadoop);
      if (model.sha256().equals(run.modelSha256())) {
        return new Network(Optional.of(model), "");
      }
      return otherwise(
          command,
          "Another model: " + model.name() + " (must be " + run.modelName() + ", as the run used)",
          problems);
    } catch (IOException | RuntimeException e) {
      return otherwise(command, String.valueOf(e.getMessage()), problems);
    }
  }

  private static Network otherwise(ShortcutsCommand command, String reason, Problems problems) {
    problems.expect(command.model == null, reason);
    return Network.without(reason);
  }

  /** What the network is asked for. */
  ExplainSpec work() {
    return new ExplainSpec(
        List.of(chosen.assignment(run)),
        Target.predicted(),
        new ImageDecoder(run.maximumPixels()),
        new Sizes(run.batchSize(), 1, 1));
  }

  /** What is about to happen. */
  String text() {
    return String.format(
        "Run      %s%nMaps     %s at %s%nMasking  %s%n",
        run.folder(),
        chosen.method,
        chosen.layer,
        network
            .model
            .map(m -> thresholds.sample() + " images of each of the top " + thresholds.top())
            .orElse("left out: " + network.missing));
  }
}
