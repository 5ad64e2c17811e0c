package io.github.heatmill.udf.sql;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a query asks of every image.
 *
 * @param settings with which network
 * @param methods the ids of methods, each of which gives a map of the predicted class
 */
record ExplainRequest(ModelSettings settings, List<String> methods) implements Serializable {

  ExplainRequest {
    methods = List.copyOf(methods);
  }

  /**
   * Opens the network on this driver and hands it to all executors.
   *
   * @throws IllegalArgumentException if the network cannot be explained as asked
   */
  ExecutorRequest explanation(SparkContext spark) {
    DjlEngine.useThreads(spark.conf().getInt("spark.task.cpus", 1));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark);
    try {
      SavedModel model =
          SavedModel.of(settings.model(), beside -> beside, context.hadoopConfiguration());
      Sizes sizes = new Sizes(settings.batchSize(), 1 /* class */, 1 /* image */);
      ExplainSpec work =
          new ExplainSpec(assignments(model), Target.predicted(), new ImageDecoder(), sizes);
      return new ExecutorRequest(model.sent(model.opened(work.wanted()), context), work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for each method, in their order, which is that of an image's maps. */
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
