package io.github.heatmill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void theTableOfMethodsIsTheRegistry() throws IOException {
    Path readme = Path.of(System.getProperty("heatmill.root"), "README.md");
    List<String> rows =
        Files.readAllLines(readme).stream()
            .dropWhile(line -> !line.startsWith("| method | what it does | cost |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Methods.all().stream()
                .map(
                    m ->
                        "| `"
                            + m.id()
                            + "` | "
                            + m.card().summary()
                            + " | "
                            + m.card().cost()
                            + " |")
                .toList());
  }
}
