package io.github.heatmill.udf.function.picture;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.image.decode.UndecodableException;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.BytesArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.InputSideArgument;
import io.github.heatmill.udf.function.argument.NumberArgument;
import io.github.heatmill.udf.function.argument.ResizeArgument;
import io.github.heatmill.udf.table.InputFrame;
import java.util.List;
import java.util.Optional;

/**
 * {@code heatmap_overlay(image_bytes, h, alpha, height, width, resize)}: a map drawn over its
 * image.
 */
public final class HeatmapOverlay implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_overlay",
        List.of(
            new BytesArgument("image_bytes", "a whole image file, as binary"),
            new HeatmapArgument("h", Kind.FINITE),
            NumberArgument.between("alpha", 0, 1, "the share of colour at the hottest place"),
            InputSideArgument.zeroByDefault("height", InputFrame.HEIGHT),
            InputSideArgument.zeroByDefault("width", InputFrame.WIDTH),
            new ResizeArgument("resize")),
        ResultType.BYTES,
        new Help(
            "The image with the map drawn over it, as a PNG file.",
            "Height, width and resize say how the image became the network's input; the"
                + " column heatmap of a run's tables carries them, so that the picture is what"
                + " the network saw. Without them the map is stretched over the whole image."
                + " Null if the image cannot be decoded, or any value is NaN or infinite; a"
                + " map whose values are all the same leaves the image as it is.",
            "SELECT heatmap_overlay(heatmap_png(heatmap_of(8, 8, transform(sequence(1,"
                + " 64), x -> 0)), 'gray'), heatmap_of(1, 2, array(0, 1)), 0.5) IS NOT NULL;",
            "true"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapOverlay::value;
  }

  private static Object value(Object[] arguments) {
    return cropped(arguments)
        .map(image -> Overlay.draw(image, (Tensor) arguments[1], (Double) arguments[2]).png())
        .orElse(null);
  }

  /** The cropped image if its size is known, otherwise the whole image. */
  private static Optional<Pixels> cropped(Object[] arguments) {
    int height = (Integer) arguments[3];
    int width = (Integer) arguments[4];
    try {
      Pixels photo = new ImageDecoder().decode((byte[]) arguments[0]);
      if (height == 0 || width == 0) {
        return Optional.of(photo);
      }
      Resizing resizing = (Resizing) arguments[5];
      return Optional.of(
          Preprocessing.unscaled(new Size(width, height), resizing).resizeAndCrop(photo));
    } catch (UndecodableException e) {
      return Optional.empty(); // One damaged image must not end the query.
    }
  }
}
