package io.github.heatmill.model.card;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code config.txt}, which ultralytics puts inside the files that it exports: the task, the
 * size of the input and the names of the classes. A classifier sees the centre of an image, whose
 * shorter side has the input's size; other tasks see the whole image within a grey border.
 */
final class UltralyticsConfig implements CardFormat {
  private static final Set<String> READ = Set.of("task", "imgsz", "channels", "names");
  private static final int GREY_BORDER = 0x727272; // 114

  @Override
  public String file() {
    return "config.txt";
  }

  /** Empty for a text that is not ultralytics'. */
  @Override
  public Optional<Description> read(String text, CardFiles place) {
    Optional<JsonValues> parsed =
        JsonValues.parse(text).filter(v -> v.has("task") && v.has("imgsz"));
    return parsed.map(
        values -> Description.of(preprocessing(values), values.texts("names"), values.slips(READ)));
  }

  private static Preprocessing preprocessing(JsonValues values) {
    List<Integer> size = values.wholes("imgsz");
    if (size.isEmpty() || size.size() > 2 || size.stream().anyMatch(side -> side <= 0)) {
      throw JsonValues.invalid("imgsz", size, "height and width, both above 0");
    }
    int height = size.get(0);
    int width = size.get(size.size() - 1);
    int channels = values.wholes("channels").stream().findFirst().orElse(3);
    Encoding unscaled = Encoding.rgb(Channels.all(channels, 0), Channels.all(channels, 1));
    return new Preprocessing(
        width,
        height,
        values.text("task").orElse("").equals("classify")
            ? shorter(width, height)
            : Resizing.of(new Fit.Inside(0, 0))
                .with(ResizeFilter.BILINEAR_NO_ANTIALIAS)
                .withBorder(GREY_BORDER),
        unscaled.with(Colours.of(channels)));
  }

  private static Resizing shorter(int width, int height) {
    return width == height ? Resizing.shorter(width) : Resizing.stretch();
  }
}
