package io.github.heatmill.job.cluster;

import io.github.heatmill.job.Heatmill;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.HeatmillJars;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A driver with two executors, each in a JVM of its own ({@code local-cluster}). Spark starts them
 * from an installation; one is made of the jars of the class path.
 *
 * @param spark the installation
 */
public record Cluster(SparkHome spark) {
  private static final int MINUTES = 5;

  /** Installs Spark in a folder, with Heatmill on its class path. */
  public static Cluster in(Path home) throws IOException {
    return new Cluster(SparkHome.in(home, ownClassPath()));
  }

  /** Installs a Spark that does not know Heatmill, as a user's does not. */
  public static Cluster withoutHeatmill(Path home) throws IOException {
    String classPath =
        Stream.of(ownClassPath().split(File.pathSeparator))
            .filter(entry -> !HeatmillJars.isOne(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return new Cluster(SparkHome.in(home, classPath));
  }

  /** Surefire hides the class path in a jar of its own. */
  public static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Runs a command of Heatmill; gives its exit status. */
  public int run(List<String> command) throws IOException, InterruptedException {
    return run(command, List.of());
  }

  /** As {@link #run(List)}, with options for spark-submit. */
  public int run(List<String> command, List<String> options)
      throws IOException, InterruptedException {
    return submit(heatmill(command, options));
  }

  /** What spark-submit is given for a command of Heatmill. */
  static List<String> heatmill(List<String> command, List<String> options) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--class", Heatmill.class.getName(), "spark-internal"));
    arguments.addAll(command);
    return arguments;
  }

  /** Runs spark-submit to its end; gives its exit status. */
  public int submit(List<String> arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      end(process);
      throw new AssertionError("Not done after " + MINUTES + " minutes:\n" + log());
    }
    return process.exitValue();
  }

  /** Starts spark-submit. */
  public Process start(List<String> arguments) throws IOException {
    return spark.submit(settings(), arguments, spark.folder().resolve("log"));
  }

  public static void end(Process process) {
    SparkHome.end(process.toHandle());
  }

  private Map<String, String> settings() {
    return Map.of(
        "spark.master", "local-cluster[2,1,1024]",
        "spark.executor.memory", "1g",
        "spark.executor.extraClassPath", spark.classPath(),
        "spark.executor.extraJavaOptions", SparkHome.FIRST_COMPILER_ALONE,
        "spark.ui.enabled", "false",
        // Else a run this short could be over before the second executor is there.
        "spark.scheduler.minRegisteredResourcesRatio", "1.0");
  }

  /** What the driver printed. */
  public String log() {
    return new String(Demo.bytes(spark.folder().resolve("log")), StandardCharsets.UTF_8);
  }

  /** The names of the executors that ran. */
  List<String> executors() throws IOException {
    try (Stream<Path> applications = Files.list(spark.folder().resolve("work"))) {
      return applications
          .flatMap(application -> Demo.names(application).stream())
          .sorted()
          .toList();
    }
  }
}
