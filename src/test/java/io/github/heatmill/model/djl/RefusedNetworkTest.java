package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.UnsuitableModelException;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedNetworkTest {
  private static final int[] PREDICTED = {Batch.PREDICTED, Batch.PREDICTED};

  @TempDir Path folder;

  @Test
  void aFileThatTheEngineRefusesGivesOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.pt"), "not a network");
    assertThatThrownBy(() -> DjlNetwork.load(file, ComputeDevice.cpu()))
        .isInstanceOf(ModelRunException.class)
        .hasMessageStartingWith("Model cannot be loaded: broken.pt (")
        .hasMessageEndingWith(")")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anOperatorThatTheEngineDoesNotHaveIsNamedWithoutTheCopysName() {
    Path opened = opened("return ops.torchvision.nms((last).forward(x, ), x, 0.5)", "Tensor");
    assertThatThrownBy(() -> DjlNetwork.load(opened, ComputeDevice.cpu()))
        .isInstanceOf(ModelRunException.class)
        .hasMessage(
            "Model cannot be loaded: it calls the operator torchvision::nms, which libtorch 2.7.1"
                + " does not have (save the network without it, such as a detector's backbone"
                + " alone)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          torch.as_strided(y, [2, 2], [1, 1], %s)      | 1 | 1000000000
          torch.as_strided(y, [2, %s], [1, 1], 0)      | 2 | 4611686018427387904
          torch.as_strided(y, [2, 2], [%s, 1], 0)      | 1 | 4611686018427387904
          torch.as_strided(y, [2, 2], [1, 1], %s)      | 1 | -1
          torch.as_strided_copy(y, [2, 2], [1, 1], %s) | 1 | 1000000000
          torch.as_strided_scatter(y, torch.zeros([2, 2]), [2, 2], [1, 1], %s) | 1 | 1000000000
          torch.gather(torch.flatten(y), 0, torch.tensor([%s])) | 1 | 1000000000
          torch.index_select(y, 0, torch.tensor([%s])) | 1 | -5
          torch._unsafe_index(y, [torch.tensor([%s])]) | 1 | 1000000000
          torch.embedding(torch.flatten(y, 1), torch.tensor([%s])) | 1 | 1000000000
          """)
  void anOperatorThatReadsBeyondATensorIsStoppedByTheEngine(
      String read, String inside, String beyond) {
    String body = "y = (last).forward(x, )\nz = torch.sum(" + read + ")\n";
    String scores = "return torch.add(torch.mean(y, [2, 3]), z)";

    assertThat(evidence(body.formatted(inside) + scores, "Tensor").logits().shape())
        .containsExactly(2, 3);
    assertThatThrownBy(() -> evidence(body.formatted(beyond) + scores, "Tensor"))
        .isInstanceOf(ModelRunException.class);
  }

  @Test
  void aMissingGpuIsNamed() {
    assumeTrue(
        Engine.getEngine(DjlEngine.NAME).getGpuCount() == 0, "Missing a machine without a GPU");
    OpenedModel model = new OpenedModel(Path.of("never-read.pt"), List.of("layer1"));
    assertThatThrownBy(() -> DjlProbes.probe(model, ComputeDevice.gpu(0)))
        .isInstanceOf(ModelRunException.class)
        .hasMessage(
            "Missing GPU: gpu0 was assigned, but PyTorch sees 0 GPUs in this process (needs a CUDA"
                + " build of libtorch, see PYTORCH_LIBRARY_PATH, and a driver)");
  }

  @Test
  void aHandMadeClassifierRuns() {
    Evidence evidence = evidence("return torch.mean((last).forward(x, ), [2, 3])", "Tensor");
    // Classes are the channels: the gradient of a mean over 2 x 2 places is 1 / 4 in its channel.
    assertThat(evidence.logits().shape()).containsExactly(2, 3);
    int target = evidence.targets()[0];
    Tensor gradient = evidence.layers().get(0).gradients().slice(0).slice(target);
    assertThat(gradient.values()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return (last).forward(x, )                         | [2, 3, 2, 2]
          return torch.mean((last).forward(x, ), [0, 2])     | [3, 2]
          """)
  void anOutputThatIsNotOneRowAnImageIsRefused(String body, String shape) {
    assertThatThrownBy(() -> evidence(body, "Tensor"))
        .isInstanceOf(UnsuitableModelException.class)
        .hasMessage(
            "Model is not a classifier: its output has the shape "
                + shape
                + " (must be (images, classes); save a wrapper that returns one row of scores for each"
                + " image)");
  }

  /** Its softmax would be 1 for every image. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return torch.mean((last).forward(x, ), [1, 2, 3])     | [2]
          return torch.mean((last).forward(x, ), [1, 2, 3], True) | [2, 1, 1, 1]
          return torch.sum((last).forward(x, ))                 | []
          """)
  void oneNumberForEachImageHasNoSoftmax(String body, String shape) {
    assertThatThrownBy(() -> evidence(body, "Tensor"))
        .isInstanceOf(UnsuitableModelException.class)
        .hasMessageStartingWith(
            "Model returns one number for each image: its output has the shape "
                + shape
                + " (must be (images, classes), or --output-kind must say what the number means:"
                + " binary, binary-probability, or regression)");
  }

  @Test
  void aLayerWhoseOutputIsNotOnePartAnImageIsRefused() {
    String body =
        "a = (last).forward(torch.mean(x, [0]), )\n"
            + "return torch.add(torch.mean(x, [2, 3]), torch.mean(a))";
    assertThatThrownBy(() -> evidence(body, "Tensor"))
        .isInstanceOf(UnsuitableModelException.class)
        .hasMessage(
            "Layer cannot be explained: last, because it gives the shape (3, 2, 2) for 2 images"
                + " (must be (images, ...))");
  }

  @Test
  void theFirstOfAListIsTheLogits() {
    String body = "y = torch.mean((last).forward(x, ), [2, 3])\nreturn [y, torch.sum(y)]";
    assertThat(evidence(body, "List[Tensor]").logits().shape()).containsExactly(2, 3);
  }

  @Test
  void theNetworksOwnErrorIsReported() {
    Path opened = folder.resolve("opened.pt");
    Path residual = NetworkFixture.FOLDER.resolve("residual-traced.pt");
    NetworkFile.read(residual).writeOpened(List.of("layer1"), opened);
    assertThatThrownBy(
            () -> evidence(opened, "layer1", new Batch(Tensor.zeros(2, 4, 8, 8), PREDICTED)))
        .isInstanceOf(ModelRunException.class)
        .hasMessage(
            "Network failed: RuntimeError: Given groups=1, weight of size [4, 3, 3, 3], expected"
                + " input[2, 4, 8, 8] to have 3 channels, but got 4 channels instead");
    int[] beyond = {5, 0};
    assertThatThrownBy(
            () -> evidence(opened, "layer1", new Batch(Tensor.zeros(2, 3, 8, 8), beyond)))
        .isInstanceOf(ModelRunException.class)
        .hasMessage(
            "Network failed: RuntimeError: index 5 is out of bounds for dimension 1 with size 5");
  }

  private Evidence evidence(String body, String type) {
    Batch batch = new Batch(NetworkFixture.wave(2, 3, 2, 2), PREDICTED);
    return evidence(opened(body, type), "last", batch);
  }

  private static Evidence evidence(Path opened, String layer, Batch batch) {
    DjlNetwork network = DjlNetwork.load(opened, ComputeDevice.cpu());
    try (DjlProbe probe = new DjlProbe(network, List.of(layer))) {
      return probe.evidence(batch);
    }
  }

  private Path opened(String body, String type) {
    Path opened = folder.resolve("opened.pt");
    SavedText.trusted(folder, body, type).writeOpened(List.of("last"), opened);
    return opened;
  }
}
