package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.file.NetworkFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotTorchScriptTest {
  private static final Path NETWORKS = Path.of("test/resources/networks");
  private static final String AGAIN =
      "in Python: torch.export.save(torch.export.export(model.eval(), (example,)), \"model.pt2\")";
  private static final String LOAD = " (load it into the model, then " + AGAIN + ")";
  private static final String OPENED =
      "must be a .pt2 file of torch.export.save or a .pt file of torch.jit.save";

  @TempDir Path folder;

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.pt");
    assertRefused(missing)
        .hasMessage("Missing model file: " + missing + " (must be a .pt or .pt2 file)");
    assertRefused(folder)
        .hasMessage("Missing model file: " + folder + " (must be a .pt or .pt2 file)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                     | is empty (fetch or save it again)
          not a network                          | is of no known kind (<opened>; <again>)
          PK                                     | is a zip archive that ends too early or is damaged (fetch or save it again)
          version https://git-lfs.github.com/spec/v1 | is a Git LFS pointer and not the file itself (fetch that: git lfs pull)
          '  <!DOCTYPE html><html>'              | is an HTML or XML page, such as a download's error page (fetch the file itself)
          '<?xml version="1.0"?><Error>'         | is an HTML or XML page, such as a download's error page (fetch the file itself)
          '{"error": "not found"}'               | is JSON text and no network (fetch the file itself)
          \\211HDF\\r\\n                             | is an HDF5 file, as Keras writes them (only PyTorch networks can be read; <again>)
          \\020\\0\\0\\0\\0\\0\\0\\0{"w":{"dtype":1}}X | holds weights in the safetensors format and no code (load them into the model, then <again>)
          1234ET12rest                           | is an ExecuTorch program (.pte), which cannot be opened (save the model itself, <again>)
          1234PTMFrest                           | is a mobile file in the flatbuffer format, which holds no code (save the model itself, <again>)
          1234TFL3rest                           | is a TensorFlow Lite model (only PyTorch networks can be read)
          \\010\\010\\022\\007pytorch    | is an ONNX model (save the PyTorch model that it was exported from, <again>)
          \\200\\002\\212                  | is a Python pickle, as torch.save writes it: weights or a pickled module, without code (load it, then <again>)
          \\037\\213rest                     | is a tar or gzip archive (unpack it, and name the file inside)
          """)
  void aFileOfAnotherKindIsCalledWhatItIs(String content, String description) throws IOException {
    Path file = folder.resolve("model.pt");
    String bytes = content.translateEscapes();
    Files.write(file, bytes.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file).hasMessage("Unreadable network: " + file + " " + filled(description));
  }

  @ParameterizedTest
  @ValueSource(strings = {"residual-traced.pt", "exported/plain.pt2", "exported/plain-2.7.pt2"})
  void halfADownloadIsAZipThatEndsTooEarly(String network) throws IOException {
    byte[] whole = Files.readAllBytes(NETWORKS.resolve(network));
    Path half = folder.resolve("half");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(half)
        .hasMessage(
            "Unreadable network: "
                + half
                + " is a zip archive that ends too early or is damaged (fetch or save it again)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data/aotinductor/model/a.so | is a compiled network (AOTInductor), which cannot be opened (save the model itself, <again>)
          data/executorch/model.pte | holds an ExecuTorch program (.pte), which cannot be opened (save the model itself, <again>)
          archive_format          | is an archive of torch.export without a program (save the model itself, <again>)
          MAR-INF/MANIFEST.json   | is a TorchServe archive (unpack it, and name the .pt or .pt2 file inside)
          model.weights.h5        | is a Keras model (only PyTorch networks can be read)
          weights.npy             | holds NumPy arrays and no network (<again>)
          bytecode.pkl            | is a mobile file without source code (save the model itself, <again>)
          inner/resnet.pt         | is a zip archive around inner/resnet.pt (unpack it, and name that file)
          photo.txt               | is a zip archive that holds no network (<opened>; <again>)
          """)
  void anArchiveOfAnotherKindIsCalledWhatItIs(String entry, String description) {
    Path zip = SavedText.zip(folder.resolve("plain.pt"), Map.of(entry, "a cat"));
    assertRefused(zip).hasMessage("Unreadable network: " + zip + " " + filled(description));
  }

  @Test
  void weightsAloneAreNotANetwork() {
    Path weights = NETWORKS.resolve("weights-only.pt");
    assertRefused(weights)
        .hasMessage(
            "Unreadable network: "
                + weights
                + " holds weights alone (a state dict), without code"
                + LOAD);
  }

  @Test
  void aPickledModuleIsNamedByItsClass() {
    // As torch.save(model) writes it, and as ultralytics writes it into a dictionary.
    String pickle = "\u0080\u0002}ctorch._utils\n_rebuild_tensor_v2\ncmy.models\nNet\n)\u0081.";
    Path module = SavedText.zip(folder.resolve("module.pt"), Map.of("data.pkl", pickle));
    assertRefused(module)
        .hasMessage(
            "Unreadable network: "
                + module
                + " is a pickled Python object of the class my.models.Net, without its code"
                + LOAD);
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
        .hasMessage("Unreadable network: " + folder.resolve("net.pt") + ": unexpected =");
  }

  @Test
  void aSecondInputIsNamedWithTheWrapperToWrite() {
    assertInput(
        "x: Tensor, meta: Tensor, k: int=3",
        "Network takes 2 inputs: x, meta (must take one Tensor with a batch of images; save a"
            + " wrapper: a torch.nn.Module that holds the network as self.model and fixed values of"
            + " the other inputs, with def forward(self, x): return self.model(x, self.meta))");
    assertInput(
        "images: List[Tensor], targets: Optional[int]=None",
        "Network takes an input of type List[Tensor]: images (must take one Tensor with a batch of"
            + " images; save a wrapper: a torch.nn.Module that holds the network as self.model, with"
            + " def forward(self, images): return self.model([images]))");
  }

  private void assertInput(String parameters, String message) {
    String net =
        "class Net(Module):\n  def forward(self: __torch__.Net, "
            + parameters
            + ") -> Tensor:\n    return torch.zeros([1])\n";
    assertThatThrownBy(() -> SavedText.file(folder, net))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(message);
  }

  private static String filled(String description) {
    return description.replace("<again>", AGAIN).replace("<opened>", OPENED);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Path file) {
    return assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class);
  }
}
