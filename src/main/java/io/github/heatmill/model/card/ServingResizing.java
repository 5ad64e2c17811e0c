package io.github.heatmill.model.card;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.ResizeFilter;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Resizing.Fit;
import java.util.List;
import java.util.Optional;

/**
 * How images get the size of the input: {@code resize}, {@code resizeShort}, {@code pad}, {@code
 * centerCrop} and {@code centerFit}.
 *
 * @param width of the input in pixels
 * @param height of the input in pixels
 */
record ServingResizing(ServingValues given, int width, int height) {

  Resizing resizing() {
    boolean crop = given.flag("centerCrop", false) | given.flag("centerFit", false);
    Optional<Resizing> resize = given.isGiven("resize") ? resize(crop) : Optional.empty();
    Optional<Resizing> shorter =
        given.isGiven("resizeShort") ? resizeShort(crop) : Optional.empty();
    given.expect(
        !given.isGiven("resize") || !given.isGiven("resizeShort"),
        "Invalid resize with resizeShort: " + given.text("resize") + " (must be one of both)");
    Resizing resizing = padded(resize.or(() -> shorter).orElseGet(() -> notResized(crop)));
    return crop ? resizing.with(Geometry.Centre.FLOOR) : resizing;
  }

  private Resizing notResized(boolean crop) {
    if (crop) {
      return Resizing.of(new Fit.None());
    }
    given.note(
        "Neither resize, resizeShort, centerCrop nor centerFit (images of another size than "
            + width
            + " x "
            + height
            + " are resized to it; DJL would feed them as they are)");
    return filtered(Resizing.stretch());
  }

  private Optional<Resizing> resize(boolean crop) {
    if (given.text("resize").equals("true")) {
      return Optional.of(filtered(Resizing.stretch()));
    }
    String rule = "true, N or W,H or W,H,INTERPOLATION";
    Optional<Resizing> read =
        given.value(
            "resize",
            text -> {
              String[] parts = text.split("\\s*,\\s*");
              int w = ServingValues.whole(parts[0]);
              int h = parts.length > 1 ? ServingValues.whole(parts[1]) : w;
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
    given.expect(
        crop || (fit.width() == width && fit.height() == height),
        String.format(
            "Invalid resize: %d,%d for an input of %d x %d (must be equal, or set centerCrop)",
            fit.width(), fit.height(), width, height));
    if (given.flag("centerCrop", false) && !given.text("resize").contains(",")) {
      given.note(
          String.format(
              "resize=%s with centerCrop=true stretches every image to %d x %d, whatever its"
                  + " shape, as in DJL (for the shorter side write resizeShort=%s)",
              given.text("resize"), fit.width(), fit.height(), given.text("resize")));
    }
  }

  private Optional<Resizing> resizeShort(boolean crop) {
    given.expect(
        crop,
        "Invalid resizeShort: "
            + given.text("resizeShort")
            + " without centerCrop or centerFit (images would have different sizes; set one)");
    if (given.text("resizeShort").equals("true")) {
      return Optional.of(filtered(Resizing.shorter(Math.max(1, Math.max(width, height)))));
    }
    return given.value(
        "resizeShort",
        text -> {
          String[] parts = text.split("\\s*,\\s*");
          int longest = parts.length > 1 ? Math.max(0, ServingValues.whole(parts[1])) : 0;
          return interpolated(new Fit.Shorter(ServingValues.whole(parts[0]), longest), parts);
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
        Resizing.of(fit).with(filter == ResizeFilter.NEAREST ? ResizeFilter.NEAREST_EDGE : filter));
  }

  private Resizing filtered(Resizing resizing) {
    return given.flag("antialias", true)
        ? resizing
        : resizing.with(resizing.filter().withoutAntialias());
  }

  /** DJL makes the image square first. */
  private Resizing padded(Resizing resizing) {
    if (!given.isGiven("pad")) {
      return resizing;
    }
    String rule = "true or a level of 0 to 255";
    int level =
        given.text("pad").equals("true")
            ? 0
            : given.value("pad", ServingResizing::level, rule).orElse(0);
    if (resizing.fit() instanceof Fit.Stretch stretch) {
      Fit square = new Fit.Square(stretch.width(), stretch.height());
      return Resizing.of(square).with(resizing.filter()).withBorder(level * 0x010101);
    }
    given.problem(
        "Invalid pad: " + given.text("pad") + " (must go with resize, and not with resizeShort)");
    return resizing;
  }

  private static int level(String text) {
    double level = Double.parseDouble(text);
    if (!(level >= 0 && level <= 255)) {
      throw new IllegalArgumentException(text);
    }
    return (int) level;
  }
}
