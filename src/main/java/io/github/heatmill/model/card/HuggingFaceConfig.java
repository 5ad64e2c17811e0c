package io.github.heatmill.model.card;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import io.github.heatmill.image.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code preprocessor_config.json} of Hugging Face's transformers, and the names of the
 * classes from {@code config.json} in the same place. Processors that compute more than their keys
 * say are known by their names.
 */
final class HuggingFaceConfig implements CardFormat {
  /** In the order of Pillow's numbers. */
  private static final List<ResizeFilter> RESAMPLE =
      List.of(
          ResizeFilter.NEAREST,
          ResizeFilter.LANCZOS,
          ResizeFilter.BILINEAR,
          ResizeFilter.BICUBIC,
          ResizeFilter.BOX,
          ResizeFilter.HAMMING);

  /** Processors for which a single number is the shorter side. */
  private static final List<String> BY_SHORTER_SIDE =
      List.of("convnext", "clip", "bit", "mobilenetv", "mobilevit", "poolformer", "levit");

  /** Processors for which a single number is the side of a square. */
  private static final List<String> BY_SQUARE =
      List.of("vit", "deit", "beit", "efficientnet", "siglip", "segformer", "perceiver", "pvt");

  private static final Set<String> READ =
      Set.of(
          "image_processor_type",
          "feature_extractor_type",
          "do_pad",
          "do_center_crop",
          "crop_size",
          "do_resize",
          "size",
          "crop_pct",
          "resample",
          "do_rescale",
          "rescale_factor",
          "rescale_offset",
          "do_normalize",
          "include_top",
          "image_mean",
          "image_std",
          "do_flip_channel_order");

  private static final int CONVNEXT_WHOLE = 384;
  private static final int LEVELS = 255;
  private static final int RGB = 3;

  @Override
  public String file() {
    return "preprocessor_config.json";
  }

  @Override
  public Optional<Description> read(String text, CardFiles place) throws IOException {
    JsonValues values =
        JsonValues.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("Invalid text (must be JSON)"));
    String type =
        values
            .text("image_processor_type")
            .or(() -> values.text("feature_extractor_type"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("timmwrapper")) {
      return Optional.empty(); // Its settings are those of timm in config.json.
    }
    List<String> notes = new ArrayList<>(values.slips(READ));
    if (!isKnown(type, BY_SHORTER_SIDE) && !isKnown(type, BY_SQUARE)) {
      notes.add(
          "Unknown image processor: "
              + (type.isEmpty() ? "none named" : type)
              + " (its keys are read as those of ViT; compare a prediction with Python's)");
    }
    return Optional.of(
        Description.of(new Reading(values, type).preprocessing(), classNames(place), notes));
  }

  private static boolean isKnown(String type, List<String> processors) {
    return processors.stream().anyMatch(type::startsWith);
  }

  /** The labels of a network's {@code config.json}, by index; empty without them. */
  static List<String> classNames(CardFiles place) throws IOException {
    return place
        .text("config.json")
        .flatMap(JsonValues::parse)
        .map(file -> file.texts("id2label"))
        .orElse(List.of());
  }

  /** The values of one file. */
  private record Reading(JsonValues values, String type) {

    Preprocessing preprocessing() {
      refuse("do_pad", "the border is not read");
      boolean crop = values.flag("do_center_crop", values.has("crop_size"));
      Optional<Size> cropped = crop ? Optional.of(square("crop_size")) : Optional.empty();
      if (!values.flag("do_resize", true)) {
        Size size = cropped.orElseThrow(() -> missing("crop_size"));
        return preprocessing(size, Resizing.of(new Fit.None()).with(Geometry.Centre.FLOOR));
      }
      if (type.startsWith("convnext") && !crop) {
        return convNext();
      }
      Resizing resizing = Resizing.of(fit()).with(resample());
      if (crop) {
        resizing = resizing.with(Geometry.Centre.FLOOR);
      }
      if (cropped.isEmpty() && !(resizing.fit() instanceof Fit.Stretch)) {
        throw new IllegalArgumentException(
            "Invalid size: "
                + values.object().get("size")
                + " without do_center_crop (images would have different sizes)");
      }
      return preprocessing(cropped.orElseGet(() -> square("size")), resizing);
    }

    private Preprocessing preprocessing(Size size, Resizing resizing) {
      return new Preprocessing(size.width(), size.height(), resizing, encoding());
    }

    /** Inputs below 384 pixels are cut out, others are the whole image. */
    private Preprocessing convNext() {
      int side = edge("shortest_edge").orElseThrow(() -> missing("size.shortest_edge"));
      Resizing resizing =
          side < CONVNEXT_WHOLE
              ? Resizing.shorter((int) (side / crop())).with(Geometry.Centre.FLOOR)
              : Resizing.stretch();
      return preprocessing(new Size(side, side), resizing.with(resample()));
    }

    private double crop() {
      double crop = values.number("crop_pct").orElse(224.0 / 256);
      if (!(crop > 0)) {
        throw JsonValues.invalid("crop_pct", crop, "above 0");
      }
      return crop;
    }

    private Fit fit() {
      Optional<Integer> shortest = edge("shortest_edge");
      if (shortest.isEmpty()) {
        Size size = square("size");
        if (!type.startsWith("poolformer") || !values.has("crop_pct")) {
          return new Fit.Stretch(size.width(), size.height());
        }
        return size.width() == size.height()
            ? new Fit.Shorter((int) (size.width() / crop()), 0)
            : new Fit.Stretch((int) (size.width() / crop()), (int) (size.height() / crop()));
      }
      int side = shortest.get();
      if (type.startsWith("levit")) {
        return new Fit.Shorter((int) (256.0 / 224 * side), 0);
      }
      if (type.startsWith("poolformer") && values.has("crop_pct")) {
        return new Fit.Shorter((int) (side / crop()), 0);
      }
      return new Fit.Shorter(side, edge("longest_edge").orElse(0));
    }

    /** A side in the object {@code size}, or its only number where that means the shorter side. */
    private Optional<Integer> edge(String key) {
      Optional<JsonValues> size = values.object("size");
      if (size.isPresent()) {
        return size.get().wholes(key).stream().findFirst().map(n -> positive("size." + key, n));
      }
      boolean single = key.equals("shortest_edge") && isKnown(type, BY_SHORTER_SIDE);
      return single
          ? values.wholes("size").stream().findFirst().map(n -> positive("size", n))
          : Optional.empty();
    }

    /** An object of height and width, or one number for both. */
    private Size square(String key) {
      Optional<JsonValues> object = values.object(key);
      List<Integer> height = object.isEmpty() ? values.wholes(key) : object.get().wholes("height");
      List<Integer> width = object.isEmpty() ? height : object.get().wholes("width");
      if (height.size() != 1 || width.size() != 1) {
        throw values.has(key)
            ? JsonValues.invalid(key, values.object().get(key), "a number, or height and width")
            : missing(key);
      }
      return new Size(positive(key, width.get(0)), positive(key, height.get(0)));
    }

    private static int positive(String key, int number) {
      if (number <= 0) {
        throw JsonValues.invalid(key, number, "above 0");
      }
      return number;
    }

    private ResizeFilter resample() {
      List<Integer> number = values.wholes("resample");
      if (number.size() != 1) {
        throw missing("resample");
      }
      if (number.get(0) < 0 || number.get(0) >= RESAMPLE.size()) {
        throw JsonValues.invalid("resample", number.get(0), "0 to " + (RESAMPLE.size() - 1));
      }
      return RESAMPLE.get(number.get(0));
    }

    /**
     * {@code (v * rescale_factor - mean) / std}. EfficientNet may subtract 1 after the factor, and
     * divides by std once more where {@code include_top} is set.
     */
    private Encoding encoding() {
      double factor =
          values.flag("do_rescale", true)
              ? values.number("rescale_factor").orElse(1.0 / LEVELS) * LEVELS
              : LEVELS;
      boolean efficientNet = type.startsWith("efficientnet");
      double offset = efficientNet && values.flag("rescale_offset", false) ? 1 : 0;
      boolean normalized = values.flag("do_normalize", !type.startsWith("mobilevit"));
      boolean twice = efficientNet && values.flag("include_top", true);
      List<Double> means = normalized ? numbers("image_mean") : List.of(0.0, 0.0, 0.0);
      List<Double> deviations = normalized || twice ? numbers("image_std") : List.of(1.0, 1.0, 1.0);
      if (means.size() != deviations.size()) {
        throw JsonValues.invalid("image_std", deviations, "as many numbers as image_mean");
      }
      float[] mean = new float[means.size()];
      float[] std = new float[means.size()];
      for (int c = 0; c < mean.length; c++) {
        double deviation = deviations.get(c);
        double once = normalized ? deviation : 1;
        mean[c] = (float) ((means.get(c) + offset) / factor);
        std[c] = (float) ((twice ? once * deviation : once) / factor);
      }
      boolean flipped = values.flag("do_flip_channel_order", type.startsWith("mobilevit"));
      Encoding encoding = Encoding.rgb(Channels.of(mean), Channels.of(std));
      return encoding.with(flipped && mean.length == RGB ? Colours.BGR : Colours.of(mean.length));
    }

    private List<Double> numbers(String key) {
      List<Double> numbers = values.numbers(key);
      if (numbers.isEmpty()) {
        throw missing(key);
      }
      return numbers;
    }

    private void refuse(String key, String reason) {
      if (values.flag(key, false)) {
        throw new IllegalArgumentException("Invalid " + key + ": true (" + reason + ")");
      }
    }

    private static IllegalArgumentException missing(String key) {
      return new IllegalArgumentException("Missing " + key + " (must be given)");
    }
  }
}
