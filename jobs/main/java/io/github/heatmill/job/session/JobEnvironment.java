package io.github.heatmill.job.session;

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
    return of(SparkHadoopUtil.get().newConfiguration(conf), conf);
  }

  private static JobEnvironment of(Configuration hadoop, SparkConf conf) {
    return new JobEnvironment(
        hadoop,
        conf.getInt("spark.task.cpus", 1),
        conf.getInt("spark.executor.resource.gpu.amount", 0));
  }
}
