package io.github.heatmill.job.session;

import io.github.heatmill.udf.plugin.LocalDisk;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/**
 * The part of Spark's configuration that is needed to check the settings of a job.
 *
 * @param hadoop how file systems are reached
 * @param taskCpus the CPUs of one task
 * @param executorGpus the GPUs of one executor; 0 without GPUs
 */
public record JobEnvironment(Configuration hadoop, int taskCpus, int executorGpus) {

  /** The environment of a running session. */
  public static JobEnvironment of(SparkSession spark) {
    return of(spark.sparkContext().hadoopConfiguration(), spark.sparkContext().getConf());
  }

  /** The environment that {@code spark-submit} has set up, before Spark is started. */
  public static JobEnvironment ofSparkSubmit() {
    SparkConf conf = new SparkConf();
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    fileSystem(conf).forEach(hadoop::set);
    return of(hadoop, conf);
  }

  /**
   * Settings of Hadoop for the file system of the local disk; none for a cluster, whose executors
   * start without Heatmill's classes, and none where the user has chosen.
   */
  static Map<String, String> fileSystem(SparkConf conf) {
    boolean chosen =
        LocalDisk.settings().keySet().stream()
            .anyMatch(key -> conf.contains("spark.hadoop." + key));
    boolean oneProcess =
        LocalNetwork.isLocal(conf) && !conf.get("spark.master").startsWith("local-cluster");
    return oneProcess && !chosen ? LocalDisk.settings() : Map.of();
  }

  private static JobEnvironment of(Configuration hadoop, SparkConf conf) {
    return new JobEnvironment(
        hadoop,
        conf.getInt("spark.task.cpus", 1),
        conf.getInt("spark.executor.resource.gpu.amount", 0));
  }
}
