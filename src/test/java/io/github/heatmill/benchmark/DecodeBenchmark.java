package io.github.heatmill.benchmark;

import static io.github.heatmill.benchmark.ForwardPasses.print;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures the time to turn an image into a network's input: the demo's pictures as they are, and
 * enlarged to the size of photographs. Time is the processor's.
 */
public final class DecodeBenchmark {
  private static final int ROUNDS = 5;
  private static final int WIDTH = 500;
  private static final int HEIGHT = 375;

  private DecodeBenchmark() {}

  /** Arguments: a folder of JPEG files. */
  public static void main(String[] arguments) throws IOException {
    List<byte[]> small = new ArrayList<>();
    List<byte[]> large = new ArrayList<>();
    try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
      for (Path file : listed.sorted().limit(120).toList()) {
        small.add(Files.readAllBytes(file));
        large.add(enlarged(file));
      }
    }
    measure("as they are", small);
    measure(WIDTH + " x " + HEIGHT, large);
  }

  private static byte[] enlarged(Path file) throws IOException {
    BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(ImageIO.read(file.toFile()), 0, 0, WIDTH, HEIGHT, null);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(canvas, "jpg", out);
    return out.toByteArray();
  }

  /** The fewest milliseconds of all rounds: the first ones compile. */
  private static void measure(String what, List<byte[]> images) {
    double fewest = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      double seconds = ForwardPasses.seconds(() -> images.forEach(DecodeBenchmark::decode));
      fewest = Math.min(fewest, 1000 * seconds / images.size());
    }
    double bytes = images.stream().mapToInt(image -> image.length).average().orElseThrow();
    print(
        "decode, %-12s %.2f ms of processor time an image of %.0f kB",
        what + ":", fewest, bytes / 1000);
  }

  private static void decode(byte[] image) {
    Preprocessing.imageNet().apply(new ImageDecoder().decode(image));
  }
}
