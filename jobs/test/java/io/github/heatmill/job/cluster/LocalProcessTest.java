package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on one machine, as a process of its own: nobody else reaches it or its files, no second run
 * gets into its folder, and a signal ends it calmly.
 */
@Tag("cluster")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Missing /proc")
class LocalProcessTest {
  private static final String LISTENING = "0A";
  private static final String LOOPBACK = "127.0.0.1:";
  private static final int SECONDS_TO_END = 60;

  @TempDir Path folder;

  @Test
  void aRunIsAloneWithItsPortsFilesAndFolderAndEndsCalmly() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Path output = folder.resolve("output");
    Path log = folder.resolve("log");
    Process run = start(temporary, output, log);
    try {
      Set<String> seen = listeningUntilComplete(run, output, log);
      Set<String> modes = modes(temporary);
      IllegalArgumentException second =
          catchThrowableOfType(
              IllegalArgumentException.class,
              () -> RunOutput.of(output.toString(), Existing.REPLACED, new Configuration(false)));
      run.destroy(); // SIGTERM

      assertThat(run.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).as(text(log)).isTrue();
      assertThat(seen).hasSize(2).allMatch(address -> address.startsWith(LOOPBACK));
      assertThat(modes).as("below " + temporary).containsOnly("rwx------");
      assertThat(second)
          .hasMessageStartingWith(
              "Output is in use: file:" + output + " by process " + run.pid() + " (explain) on ");
      assertThat(run.exitValue()).as(text(log)).isEqualTo(143);
      assertThat(text(log).lines().filter(line -> line.startsWith("heatmill: ")))
          .containsExactly("heatmill: Stopped after 1 of 1 images; the same command goes on");
      assertThat(text(log)).doesNotContain("\tat ", "Exception", "Failed");
      assertThat(Demo.names(temporary)).as("what is left of the temporary files").isEmpty();
      RunOutput.of(output.toString(), Existing.CONTINUED, new Configuration(false));
    } finally {
      Cluster.end(run);
    }
  }

  /** It goes on when its image is explained, so that nothing closes before it was seen. */
  private Process start(Path temporary, Path output, Path log) throws IOException {
    Path images = Demo.copy(Demo.image("jug", 1), folder.resolve("images/jug.jpg")).getParent();
    List<String> command =
        ClusterRuns.command(images, output, List.of("--methods", "random", "--watch", "1"));
    return Cluster.in(folder.resolve("spark"))
        .spark()
        .start(
            "org.apache.spark.deploy.SparkSubmit",
            Cluster.heatmill(command, List.of("--master", "local[1]")),
            Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
            log);
  }

  private static String text(Path log) {
    return new String(Demo.bytes(log), StandardCharsets.UTF_8);
  }

  /** Where a run listened at any time from its start to the end of its first images. */
  private static Set<String> listeningUntilComplete(Process run, Path output, Path log) {
    Set<String> seen = new TreeSet<>();
    return Until.found(
        "a complete run",
        () -> {
          assertThat(run.isAlive()).as(() -> text(log)).isTrue();
          boolean complete = ClusterRuns.isComplete(output); // Then all of it is open.
          seen.addAll(listening(run.toHandle()));
          return complete ? Optional.of(seen) : Optional.empty();
        });
  }

  /** The modes of the folders directly in a folder; those of spark-submit itself are empty. */
  private static Set<String> modes(Path folder) throws IOException {
    Set<String> modes = new TreeSet<>();
    for (String name : Demo.names(folder)) {
      Path entry = folder.resolve(name);
      if (!Files.isDirectory(entry) || !Demo.names(entry).isEmpty()) {
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)));
      }
    }
    return modes;
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
