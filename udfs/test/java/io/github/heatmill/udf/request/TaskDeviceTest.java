package io.github.heatmill.udf.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.heatmill.model.ComputeDevice;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class TaskDeviceTest {
  @Test
  void theAddressThatSparkAssignedIsTheGpu() {
    assertThat(TaskDevice.of(resources("gpu", "3"))).isEqualTo(ComputeDevice.gpu(3));
  }

  @Test
  void theFirstOfSeveralAddressesIsTheGpu() {
    assertThat(TaskDevice.of(resources("gpu", "12", "0"))).isEqualTo(ComputeDevice.gpu(12));
  }

  @Test
  void withoutAGpuItIsTheCpu() {
    assertThat(TaskDevice.of(Map.of())).isEqualTo(ComputeDevice.cpu());
    assertThat(TaskDevice.of(resources("gpu"))).isEqualTo(ComputeDevice.cpu());
    assertThat(TaskDevice.of(resources("fpga", "3"))).isEqualTo(ComputeDevice.cpu());
  }

  @Test
  void aGpuThatIsNotNamedByItsIndexIsRefused() {
    String uuid = "GPU-5f1d3f4e-8a0b-4d3c-9c56-2f3a1b0c9d8e";
    assertThatIllegalStateException()
        .isThrownBy(() -> TaskDevice.of(resources("gpu", uuid)))
        .withMessage(
            "Invalid GPU address: GPU-5f1d3f4e-8a0b-4d3c-9c56-2f3a1b0c9d8e"
                + " (the discovery script must print indices)");
  }

  @Test
  void aTaskWithoutAGpuOnAnExecutorThatAskedForOneIsRefused() {
    SparkConf conf = new SparkConf(false).set("spark.executor.resource.gpu.amount", "1");

    assertThatIllegalStateException()
        .isThrownBy(() -> TaskDevice.of(Map.of(), conf))
        .withMessage(
            "Missing GPU: the task has none, but spark.executor.resource.gpu.amount is 1"
                + " (set spark.task.resource.gpu.amount, such as 0.25 for four tasks that share one)");
    assertThat(TaskDevice.of(resources("gpu", "1"), conf)).isEqualTo(ComputeDevice.gpu(1));
    assertThat(TaskDevice.of(Map.of(), new SparkConf(false))).isEqualTo(ComputeDevice.cpu());
  }

  private static Map<String, ResourceInformation> resources(String name, String... addresses) {
    return Map.of(name, new ResourceInformation(name, addresses));
  }
}
