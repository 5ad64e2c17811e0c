package io.github.heatmill.model.layout;

import io.github.heatmill.model.layout.Layout.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the layouts of the outputs of a network's layers.
 *
 * <p>Axes are places if the change moves along them when the replaced quarter of the image moves.
 * Where it hardly moves, because every place sees the whole image, a layer is read so that it has
 * the resolution of layers that were measured.
 */
public final class LayoutFinder {
  /**
   * An axis along which changes move more than this has places. Axes of channels stayed below it in
   * random networks and in those of torchvision and timm.
   */
  private static final double CERTAIN = 0.05;

  /** Changes move less along places that all see the whole image. */
  private static final double MIXED = 0.3;

  /** Changes move less along channels. */
  private static final double LOCAL = 0.6;

  private final InputSize input;
  private final List<LayerOutput> outputs;
  private final List<Optional<Reading>> certain;

  /**
   * Prepares to find layouts.
   *
   * @param outputs those of all layers that may be compared with each other
   */
  public LayoutFinder(InputSize input, List<LayerOutput> outputs) {
    this.input = input;
    this.outputs = List.copyOf(outputs);
    this.certain = this.outputs.stream().map(this::certain).toList();
  }

  /** Whether the layout of every layer follows from its own output, without other layers. */
  public boolean isCertain() {
    return certain.stream().allMatch(Optional::isPresent);
  }

  /** One reading for each layer, in their order. */
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput output = outputs.get(i);
      readings.add(certain.get(i).orElseGet(() -> asOthers(output)));
    }
    return readings;
  }

  private Optional<Reading> certain(LayerOutput output) {
    return withoutPlaces(output).or(() -> measured(output));
  }

  private static Optional<Reading> withoutPlaces(LayerOutput output) {
    if (output.imageAxis().isEmpty()) {
      return Optional.of(
          Reading.noMap(
              output.isSameForTwo() || output.one().isEmpty()
                  ? "does not depend on the image"
                  : "has no axis of images alone: parts of them, such as windows, share one"));
    }
    List<Integer> shape = output.shape();
    if (output.changes().filter(Changes::isConstant).isPresent()) {
      return Optional.of(Reading.noMap("does not depend on the image"));
    }
    if (shape.size() == 3 && shape.get(1) * shape.get(2) == 1) {
      return Optional.of(new Reading(Layout.NCHW, "one place"));
    }
    if (shape.size() > 1 && output.changes().filter(Changes::hasRowsOfOne).isPresent()) {
      return Optional.of(Reading.noMap("is an attention matrix: its rows sum to 1"));
    }
    if (shape.size() == 3 && output.imageAxis().getAsInt() > 0 || shape.size() > 3) {
      return Optional.of(Reading.noMap("has an order of axes that is not known"));
    }
    boolean single = shape.size() < 2 || shape.size() == 2 && shape.get(0) == 1;
    return single ? Optional.of(Reading.noMap("has one vector for an image")) : Optional.empty();
  }

  private Optional<Reading> measured(LayerOutput output) {
    return output
        .changes()
        .flatMap(
            changes ->
                output.shape().size() == 3 ? planes(output, changes) : tokens(output, changes));
  }

  private static Optional<Reading> planes(LayerOutput output, Changes changes) {
    List<Changes.Axis> axes = changes.byAxis();
    double first = Changes.placement(axes.get(1), axes.get(2));
    double last = Changes.placement(axes.get(0), axes.get(1));
    double swapped = Changes.placement(axes.get(2), axes.get(1));
    if (Math.max(first, last) >= CERTAIN) {
      Layout layout = first >= last ? Layout.NCHW : Layout.NHWC;
      return Optional.of(withSeveralChannels(output, new Reading(layout, Reading.MEASURED)));
    }
    return swapped >= CERTAIN
        ? Optional.of(Reading.noMap("has its columns before its rows"))
        : Optional.empty();
  }

  private static Reading withSeveralChannels(LayerOutput output, Reading reading) {
    return reading.layout().maps(output.shape()).get(0) == 1
        ? Reading.noMap("has one channel only: it is a gate")
        : reading;
  }

  private Optional<Reading> tokens(LayerOutput output, Changes changes) {
    Changes.Axis tokens = changes.byAxis().get(0);
    if (changes.byAxis().get(1).moves() > LOCAL) {
      return Optional.empty(); // The places run along the other axis.
    }
    Optional<Grid> best = Optional.empty();
    double most = 0;
    for (Grid grid : Grid.of(tokens.topLeft().length, input)) {
      double placement = Changes.placement(tokens.rows(grid), tokens.columns(grid));
      double needed = input.hasAspectOf(grid.height(), grid.width()) ? CERTAIN : MIXED;
      // A grid further behind in the order must be clearly better.
      if (placement >= needed && (best.isEmpty() || placement > 1.25 * most)) {
        best = Optional.of(grid);
        most = placement;
      }
    }
    return best.map(
        grid ->
            withSeveralChannels(output, new Reading(grid.layout(order(output)), Reading.MEASURED)));
  }

  private static Order order(LayerOutput output) {
    return output.imageAxis().getAsInt() == 0 ? Order.TOKENS : Order.SEQUENCE;
  }

  /** The reading that gives a layer the resolution of others. */
  private Reading asOthers(LayerOutput output) {
    List<Layout> possible =
        possible(output).stream()
            .filter(l -> isMixed(l, output) && !isDisordered(l, output))
            .toList();
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput other = outputs.get(i);
      Optional<Layout> known = certain.get(i).map(Reading::layout).filter(Layout::isMap);
      Optional<Layout> same =
          known.flatMap(
              layout ->
                  possible.stream().filter(p -> isAlike(p, output, layout, other)).findFirst());
      if (same.isPresent()) {
        String reason = "has the resolution of " + other.layer();
        return withSeveralChannels(output, new Reading(same.get(), reason));
      }
    }
    return possible.stream()
        .filter(layout -> layout.prefix() == 0 && isNoLargerThanOthers(resolution(layout, output)))
        .filter(layout -> !layout.hasTokens() || input.hasAspectOf(layout.height(), layout.width()))
        .findFirst()
        .map(layout -> withSeveralChannels(output, new Reading(layout, "assumed from its shape")))
        .orElseGet(() -> Reading.noMap("has no places, or not in rows and columns of the image"));
  }

  /**
   * Whether the changes are those of places that all see the whole image. Places in an order that
   * is not that of the image move more, and so do places that this layout takes for channels.
   */
  private static boolean isMixed(Layout layout, LayerOutput output) {
    if (output.changes().isEmpty()) {
      return true;
    }
    List<Changes.Axis> axes = output.changes().get().byAxis();
    int channels = layout.equals(Layout.NCHW) ? 0 : axes.size() - 1;
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).moves() > (i == channels ? LOCAL : MIXED)) {
        return false;
      }
    }
    return true;
  }

  /** Whether another layer of the same shape has its places in an order that is not known. */
  private boolean isDisordered(Layout layout, LayerOutput output) {
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput other = outputs.get(i);
      if (certain.get(i).isEmpty() && other.one().equals(output.one()) && !isMixed(layout, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAlike(
      Layout possible, LayerOutput output, Layout known, LayerOutput other) {
    return resolution(possible, output).equals(resolution(known, other))
        && (!known.hasTokens() || known.prefix() == possible.prefix());
  }

  /** The layouts whose grid may belong to the input, the likeliest first. */
  private List<Layout> possible(LayerOutput output) {
    List<Integer> shape = output.shape();
    if (shape.size() == 2) {
      Order order = order(output);
      return Grid.of(shape.get(0), input).stream().map(grid -> grid.layout(order)).toList();
    }
    return Stream.of(Layout.NCHW, Layout.NHWC)
        .filter(
            layout -> {
              List<Integer> grid = resolution(layout, output);
              return input.fits(grid.get(0), grid.get(1));
            })
        .toList();
  }

  private static List<Integer> resolution(Layout layout, LayerOutput output) {
    return layout.maps(output.shape()).subList(1, 3);
  }

  private boolean isNoLargerThanOthers(List<Integer> grid) {
    boolean any = false;
    for (int i = 0; i < outputs.size(); i++) {
      Optional<Layout> known = certain.get(i).map(Reading::layout).filter(Layout::isMap);
      if (known.isPresent()) {
        List<Integer> other = resolution(known.get(), outputs.get(i));
        any = true;
        if (grid.get(0) <= other.get(0) && grid.get(1) <= other.get(1)) {
          return true;
        }
      }
    }
    return !any;
  }
}
