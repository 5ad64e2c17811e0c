package io.github.heatmill.job.cluster;

import io.github.heatmill.job.page.ConfFiles;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/**
 * A standalone cluster: Spark's own master and two workers of one core, each a process on this
 * machine, which tests may end. They stay until the tests end; a worker that was ended is replaced
 * for the next run.
 */
final class StandaloneCluster {
  private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern JOINED = Pattern.compile("Registering worker ");
  private static final List<String> ADDRESS =
      List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
  private static final int WORKERS = 2;
  private static final int MINUTES = 8;

  /** As a user's cluster has one, who follows the comments of {@code conf/standalone.conf}. */
  private static final Map<String, String> SECRET =
      Map.of("spark.authenticate.secret", "known to the tests alone");

  private static StandaloneCluster shared;

  private final SparkHome spark;
  private final Process master;
  private final String url;
  private final List<Process> workers = new ArrayList<>();
  private int started;

  private StandaloneCluster(Path folder) throws IOException {
    this.spark = SparkHome.in(folder, Cluster.ownClassPath()).talking();
    this.master =
        spark.start(
            "org.apache.spark.deploy.master.Master",
            Stream.of(ADDRESS, List.of("--properties-file", daemonSettings().toString()))
                .flatMap(List::stream)
                .toList(),
            masterLog());
    this.url = Until.found("a master", () -> matches(STARTED).findFirst().map(m -> m.group(1)));
  }

  /** The cluster of all tests, with two workers. */
  static synchronized StandaloneCluster shared() throws IOException {
    if (shared == null) {
      Path folder = Files.createTempDirectory("heatmill-standalone");
      shared = new StandaloneCluster(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
    }
    shared.staff();
    return shared;
  }

  /** Master and workers know the secret, and encrypt, as the file for drivers says. */
  private Path daemonSettings() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(ConfFiles.settings("standalone.conf"));
    settings
        .keySet()
        .removeIf(
            key ->
                !key.matches("spark\\.(authenticate|network\\.crypto)\\..*|spark\\.authenticate"));
    settings.putAll(SECRET);
    settings.put("spark.master.rest.enabled", "false"); // It knows no secrets.
    List<String> lines =
        settings.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
    return Files.write(spark.folder().resolve("daemons.conf"), lines);
  }

  private void staff() throws IOException {
    workers.removeIf(worker -> !worker.isAlive());
    while (workers.size() < WORKERS) {
      Path folder = Files.createDirectories(spark.folder().resolve("worker-" + ++started));
      workers.add(
          spark.start(
              "org.apache.spark.deploy.worker.Worker",
              Stream.of(
                      ADDRESS,
                      List.of("--properties-file", daemonSettings().toString()),
                      List.of("--cores", "1", "--memory", "1g", "--work-dir", folder.toString()),
                      List.of(url))
                  .flatMap(List::stream)
                  .toList(),
              folder.resolve("log")));
    }
    Until.found("workers", () -> Optional.of(started).filter(n -> matches(JOINED).count() >= n));
  }

  /** The processes of the workers. */
  List<ProcessHandle> workers() {
    return workers.stream().map(Process::toHandle).toList();
  }

  /** The processes of executors that run now. */
  List<ProcessHandle> executors() {
    return workers().stream().flatMap(ProcessHandle::children).toList();
  }

  /** The work folders of executors since the cluster began. */
  List<Path> workFolders() {
    try (Stream<Path> folders = Files.find(spark.folder(), 3, (path, is) -> is.isDirectory())) {
      return folders
          .filter(path -> path.getParent().getFileName().toString().startsWith("app-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a command of Heatmill as {@code conf/standalone.conf} says, with more settings. */
  Driver start(List<String> command, Map<String, String> more) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(ConfFiles.settings("standalone.conf"));
    settings.putAll(SECRET);
    settings.put("spark.master", url);
    settings.put("spark.executor.memory", "1g");
    settings.put("spark.executor.extraClassPath", spark.classPath());
    settings.merge(
        "spark.executor.extraJavaOptions",
        SparkHome.FIRST_COMPILER_ALONE,
        (given, added) -> given + " " + added);
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    settings.putAll(more);
    Path log = Files.createTempFile(spark.folder(), "driver-", ".log");
    return new Driver(spark.submit(settings, Cluster.heatmill(command, List.of()), log), log);
  }

  /** A command that runs on the cluster. */
  record Driver(Process process, Path logFile) {
    /** Waits for its end; gives its exit status. */
    int await() throws InterruptedException {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        SparkHome.end(process.toHandle());
        throw new AssertionError("Not done after " + MINUTES + " minutes:\n" + log());
      }
      return process.exitValue();
    }

    /** What it printed. */
    String log() {
      return new String(Demo.bytes(logFile), StandardCharsets.UTF_8);
    }

    /** The lines in which Heatmill itself says what is wrong. */
    List<String> problems() {
      return log().lines().filter(line -> line.startsWith("heatmill: ")).toList();
    }
  }

  /** What executors of the cluster need before any class path of their own. */
  String classPath() {
    return spark.classPath();
  }

  private Path masterLog() {
    return spark.folder().resolve("master.log");
  }

  private Stream<MatchResult> matches(Pattern pattern) {
    Matcher matcher = pattern.matcher(new String(Demo.bytes(masterLog()), StandardCharsets.UTF_8));
    return matcher.results();
  }

  private void end() {
    workers.forEach(worker -> SparkHome.end(worker.toHandle()));
    SparkHome.end(master.toHandle());
    FileUtil.fullyDelete(spark.folder().toFile());
  }
}
