package io.github.heatmill.benchmark;

import io.github.heatmill.image.ImageDecoder;
import io.github.heatmill.image.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image of the demo with the box of its object, in pixels; both corners belong to the box.
 *
 * @param tagged whether the planted tag is in its corner
 */
record DemoImage(Pixels pixels, int left, int top, int right, int bottom, boolean tagged) {
  private static final Pattern CORNER = Pattern.compile("<(xmin|ymin|xmax|ymax)>(\\d+)<");

  /** All images of the demo, by name. */
  static List<DemoImage> all(Path demo) throws IOException {
    List<String> tagged = Files.readAllLines(demo.resolve("tagged.txt"));
    try (Stream<Path> files = Files.walk(demo.resolve("images"))) {
      List<Path> images = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
      return images.stream().map(image -> read(demo, image, tagged)).toList();
    }
  }

  private static DemoImage read(Path demo, Path image, List<String> tagged) {
    String stem = image.getFileName().toString().replace(".jpg", "");
    try {
      Pixels pixels = new ImageDecoder().decode(Files.readAllBytes(image));
      String xml = Files.readString(demo.resolve("annotations/" + stem + ".xml"));
      int[] corners =
          CORNER
              .matcher(xml)
              .results()
              .mapToInt(match -> Integer.parseInt(match.group(2)) - 1) // VOC counts from 1.
              .toArray();
      return new DemoImage(
          pixels, corners[0], corners[1], corners[2], corners[3], tagged.contains(stem));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whether a pixel lies in the box. */
  boolean inBox(int x, int y) {
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  /** Whether a pixel lies where the tag is. */
  static boolean inTag(int x, int y) {
    return x >= 8 && x <= 33 && y >= 202 && y <= 215;
  }

  /** The share of the image that the box covers. */
  double boxShare() {
    return (right - left + 1.0) * (bottom - top + 1) / (pixels.width() * pixels.height());
  }
}
