package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Heatmill as a user has it: jars that a Spark gets with {@code --jars}.
 *
 * @param library what SQL needs: the core and the functions
 * @param tests of this module, in which an application may be
 */
record HeatmillJars(List<Path> library, Path tests) {
  private static final Path ROOT =
      Path.of(System.getProperty("heatmill.root", "..")).toAbsolutePath().normalize();

  /** Whether an entry of the class path is Heatmill's own. */
  static boolean isOne(Path entry) {
    return entry.startsWith(ROOT) || entry.getFileName().toString().startsWith("heatmill-");
  }

  /** Finds the jars, or makes them in a folder where the build has only compiled. */
  static HeatmillJars in(Path folder) {
    List<Path> own =
        Stream.of(Cluster.ownClassPath().split(File.pathSeparator))
            .map(Path::of)
            .filter(HeatmillJars::isOne)
            .toList();
    Path tests = own.stream().filter(HeatmillJars::isTests).findFirst().orElseThrow();
    List<Path> library =
        own.stream().filter(entry -> !isTests(entry)).map(entry -> jar(entry, folder)).toList();
    return new HeatmillJars(library, jar(tests, folder));
  }

  /** As {@code --jars} wants it. */
  String list() {
    return String.join(",", library.stream().map(Path::toString).toList());
  }

  private static boolean isTests(Path entry) {
    return entry.endsWith("test-classes");
  }

  private static Path jar(Path entry, Path folder) {
    if (Files.isRegularFile(entry)) {
      return entry;
    }
    Path module = ROOT.relativize(entry).getName(0);
    Path jar = folder.resolve(module + "-" + entry.getFileName() + ".jar");
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    assertThat(
            tool.run(
                System.out,
                System.err,
                "--create",
                "--file",
                jar.toString(),
                "-C",
                entry.toString(),
                "."))
        .isZero();
    return jar;
  }
}
