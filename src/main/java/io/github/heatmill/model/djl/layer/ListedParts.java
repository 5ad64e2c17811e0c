package io.github.heatmill.model.djl.layer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.djl.DjlNetwork;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputPart;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Lists the tensors that a network returns, and finds the one with the class scores. */
public final class ListedParts {
  /** The images on which the parts are listed. */
  private static final int IMAGES = 2;

  private ListedParts() {}

  /**
   * The output of a network with the part that holds the class scores, where the network returns
   * several parts and nobody has named one. The network runs on images of noise.
   *
   * @param card describes its input, its classes and what is known of its output
   * @throws IllegalArgumentException if several parts, or none, can be meant, or there is none of
   *     the name that was given
   */
  public static NetworkOutput located(NetworkFile script, ModelCard card) {
    NetworkOutput output = card.output();
    if (!script.returnsParts()) {
      if (!output.path().isEmpty()) {
        throw new IllegalArgumentException(
            "Unknown part of the output: "
                + output.pathText()
                + " (the network returns one tensor)");
      }
      return output;
    }
    List<OutputPart> parts;
    try {
      parts = of(script, NetworkTrial.noise(card.preprocessing(), IMAGES));
    } catch (ModelRunException e) {
      return output; // The trial of the network tells why it does not run.
    }
    if (parts.isEmpty()) {
      return output; // An object whose fields are unknown; it starts with the scores.
    }
    if (!output.path().isEmpty()) {
      OutputPart.named(parts, IMAGES, output.pathText());
      return output;
    }
    return output.at(OutputPart.ofScores(parts, IMAGES, card.classNames().size()).path());
  }

  private static List<OutputPart> of(NetworkFile script, Tensor images) {
    return TemporaryCopy.of(
        copy -> {
          script.writeForParts(copy);
          return of(copy, images);
        });
  }

  /** Whether a network runs on an image of shape (channels, H, W), without an axis of images. */
  public static boolean takesOneImage(NetworkFile script, Preprocessing input) {
    try {
      return TemporaryCopy.of(
          copy -> {
            script.writeForPartsOfOneImage(copy);
            of(copy, NetworkTrial.noise(input, 1));
            return true;
          });
    } catch (ModelRunException e) {
      return false;
    }
  }

  /**
   * The parts that a network returns which was written by {@link NetworkFile#writeForParts}.
   *
   * @param images shape (N, channels, H, W)
   */
  public static List<OutputPart> of(Path file, Tensor images) {
    Shape shape = new Shape(Arrays.stream(images.shape()).asLongStream().toArray());
    try (DjlNetwork network = DjlNetwork.load(file, ComputeDevice.cpu())) {
      return network.call(
          OpenedMethods.PARTS,
          manager -> new NDList(manager.create(images.values(), shape)),
          outputs -> OutputPart.parse(text(outputs.get(0).toLongArray())));
    }
  }

  private static String text(long[] codes) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(codes).forEach(code -> text.appendCodePoint((int) code));
    return text.toString();
  }
}
