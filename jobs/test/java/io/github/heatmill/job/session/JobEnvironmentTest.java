package io.github.heatmill.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.plugin.LocalDisk;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {

  @Test
  void aSparkOfOneMachineWritesItsDiskWithoutOtherPrograms() {
    assertThat(JobEnvironment.fileSystem(conf("local[2]"))).isEqualTo(LocalDisk.settings());
  }

  @Test
  void executorsOfAClusterStartWithoutHeatmillsClasses() {
    assertThat(JobEnvironment.fileSystem(conf("spark://host:7077"))).isEmpty();
    assertThat(JobEnvironment.fileSystem(conf("local-cluster[2,1,1024]"))).isEmpty();
    assertThat(JobEnvironment.fileSystem(new SparkConf(false))).isEmpty();
  }

  @Test
  void theFileSystemOfTheUserStays() {
    SparkConf chosen = conf("local").set("spark.hadoop.fs.file.impl", "org.example.Disk");

    assertThat(JobEnvironment.fileSystem(chosen)).isEmpty();
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }
}
