package io.github.heatmill.model.card;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import java.util.Arrays;
import java.util.Optional;

/** How pixels become numbers: {@code flag}, {@code toTensor}, {@code normalize}, {@code range}. */
record ServingEncoding(ServingValues given) {
  private static final float HALF = 128;

  Encoding encoding() {
    boolean grey = given.value("flag", ServingEncoding::grey, "COLOR or GRAYSCALE").orElse(false);
    boolean tensor = given.flag("toTensor", true);
    String normalize = given.text("normalize", "false");
    boolean normalized = !normalize.equals("false");
    given.expect(
        tensor || !normalized,
        "Invalid normalize with toTensor=false: " + normalize + " (needs channels first)");
    // DJL subtracts three means of a grey image also, which then has three channels.
    int count = grey && !normalized ? 1 : Pixels.CHANNELS;
    float[] mean = new float[count];
    float[] std = new float[count];
    Arrays.fill(std, 1);
    if (normalize.equals("true")) {
      mean = Preprocessing.IMAGENET_MEAN.values();
      std = Preprocessing.IMAGENET_STD.values();
    } else if (normalized) {
      Optional<float[]> six =
          given.value(
              "normalize", ServingEncoding::six, "three means and three standard deviations");
      mean = six.map(numbers -> Arrays.copyOf(numbers, count)).orElse(mean);
      std = six.map(numbers -> Arrays.copyOfRange(numbers, count, 2 * count)).orElse(std);
    }
    return ranged(mean, std, tensor, grey);
  }

  /**
   * The range comes last: {@code ((v / 255 - mean) / std) / 255}, or {@code / 128 - 1}. Without
   * {@code toTensor} pixels are levels of 0 to 255, and channels come last.
   */
  private Encoding ranged(float[] mean, float[] std, boolean tensor, boolean grey) {
    String range = given.text("range", "");
    boolean toOne = range.equals("0,1");
    boolean around = range.equals("-1,1");
    given.expect(
        toOne || around || range.isEmpty(), "Invalid range: " + range + " (must be 0,1 or -1,1)");
    if (!range.isEmpty() && tensor) {
      given.note(
          "range="
              + range
              + " with toTensor=true scales twice, as in DJL (for values of "
              + range
              + " write toTensor=false with channels last, or normalize)");
    }
    double divisor = toOne ? 255 : around ? HALF : 1;
    for (int c = 0; c < mean.length; c++) {
      double unit = tensor ? 1 : Encoding.LEVELS;
      double full = std[c] * unit * divisor;
      mean[c] = (float) (around ? mean[c] + full : mean[c]);
      std[c] = toOne && !tensor ? 1 : (float) full;
    }
    // DJL keeps the bytes of an image until something divides them.
    Form form = tensor ? Form.NCHW : range.isEmpty() ? Form.NHWC_UINT8 : Form.NHWC;
    Colours colours = grey ? Colours.GREY : Colours.RGB;
    return new Encoding(colours, Channels.of(mean), Channels.of(std), form);
  }

  private static boolean grey(String text) {
    if (!text.equals("COLOR") && !text.equals("GRAYSCALE")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("GRAYSCALE");
  }

  private static float[] six(String text) {
    String[] parts = text.split("\\s*,\\s*");
    if (parts.length != 2 * Pixels.CHANNELS) {
      throw new IllegalArgumentException(text);
    }
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }
}
