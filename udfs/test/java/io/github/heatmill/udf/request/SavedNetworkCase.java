package io.github.heatmill.udf.request;

import com.google.gson.Gson;
import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One network that scripts/python/saved_networks.py saved, with what PyTorch computed for it.
 *
 * @param folder holds the file and the numbers
 * @param description what scripts/python/saved_case.py wrote into case.json
 */
record SavedNetworkCase(Path folder, Description description) {
  private static final float HALF = 0.5f;

  /**
   * The fields of case.json, which that script explains. Fields that are absent are null or 0.
   *
   * @param shape of the images
   * @param rounding how far PyTorch's own probabilities in float32 are from those in float64
   * @param map the height and the width of a map
   * @param skipped why Python could not save the network
   */
  record Description(
      String network,
      String saved,
      String skipped,
      String file,
      String reason,
      String kind,
      String layer,
      boolean auto,
      String method,
      String form,
      int[] shape,
      int classes,
      double rounding,
      int[] map) {}

  static SavedNetworkCase read(Path folder) {
    try {
      String json = Files.readString(folder.resolve("case.json"));
      return new SavedNetworkCase(folder, new Gson().fromJson(json, Description.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return folder.resolve(description.file());
  }

  /** The same network with a second input that is added to the layer's output. */
  Optional<Path> shifted() {
    return Optional.of(folder.resolve("shifted.pt")).filter(Files::exists);
  }

  boolean isComparable() {
    return description.classes() > 0;
  }

  /** The images as the network is given them, shape (N, channels, H, W). */
  Tensor images() {
    return Tensor.of(numbers("images"), description.shape());
  }

  /** Those of all classes, for all images. */
  double[] probabilities() {
    float[] numbers = numbers("probabilities");
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  /** Shape (N, h, w). */
  Tensor maps() {
    return Tensor.of(
        numbers("map"), description.shape()[0], description.map()[0], description.map()[1]);
  }

  private float[] numbers(String name) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name + ".f32"));
      FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] values = new float[floats.remaining()];
      floats.get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message without the places of this folder and the hashes of files. */
  String withoutPlaces(String message) {
    return message.replace(folder + "/", "").replaceAll("@[0-9a-f]{12}", "");
  }

  /** The card with the network's input, as options of the command line set it. */
  ModelCard over(ModelCard beside) {
    int[] shape = description.shape();
    Form form = Form.named(description.form());
    Channels mean = Channels.all(shape[1], form.isBytes() ? 0 : HALF);
    Channels std = Channels.all(shape[1], form.isBytes() ? Encoding.LEVELS : HALF);
    Encoding encoding = new Encoding(Colours.of(shape[1]), mean, std, form);
    Preprocessing before = beside.preprocessing();
    return new ModelCard(
        new Preprocessing(shape[3], shape[2], before.resizing(), encoding),
        beside.classNames(),
        beside.output());
  }
}
