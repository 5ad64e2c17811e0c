package io.github.heatmill.udf.plugin;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Connects {@link CrashWatch} on executors with the {@link CrashLedger} on the driver. Jobs switch
 * it on; other programs name it in {@code spark.plugins}.
 */
public final class CrashPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static final class OnDriver implements DriverPlugin {
    private final CrashLedger ledger = new CrashLedger();

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      return Map.of();
    }

    @Override
    public Object receive(Object message) {
      return CrashMessage.answer((String[]) message, ledger).orElse(null); // Null: no answer.
    }
  }

  private static final class OnExecutor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      // With speculation two copies of a task may run at once, and neither of them is lost.
      if (!context.conf().getBoolean("spark.speculation", false)) {
        CrashWatch.connect(context);
      }
    }

    @Override
    public void shutdown() {
      CrashWatch.disconnect();
    }
  }
}
