package io.github.heatmill.job.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installation of Spark, from which Spark's own classes start further processes, made of the
 * jars of a class path.
 *
 * @param folder of the installation
 * @param classPath of all processes
 */
record SparkHome(Path folder, String classPath) {
  /** These processes live for seconds: the second compiler would take longer than what it saves. */
  static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

  private static final Pattern SCALA = Pattern.compile("spark-core_(2\\.\\d+)-");

  /** Installs Spark in a folder. */
  static SparkHome in(Path folder, String classPath) throws IOException {
    Files.createDirectories(folder.resolve("jars"));
    Files.writeString(folder.resolve("RELEASE"), "Spark of the tests\n");
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      Path link = folder.resolve("jars").resolve(jar.getFileName());
      // A class path may name a jar twice.
      if (Files.isRegularFile(jar) && Files.notExists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    return new SparkHome(folder, classPath);
  }

  /** Starts spark-submit. */
  Process submit(Map<String, String> settings, List<String> arguments, Path log)
      throws IOException {
    List<String> all = new ArrayList<>();
    settings.forEach((setting, value) -> all.addAll(List.of("--conf", setting + "=" + value)));
    all.addAll(arguments);
    return start("org.apache.spark.deploy.SparkSubmit", all, log);
  }

  /**
   * Starts a JVM.
   *
   * @param log where everything goes that it prints
   */
  Process start(String main, List<String> arguments, Path log) throws IOException {
    return start(main, arguments, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), log);
  }

  /**
   * As {@link #start(String, List, Path)}.
   *
   * @param environment variables of the process, in addition to those that every one has
   */
  Process start(String main, List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Spark needs to reach into Java, as this JVM was allowed to.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(line::add);
    line.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", FIRST_COMPILER_ALONE));
    line.addAll(List.of("-cp", classPath, main));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", scalaVersion());
    builder.environment().remove("SPARK_LOCAL_IP");
    builder.environment().putAll(environment);
    if (Files.exists(logging())) {
      builder.environment().put("LOG4J_CONFIGURATION_FILE", logging().toUri().toString());
    }
    builder.directory(folder.toFile());
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Makes all processes say what they do: else they say no more than the tests themselves. */
  SparkHome talking() throws IOException {
    Files.writeString(
        logging(),
        """
        rootLogger.level = info
        rootLogger.appenderRef.console.ref = console
        appender.console.type = Console
        appender.console.name = console
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
        """);
    return this;
  }

  private Path logging() {
    return folder.resolve("log4j2.properties");
  }

  private String scalaVersion() {
    Matcher scala = SCALA.matcher(classPath);
    if (!scala.find()) {
      throw new AssertionError("No Spark on the class path");
    }
    return scala.group(1);
  }

  /** Ends a process at once, with those that it started. */
  static void end(ProcessHandle process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
