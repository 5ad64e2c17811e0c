package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotTorchScriptTest {
  private static final Path NETWORKS = Path.of("test/resources/networks");
  private static final String NO_CODE =
      " (it has no code; save it with torch.jit.save of a traced or scripted model)";

  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.pt");
    assertRefused(missing).hasMessage("Missing model file: " + missing + " (must be a .pt file)");
    assertRefused(folder).hasMessage("Missing model file: " + folder + " (must be a .pt file)");
  }

  @Test
  void textAndEmptyFilesAreNotZips() throws IOException {
    for (String content : new String[] {"", "not a network", "PK"}) {
      Path file = Files.writeString(folder.resolve("model.pt"), content);
      assertRefused(file)
          .hasMessage("Not a TorchScript file: " + file + " (must be saved by torch.jit.save)");
    }
  }

  @Test
  void halfADownloadIsNotAZip() throws IOException {
    byte[] whole = Files.readAllBytes(NETWORKS.resolve("residual-traced.pt"));
    Path half = folder.resolve("half.pt");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(half)
        .hasMessage("Not a TorchScript file: " + half + " (must be saved by torch.jit.save)");
  }

  @Test
  void aPlainZipHasNoCode() {
    Path zip = SavedText.zip(folder.resolve("plain.pt"), Map.of("photo.txt", "a cat"));
    assertRefused(zip).hasMessage("Not a TorchScript file: " + zip + NO_CODE);
  }

  @Test
  void weightsAloneAreNotANetwork() {
    Path weights = NETWORKS.resolve("weights-only.pt");
    assertRefused(weights).hasMessage("Not a TorchScript file: " + weights + NO_CODE);
  }

  @Test
  void codeAloneIsNotANetwork() {
    Path code =
        SavedText.zip(folder.resolve("code.pt"), Map.of("code/__torch__.py", SavedText.LEAF));
    assertRefused(code)
        .hasMessage(
            "Not a TorchScript module: " + code + " (it has code but no network in data.pkl)");
  }

  @Test
  void theCodeMustHoldTheClassOfTheNetwork() {
    Map<String, String> entries =
        Map.of("code/__torch__.py", SavedText.LEAF, "data.pkl", SavedText.NET);
    Path other = SavedText.zip(folder.resolve("other.pt"), entries);
    assertRefused(other)
        .hasMessage(
            "Not a TorchScript module: " + other + " (its code has no class __torch__.Net)");
  }

  @Test
  void aNetworkWhoseForwardCannotBeReadNamesTheProblem() {
    assertThatThrownBy(
            () ->
                SavedText.file(
                    folder,
                    """
                    class Net(Module):
                      def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                        x += 1
                        return x
                    """))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Unreadable network: unexpected =");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Path file) {
    return assertThatThrownBy(() -> TorchScriptFile.read(file))
        .isInstanceOf(ModelFormatException.class);
  }
}
