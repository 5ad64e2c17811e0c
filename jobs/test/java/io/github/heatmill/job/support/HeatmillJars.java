package io.github.heatmill.job.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.cluster.Cluster;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Heatmill as a user has it: jars that a Spark gets with {@code --jars}.
 *
 * @param library what SQL needs: the core, the functions, and what these bring that Spark lacks
 * @param application the tests of this module, one of which is a program
 */
public record HeatmillJars(List<Path> library, Path application) {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Pattern BROUGHT =
      Pattern.compile(
          ".*/(ai/djl|net/java/dev/jna|com/twelvemonkeys|com/j2html|org/webjars|info/picocli)/.*\\.jar");

  /** Whether a Spark that is not Heatmill's lacks this entry of the class path. */
  public static boolean isOne(Path entry) {
    return entry.startsWith(MODULE.getParent())
        || entry.getFileName().toString().startsWith("heatmill-")
        || BROUGHT.matcher(entry.toString()).matches();
  }

  /** Finds the jars, or makes them in a folder where the build has only compiled. */
  public static HeatmillJars in(Path folder) {
    List<Path> own = own().toList();
    Path tests =
        own.stream().filter(entry -> entry.endsWith("test-classes")).findFirst().orElseThrow();
    List<Path> library =
        own.stream()
            .filter(entry -> !entry.startsWith(MODULE))
            .map(entry -> jar(entry, folder))
            .toList();
    return new HeatmillJars(library, jar(tests, folder));
  }

  private static Stream<Path> own() {
    return Stream.of(Cluster.ownClassPath().split(File.pathSeparator))
        .map(Path::of)
        .filter(HeatmillJars::isOne);
  }

  /** The program itself, for a Spark that gets the library beside it. */
  public static Path program(Path folder) {
    return own()
        .filter(entry -> entry.startsWith(MODULE) && !entry.endsWith("test-classes"))
        .findFirst()
        .map(entry -> jar(entry, folder))
        .orElseThrow();
  }

  /** As {@code --jars} wants it. */
  public String list() {
    return String.join(",", library.stream().map(Path::toString).toList());
  }

  private static Path jar(Path entry, Path folder) {
    if (Files.isRegularFile(entry)) {
      return entry;
    }
    String module = MODULE.getParent().relativize(entry).getName(0).toString();
    // A module may be there twice: with its classes, and with those of its tests.
    Path jar = folder.resolve("heatmill-" + module + "-" + entry.getFileName() + ".jar");
    String[] arguments = {"--create", "--file", jar.toString(), "-C", entry.toString(), "."};
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    assertThat(tool.run(System.out, System.err, arguments)).isZero();
    return jar;
  }
}
