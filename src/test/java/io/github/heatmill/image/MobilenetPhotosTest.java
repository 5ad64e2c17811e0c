package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.SharedData;
import io.github.heatmill.image.decode.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG photos, compared with Pillow's result: shorter side to 256, centre 224 x 224. */
class MobilenetPhotosTest {
  private static final double TOLERANCE = 0.6; // grey levels; 0 with the libjpegs of today

  @ParameterizedTest
  @ValueSource(
      strings = {"n01820546_lorikeet", "n02091244_Ibizan_hound", "n06874185_traffic_light"})
  void photosReachTheNetworkAsThroughPillow(String name) throws IOException {
    Pixels seen = Preprocessing.imageNet().resizeAndCrop(photo(name));
    assertThat(Fixtures.meanDifference(seen, expected(name))).isLessThan(TOLERANCE);
  }

  // 256 * 500 / 349 = 366.76: torchvision cuts this off to 366, the reference rounded it to 367
  // (and the other photos' widths come out the same), so resize and window are given here.
  @ParameterizedTest
  @CsvSource({
    "n01514668_cock, 367, 256, 71, 16", "n01820546_lorikeet, 256, 345, 16, 60",
    "n02091244_Ibizan_hound, 290, 256, 33, 16", "n06874185_traffic_light, 256, 341, 16, 58"
  })
  void decodingAndResizingAreThoseOfPillow(String name, int width, int height, int left, int top)
      throws IOException {
    Pixels photo = photo(name);
    Size size = new Size(width, height);
    Pixels resized =
        PillowResize.apply(photo, new Geometry(photo.size(), size, size), ResizeFilter.BILINEAR, 0);
    Pixels seen = window(resized, left, top);
    assertThat(Fixtures.meanDifference(seen, expected(name))).isLessThan(TOLERANCE);
  }

  private static Pixels photo(String name) throws IOException {
    Path images = SharedData.mobilenet().resolve("images");
    return new ImageDecoder().decode(Files.readAllBytes(images.resolve(name + ".jpg")));
  }

  private static Pixels expected(String name) throws IOException {
    Path images = SharedData.mobilenet().resolve("images");
    return Fixtures.png(Files.readAllBytes(images.resolve(name + "_224.png")));
  }

  private static Pixels window(Pixels image, int left, int top) {
    Size size = new Size(224, 224);
    byte[] target = Pixels.allocate(size);
    for (int y = 0; y < size.height(); y++) {
      int from = 3 * ((top + y) * image.width() + left);
      System.arraycopy(image.backing(), from, target, 3 * y * size.width(), 3 * size.width());
    }
    return Pixels.of(size, target);
  }
}
