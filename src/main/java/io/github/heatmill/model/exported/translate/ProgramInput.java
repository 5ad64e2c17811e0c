package io.github.heatmill.model.exported.translate;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.AxisSize;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.graph.SymbolRange;
import io.github.heatmill.model.exported.graph.TensorMeta;
import io.github.heatmill.model.exported.layer.TranslatedGraph;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.source.FormConversion;
import io.github.heatmill.model.source.InputLimits;
import io.github.heatmill.model.source.SizeLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images that a program takes. */
final class ProgramInput {
  private static final int AXES = 4;

  /** More images at once, or longer sides, are no real network's, and need too much memory. */
  private static final int MOST_IMAGES = 1024;

  private static final int LONGEST_SIDE = 16_384;

  /** A symbol, or a multiple of one. */
  private static final Pattern SYMBOL = Pattern.compile("(?:(\\d{1,9})\\*)?([A-Za-z_]\\w*)");

  /** torch.export treats the sizes 0 and 1 as special, so a lower bound of 2 is no real limit. */
  private static final long USUAL_LOWER_BOUND = 2;

  private final String name;
  private final TensorMeta images;
  private final Map<String, SymbolRange> ranges;
  private final Form form;
  private final Precision precision;

  /**
   * Finds the input.
   *
   * @param form the shape and the type that the network itself takes
   * @throws ModelFormatException if the program takes anything but one tensor of images
   */
  ProgramInput(ExportedModel model, Form form, Precision precision) {
    List<String> tensors =
        model.inputs().stream()
            .filter(InputSpec.User.class::isInstance)
            .map(input -> ((InputSpec.User) input).value())
            .flatMap(TranslatedGraph::names)
            .toList();
    if (tensors.size() != 1) {
      throw new ModelFormatException(
          "Network takes "
              + (tensors.isEmpty()
                  ? "no tensor"
                  : tensors.size()
                      + " inputs: "
                      + String.join(", ", tensors.stream().map(Values::shown).toList()))
              + " (must take one Tensor with a batch of images; export a wrapper: a torch.nn.Module"
              + " that holds the network and fixed values of its other inputs)");
    }
    this.name = tensors.get(0);
    this.images = model.graph().tensors().get(name);
    this.ranges = model.ranges();
    this.form = form;
    this.precision = precision;
    if (images == null || images.sizes().size() != AXES) {
      throw new ModelFormatException(
          "Network takes "
              + (images == null ? "something other than a tensor" : shape())
              + " (must take a batch of images with four axes; export a wrapper that does)");
    }
    if (form.isBytes() != (images.type() == ElementType.BYTE)
        || !form.isBytes() && !images.type().isFloatingPoint()) {
      throw new ModelFormatException(
          "Network takes images of the type "
              + images.type().label()
              + ", and they are prepared as "
              + (form.isBytes() ? "uint8" : "float32")
              + " (--input-form must name what the network takes, such as "
              + (images.type() == ElementType.BYTE ? "nchw-uint8" : "nchw")
              + ")");
    }
  }

  private String shape() {
    return "the shape " + images.sizes().stream().map(size -> Values.shown(size.text())).toList();
  }

  /** The name of the value. */
  String name() {
    return name;
  }

  /** The statement that prepares the images, if they are not taken as they are. */
  Optional<Expression> prepared(boolean copied) {
    Expression given = new Name(FlatProgram.INPUT);
    Expression converted = FormConversion.of(given, form);
    ElementType type = precision.computed(images.type());
    if (type != ElementType.FLOAT && type != ElementType.BYTE) {
      converted = call("to", converted, new Literal(Integer.toString(type.libtorchNumber())));
    } else if (converted.equals(given) && copied) {
      converted = call("clone", given);
    }
    return converted.equals(given) ? Optional.empty() : Optional.of(converted);
  }

  private static Expression call(String operator, Expression... arguments) {
    return new Call(new Attribute(new Name("torch"), operator), List.of(arguments));
  }

  /** The images that the program was exported for. */
  InputLimits limits() {
    List<AxisSize> sizes = images.sizes();
    int channels = form.isChannelsLast() ? 3 : 1;
    int height = form.isChannelsLast() ? 1 : 2;
    SizeLimits batches = limits(sizes.get(0));
    if (batches.step() != 1 || batches.least() > MOST_IMAGES) {
      throw new ModelFormatException(
          "Network takes "
              + batches
              + " images at once (the batch must be a torch.export.Dim and no multiple of one, and"
              + " may not begin above "
              + MOST_IMAGES
              + "; export it again)");
    }
    SizeLimits heights = limits(sizes.get(height));
    SizeLimits widths = limits(sizes.get(height + 1));
    if (heights.least() > LONGEST_SIDE || widths.least() > LONGEST_SIDE) {
      throw new ModelFormatException(
          "Network takes " + shape() + " (no side may be longer than " + LONGEST_SIDE + " pixels)");
    }
    boolean square =
        sizes.get(height).symbol().isPresent()
            && sizes.get(height).symbol().equals(sizes.get(height + 1).symbol());
    return new InputLimits(batches, limits(sizes.get(channels)), heights, widths, square);
  }

  private SizeLimits limits(AxisSize size) {
    if (size.fixed().isPresent()) {
      long length = size.fixed().get();
      if (length < 1 || length > Integer.MAX_VALUE) {
        throw new ModelFormatException("Network takes " + shape() + " (must have no empty axis)");
      }
      return SizeLimits.fixed((int) length);
    }
    Matcher symbol = SYMBOL.matcher(size.symbol().orElse(""));
    if (!symbol.matches()) {
      return SizeLimits.NONE; // An expression of several symbols; the engine checks what it needs.
    }
    long step = symbol.group(1) == null ? 1 : Math.max(1, Long.parseLong(symbol.group(1)));
    Optional<SymbolRange> range = Optional.ofNullable(ranges.get(symbol.group(2)));
    long least = range.flatMap(SymbolRange::least).filter(l -> l > USUAL_LOWER_BOUND).orElse(1L);
    long most = range.flatMap(SymbolRange::most).orElse((long) SizeLimits.UNLIMITED);
    return new SizeLimits(
        bounded(least, step),
        Math.max(bounded(least, step), bounded(most, step)),
        (int) Math.min(step, SizeLimits.UNLIMITED));
  }

  private static int bounded(long count, long step) {
    long largest = SizeLimits.UNLIMITED / step;
    return count >= largest ? SizeLimits.UNLIMITED : (int) Math.max(1, count * step);
  }
}
