package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HDFS, with a name node and a data node, in this JVM. */
@Tag("cluster")
@Tag("exhaustive")
class HdfsTest {
  private static MiniDFSCluster cluster;
  private static FileSystem hdfs;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    hdfs = cluster.getFileSystem();
    Path images = Demo.copy(folder.resolve("images"), 2);
    put(images, "/data");
    put(Demo.MODEL, "/model");
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  @Test
  void imagesModelAndTablesMayAllLieInHdfs() throws IOException {
    Run run =
        Run.of(
            "explain",
            "--images",
            uri("/data/images"),
            "--labels",
            "folder",
            "--model",
            uri("/model/model"),
            "--model-sha256",
            DigestUtils.sha256Hex(Demo.bytes(Demo.MODEL.resolve("demo.pt"))),
            "--output",
            uri("/audit"));

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(hdfs.exists(new org.apache.hadoop.fs.Path("/audit/manifest.json"))).isTrue();
    // 6 classes, 2 images each.
    assertThat(
            Spark.session()
                .read()
                .parquet(uri("/audit/predictions"))
                .where("image LIKE 'hdfs://%/data/images/%' AND label_name IS NOT NULL")
                .count())
        .isEqualTo(12);
    Run report = Run.report(uri("/audit"), uri("/audit/report.html"));
    assertThat(report.errors()).isEmpty();
    assertThat(report.out()).contains("Report  hdfs://").doesNotContain("(0 images");
  }

  private static void put(Path local, String folder) throws IOException {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(folder);
    hdfs.mkdirs(target);
    hdfs.copyFromLocalFile(new org.apache.hadoop.fs.Path(local.toUri()), target);
  }

  private static String uri(String path) {
    return hdfs.getUri() + path;
  }
}
