package io.github.heatmill.model.djl;

import com.google.gson.Gson;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The results of PyTorch's autograd for a tiny network: made by
 * scripts/python/make_network_fixtures.py.
 */
public record NetworkFixture(int[] shape, float[] logits, Map<String, LayerFixture> layers) {

  record LayerFixture(int[] shape, float[] activation, float[] gradient) {}

  public static final Path FOLDER = Path.of("test/resources/networks");

  static NetworkFixture read(String name) {
    try {
      String json = Files.readString(FOLDER.resolve(name + ".json"));
      return new Gson().fromJson(json, NetworkFixture.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A saved network, opened as wanted. */
  static DjlProbe opened(Path folder, Path file, OpeningRequest wanted) {
    return opened(folder, NetworkFile.read(file), wanted);
  }

  /** The same for a network that was read. */
  static DjlProbe opened(Path folder, NetworkFile file, OpeningRequest wanted) {
    Path opened = folder.resolve("opened.pt");
    file.writeOpened(wanted, opened);
    return new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), wanted.layers());
  }

  /** The input of the fixtures: sin(0.37 i) over the flat index. */
  static Tensor wave(int... shape) {
    Tensor images = Tensor.zeros(shape);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) Math.sin(0.37 * i);
    }
    return images;
  }
}
