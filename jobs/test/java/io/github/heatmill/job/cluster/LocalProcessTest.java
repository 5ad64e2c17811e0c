package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can reach a run but through Spark's own two ports. */
@Tag("cluster")
@Tag("exhaustive")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Missing /proc")
class PortsTest {
  private static final String LISTENING = "0A";

  @TempDir Path folder;

  @Test
  void aRunListensOnThePortsOfSparksDriverAndBlocksAloneFromItsStartOn() throws IOException {
    List<Integer> ports = freePorts();
    Path output = folder.resolve("output");
    Path images = Demo.copy(Demo.image("jug", 1), folder.resolve("images/jug.jpg")).getParent();
    // It goes on when the images are explained, so nothing closes before it was seen.
    List<String> watch = List.of("--methods", "grad-cam", "--watch", "1");
    List<String> command = ClusterRuns.command(images, output, watch);
    Cluster cluster = Cluster.in(folder.resolve("spark"));
    Process driver = cluster.start(Cluster.heatmill(command, settings(ports)));

    assertThat(listeningUntilComplete(driver, output, cluster))
        .as(cluster::log)
        .containsExactlyInAnyOrder("127.0.0.1:" + ports.get(0), "127.0.0.1:" + ports.get(1));
  }

  /** Where a run listened at any time from its start to the end of its first images. */
  private static Set<String> listeningUntilComplete(Process driver, Path output, Cluster cluster) {
    Set<String> seen = new TreeSet<>();
    try {
      return Until.found(
          "a complete run",
          () -> {
            assertThat(driver.isAlive()).as(cluster::log).isTrue();
            boolean complete = ClusterRuns.isComplete(output); // Then all of it is open.
            seen.addAll(listening(driver.toHandle()));
            return complete ? Optional.of(seen) : Optional.empty();
          });
    } finally {
      Cluster.end(driver);
    }
  }

  private static List<Integer> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    }
  }

  private static List<String> settings(List<Integer> ports) {
    return List.of(
        "--master",
        "local[1]",
        "--conf",
        "spark.driver.port=" + ports.get(0),
        "--conf",
        "spark.blockManager.port=" + ports.get(1),
        "--conf",
        "spark.port.maxRetries=0"); // Else Spark takes the next port where one is in use.
  }

  /** Where a process listens now, such as {@code 127.0.0.1:4040}. */
  private static Set<String> listening(ProcessHandle process) {
    Path folder = Path.of("/proc/" + process.pid());
    try {
      Set<String> sockets = sockets(folder.resolve("fd"));
      return Stream.of("net/tcp", "net/tcp6")
          .map(folder::resolve)
          .filter(Files::exists) // Some machines have no IPv6.
          .flatMap(table -> lines(table).skip(1))
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]"))
          .map(row -> address(row[1]))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new AssertionError("Process ended: " + process.pid(), e);
    }
  }

  /** What a process has open, such as {@code socket:[4711]}; files may close meanwhile. */
  private static Set<String> sockets(Path descriptors) throws IOException {
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.flatMap(descriptor -> target(descriptor).stream()).collect(Collectors.toSet());
    }
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<String> lines(Path table) {
    return new String(Demo.bytes(table), StandardCharsets.US_ASCII).lines();
  }

  /**
   * Reads {@code 0100007F:1F90} as 127.0.0.1:8080: words of four bytes, the lowest first, and a
   * port.
   */
  private static String address(String text) {
    String[] parts = text.split(":");
    byte[] raw = HexFormat.of().parseHex(parts[0]);
    byte[] bytes = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      bytes[i] = raw[i - i % 4 + 3 - i % 4];
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress()
          + ":"
          + Integer.parseInt(parts[1], 16);
    } catch (IOException e) {
      throw new AssertionError("The kernel knows no such addresses: " + text, e);
    }
  }
}
