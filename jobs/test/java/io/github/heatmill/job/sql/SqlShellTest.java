package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.cluster.Cluster;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.HeatmillJars;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.table.Float32;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's own shell and server, which get Heatmill by settings alone. */
@Tag("shell")
class SqlShellTest {
  private static final String PACKAGE = "org.apache.spark.sql.hive.thriftserver.";
  private static final int PATIENCE = 120;
  private static final String DESCRIBE = "DESCRIBE FUNCTION EXTENDED heatmap_iou";
  private static final String CORNER = "SELECT 'corner', heatmap_at(heatmap, 0, 0) FROM ";
  private static final String WRONG = "SELECT heatmap_at(image, 0, 0) FROM ";

  @TempDir static Path folder;
  private static String table;
  private static float corner;

  @BeforeAll
  static void explain() {
    Path output = folder.resolve("output");
    Run run = Run.demo(Demo.image("fish", 1), output, "--methods", "grad-cam");
    assertThat(run.errors()).isEmpty();
    table = "parquet.`" + output.resolve("explanations") + "`";
    byte[] values =
        Spark.table(output, "explanations").select("heatmap.values").head().getAs("values");
    corner = Float32.values(values)[0];
  }

  @Test
  void theShellDescribesAFunctionAndQueriesARunAndRefusesAWrongArgument()
      throws IOException, InterruptedException {
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("shell"));
    List<String> shell = submission("SparkSQLCLIDriver");
    shell.addAll(List.of("-e", String.join("; ", DESCRIBE, CORNER + table, WRONG + table)));

    int exit = cluster.submit(shell);

    assertThat(cluster.log())
        .contains("Function: heatmap_iou\n")
        .contains("Usage: heatmap_iou(a, b, quantile) - ")
        .contains("> SELECT heatmap_iou(");
    assertThat(cluster.log().lines()).contains("corner\t" + (double) corner);
    assertThat(exit).isOne();
    assertThat(cluster.log())
        .contains("[DATATYPE_MISMATCH.")
        .contains("Cannot resolve \"heatmap_at(image, 0, 0)\"")
        .contains("STRUCT<height: INT, width: INT, values: BINARY>")
        .doesNotContain("Lost task");
  }

  @Test
  void theThriftServerAnswersOverJdbc() throws IOException, InterruptedException, SQLException {
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("serving"));
    int port = freePort();
    List<String> server = submission("HiveThriftServer2");
    server.addAll(List.of("--hiveconf", "hive.server2.thrift.port=" + port));
    server.addAll(List.of("--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"));
    Process process = cluster.start(server);
    try {
      await(cluster, process);
      try (Connection connection =
              DriverManager.getConnection("jdbc:hive2://127.0.0.1:" + port + "/", "analyst", "");
          Statement statement = connection.createStatement()) {
        try (ResultSet found = statement.executeQuery(CORNER + table)) {
          assertThat(found.next()).isTrue();
          assertThat(found.getDouble(2)).isEqualTo(corner);
          assertThat(found.next()).isFalse();
        }
        assertThatThrownBy(() -> statement.executeQuery(WRONG + table))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("AnalysisException")
            .hasMessageContaining("heatmap_at");
      }
    } finally {
      Cluster.end(process);
    }
  }

  private static List<String> submission(String main) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--conf", "spark.sql.extensions=" + HeatmillExtensions.class.getName()));
    arguments.addAll(List.of("--conf", "spark.sql.catalogImplementation=in-memory"));
    arguments.addAll(List.of("--jars", HeatmillJars.in(folder).list()));
    arguments.addAll(List.of("--class", PACKAGE + main, "spark-internal"));
    return arguments;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void await(Cluster cluster, Process process) throws InterruptedException {
    for (int second = 0; second < PATIENCE && process.isAlive(); second++) {
      if (cluster.log().contains("HiveThriftServer2 started")) {
        return;
      }
      Thread.sleep(1000);
    }
    throw new AssertionError("No Thrift server:\n" + cluster.log());
  }
}
