package io.github.heatmill.udf.request;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;

/**
 * A network that Spark sends to every executor.
 *
 * @param file path of the opened copy below the folder of Spark's files
 * @param hash of the content of that copy
 * @param layers the layers at which the copy is open, in order
 * @param card its preprocessing, its class names, and its output
 */
public record SharedModel(String file, Sha256 hash, List<String> layers, ModelCard card)
    implements Serializable {

  /** The files whose hash was checked in this JVM. */
  private static final Set<Checked> CHECKED = ConcurrentHashMap.newKeySet();

  private record Checked(Path file, Sha256 hash) {}

  public SharedModel {
    layers = List.copyOf(layers);
  }

  /**
   * The network on the device of the calling task. It is loaded once per executor and device.
   *
   * @throws ModelRunException if the file is not the one that was sent, or cannot be loaded
   */
  public Probe probe() {
    check(opened().file());
    DjlEngine.useThreads(SparkEnv.get().conf().getInt("spark.task.cpus", 1));
    ComputeDevice device = TaskDevice.of(TaskContext.get());
    return DjlProbes.probe(opened(), device, () -> ExecutorMetrics.ofTask().countLoad(device));
  }

  /** Frees the network on the device of the calling task, if it is loaded there. */
  public void close() {
    DjlProbes.close(opened(), TaskDevice.of(TaskContext.get()));
  }

  private void check(Path received) {
    Checked wanted = new Checked(received, hash);
    if (CHECKED.contains(wanted)) {
      return;
    }
    try {
      Sha256 found = Sha256.of(received);
      if (!found.equals(hash)) {
        throw new ModelRunException(
            "Network was changed on its way to this machine: "
                + received
                + " has the SHA-256 "
                + found.hex()
                + " (must be "
                + hash.hex()
                + "; look for the cause in the folder of Spark's files, spark.local.dir)");
      }
    } catch (IOException e) {
      throw new ModelRunException("Network cannot be read: " + received, e);
    }
    CHECKED.add(wanted);
  }

  private OpenedModel opened() {
    return new OpenedModel(Path.of(SparkFiles.getRootDirectory(), file), layers, card.output());
  }
}
