package io.github.heatmill.job.session;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/**
 * The settings of Spark that a plan needs before any job runs.
 *
 * @param hadoop opens file systems
 * @param taskCpus the number of cores of each task, {@code spark.task.cpus}
 */
public record JobEnvironment(Configuration hadoop, int taskCpus) {
  private static final String TASK_CPUS = "spark.task.cpus";

  /** The environment of a session that runs already. */
  public static JobEnvironment of(SparkSession spark) {
    return new JobEnvironment(
        spark.sparkContext().hadoopConfiguration(), taskCpus(spark.sparkContext().conf()));
  }

  /** The environment that spark-submit has set, for commands that check before Spark starts. */
  public static JobEnvironment ofSparkSubmit() {
    SparkConf conf = new SparkConf();
    return new JobEnvironment(SparkHadoopUtil.get().newConfiguration(conf), taskCpus(conf));
  }

  private static int taskCpus(SparkConf conf) {
    return conf.getInt(TASK_CPUS, 1);
  }
}
