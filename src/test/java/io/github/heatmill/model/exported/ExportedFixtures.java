package io.github.heatmill.model.exported;

import com.google.gson.Gson;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tiny exported programs, with the results of PyTorch's autograd for the same networks in
 * evaluation mode and float32: made by scripts/python/make_exported_fixtures.py.
 */
public final class ExportedFixtures {
  /** Where the files lie. */
  public static final Path FOLDER = Path.of("test/resources/networks/exported");

  private static final String PROGRAM = ".pt2";

  private ExportedFixtures() {}

  /**
   * What a program gives for its images.
   *
   * @param about what is special about it
   * @param shape the shape of the images
   * @param type the type of its input, {@code float32} or {@code uint8}
   * @param logits of the images, one row each
   * @param layers by path, in the order of the network; {@code relu@1} is the second call of {@code
   *     relu}
   */
  public record Expected(
      String about, int[] shape, String type, float[] logits, Map<String, ExpectedLayer> layers) {
    /** The images that the numbers belong to. */
    public Tensor images() {
      Tensor images = Tensor.zeros(shape);
      float[] values = images.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.sin(0.37 * i);
        if (type.equals("uint8")) {
          values[i] = (float) Math.rint(128 + 100 * values[i]);
        }
      }
      return images;
    }
  }

  /**
   * What a layer gives for the images.
   *
   * @param shape of both arrays
   * @param activation its output, or the first tensor of it
   * @param gradient of the predicted logits, with respect to the activation
   */
  public record ExpectedLayer(int[] shape, float[] activation, float[] gradient) {}

  /** The names of all programs; {@code NAME-2.7} is NAME in the layout of PyTorch 2.7. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(PROGRAM))
          .map(name -> name.substring(0, name.length() - PROGRAM.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a program. */
  public static Path file(String name) {
    return FOLDER.resolve(name + PROGRAM);
  }

  /** The numbers of a program; programs in older layouts share those of the newest. */
  public static Expected expected(String name) {
    try {
      String newest = name.replaceFirst("-2\\.\\d$", "");
      return new Gson()
          .fromJson(Files.readString(FOLDER.resolve(newest + ".json")), Expected.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
