package io.github.heatmill.udf.plugin;

import io.github.heatmill.udf.plugin.CrashLedger.Work;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Connects {@link CrashWatch} on executors with the {@link CrashLedger} on the driver. Jobs switch
 * it on; other programs name it in {@code spark.plugins}.
 *
 * <p>What crosses the wire is made of Java's own classes, since the part of an executor that reads
 * it does not see the jars of an application.
 */
public final class CrashPlugin implements SparkPlugin {
  private static final String BEGIN = "begin";
  private static final String START = "start";
  private static final String STOP = "stop";

  /** The images of a {@link #START} come after it, task, process and stage. */
  private static final int IMAGES = 4;

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  static String[] begin(String task) {
    return new String[] {BEGIN, task};
  }

  static String[] start(String task, Work work) {
    String[] message = new String[IMAGES + work.images().size()];
    List.of(START, task, work.process(), work.stage()).toArray(message);
    System.arraycopy(work.images().toArray(), 0, message, IMAGES, work.images().size());
    return message;
  }

  static String[] stop(String task) {
    return new String[] {STOP, task};
  }

  private static final class OnDriver implements DriverPlugin {
    private final CrashLedger ledger = new CrashLedger();

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      return Map.of();
    }

    @Override
    public Object receive(Object sent) {
      String[] message = (String[]) sent;
      String task = message[1];
      switch (message[0]) {
        case BEGIN -> {
          return new HashMap<>(ledger.begin(task));
        }
        case START -> {
          List<String> images = Arrays.asList(message).subList(IMAGES, message.length);
          ledger.start(task, new Work(message[2], message[3], List.copyOf(images)));
        }
        case STOP -> {
          ledger.stop(task);
          return null; // Spark's word for no answer: nobody waits for one.
        }
        default -> throw new IllegalArgumentException("Unknown message: " + message[0]);
      }
      return new HashMap<>();
    }
  }

  private static final class OnExecutor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      // Two copies of a task may run at once then, and neither of them is lost.
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
