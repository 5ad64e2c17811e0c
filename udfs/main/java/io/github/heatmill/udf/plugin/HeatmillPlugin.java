package io.github.heatmill.udf.plugin;

import io.github.heatmill.model.djl.DjlProbes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.resource.ResourceInformation;

/**
 * Gives Spark's metrics system what {@link ExecutorMetrics} counts, and frees an executor's
 * networks when it ends. Jobs switch it on; other programs set {@code spark.plugins} to its name.
 */
public final class HeatmillPlugin implements SparkPlugin {

  /** None: a driver explains nothing. Spark's word for that is null. */
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static final class OnExecutor implements ExecutorPlugin {
    /** Where the executor finds networks; known as long as Spark runs. */
    private Path files;

    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      files = Path.of(SparkFiles.getRootDirectory());
      ResourceInformation gpu = context.resources().get("gpu");
      ExecutorMetrics.register(
          context.metricRegistry(), gpu == null ? List.of() : List.of(gpu.addresses()));
    }

    /** Networks that were not sent to executors belong to the program around a local Spark. */
    @Override
    public void shutdown() {
      DjlProbes.closeAllIn(files);
    }
  }
}
