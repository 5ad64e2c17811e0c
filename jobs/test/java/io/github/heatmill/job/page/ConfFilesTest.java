package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.Network$;
import org.apache.spark.internal.config.UI;
import org.apache.spark.scheduler.HealthTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark ignores what it does not know: a misspelt key would go unnoticed. */
class ConfFilesTest {
  /** Keys with a name inside, and those of a part of Spark that no test has: Kubernetes. */
  private static final Pattern OTHERWISE_KNOWN =
      Pattern.compile(
          "spark\\.master"
              + "|spark\\.executorEnv\\.[A-Z_]+"
              + "|spark\\.(executor|task|worker)\\.resource\\.gpu\\.(amount|discoveryScript|vendor)"
              + "|spark\\.kubernetes\\.(container\\.image|namespace)");

  private static final Pattern FAILURE_SETTING =
      Pattern.compile("spark\\.excludeOnFailure\\..*|spark\\.task\\.maxFailures");

  static List<String> files() {
    return ConfFiles.names();
  }

  static List<String> gpuFiles() {
    return files().stream().filter(name -> name.endsWith("-gpu.conf")).toList();
  }

  static List<String> clusterFiles() {
    return files().stream().filter(name -> !name.equals("local.conf")).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyKeyIsOneThatSparkKnows(String file) {
    // Spark registers a key when the class that declares it is loaded.
    UI.UI_ENABLED();
    Network$.MODULE$.NETWORK_CRYPTO_ENABLED();

    assertThat(ConfFiles.settings(file).keySet())
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(
                        ConfigEntry.findEntry(key) != null
                            || OTHERWISE_KNOWN.matcher(key).matches())
                    .as(key)
                    .isTrue());
  }

  @Test
  void aMisspeltKeyIsNotKnown() {
    assertThat(ConfigEntry.findEntry("spark.executor.memoryOverHead")).isNull();
  }

  /** As many tasks share a GPU as an executor has cores, so that neither waits for the other. */
  @ParameterizedTest
  @MethodSource("gpuFiles")
  void tasksShareTheGpuOfTheirExecutor(String file) {
    SparkConf conf = conf(file);
    double share = conf.getDouble("spark.task.resource.gpu.amount", 0);

    assertThat(conf.getInt("spark.executor.resource.gpu.amount", 0)).isEqualTo(1);
    assertThat(share * conf.getInt("spark.executor.cores", 0)).isEqualTo(1);
  }

  /** Else two copies of a task may run at once, and the loss of one would not be noticed. */
  @ParameterizedTest
  @MethodSource("clusterFiles")
  void failedTasksAreTriedElsewhereAndNeverTwiceAtOnce(String file) {
    SparkConf conf = conf(file);

    HealthTracker.validateExcludeOnFailureConfs(conf);

    assertThat(conf.getBoolean("spark.excludeOnFailure.enabled", false)).isTrue();
    assertThat(conf.getBoolean("spark.speculation", true)).isFalse();
  }

  /** A properties file of Spark cannot include another one, so these settings are repeated. */
  @ParameterizedTest
  @MethodSource("clusterFiles")
  void failuresAreTreatedAlikeOnEveryCluster(String file) {
    assertThat(failureSettings(file)).hasSize(5).isEqualTo(failureSettings("standalone.conf"));
  }

  /** On a network, Spark's ports are open to everybody who does not have to know a secret. */
  @ParameterizedTest
  @MethodSource("clusterFiles")
  void processesOfAClusterProveWhoTheyAreAndEncrypt(String file) {
    SparkConf conf = conf(file);

    assertThat(conf.getBoolean("spark.authenticate", false)).isTrue();
    assertThat(conf.getBoolean("spark.network.crypto.enabled", false)).isTrue();
    assertThat(conf.getBoolean("spark.io.encryption.enabled", false)).isTrue();
    assertThat(conf.contains("spark.authenticate.secret")).as("a secret that all know").isFalse();
  }

  private static Map<String, String> failureSettings(String file) {
    Map<String, String> settings = ConfFiles.settings(file);
    settings.keySet().removeIf(key -> !FAILURE_SETTING.matcher(key).matches());
    return settings;
  }

  private static SparkConf conf(String file) {
    SparkConf conf = new SparkConf(false);
    for (Map.Entry<String, String> setting : ConfFiles.settings(file).entrySet()) {
      conf.set(setting.getKey(), setting.getValue());
    }
    return conf;
  }
}
