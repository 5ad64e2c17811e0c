package io.github.heatmill.udf.request;

import io.github.heatmill.model.ComputeDevice;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Finds the device that Spark assigned to a task: a GPU if the task requested one, otherwise the
 * CPU.
 */
public final class TaskDevice {

  private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";

  private TaskDevice() {}

  /**
   * The device of a task.
   *
   * @throws IllegalStateException if the executor has GPUs but the task has none
   */
  public static ComputeDevice of(TaskContext task) {
    return of(task.resourcesJMap(), SparkEnv.get().conf());
  }

  public static ComputeDevice of(Map<String, ResourceInformation> resources, SparkConf conf) {
    ComputeDevice device = of(resources);
    if (!device.isGpu() && conf.getInt(EXECUTOR_GPUS, 0) > 0) {
      throw new IllegalStateException(
          "Missing GPU: the task has none, but "
              + EXECUTOR_GPUS
              + " is "
              + conf.get(EXECUTOR_GPUS)
              + " (set spark.task.resource.gpu.amount, such as 0.25 for four tasks that share one)");
    }
    return device;
  }

  /**
   * The device among the resources of a task.
   *
   * @throws IllegalStateException if Spark names a GPU by anything other than its index
   */
  public static ComputeDevice of(Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get("gpu");
    if (gpu == null || gpu.addresses().length == 0) {
      return ComputeDevice.cpu();
    }
    String address = gpu.addresses()[0];
    if (!address.matches("\\d{1,4}")) {
      throw new IllegalStateException(
          "Invalid GPU address: " + address + " (the discovery script must print indices)");
    }
    return ComputeDevice.gpu(Integer.parseInt(address));
  }
}
