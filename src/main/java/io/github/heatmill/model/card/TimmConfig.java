package io.github.heatmill.model.card;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads timm's {@code config.json}, as {@code resolve_data_config} and {@code
 * transforms_imagenet_eval} do.
 */
final class TimmConfig implements CardFormat {
  private static final double CROP = 0.875;
  private static final int SIDE = 224;

  private static final Set<String> READ =
      Set.of("input_size", "mean", "std", "crop_pct", "crop_mode", "interpolation");

  @Override
  public String file() {
    return "config.json";
  }

  /** Empty for a {@code config.json} of another library. */
  @Override
  public Optional<Description> read(String text, CardFiles place) {
    return JsonValues.parse(text)
        .flatMap(
            file ->
                file.object("pretrained_cfg")
                    .map(
                        pretrained ->
                            Description.of(
                                preprocessing(pretrained),
                                file.texts("label_names"),
                                pretrained.slips(READ))));
  }

  private static Preprocessing preprocessing(JsonValues values) {
    List<Integer> size = values.wholes("input_size");
    if (!size.isEmpty() && (size.size() != 3 || size.stream().anyMatch(n -> n <= 0))) {
      throw JsonValues.invalid("input_size", size, "channels, height and width, all above 0");
    }
    int count = size.isEmpty() ? 3 : size.get(0);
    int height = size.isEmpty() ? SIDE : size.get(1);
    int width = size.isEmpty() ? SIDE : size.get(2);
    Channels mean = channels(values, "mean", count, Preprocessing.IMAGENET_MEAN);
    Channels std = channels(values, "std", count, Preprocessing.IMAGENET_STD);
    Encoding encoding = Encoding.rgb(mean, std);
    return new Preprocessing(
        width, height, resizing(values, width, height, mean), encoding.with(Colours.of(count)));
  }

  private static Channels channels(JsonValues values, String key, int count, Channels otherwise) {
    List<Double> numbers = new ArrayList<>(values.numbers(key));
    if (numbers.isEmpty() && count == otherwise.count()) {
      return otherwise;
    }
    if (numbers.size() == 1 && count > 1) {
      numbers.addAll(java.util.Collections.nCopies(count - 1, numbers.get(0)));
    }
    if (numbers.size() != count) {
      throw JsonValues.invalid(key, numbers, "one number for each of " + count + " channels");
    }
    return Channels.of(numbers.stream().map(Double::floatValue).toList());
  }

  private static Resizing resizing(JsonValues values, int width, int height, Channels mean) {
    double crop = values.number("crop_pct").orElse(CROP);
    if (!(crop > 0)) {
      throw JsonValues.invalid("crop_pct", crop, "above 0");
    }
    int scaledWidth = (int) Math.floor(width / crop);
    int scaledHeight = (int) Math.floor(height / crop);
    String mode = values.text("crop_mode").orElse("center");
    ResizeFilter filter = filter(values);
    return switch (mode) {
      case "squash" -> Resizing.of(new Fit.Stretch(scaledWidth, scaledHeight)).with(filter);
      case "border" ->
          Resizing.of(new Fit.Inside(scaledWidth, scaledHeight))
              .with(filter)
              .withBorder(colour(mean));
        // timm forgets the interpolation where the input is not square.
      case "center" ->
          scaledWidth == scaledHeight
              ? Resizing.shorter(scaledWidth).with(filter)
              : Resizing.of(new Fit.Cover(scaledWidth, scaledHeight));
      default -> throw JsonValues.invalid("crop_mode", mode, "center, squash or border");
    };
  }

  private static ResizeFilter filter(JsonValues values) {
    String name = values.text("interpolation").orElse("bicubic");
    // timm draws one of both at random, while training.
    return name.equals("random") ? ResizeFilter.BILINEAR : ResizeFilter.named(name);
  }

  private static int colour(Channels mean) {
    int colour = 0;
    for (int c = 0; c < 3; c++) {
      int level = (int) Math.rint(255.0 * mean.channel(Math.min(c, mean.count() - 1)));
      colour = colour << 8 | Math.max(0, Math.min(255, level));
    }
    return colour;
  }
}
