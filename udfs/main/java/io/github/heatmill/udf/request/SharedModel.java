package io.github.heatmill.udf.request;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;

/**
 * A network that Spark sends to every executor.
 *
 * @param file path of the opened copy below the folder of Spark's files
 * @param layers the layers at which the copy is open, in order
 * @param card its preprocessing, its class names, and its output
 */
public record SharedModel(String file, List<String> layers, ModelCard card)
    implements Serializable {

  public SharedModel {
    layers = List.copyOf(layers);
  }

  /** The network on the device of the calling task. It is loaded once per executor and device. */
  public Probe probe() {
    DjlEngine.useThreads(SparkEnv.get().conf().getInt("spark.task.cpus", 1));
    ComputeDevice device = TaskDevice.of(TaskContext.get());
    return DjlProbes.probe(opened(), device, () -> ExecutorMetrics.ofTask().countLoad(device));
  }

  /** Frees the network on the device of the calling task, if it is loaded there. */
  public void close() {
    DjlProbes.close(opened(), TaskDevice.of(TaskContext.get()));
  }

  private OpenedModel opened() {
    return new OpenedModel(Path.of(SparkFiles.getRootDirectory(), file), layers, card.output());
  }
}
