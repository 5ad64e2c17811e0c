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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of a file never become source text. */
class HostileNamesTest {
  /** In JSON: x"]; evil() and a new line that could begin a method. */
  private static final String EVIL = "x\\\"]; evil()\\n  def evil(self):";

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
    try (ZipFile zip = new ZipFile(ExportedFixtures.file("dictionary").toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] content = bytes(zip, entry);
        boolean named = entry.getName().endsWith(".json");
        entries.put(entry.getName(), named ? renamed(content, name) : content);
      }
    }
    return ExportedFiles.write(folder.resolve("evil.pt2"), "", entries);
  }

  /** Targets of calls keep their names: they are compared with a list. */
  private static byte[] renamed(byte[] json, String name) {
    String text = new String(json, StandardCharsets.UTF_8);
    String quoted = java.util.regex.Pattern.quote(name);
    String renamed =
        text.replaceAll(
            "(?<![\\w.])" + quoted + "(?![\\w])",
            java.util.regex.Matcher.quoteReplacement(name.equals("logits") || name.equals("features") ? EVIL.replace("\\", "\\\\\\") : EVIL));
    assertThat(renamed.equals(text)).isFalse();
    return renamed.getBytes(StandardCharsets.UTF_8);
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
