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
 * Registers {@link ExecutorMetrics} in Spark's metrics system, and frees the networks of an
 * executor when it ends. Jobs switch it on; other programs set {@code spark.plugins} to its name.
 */
public final class HeatmillPlugin implements SparkPlugin {

  /** Null, which means no driver plugin: a driver explains no images. */
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static final class OnExecutor implements ExecutorPlugin {
    /** The folder with the networks; known only while Spark runs. */
    private Path files;

    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      files = Path.of(SparkFiles.getRootDirectory());
      ResourceInformation gpu = context.resources().get("gpu");
      ExecutorMetrics.register(
          context.metricRegistry(), gpu == null ? List.of() : List.of(gpu.addresses()));
    }

    /** Frees only networks in the folder: others belong to the program that runs a local Spark. */
    @Override
    public void shutdown() {
      DjlProbes.closeAllIn(files);
    }
  }
}
