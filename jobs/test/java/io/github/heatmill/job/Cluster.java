package io.github.heatmill.job;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A driver with two executors, each in a JVM of its own ({@code local-cluster}). Spark starts them
 * from an installation; one is made of the jars of the class path.
 *
 * @param home the installation
 * @param classPath of driver and executors
 */
record Cluster(Path home, String classPath) {
  private static final Pattern SCALA = Pattern.compile("spark-core_(2\\.\\d+)-");
  private static final int MINUTES = 5;

  /** These processes live for seconds: the second compiler would take longer than what it saves. */
  static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

  /** Installs Spark in a folder, with Heatmill on its class path. */
  static Cluster in(Path home) throws IOException {
    return in(home, ownClassPath());
  }

  /** Installs a Spark that does not know Heatmill, as a user's does not. */
  static Cluster withoutHeatmill(Path home) throws IOException {
    return in(
        home,
        Stream.of(ownClassPath().split(File.pathSeparator))
            .filter(entry -> !HeatmillJars.isOne(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  private static Cluster in(Path home, String classPath) throws IOException {
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("RELEASE"), "Spark of the tests\n");
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      Path link = home.resolve("jars").resolve(jar.getFileName());
      // A class path may name a jar twice.
      if (Files.isRegularFile(jar) && Files.notExists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    return new Cluster(home, classPath);
  }

  /** Surefire hides the class path in a jar of its own. */
  static String ownClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Runs a command of Heatmill; gives its exit status. */
  int run(List<String> command) throws IOException, InterruptedException {
    return run(command, List.of());
  }

  /** As {@link #run(List)}, with options for spark-submit. */
  int run(List<String> command, List<String> options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--class", Heatmill.class.getName(), "spark-internal"));
    arguments.addAll(command);
    return submit(arguments);
  }

  /** Runs spark-submit to its end; gives its exit status. */
  int submit(List<String> arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      end(process);
      throw new AssertionError("Not done after " + MINUTES + " minutes:\n" + log());
    }
    return process.exitValue();
  }

  /** Starts spark-submit. */
  Process start(List<String> arguments) throws IOException {
    List<String> line = java("org.apache.spark.deploy.SparkSubmit");
    settings().forEach((setting, value) -> line.addAll(List.of("--conf", setting + "=" + value)));
    line.addAll(arguments);
    return builder(line).start();
  }

  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private List<String> java(String main) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Spark needs to reach into Java, as this JVM was allowed to.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(line::add);
    line.addAll(List.of("-Xmx1g", FIRST_COMPILER_ALONE, "-cp", classPath, main));
    return line;
  }

  private Map<String, String> settings() {
    return Map.of(
        "spark.master", "local-cluster[2,1,1024]",
        "spark.executor.memory", "1g",
        "spark.executor.extraClassPath", classPath,
        "spark.executor.extraJavaOptions", FIRST_COMPILER_ALONE,
        "spark.ui.enabled", "false",
        // Else a run this short could be over before the second executor is there.
        "spark.scheduler.minRegisteredResourcesRatio", "1.0");
  }

  private ProcessBuilder builder(List<String> line) {
    Matcher scala = SCALA.matcher(classPath);
    if (!scala.find()) {
      throw new AssertionError("No Spark on the class path");
    }
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", scala.group(1));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.directory(home.toFile());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    return builder;
  }

  /** What the driver printed. */
  String log() {
    return new String(Demo.bytes(home.resolve("log")), StandardCharsets.UTF_8);
  }

  /** The names of the executors that ran. */
  List<String> executors() throws IOException {
    try (Stream<Path> applications = Files.list(home.resolve("work"))) {
      return applications
          .flatMap(application -> Demo.names(application).stream())
          .sorted()
          .toList();
    }
  }
}
