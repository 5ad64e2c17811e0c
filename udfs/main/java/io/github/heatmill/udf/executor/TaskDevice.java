package io.github.heatmill.udf.executor;

import io.github.heatmill.model.ComputeDevice;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The device that Spark gave to a task: its GPU when one was asked for, else the CPU. */
final class TaskDevice {

  private TaskDevice() {}

  static ComputeDevice of(TaskContext task) {
    return of(task.resourcesJMap());
  }

  /**
   * The device among a task's resources.
   *
   * @throws IllegalStateException if Spark names a GPU by something other than its index
   */
  static ComputeDevice of(Map<String, ResourceInformation> resources) {
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
