package io.github.heatmill.model.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.exported.archive.ExportedFiles;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.output.NetworkOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of a file never become source text. */
class HostileNamesTest {
  /** In JSON: x" + evil() and a new line that could begin a method. */
  private static final String EVIL = "x\\\" + evil()\\n  def evil(self):";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d", // values
        "p_body_conv_weight", // inputs of the graph
        "body.conv", // modules, their parameters and layers
        "body.bn",
        "logits", // keys of the returned dictionary
        "features",
      })
  void noNameOfAProgramStandsInTheSourceText(String name) throws IOException {
    NetworkFile file = NetworkFile.read(renamed(name));
    Path opened = folder.resolve("opened.pt");
    file.writeOpened(
        OpeningRequest.at(file.explainable().toList(), Set.of(Access.values()))
            .with(NetworkOutput.LOGITS.at(name.equals("logits") ? "1" : "logits")),
        opened);

    assertThat(source(opened)).contains("def heatmill_full_gradients(").doesNotContain("evil");
  }

  private Path renamed(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    int changed = 0;
    try (ZipFile zip = new ZipFile(ExportedFixtures.file("dictionary").toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] content = bytes(zip, entry);
        byte[] renamed = entry.getName().endsWith(".json") ? renamed(content, name) : content;
        changed += Arrays.equals(content, renamed) ? 0 : 1;
        entries.put(entry.getName(), renamed);
      }
    }
    assertThat(changed).isPositive();
    return ExportedFiles.write(folder.resolve("evil.pt2"), "", entries);
  }

  /**
   * Targets of calls keep their names: they are compared with a list. Keys stand in a text of JSON.
   */
  private static byte[] renamed(byte[] json, String name) {
    boolean key = name.equals("logits") || name.equals("features");
    String evil = key ? EVIL.replace("\\", "\\\\").replace("\"", "\\\"") : EVIL;
    return new String(json, StandardCharsets.UTF_8)
        .replaceAll("(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)", Matcher.quoteReplacement(evil))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String source(Path opened) throws IOException {
    try (ZipFile zip = new ZipFile(opened.toFile())) {
      return new String(
          bytes(zip, zip.getEntry("network/code/__torch__.py")), StandardCharsets.UTF_8);
    }
  }
}
