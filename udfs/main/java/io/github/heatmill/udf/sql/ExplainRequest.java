package io.github.heatmill.udf.sql;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.udf.maps.RowExplainer;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.ModelCheck;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The network and the methods with which a query explains images.
 *
 * @param methods ids of methods; each one makes a map of the predicted class
 */
record ExplainRequest(QuerySettings settings, List<String> methods) implements Serializable {

  ExplainRequest {
    methods = List.copyOf(methods);
  }

  /**
   * Opens the network on the driver, sends it to all executors, and returns the function that they
   * run.
   *
   * @throws IllegalArgumentException if the network cannot be explained as asked
   */
  RowExplainer explainer(SparkContext spark) {
    DjlEngine.useThreads(spark.conf().getInt("spark.task.cpus", 1));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    try {
      SavedModel model =
          SavedModel.of(
                  settings.model(),
                  ModelCheck.of(settings.trust()),
                  beside -> beside,
                  context.hadoopConfiguration())
              .located();
      int batch = batch(model.script().limits().batches());
      Sizes sizes = new Sizes(batch, 1 /* class */, 1 /* image */);
      ExplainSpec spec =
          new ExplainSpec(
              assignments(model),
              Target.predicted(),
              new ImageDecoder().reading(model.card().preprocessing()).holding(settings.bits()),
              sizes);
      Tried tried = tried(model, spec);
      return new RowExplainer(
          new ExecutorRequest(
              tried.model().sent(tried.model().opened(spec.wanted()), context), tried.spec()),
          new SerializableConfiguration(spark.hadoopConfiguration()),
          RunCounters.of(spark));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of images in one forward pass, which the file of the network may limit. */
  private int batch(SizeLimits allowed) {
    int images = settings.batchSize();
    if (images != QuerySettings.DEFAULT_BATCH_SIZE) {
      allowed
          .refusal("setting", QuerySettings.BATCH_SIZE, images)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }
    return allowed.nearest(images);
  }

  private record Tried(SavedModel model, ExplainSpec spec) {}

  /** Finds out on noise what the network returns, and how many images it takes at a time. */
  private static Tried tried(SavedModel model, ExplainSpec spec) throws IOException {
    Preprocessing input = model.card().preprocessing();
    List<float[]> noise = NetworkTrial.withNoise(List.of(), input);
    OpenedModel opened = model.opened(spec.wanted());
    NetworkTrial.Result result;
    try {
      result =
          DjlProbes.once(
              opened, probe -> NetworkTrial.of(model.tried(probe), noise, spec.sizes().batch()));
    } catch (ModelRunException e) {
      throw new ModelRunException(
          "Model does not run: %s on an input of %d x %d (%s)"
              .formatted(model.name(), input.width(), input.height(), e.getMessage()),
          e);
    }
    SavedModel known = model.with(result);
    ScoreLink link = known.card().output().link();
    link.expectPrediction(result.range().classes());
    spec.methods().stream()
        .filter(SaliencyMethod::seesProbabilities)
        .forEach(method -> link.expectProbabilities(method.id()));
    return new Tried(known, spec.withBatch(result.batch()));
  }

  /** One assignment per method, in the same order. The maps of an image have this order too. */
  private List<Assignment> assignments(SavedModel model) {
    List<SaliencyMethod> asked = methods.stream().map(Methods::method).toList();
    if (settings.layer().equals(SavedModel.AUTO)) {
      return model.automatic(asked);
    }
    List<String> layers = List.of(settings.layer().split(","));
    List<String> problems = model.problems(layers);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return asked.stream().map(method -> new Assignment(layers, List.of(method))).toList();
  }
}
