package io.github.heatmill.model.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.NDList;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.djl.DjlNetwork;
import io.github.heatmill.model.operator.Operator.Argument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the list of operators with what the engine's loader of TorchScript knows. */
class OperatorsInEngineTest {
  private static final Pattern SCHEMA =
      Pattern.compile("aten::(\\w+)(?:\\.(\\w+))?\\((.*)\\) -> .*");
  private static final Pattern COMMA = Pattern.compile(", (?![^\\[(]*[\\])])");

  @TempDir Path folder;

  @Test
  void theEngineKnowsEveryOperatorWithItsArgumentsByTheNameInTorch() {
    Map<String, List<Operator>> byName =
        AtenOperators.all().allowed().stream()
            .collect(Collectors.groupingBy(Operator::name, TreeMap::new, Collectors.toList()));

    assertThat(byName.size()).isGreaterThan(900);
    byName.forEach(
        (name, overloads) -> {
          // The engine refuses the call and lists all overloads that it knows.
          Map<String, List<String>> known = schemas(refusal("torch." + name + "(unknown=x)"));
          for (Operator operator : overloads) {
            assertThat(known.get(operator.overload()))
                .as("%s.%s", name, operator.overload())
                .isEqualTo(operator.arguments().stream().map(Argument::name).toList());
          }
        });
  }

  @Test
  void theEngineDoesNotKnowWhatIsNewer() {
    assertThat(refusal("torch._upsample_lanczos2d_aa(x)"))
        .contains("Unknown builtin op: aten::_upsample_lanczos2d_aa");
  }

  @Test
  void onlyTheNewestVersionOfAnArchiveGivesTheOperatorsTheirMeaningOfToday() {
    // In archives before version 4, whole numbers were divided to whole numbers: 3 / 2 = 1.
    String divided = "torch.to(torch.div(torch.to(x, 4), 2), 6)";

    assertThat(result("10", divided, 3, 5)).containsExactly(1.5f, 2.5f);
    assertThat(result("3", divided, 3, 5)).containsExactly(1, 2);
  }

  private float[] result(String version, String expression, float... input) {
    Path file = archive(version, expression);
    try (DjlNetwork network = DjlNetwork.load(file, ComputeDevice.cpu())) {
      return network.call(
          "forward",
          manager -> new NDList(manager.create(input)),
          outputs -> outputs.singletonOrThrow().toFloatArray());
    }
  }

  /** The names of the arguments of each overload. */
  private static Map<String, List<String>> schemas(String message) {
    return SCHEMA
        .matcher(message)
        .results()
        .collect(
            Collectors.toMap(
                schema -> schema.group(2) == null ? "default" : schema.group(2),
                schema -> arguments(schema.group(3)),
                (first, again) -> first));
  }

  private static List<String> arguments(String text) {
    return COMMA
        .splitAsStream(text)
        .filter(argument -> !argument.equals("*"))
        .map(argument -> argument.replaceFirst("=.*", "").replaceFirst(".* ", ""))
        .toList();
  }

  /** What the engine says when it loads a network that returns this. */
  private String refusal(String expression) {
    Path file = archive("10", expression);
    Throwable thrown = catchThrowable(() -> DjlNetwork.load(file, ComputeDevice.cpu()).close());
    return thrown.getCause().getMessage();
  }

  /** A network that returns this. */
  private Path archive(String version, String expression) {
    String code =
        """
        class Net(Module):
          __parameters__ = []
          __buffers__ = []
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
            return %s
        """
            .formatted(expression);
    Map<String, String> entries =
        Map.of(
            "code/__torch__.py",
            code,
            "data.pkl",
            "\u0080\u0002c__torch__\nNet\n)\u0081}b.",
            "constants.pkl",
            "\u0080\u0002).",
            "version",
            version + "\n");
    Path file = folder.resolve("net.pt");
    write(file, entries);
    return file;
  }

  private static void write(Path file, Map<String, String> entries) {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry("net/" + entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
