package io.github.heatmill.model.card;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Reads {@code serving.properties}. The keys mean what {@code BaseImageTranslator} and {@code
 * ImageClassificationTranslator} of DJL 0.35.1 make of them; what these would refuse, or would feed
 * to the network in another size for each image, is refused as well. DJL resizes with antialiasing,
 * as Pillow does, but cuts off fractions of levels, which Pillow rounds: values here are Pillow's.
 */
final class ServingProperties implements CardFormat {
  private static final int DEFAULT_SIDE = 224;
  private static final int DEFAULT_TOP_K = 5;
  private static final float HALF = 128;

  @Override
  public String file() {
    return "serving.properties";
  }

  @Override
  public Optional<Description> read(String text, CardFiles place) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).strip()));
    Reading reading = new Reading(values);
    Preprocessing preprocessing = reading.preprocessing();
    List<String> notes = new ArrayList<>(ServingKeys.unknown(values.keySet()));
    notes.addAll(reading.notes);
    return Optional.of(new Description(preprocessing, classNames(values, place), notes, values));
  }

  /** As in DJL, the last of these keys counts. */
  private static List<String> classNames(Map<String, String> values, CardFiles place)
      throws IOException {
    String file = values.get("synsetFileName");
    if (file != null) {
      return CardFiles.lines(
          place
              .text(file)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Missing class names: synsetFileName=" + file + " (must be a file)")));
    }
    if (values.containsKey("synsetUrl")) {
      throw new IllegalArgumentException(
          "Invalid synsetUrl: "
              + values.get("synsetUrl")
              + " (nothing is downloaded: put it beside the model as synset.txt)");
    }
    return values.containsKey("synset") ? List.of(values.get("synset").split(",")) : List.of();
  }

  /** The values of one file, and what was found wrong or unusual in them. */
  private static final class Reading {
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final int width;
    private final int height;

    Reading(Map<String, String> values) {
      this.values = values;
      this.width = side("width");
      this.height = side("height");
    }

    Preprocessing preprocessing() {
      if (values.containsKey("width") && !values.containsKey("height") && width != DEFAULT_SIDE) {
        notes.add(
            "width="
                + width
                + " without height is an input of "
                + width
                + " x 224, as in DJL (write height too)");
      }
      Resizing resizing = resizing();
      Encoding encoding = encoding();
      flag("applySoftmax", false);
      positive("topK")
          .filter(number -> number != DEFAULT_TOP_K)
          .ifPresent(number -> notes.add("topK=" + number + " changes nothing (--top-k does)"));
      throwProblems();
      return new Preprocessing(width, height, resizing, encoding);
    }

    private void throwProblems() {
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
    }

    private int side(String key) {
      return positive(key).orElse(DEFAULT_SIDE);
    }

    private Optional<Integer> positive(String key) {
      return value(key, Reading::whole, "a whole number above 0")
          .filter(n -> expectPositive(key, n));
    }

    private boolean expectPositive(String key, int number) {
      return expect(number > 0, "Invalid " + key + ": " + number + " (must be > 0)");
    }

    private boolean expect(boolean holds, String problem) {
      if (!holds) {
        problems.add(problem);
      }
      return holds;
    }

    private <T> Optional<T> value(String key, Function<String, T> parser, String rule) {
      String text = values.get(key);
      if (text == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(parser.apply(text));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        problems.add("Invalid " + key + ": " + text + " (must be " + rule + ")");
        return Optional.empty();
      }
    }

    /** DJL also takes a number with a fraction, and cuts it off. */
    private static int whole(String text) {
      return (int) Double.parseDouble(text);
    }

    private boolean flag(String key, boolean otherwise) {
      return value(key, Reading::trueOrFalse, "true or false").orElse(otherwise);
    }

    /** DJL takes every other text for false, also a misspelt true. */
    private static boolean trueOrFalse(String text) {
      if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
        throw new IllegalArgumentException(text);
      }
      return Boolean.parseBoolean(text);
    }

    private boolean isGiven(String key) {
      return !values.getOrDefault(key, "false").equals("false");
    }

    private Resizing resizing() {
      boolean crop = flag("centerCrop", false) | flag("centerFit", false);
      Optional<Resizing> resize = isGiven("resize") ? resize(crop) : Optional.empty();
      Optional<Resizing> shorter = isGiven("resizeShort") ? resizeShort(crop) : Optional.empty();
      expect(
          !isGiven("resize") || !isGiven("resizeShort"),
          "Invalid resize with resizeShort: " + values.get("resize") + " (must be one of both)");
      Resizing resizing = padded(resize.or(() -> shorter).orElseGet(() -> notResized(crop)));
      return crop ? resizing.with(Geometry.Centre.FLOOR) : resizing;
    }

    private Resizing notResized(boolean crop) {
      if (crop) {
        return Resizing.of(new Fit.None());
      }
      notes.add(
          "Neither resize, resizeShort, centerCrop nor centerFit (images of another size than "
              + width
              + " x "
              + height
              + " are resized to it; DJL would feed them as they are)");
      return filtered(Resizing.stretch());
    }

    private Optional<Resizing> resize(boolean crop) {
      if (values.get("resize").equals("true")) {
        return Optional.of(filtered(Resizing.stretch()));
      }
      String rule = "true, N or W,H or W,H,INTERPOLATION";
      Optional<Resizing> read =
          value(
              "resize",
              text -> {
                String[] parts = text.split("\\s*,\\s*");
                int w = whole(parts[0]);
                int h = parts.length > 1 ? whole(parts[1]) : w;
                return interpolated(stretch(w, h), parts);
              },
              rule);
      read.ifPresent(resizing -> check((Fit.Stretch) resizing.fit(), crop));
      return read;
    }

    private static Fit stretch(int width, int height) {
      if (width <= 0 || height <= 0) {
        throw new IllegalArgumentException();
      }
      return new Fit.Stretch(width, height);
    }

    private void check(Fit.Stretch fit, boolean crop) {
      expect(
          crop || (fit.width() == width && fit.height() == height),
          String.format(
              "Invalid resize: %d,%d for an input of %d x %d (must be equal, or set centerCrop)",
              fit.width(), fit.height(), width, height));
      if (flag("centerCrop", false) && !values.get("resize").contains(",")) {
        notes.add(
            String.format(
                "resize=%s with centerCrop=true stretches every image to %d x %d, whatever its"
                    + " shape, as in DJL (for the shorter side write resizeShort=%s)",
                values.get("resize"), fit.width(), fit.height(), values.get("resize")));
      }
    }

    private Optional<Resizing> resizeShort(boolean crop) {
      expect(
          crop,
          "Invalid resizeShort: "
              + values.get("resizeShort")
              + " without centerCrop or centerFit (images would have different sizes; set one)");
      if (values.get("resizeShort").equals("true")) {
        return Optional.of(filtered(Resizing.shorter(Math.max(1, Math.max(width, height)))));
      }
      return value(
          "resizeShort",
          text -> {
            String[] parts = text.split("\\s*,\\s*");
            int longest = parts.length > 1 ? Math.max(0, whole(parts[1])) : 0;
            return interpolated(new Fit.Shorter(whole(parts[0]), longest), parts);
          },
          "true, N or N,LONGEST or N,LONGEST,INTERPOLATION");
    }

    /** Only the names that DJL knows. */
    private Resizing interpolated(Fit fit, String[] parts) {
      if (parts.length < 3) {
        return filtered(Resizing.of(fit));
      }
      if (!List.of("NEAREST", "BILINEAR", "AREA", "BICUBIC").contains(parts[2])) {
        throw new IllegalArgumentException(parts[2]);
      }
      ResizeFilter filter = ResizeFilter.named(parts[2]);
      return filtered(
          Resizing.of(fit)
              .with(filter == ResizeFilter.NEAREST ? ResizeFilter.NEAREST_EDGE : filter));
    }

    private Resizing filtered(Resizing resizing) {
      return flag("antialias", true)
          ? resizing
          : resizing.with(resizing.filter().withoutAntialias());
    }

    /** DJL makes the image square first. */
    private Resizing padded(Resizing resizing) {
      if (!isGiven("pad")) {
        return resizing;
      }
      String rule = "true or a level of 0 to 255";
      int level =
          values.get("pad").equals("true") ? 0 : value("pad", Reading::level, rule).orElse(0);
      if (resizing.fit() instanceof Fit.Stretch stretch) {
        Fit square = new Fit.Square(stretch.width(), stretch.height());
        return Resizing.of(square).with(resizing.filter()).withBorder(level * 0x010101);
      }
      problems.add(
          "Invalid pad: " + values.get("pad") + " (must go with resize, and not with resizeShort)");
      return resizing;
    }

    private static int level(String text) {
      double level = Double.parseDouble(text);
      if (!(level >= 0 && level <= 255)) {
        throw new IllegalArgumentException(text);
      }
      return (int) level;
    }

    private Encoding encoding() {
      boolean grey = value("flag", Reading::grey, "COLOR or GRAYSCALE").orElse(false);
      boolean tensor = flag("toTensor", true);
      String normalize = values.getOrDefault("normalize", "false");
      boolean normalized = !normalize.equals("false");
      expect(
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
            value("normalize", Reading::six, "three means and three standard deviations");
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
      String range = values.getOrDefault("range", "");
      boolean toOne = range.equals("0,1");
      boolean around = range.equals("-1,1");
      expect(
          toOne || around || range.isEmpty(), "Invalid range: " + range + " (must be 0,1 or -1,1)");
      if (!range.isEmpty() && tensor) {
        notes.add(
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
}
