package io.github.heatmill;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.method.gradient.GradCam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws the picture of the README: demo images above, and their Grad-CAM maps below. */
public final class ReadmePicture {
  private static final List<String> IMAGES =
      List.of(
          "bicycle/bicycle_03",
          "umbrella/umbrella_02",
          "mug/mug_04",
          "jug/jug_01",
          "jug/jug_12",
          "jug/jug_05");
  private static final int GAP = 6;
  private static final byte WHITE = (byte) 255;

  private ReadmePicture() {}

  /** Arguments: the folder of the demo, and the PNG to write. */
  public static void main(String[] arguments) throws IOException {
    Path demo = Path.of(arguments[0]);
    ImageExplainer explainer =
        ImageExplainer.open(demo.resolve("model/demo.pt"), "features.stage4");
    List<Pixels> above = new ArrayList<>();
    List<Pixels> below = new ArrayList<>();
    for (String image : IMAGES) {
      byte[] file = Files.readAllBytes(demo.resolve("images/" + image + ".jpg"));
      ImageExplainer.Explained explained = explainer.explain(file, new GradCam());
      System.out.println(image + ": " + explained.className() + " " + explained.probability());
      above.add(explained.seen());
      below.add(explained.overlay());
    }
    Files.write(Path.of(arguments[1]), sheet(List.of(above, below)).png());
  }

  private static Pixels sheet(List<List<Pixels>> rows) {
    int side = rows.get(0).get(0).width();
    int width = rows.get(0).size() * (side + GAP) - GAP;
    int height = rows.size() * (side + GAP) - GAP;
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, WHITE);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        byte[] tile = rows.get(row).get(column).bytes();
        for (int y = 0; y < side; y++) {
          int target = ((row * (side + GAP) + y) * width + column * (side + GAP)) * 3;
          System.arraycopy(tile, y * side * 3, rgb, target, side * 3);
        }
      }
    }
    return Pixels.of(new Size(width, height), rgb);
  }
}
