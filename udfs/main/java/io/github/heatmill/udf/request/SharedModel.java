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
 * A network that Spark hands to every executor.
 *
 * @param name what tables call it: its file's name with a hash of its content
 * @param file where the opened copy is below the folder of Spark's files
 * @param layers where that copy is open, in order
 * @param card its preprocessing and class names
 */
public record SharedModel(String name, String file, List<String> layers, ModelCard card)
    implements Serializable {

  public SharedModel {
    layers = List.copyOf(layers);
  }

  /** The network on the device of the task that asks. Loaded once per executor and device. */
  public Probe probe() {
    DjlEngine.useThreads(SparkEnv.get().conf().getInt("spark.task.cpus", 1));
    ComputeDevice device = TaskDevice.of(TaskContext.get());
    return DjlProbes.probe(opened(), device, () -> ExecutorMetrics.ofTask().countLoad(device));
  }

  /** Frees the network on the device of the task that asks, if it is loaded there. */
  public void close() {
    DjlProbes.close(opened(), TaskDevice.of(TaskContext.get()));
  }

  private OpenedModel opened() {
    return new OpenedModel(Path.of(SparkFiles.getRootDirectory(), file), layers);
  }
}
